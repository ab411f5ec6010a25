#include "entente/stream/missing.hpp"

#include <algorithm>
#include <array>

namespace entente::stream {
namespace {

constexpr std::size_t kLongest = 9;
constexpr std::array<std::string_view, 27> kTexts{
    "NA",       "N/A",  "n/a",    "NaN",     "nan",   "NAN",     "-nan",   "-NaN",  "NaT",
    "<NA>",     "None", "none",   "NULL",    "null",  "Null",    "\\N",    ".",     "#N/A",
    "#N/A N/A", "#NA",  "#NULL!", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "(null)"};

}  // namespace

bool is_missing(std::string_view cell) {
  if (cell.empty() || cell.size() > kLongest || !may_be_missing(cell.front())) return false;
  return std::find(kTexts.begin(), kTexts.end(), cell) != kTexts.end();
}

}  // namespace entente::stream

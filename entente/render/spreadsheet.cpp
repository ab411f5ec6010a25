#include "entente/render/spreadsheet.hpp"

#include "entente/base/text.hpp"

#include <array>

namespace entente::render {
namespace {

bool is_formula(std::string_view content) {
  // The full-width forms of the same four are taken for them.
  constexpr std::array<std::string_view, 10> kBegins{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  for (const std::string_view begin : kBegins)
    if (content.starts_with(begin)) return !parse_number(content);
  return false;
}

}  // namespace

void SpreadsheetCells::end_cell() {
  const bool in_quotes = cell_.starts_with('"');
  const std::size_t begin = in_quotes ? 1 : 0;
  const std::size_t length = in_quotes && cell_.size() > 1 ? cell_.size() - 2 : cell_.size() - begin;
  if (is_formula(std::string_view(cell_).substr(begin, length))) cell_.insert(begin, "'");
  out_ += cell_;
  cell_.clear();
}

void SpreadsheetCells::write(std::string_view csv) {
  for (const char c : csv) {
    if (c == '"') quoted_ = !quoted_;  // a doubled quote turns it twice
    if (quoted_ || (c != ',' && c != '\n')) {
      cell_ += c;
      continue;
    }
    end_cell();
    out_ += c;
  }
  sink_(out_);
  out_.clear();
}

void SpreadsheetCells::finish() {
  end_cell();
  sink_(out_);
  out_.clear();
}

}  // namespace entente::render

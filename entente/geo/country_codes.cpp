#include "entente/geo/country_codes.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::geo {
namespace {

bool is_code(std::string_view text, std::size_t length) {
  return text.size() == length && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

CountryCodes CountryCodes::parse(std::string_view csv, std::string file, std::vector<RowFault>* faults) {
  auto table = read_delimited(csv, std::move(file));
  constexpr std::string_view kAlpha2 = "ISO3166-1-Alpha-2";
  constexpr std::string_view kAlpha3 = "ISO3166-1-Alpha-3";
  for (const auto name : {kAlpha2, kAlpha3})
    if (table.column(name) == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", name), "give the table of country codes",
                  {table.file, 1, std::string(name)});
  CountryCodes codes;
  for (const auto& row : table.rows) {
    const auto& alpha2 = row.cells[table.column(kAlpha2)];
    const auto& alpha3 = row.cells[table.column(kAlpha3)];
    if (!is_code(alpha2, 2))
      table.faults.push_back({table.file, row.line, 0, std::string(kAlpha2), "is not two capital letters"});
    else if (!is_code(alpha3, 3))
      table.faults.push_back({table.file, row.line, 0, std::string(kAlpha3), "is not three capital letters"});
    else if (!codes.by_alpha2_.emplace(alpha2, alpha3).second)
      table.faults.push_back({table.file, row.line, 0, std::string(kAlpha2), "occurs twice"});
  }
  if (faults != nullptr) faults->insert(faults->end(), table.faults.begin(), table.faults.end());
  return codes;
}

void CountryCodes::assign(std::string_view csv, std::string file, std::vector<RowFault>* faults) {
  DelimitedTable table = read_delimited(csv, std::move(file));
  for (const char* name : {"alpha2", "alpha3"})
    if (table.column(name) == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", name), "give alpha2 and alpha3",
                  {table.file, 1, name});
  for (const auto& row : table.rows) {
    const auto& alpha2 = row.cells[table.column("alpha2")];
    const auto& alpha3 = row.cells[table.column("alpha3")];
    if (!is_code(alpha2, 2) || !is_code(alpha3, 3))
      table.faults.push_back({table.file, row.line, 0, "alpha2", "the codes are not two and three capital letters"});
    else if (!by_alpha2_.emplace(alpha2, alpha3).second)
      table.faults.push_back({table.file, row.line, 0, "alpha2", "is a code already"});
  }
  if (faults != nullptr) faults->insert(faults->end(), table.faults.begin(), table.faults.end());
}

std::optional<std::string> CountryCodes::alpha3(std::string_view alpha2) const {
  const auto found = by_alpha2_.find(alpha2);
  if (found == by_alpha2_.end()) return std::nullopt;
  return found->second;
}

}  // namespace entente::geo

#include "entente/align/user_tables.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>

namespace entente::align {
namespace {

constexpr const char* kCapabilityColumns =
    "capabilities have iso3c or ccode, year and the one --capability names; codes have ccode and iso3c";

[[noreturn]] void refuse(const DelimitedTable& table, const DelimitedRow& row, std::size_t column, const char* wrong,
                         const char* remedy) {
  throw Error(ErrorCode::bad_data, fmt::format("\"{}\" is {}", row.cells[column], wrong), remedy,
              {table.file, row.line, table.header[column]});
}

std::size_t required_column(const DelimitedTable& table, const std::string& name, const char* remedy) {
  const std::size_t c = table.column(name);
  if (c == DelimitedTable::npos)
    throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", name), remedy, {table.file, 1, name});
  return c;
}

double number_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column) {
  const auto x = parse_number(row.cells[column]);
  if (!x) refuse(table, row, column, "not a number", "mend the cell");
  return *x;
}

double amount_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column) {
  const auto x = parse_number(row.cells[column]);
  if (!x || *x < 0) refuse(table, row, column, "not a number of zero or more", "mend the cell");
  return *x;
}

int year_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column) {
  const double year = number_cell(table, row, column);
  if (year < 1000 || year > 9999 || year != std::floor(year))
    refuse(table, row, column, "not a year", "write four digits");
  return static_cast<int>(year);
}

int votes_cell(const DelimitedTable& table, const DelimitedRow& row, std::size_t column) {
  constexpr double kMost = 1e6;
  const double votes = number_cell(table, row, column);
  if (votes < 0 || votes > kMost || votes != std::floor(votes))
    refuse(table, row, column, "not a number of votes", "mend the cell");
  return static_cast<int>(votes);
}

}  // namespace

Positions read_positions(std::string_view text, const std::string& file, const std::string& column) {
  constexpr const char* kColumns = "the columns are iso3c, year and the one --column names";
  constexpr std::string_view kPrefix = "idealpoint";
  const DelimitedTable table = read_delimited(text, file);
  const std::size_t state = required_column(table, "iso3c", kColumns);
  const std::size_t year = required_column(table, "year", kColumns);
  const std::size_t value = required_column(table, column, kColumns);
  const std::size_t votes =
      column.starts_with(kPrefix) ? table.column("nvotes" + column.substr(kPrefix.size())) : DelimitedTable::npos;
  Positions out;
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[value].empty()) continue;
    Position& p = out.of[row.cells[state]][year_cell(table, row, year)];
    p.mean = number_cell(table, row, value);
    if (votes != DelimitedTable::npos && !row.cells[votes].empty()) p.votes = votes_cell(table, row, votes);
  }
  return out;
}

std::map<std::string, std::vector<Amount>> read_amounts(std::string_view text, const std::string& file,
                                                        std::string_view of) {
  constexpr const char* kColumns =
      "the columns are partner, year and amount; state and kind where the table holds several";
  const DelimitedTable table = read_delimited(text, file);
  const std::size_t state = table.column("state");
  const std::size_t kind = table.column("kind");
  const std::size_t partner = required_column(table, "partner", kColumns);
  const std::size_t year = required_column(table, "year", kColumns);
  const std::size_t amount = required_column(table, "amount", kColumns);
  std::map<std::string, std::vector<Amount>> out;
  for (const DelimitedRow& row : table.rows) {
    if (state != DelimitedTable::npos && row.cells[state] != of) continue;
    out[kind == DelimitedTable::npos ? "amounts" : row.cells[kind]].push_back(
        {row.cells[partner], year_cell(table, row, year), amount_cell(table, row, amount)});
  }
  return out;
}

std::map<std::string, std::string> read_codes(std::string_view text, const std::string& file) {
  const DelimitedTable table = read_delimited(text, file);
  const std::size_t from = required_column(table, "ccode", kCapabilityColumns);
  const std::size_t to = required_column(table, "iso3c", kCapabilityColumns);
  std::map<std::string, std::string> out;
  for (const DelimitedRow& row : table.rows)
    if (!row.cells[to].empty()) out[row.cells[from]] = row.cells[to];
  return out;
}

Capabilities read_capabilities(std::string_view text, const std::string& file, const std::string& column,
                               const std::map<std::string, std::string>& codes) {
  const DelimitedTable table = read_delimited(text, file);
  const bool has_iso = table.column("iso3c") != DelimitedTable::npos;
  const std::size_t state = required_column(table, has_iso ? "iso3c" : "ccode", kCapabilityColumns);
  const std::size_t year = required_column(table, "year", kCapabilityColumns);
  const std::size_t value = required_column(table, column, kCapabilityColumns);
  Capabilities out;
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[value].empty() || row.cells[value] == "NA") continue;
    const double amount = number_cell(table, row, value);
    if (amount < 0) continue;
    const auto iso3 = codes.find(row.cells[state]);
    out[year_cell(table, row, year)][iso3 == codes.end() ? row.cells[state] : iso3->second] = amount;
  }
  if (out.empty())
    throw Error(ErrorCode::bad_data, "the table holds no capability", "check the file and --capability", {file, 0, ""});
  return out;
}

}  // namespace entente::align

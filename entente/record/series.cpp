#include "entente/record/series.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

namespace entente::record {
namespace {

std::optional<int> whole(const std::string& cell) {
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

}  // namespace

int month_index(int year, int month) { return (year - 1970) * 12 + month - 1; }

Day first_day_of(int month) {
  const int year = 1970 + (month >= 0 ? month / 12 : (month - 11) / 12);
  const int within = month - (year - 1970) * 12;
  return Day{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(within + 1)} / 1};
}

int month_of(Day day) {
  const std::chrono::year_month_day ymd{day};
  return month_index(static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())));
}

std::string month_text(int month) { return to_string(first_day_of(month)).substr(0, 7); }

std::string month_words(int month) {
  return to_words(Date{first_day_of(month), first_day_of(month + 1) - std::chrono::days{1}, Precision::month});
}

int last_published_month(Day as_of) {
  int month = month_of(as_of);
  while (first_day_of(month + 1) - std::chrono::days{1} + std::chrono::days{kDeathsLagDays} > as_of) --month;
  return month;
}

DeathsReading read_deaths(std::string_view text, std::string file) {
  const DelimitedTable table = read_delimited(text, std::move(file));
  const std::size_t columns[] = {table.column("iso3"), table.column("year"), table.column("month"),
                                 table.column("deaths_best")};
  for (const std::size_t c : columns)
    if (c == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, "a column is missing", "give iso3, year, month and deaths_best",
                  {table.file, 1, ""});
  DeathsReading out;
  out.faults = table.faults;
  for (const DelimitedRow& row : table.rows) {
    const auto fault = [&](const char* field, const char* why) {
      out.faults.push_back({table.file, row.line, 0, field, why});
    };
    const std::string& country = row.cells[columns[0]];
    const auto year = whole(row.cells[columns[1]]);
    const auto month = whole(row.cells[columns[2]]);
    const auto deaths = parse_number(row.cells[columns[3]]);
    if (country.size() != 3) {
      fault("iso3", "this is not an ISO 3166 alpha-3 code");
    } else if (!year || *year < 1900 || *year > 2200) {
      fault("year", "this is not a year");
    } else if (!month || *month < 1 || *month > 12) {
      fault("month", "this is not a month from 1 to 12");
    } else if (!deaths || *deaths < 0) {
      fault("deaths_best", "this is not a number of people");
    } else {
      out.months.push_back({country, month_index(*year, *month), *deaths});
    }
  }
  std::stable_sort(out.months.begin(), out.months.end(), [](const DeathsMonth& a, const DeathsMonth& b) {
    return std::tie(a.country, a.month) < std::tie(b.country, b.month);
  });
  const auto doubled = std::unique(
      out.months.begin(), out.months.end(),
      [](const DeathsMonth& a, const DeathsMonth& b) { return a.country == b.country && a.month == b.month; });
  if (doubled != out.months.end())
    out.faults.push_back({table.file, 0, 0, "month", "a country-month is given twice; the first was taken"});
  out.months.erase(doubled, out.months.end());

  // A series has no gaps: what stands behind one is left out, since a sum over it would be too small.
  std::vector<DeathsMonth> whole;
  std::string broken;
  for (const DeathsMonth& m : out.months) {
    if (m.country == broken) continue;
    if (!whole.empty() && whole.back().country == m.country && whole.back().month + 1 != m.month) {
      out.faults.push_back({table.file, 0, 0, "month",
                            "the months of " + m.country + " have a gap before " + month_text(m.month) +
                                "; what stands behind it was left out"});
      broken = m.country;
      continue;
    }
    whole.push_back(m);
  }
  out.months = std::move(whole);
  return out;
}

Day read_vintage(std::string_view text, std::string file, std::string_view series) {
  series.remove_prefix(series.rfind('/') + 1);  // npos + 1 is 0
  const DelimitedTable table = read_delimited(text, std::move(file));
  const auto column = [&](const char* name) {
    const std::size_t c = table.column(name);
    if (c == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, "a column is missing", "give file and released", {table.file, 1, name});
    return c;
  };
  const std::size_t name = column("file");
  const std::size_t released = column("released");
  if (!table.faults.empty())
    throw Error(ErrorCode::bad_data, table.faults.front().reason, "mend the line",
                {table.file, table.faults.front().line, table.faults.front().field});
  std::optional<Day> vintage;
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[name] != series) continue;
    if (vintage)
      throw Error(ErrorCode::bad_data, fmt::format("the vintage of {} is told twice", series), "leave one row",
                  {table.file, row.line, "file"});
    vintage = parse_day(row.cells[released]);
    if (!vintage)
      throw Error(ErrorCode::bad_data, fmt::format("\"{}\" is not a day", row.cells[released]),
                  "write the day of which the figures are, such as 2026-05-15", {table.file, row.line, "released"});
  }
  if (!vintage)
    throw Error(ErrorCode::bad_data, fmt::format("the vintage of {} is missing", series),
                "add its row: the file and the day of which its figures are", {table.file, 0, ""});
  return *vintage;
}

}  // namespace entente::record

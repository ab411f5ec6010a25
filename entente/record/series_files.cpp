#include "entente/record/series_files.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/record/series.hpp"
#include "entente/states/states.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace entente::record {
namespace {

std::optional<int> whole(const std::string& cell) {
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) return std::nullopt;
  return value;
}

// A faulty row is reported; what it says of state and month comes back where it is good.
class SeriesRows {
 public:
  SeriesRows(const DelimitedTable& table, std::string_view column, SeriesReading& out)
      : table_(table), column_(column), out_(out) {
    const auto place = [&](std::string_view name) {
      const std::size_t c = table.column(name);
      if (c == DelimitedTable::npos)
        throw Error(ErrorCode::bad_data, "a column is missing", fmt::format("give iso3, year, month and {}", column),
                    {table.file, 1, ""});
      return c;
    };
    state_ = place("iso3");
    month_ = place("month");
    value_ = place(column);
    year_ = table.column("year");
  }

  void take(const DelimitedRow& row) {
    const std::string& state = row.cells[state_];
    if (state.size() != 3) return fault(row, "iso3", "this is not an ISO 3166 alpha-3 code");
    const std::optional<int> month = month_of_row(row);
    if (!month) return;
    const auto value = parse_number(row.cells[value_]);
    if (!value || *value < 0) return fault(row, column_, "this is not a number of people");
    out_.values.push_back({state, *month, *value});
  }

 private:
  std::optional<int> month_of_row(const DelimitedRow& row) {
    if (year_ == DelimitedTable::npos) {
      const auto month = parse_month(row.cells[month_]);
      if (!month) fault(row, "month", "this is not a month such as 2023-10, and there is no column year");
      return month;
    }
    const auto year = whole(row.cells[year_]);
    const auto month = whole(row.cells[month_]);
    if (!year || *year < 1900 || *year > 2200) return fault(row, "year", "this is not a year"), std::nullopt;
    if (!month || *month < 1 || *month > 12)
      return fault(row, "month", "this is not a month from 1 to 12"), std::nullopt;
    return month_index(*year, *month);
  }
  void fault(const DelimitedRow& row, std::string_view field, const char* why) {
    out_.faults.push_back({table_.file, row.line, 0, std::string(field), why});
  }

  const DelimitedTable& table_;
  std::string_view column_;
  SeriesReading& out_;
  std::size_t state_ = 0;
  std::size_t year_ = 0;
  std::size_t month_ = 0;
  std::size_t value_ = 0;
};

bool same_month(const SeriesValue& a, const SeriesValue& b) { return a.state == b.state && a.month == b.month; }

void put_in_order(std::vector<SeriesValue>& values) {
  std::stable_sort(values.begin(), values.end(), [](const SeriesValue& a, const SeriesValue& b) {
    return std::tie(a.state, a.month) < std::tie(b.state, b.month);
  });
}

}  // namespace

SeriesReading read_series(std::string_view text, std::string file, std::string_view column) {
  const DelimitedTable table = read_delimited(text, std::move(file));
  SeriesReading out;
  out.faults = table.faults;
  SeriesRows rows(table, column, out);
  for (const DelimitedRow& row : table.rows) rows.take(row);
  put_in_order(out.values);
  const auto doubled = std::unique(out.values.begin(), out.values.end(), same_month);
  if (doubled != out.values.end())
    out.faults.push_back({table.file, 0, 0, "month", "a country-month is given twice; the first was taken"});
  out.values.erase(doubled, out.values.end());
  return out;
}

std::optional<int> parse_month(std::string_view text) {
  const auto date = parse_date(text);
  return date && date->precision == Precision::month ? std::optional(month_of(date->first)) : std::nullopt;
}

std::optional<SeriesColumn> series_in(const std::vector<std::string>& header) {
  const auto has = [&](std::string_view name) { return std::find(header.begin(), header.end(), name) != header.end(); };
  if (!has("iso3") || !has("month")) return std::nullopt;
  if (has("deaths_best")) return SeriesColumn{std::string(kDeathsSeries), "deaths_best"};
  if (has("deaths_best_single_month")) return SeriesColumn{std::string(kSingleMonthSeries), "deaths_best_single_month"};
  return std::nullopt;
}

namespace {

constexpr const char* kGedColumns[] = {"country_id", "date_start", "best"};

// The states that have a number of the source's list (Gleditsch and Ward) on a day.
std::set<std::string, std::less<>> states_numbered_on(Day day) {
  constexpr int kLargest = 999;
  std::set<std::string, std::less<>> out;
  for (int number = 2; number <= kLargest; ++number)
    if (const auto state = states::States::all().meaning(states::List::gw, std::to_string(number), day);
        !state.code.empty() && !state.out_of_time)
      out.emplace(state.code);
  return out;
}

}  // namespace

bool holds_ged_events(const std::vector<std::string>& header) {
  return std::all_of(std::begin(kGedColumns), std::end(kGedColumns),
                     [&](const char* name) { return std::find(header.begin(), header.end(), name) != header.end(); });
}

SeriesReading add_up_ged_events(std::string_view text, std::string file, int first, int last,
                                const std::vector<std::string>& also) {
  const DelimitedTable table = read_delimited(text, std::move(file));
  if (!holds_ged_events(table.header))
    throw Error(ErrorCode::bad_data, "these are no events in the layout of UCDP GED",
                "give a file with the columns country_id, date_start and best", {table.file, 1, ""});
  const std::size_t country = table.column(kGedColumns[0]);
  const std::size_t start = table.column(kGedColumns[1]);
  const std::size_t best = table.column(kGedColumns[2]);
  const states::States& all = states::States::all();
  SeriesReading out;
  out.faults = table.faults;
  std::map<std::pair<std::string, int>, double> sums;
  for (int month = first; month <= last; ++month) {
    const auto numbered = states_numbered_on(first_day_of(month));
    for (const std::string& state : also)
      if (numbered.contains(state)) sums[{state, month}] = 0;
  }
  for (const DelimitedRow& row : table.rows) {
    const auto fault = [&](const char* field, const char* why) {
      out.faults.push_back({table.file, row.line, 0, field, why});
    };
    const auto day = parse_day(std::string_view(row.cells[start]).substr(0, 10));
    const auto deaths = parse_number(row.cells[best]);
    if (!day) {
      fault("date_start", "this is not a day");
      continue;
    }
    const states::Answer state = all.meaning(states::List::gw, row.cells[country], *day);
    if (state.code.empty())
      fault("country_id", "no state has this number on the day");
    else if (!deaths || *deaths < 0)
      fault("best", "this is not a number of people");
    else if (month_of(*day) > last)
      fault("date_start", "the event began behind the months that the file is of");
    else
      sums[{std::string(state.code), std::max(first, month_of(*day))}] += *deaths;
  }
  for (const auto& [key, deaths] : sums) out.values.push_back({key.first, key.second, deaths});
  return out;
}

std::vector<VintageRow> read_vintages(std::string_view text, std::string file) {
  const DelimitedTable table = read_delimited(text, file);
  const std::size_t name = table.column("file");
  if (name == DelimitedTable::npos)
    throw Error(ErrorCode::bad_data, "a column is missing", "give file and released", {table.file, 1, "file"});
  std::vector<VintageRow> out;
  for (const DelimitedRow& row : table.rows)
    out.push_back({row.cells[name], read_vintage(text, file, row.cells[name])});
  return out;
}

}  // namespace entente::record

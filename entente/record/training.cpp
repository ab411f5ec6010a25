#include "entente/record/training.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/record/view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <sstream>
#include <tuple>
#include <utility>

namespace entente::record {
namespace {

template <std::size_t N>
std::array<std::size_t, N> columns_of(const DelimitedTable& table, const std::array<const char*, N>& names) {
  std::array<std::size_t, N> out{};
  for (std::size_t i = 0; i < N; ++i) {
    out[i] = table.column(names[i]);
    if (out[i] == DelimitedTable::npos)
      throw Error(ErrorCode::bad_data, fmt::format("the column {} is missing", names[i]),
                  "data/training/make-trainings.py writes the two tables", {table.file, 1, names[i]});
  }
  return out;
}

// Empty counts as 0, where `may_be_empty`.
std::optional<long> count_in(const std::string& cell, bool may_be_empty) {
  if (cell.empty()) return may_be_empty ? std::optional(0L) : std::nullopt;
  long value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || value < 0 || value > 1'000'000'000)
    return std::nullopt;
  return value;
}

std::vector<std::string> words_in(const std::string& cell) {
  std::vector<std::string> out;
  std::istringstream words(cell);
  for (std::string word; words >> word;) out.push_back(word);
  return out;
}

bool is_code(const std::string& text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Takes rows of one table and names what is wrong with the others.
class Faults {
 public:
  Faults(const DelimitedTable& table, std::vector<RowFault>& out) : table_(table), out_(out) {
    out_.insert(out_.end(), table.faults.begin(), table.faults.end());
  }
  /// Whether `holds`; else the row is named.
  bool need(bool holds, const DelimitedRow& row, const char* field, std::string why) {
    if (!holds) out_.push_back({table_.file, row.line, 0, field, std::move(why)});
    return holds;
  }

 private:
  const DelimitedTable& table_;
  std::vector<RowFault>& out_;
};

struct Listed {
  std::string sender;
  std::vector<int> years;
  Day known_on{};
};

std::map<std::string, Listed> read_reports(const DelimitedTable& table, TrainingReading& out) {
  enum : std::size_t { sender, report, years, known_on, basis, by_rule, unread };
  const auto at = columns_of<7>(table, {"sender", "report", "fiscal_years", "known_on", "basis", "by_rule", "unread"});
  Faults faults(table, out.faults);
  std::map<std::string, Listed> by_name;
  for (const DelimitedRow& row : table.rows) {
    const auto cell = [&](std::size_t c) -> const std::string& { return row.cells[at[c]]; };
    const auto day = parse_day(cell(known_on));
    if (!faults.need(is_code(cell(sender)), row, "sender", "this is not an ISO 3166 alpha-3 code") ||
        !faults.need(day.has_value(), row, "known_on", "this is not a day") ||
        !faults.need(cell(by_rule).empty() || cell(by_rule) == "yes", row, "by_rule", "this is neither yes nor empty"))
      continue;
    Listed listed{cell(sender), {}, *day};
    bool good = true;
    for (const std::string& word : words_in(cell(years))) {
      const auto year = count_in(word, false);
      good = good && faults.need(year && *year >= 1900 && *year <= 2200, row, "fiscal_years", "this is not a year") &&
             faults.need(fiscal_year_end(static_cast<int>(*year)) <= *day, row, "fiscal_years",
                         "the report was public before this year was over: list the year in the report that tells what "
                         "was held");
      if (good) listed.years.push_back(static_cast<int>(*year));
    }
    if (!good || !faults.need(by_name.try_emplace(cell(report), listed).second, row, "report",
                              "a report of this name stands above"))
      continue;
    for (const int year : listed.years)
      out.reports.push_back(
          {listed.sender, year, cell(report), *day, cell(basis), cell(by_rule) == "yes", words_in(cell(unread))});
  }
  const auto key = [](const TrainingReport& r) { return std::tie(r.sender, r.fiscal_year); };
  std::ranges::stable_sort(out.reports, {}, key);
  const auto doubled = std::ranges::unique(out.reports, {}, key);
  if (!doubled.empty())
    out.faults.push_back(
        {table.file, 0, 0, "fiscal_years",
         fmt::format("fiscal year {} is listed by two reports; the first was taken", doubled.front().fiscal_year)});
  out.reports.erase(doubled.begin(), doubled.end());
  return by_name;
}

auto key_of_training(const Training& t) { return std::tie(t.sender, t.fiscal_year, t.host, t.programme); }

}  // namespace

TrainingReading read_trainings(std::string_view reports, std::string reports_file, std::string_view trainings,
                               std::string trainings_file) {
  TrainingReading out;
  const DelimitedTable report_table = read_delimited(reports, std::move(reports_file));
  const std::map<std::string, Listed> by_name = read_reports(report_table, out);

  enum : std::size_t { report, year, planned, host, programme, count, seats, no_seats, cost, no_cost, first, last };
  const DelimitedTable table = read_delimited(trainings, std::move(trainings_file));
  const auto at =
      columns_of<12>(table, {"report", "fiscal_year", "planned", "host", "programme", "trainings", "students",
                             "students_missing", "cost_usd", "cost_missing", "first_day", "last_day"});
  Faults faults(table, out.faults);
  for (const DelimitedRow& row : table.rows) {
    const auto cell = [&](std::size_t c) -> const std::string& { return row.cells[at[c]]; };
    const auto found = by_name.find(cell(report));
    const auto fiscal_year = count_in(cell(year), false);
    const auto number = count_in(cell(count), false);
    if (!faults.need(found != by_name.end(), row, "report", "there is no such report in the table of reports") ||
        !faults.need(number && *number > 0, row, "trainings", "this is not a number of trainings") ||
        !faults.need(cell(planned) == "0" || cell(planned) == "1", row, "planned", "this is neither 0 nor 1"))
      continue;
    if (cell(planned) == "1") {
      out.planned += *number;
      continue;
    }
    const Listed& listed = found->second;
    const auto students = count_in(cell(seats), true);
    const auto students_missing = count_in(cell(no_seats), true);
    const auto cost_usd = cell(cost).empty() ? std::optional(0.0) : parse_number(cell(cost));
    const auto cost_missing = count_in(cell(no_cost), true);
    const auto from = parse_day(cell(first));
    const auto to = parse_day(cell(last));
    if (!faults.need(fiscal_year && std::ranges::count(listed.years, static_cast<int>(*fiscal_year)) > 0, row,
                     "fiscal_year", "the report of this row does not list this year as held") ||
        !faults.need(is_code(cell(host)), row, "host", "this is not an ISO 3166 alpha-3 code") ||
        !faults.need(students.has_value(), row, "students", "this is not a number of people") ||
        !faults.need(students_missing.has_value(), row, "students_missing", "this is not a number") ||
        !faults.need(cost_usd && *cost_usd >= 0, row, "cost_usd", "this is not an amount of dollars") ||
        !faults.need(cost_missing.has_value(), row, "cost_missing", "this is not a number") ||
        !faults.need(from || cell(first).empty(), row, "first_day", "this is not a day") ||
        !faults.need(to || cell(last).empty(), row, "last_day", "this is not a day") ||
        !faults.need(!to || *to <= listed.known_on, row, "last_day", "it lies after the day of the report"))
      continue;
    out.trainings.push_back({listed.sender, static_cast<int>(*fiscal_year), cell(host), cell(programme),
                             static_cast<int>(*number), *students, static_cast<int>(*students_missing), *cost_usd,
                             static_cast<int>(*cost_missing), from, to});
  }
  std::ranges::stable_sort(out.trainings, {}, key_of_training);
  const auto doubled = std::ranges::unique(out.trainings, {}, key_of_training);
  if (!doubled.empty())
    out.faults.push_back({table.file, 0, 0, "programme",
                          fmt::format("{} {}, {}: told twice; the first was taken", doubled.front().host,
                                      doubled.front().fiscal_year, doubled.front().programme)});
  out.trainings.erase(doubled.begin(), doubled.end());
  return out;
}

std::vector<TrainingYear> training_years(const View& view, std::string_view host, std::string_view sender) {
  struct Sum {
    TrainingYear year;
    std::map<std::string, int> programmes;
  };
  std::map<int, Sum> by_year;
  for (const Training& t : view.trainings) {
    if (t.host != host || t.sender != sender) continue;
    Sum& sum = by_year[t.fiscal_year];
    sum.year.trainings = sum.year.trainings.value_or(0) + t.trainings;
    sum.year.students += t.students;
    sum.year.students_missing += t.students_missing;
    sum.year.cost_usd += t.cost_usd;
    sum.year.cost_missing += t.cost_missing;
    sum.programmes[t.programme] += t.trainings;
  }
  std::vector<TrainingYear> out;
  if (by_year.empty()) return out;
  const int first = by_year.begin()->first;
  const int last = by_year.rbegin()->first;
  for (const TrainingReport& report : view.training_reports) {
    if (report.sender != sender || report.fiscal_year < first) continue;
    const bool unread = std::ranges::count(report.unread, host) > 0;
    // Behind the last year with any a host may have left the reports for good, as members of an alliance do.
    if (report.fiscal_year > last && !unread) continue;
    Sum& sum = by_year[report.fiscal_year];
    TrainingYear year = sum.year;
    year.fiscal_year = report.fiscal_year;
    if (!year.trainings && !unread) year.trainings = 0;
    int most = 0;
    for (const auto& [programme, trainings] : sum.programmes)
      if (trainings > most) {
        most = trainings;
        year.largest_programme = programme;
      }
    year.report = &report;
    out.push_back(std::move(year));
  }
  return out;
}

const TrainingReport* last_training_report(const View& view, std::string_view sender) {
  const TrainingReport* out = nullptr;
  for (const TrainingReport& report : view.training_reports)
    if (report.sender == sender) out = &report;
  return out;
}

Day fiscal_year_end(int fiscal_year) { return Day{std::chrono::year{fiscal_year} / std::chrono::September / 30}; }

}  // namespace entente::record

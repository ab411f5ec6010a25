#pragma once
// What a partner did: courses and exercises that forces of one state gave to those of another, by fiscal year.
//
// A row is known on the day on which the report that lists it was public, up to three years after the training. A year
// for which no report was public is not a year without training. Fiscal year 2019 is 1 October 2018 to 30 September
// 2019. Students are seats: one person in three courses counts three times. docs/methods/two-clocks.md, section 2.

#include "entente/base/date.hpp"
#include "entente/base/delimited.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

struct View;

inline constexpr std::string_view kTrainingsFile = "training/trainings.csv";
inline constexpr std::string_view kTrainingReportsFile = "training/reports.csv";

/// The report that lists the trainings of a fiscal year.
struct TrainingReport {
  std::string sender;
  int fiscal_year = 0;
  std::string report;  // as it is called: "2019-2020" lists fiscal year 2019
  Day known_on{};
  std::string basis;                // how that day is known
  bool by_rule = false;             // nobody was seen to tell it: it follows from a rule, and is not verified
  std::vector<std::string> unread;  // hosts whose page could not be read
  bool operator==(const TrainingReport&) const = default;
};

/// What a host got of one programme in a fiscal year.
struct Training {
  std::string sender;
  int fiscal_year = 0;
  std::string host;
  std::string programme;
  int trainings = 0;
  long students = 0;
  int students_missing = 0;  // trainings that give none
  double cost_usd = 0;       // dollars of the year
  int cost_missing = 0;      // trainings that give none
  std::optional<Day> first_day;
  std::optional<Day> last_day;
  bool operator==(const Training&) const = default;
};

struct TrainingReading {
  std::vector<TrainingReport> reports;  // by (sender, fiscal year)
  std::vector<Training> trainings;      // by (sender, fiscal year, host, programme)
  long planned = 0;                     // trainings that were listed ahead and stand in the next report again: left out
  std::vector<RowFault> faults;
};

/// Reads the two tables. Reports: sender, report, fiscal_years (those it lists as held; others only as planned),
/// known_on, basis, by_rule (yes or empty), unread. Trainings: report, fiscal_year, planned, host, programme,
/// trainings, students, students_missing, cost_usd, cost_missing, first_day, last_day. A row that a report of its name
/// cannot hold (another year, a last day after the report was public, a host told twice for a programme) is a fault and
/// left out. Throws Error{bad_data} where a column is missing.
TrainingReading read_trainings(std::string_view reports, std::string reports_file, std::string_view trainings,
                               std::string trainings_file);

/// What one host got in a fiscal year.
struct TrainingYear {
  int fiscal_year = 0;
  /// Empty where the page of the host could not be read. 0: the report was public, and lists none between years in
  /// which there were some.
  std::optional<int> trainings;
  long students = 0;
  int students_missing = 0;
  double cost_usd = 0;
  int cost_missing = 0;
  std::string largest_programme;           // by trainings, the first of equals by name
  const TrainingReport* report = nullptr;  // into the view
};

/// From the first to the last year in which the view lists any; empty where it lists none. Cost: linear.
std::vector<TrainingYear> training_years(const View& view, std::string_view host, std::string_view sender);

/// The newest report of the sender that was public on the day; nullptr where the view holds none.
const TrainingReport* last_training_report(const View& view, std::string_view sender);

/// 30 September of the year.
Day fiscal_year_end(int fiscal_year);

}  // namespace entente::record

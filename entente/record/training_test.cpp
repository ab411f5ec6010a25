#include "entente/record/training.hpp"

#include "entente/base/error.hpp"
#include "entente/record/view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>

using namespace entente;
using namespace entente::record;

namespace {

const std::string kReports =
    "sender,report,fiscal_years,known_on,basis,by_rule,unread\n"
    "USA,2017-2018,2017,2018-08-15,day given,,\nUSA,2018-2019,2018,2019-12-06,day given,,\n"
    "USA,2019-2020,2019,2021-08-04,rule,yes,BEN\n";
const std::string kHeader =
    "report,fiscal_year,planned,host,programme,trainings,students,students_missing,cost_usd,cost_missing,first_day,"
    "last_day\n";

TrainingReading read(const std::string& rows, const std::string& reports = kReports) {
  return read_trainings(reports, "reports.csv", kHeader + rows, "trainings.csv");
}

View view_on(const char* day, const TrainingReading& reading) {
  ViewInput input;
  input.as_of = *parse_day(day);
  input.training_reports = reading.reports;
  input.trainings = reading.trainings;
  return View::from(std::move(input));
}

std::vector<std::string> words_of(const std::vector<RowFault>& faults) {
  std::vector<std::string> out;
  for (const RowFault& f : faults) out.push_back(std::to_string(f.line) + " " + f.field + ": " + f.reason);
  return out;
}

TrainingReading shipped() {
  const std::string data = std::string(ENTENTE_SOURCE_DIR) + "/data/";
  const auto text = [&](std::string_view file) { return read_file(data + std::string(file)); };
  return read_trainings(text(kTrainingReportsFile), "reports.csv", text(kTrainingsFile), "trainings.csv");
}

// Trainings by fiscal year from one to another.
std::vector<int> counts(const View& view, const char* host, int from, int to) {
  std::vector<int> out;
  for (const TrainingYear& y : training_years(view, host, "USA"))
    if (y.fiscal_year >= from && y.fiscal_year <= to) out.push_back(y.trainings.value_or(-1));
  return out;
}

}  // namespace

TEST_CASE("a training is known on the day of its report and not before") {
  const TrainingReading reading = read(
      "2017-2018,2017,0,NER,IMET,3,30,,100,,2016-11-01,2017-09-30\n2018-2019,2018,0,NER,IMET,5,50,1,200,2,,\n"
      "2018-2019,2018,0,NER,PKO,9,900,,1,,,\n");
  CHECK(reading.faults.empty());
  CHECK(training_years(view_on("2018-08-14", reading), "NER", "USA").empty());
  CHECK(counts(view_on("2018-08-15", reading), "NER", 2000, 2030) == std::vector<int>{3});
  CHECK(counts(view_on("2019-12-05", reading), "NER", 2000, 2030) == std::vector<int>{3});
  const View view = view_on("2019-12-06", reading);
  const auto years = training_years(view, "NER", "USA");
  REQUIRE(years.size() == 2);
  CHECK(years[1].trainings == 14);
  CHECK(years[1].students == 950);
  CHECK(years[1].students_missing == 1);
  CHECK(years[1].cost_usd == 201);
  CHECK(years[1].cost_missing == 2);
  CHECK(years[1].largest_programme == "PKO");
  CHECK(years[1].report->report == "2018-2019");
  CHECK(training_years(view, "NER", "FRA").empty());
  CHECK(last_training_report(view, "USA")->fiscal_year == 2018);
  CHECK(last_training_report(view, "FRA") == nullptr);
  // A report of the future leaves no trace, whatever it says.
  TrainingReading planted = reading;
  planted.trainings.push_back({"USA", 2019, "NER", "IMET", 99, 99, 0, 99, 0, {}, {}});
  CHECK(view_on("2021-08-03", planted).hash == view_on("2021-08-03", reading).hash);
  CHECK(view_on("2021-08-04", planted).hash != view_on("2021-08-04", reading).hash);
}

TEST_CASE("a year without a row is none where its report was public, and not read where the page was broken") {
  const std::string row = ",0,BEN,IMET,1,1,,1,,,\n";
  const TrainingReading reading =
      read("2017-2018,2017" + row + "2019-2020,2019,0,NER,IMET,2,2,,2,,,\n" + "2017-2018,2017,0,NER,IMET,4,4,,4,,,\n");
  const View view = view_on("2022-01-01", reading);
  CHECK(counts(view, "NER", 2000, 2030) == std::vector<int>{4, 0, 2});
  CHECK(counts(view, "BEN", 2000, 2030) == std::vector<int>{1, -1});  // behind its last year only what was not read
  CHECK(training_years(view, "NER", "USA").back().report->by_rule);
}

TEST_CASE("what was planned is not counted, and a year stands in the report that lists it as held") {
  const TrainingReading reading = read(
      "2017-2018,2018,1,NER,IMET,7,7,,7,,,\n2018-2019,2018,0,NER,IMET,5,5,,5,,,\n2017-2018,2018,0,NER,IMET,5,5,,5,,,\n");
  CHECK(reading.planned == 7);
  CHECK(reading.trainings.size() == 1);
  CHECK(words_of(reading.faults) ==
        std::vector<std::string>{"4 fiscal_year: the report of this row does not list this year as held"});
}

TEST_CASE("rows that cannot be are named with line and field") {
  const TrainingReading reading = read(
      "2016-2017,2017,0,NER,IMET,1,1,,1,,,\n2017-2018,2017,0,Niger,IMET,1,1,,1,,,\n2017-2018,2017,0,NER,IMET,0,1,,1,,,\n"
      "2017-2018,2017,0,NER,IMET,1,-1,,1,,,\n2017-2018,2017,0,NER,IMET,1,1,,1,,2017-01-01,2018-08-16\n"
      "2017-2018,2017,0,NER,IMET,1,1,,1,,2017-13-01,\n2017-2018,2017,2,NER,IMET,1,1,,1,,,\n"
      "2017-2018,2017,0,NER,IMET,1,1,,1,,,\n2017-2018,2017,0,NER,IMET,2,1,,1,,,\n");
  CHECK(reading.trainings.size() == 1);
  CHECK(words_of(reading.faults) ==
        std::vector<std::string>{
            "2 report: there is no such report in the table of reports", "3 host: this is not an ISO 3166 alpha-3 code",
            "4 trainings: this is not a number of trainings", "5 students: this is not a number of people",
            "6 last_day: it lies after the day of the report", "7 first_day: this is not a day",
            "8 planned: this is neither 0 nor 1", "0 programme: NER 2017, IMET: told twice; the first was taken"});
  const TrainingReading early = read("",
                                     "sender,report,fiscal_years,known_on,basis,by_rule,unread\n"
                                     "USA,2019-2020,2020,2020-08-04,rule,yes,\n");
  CHECK(early.reports.empty());
  CHECK(early.faults.size() == 1);  // named 2019-2020, it lists 2019
  CHECK_THROWS_AS(read_trainings("a\n1\n", "r.csv", kHeader, "t.csv"), Error);
  CHECK_THROWS_AS(read_trainings(kReports, "r.csv", "a\n1\n", "t.csv"), Error);
}

TEST_CASE("what ships: 22 reports, three of them known by a rule, and the years of Niger as they were counted") {
  const TrainingReading reading = shipped();
  CHECK(reading.faults.empty());
  CHECK(reading.reports.size() == 22);
  CHECK(std::ranges::count(reading.reports, true, &TrainingReport::by_rule) == 3);
  CHECK(reading.planned == 9478);
  long all = reading.planned;
  for (const Training& t : reading.trainings) all += t.trainings;
  CHECK(all == 254238);
  const View view = view_on("2024-03-17", reading);
  CHECK(counts(view, "NER", 2010, 2010) == std::vector<int>{0});
  CHECK(counts(view, "MLI", 2013, 2013) == std::vector<int>{0});
  CHECK(counts(view, "NER", 2014, 2020) == std::vector<int>{53, 133, 133, 237, 214, 261, 114});
  CHECK(counts(view, "BEN", 2018, 2020) == std::vector<int>{95, -1, 43});
  CHECK(counts(view_on("2021-08-03", reading), "NER", 2014, 2020) == std::vector<int>{53, 133, 133, 237, 214});
}

TEST_CASE("trainings that ship add up to those of their source, host by host" * doctest::test_suite("outside")) {
  const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/../shared/data/open/us-military-training/trainings.csv";
  if (!std::filesystem::exists(file)) {
    MESSAGE("skipped: " << file << " is not there");
    return;
  }
  std::map<std::pair<std::string, int>, std::pair<long, double>> sums;
  const DelimitedTable table = read_delimited(read_file(file), file);
  const auto whole = [](const std::string& cell) { return cell.empty() ? 0L : std::stol(cell); };
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[table.column("planned")] == "1") continue;
    auto& [students, cost] =
        sums[{row.cells[table.column("country")], std::stoi(row.cells[table.column("fiscal_year")])}];
    students += whole(row.cells[table.column("students")]);
    cost += static_cast<double>(whole(row.cells[table.column("cost_usd")]));
  }
  for (const Training& t : shipped().trainings) {
    auto& [students, cost] = sums[{t.host, t.fiscal_year}];
    students -= t.students;
    cost -= t.cost_usd;
  }
  CHECK(sums.size() > 3000);
  CHECK(std::ranges::all_of(sums, [](const auto& s) { return s.second == std::pair(0L, 0.0); }));
}

#include "entente/stream/days.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::stream;

namespace {

// "2024-03-17", two days where they differ, or the fault.
std::string read(std::string_view text, DayForm form = DayForm::iso, std::optional<int> years_from = {},
                 std::optional<int> year = {}) {
  const DayReading reading = read_day(text, {form, years_from}, year);
  switch (reading.fault) {
    case DayFault::none: break;
    case DayFault::not_a_day: return "none";
    case DayFault::order: return "order";
    case DayFault::century: return "century";
    case DayFault::serial: return "serial";
    case DayFault::year: return "year";
  }
  const std::string first = to_string(reading.span->first);
  return reading.span->first == reading.span->last ? first : first + " " + to_string(reading.span->last);
}

}  // namespace

TEST_CASE("forms of one meaning are read whatever is said, with a time of day behind them") {
  for (const char* text : {"2024-03-17",
                           "20240317",
                           "20240317235959",
                           "20240317.0",
                           "2024-03-17 00:00:00.000",
                           "2024-03-17T08:00:00+01:00",
                           "2024/03/17",
                           "2024/3/17",
                           "2024.03.17",
                           "2024-3-17 0:00",
                           "2024/03/17 3:05 PM",
                           "17 March 2024",
                           "17-Mar-2024",
                           "17-MAR-2024 00:00:00",
                           "March 17, 2024",
                           "Sunday, March 17, 2024",
                           "Sun, 17 Mar 2024 10:00:00 +0000",
                           "17th March 2024",
                           "17mar2024",
                           "17MAR2024:00:00:00",
                           "2024-Mar-17",
                           " 2024-03-17 "})
    CHECK_MESSAGE(read(text) == "2024-03-17", text);
  CHECK(read("2024-02") == "2024-02-01 2024-02-29");
  CHECK(read("2024/2") == "2024-02-01 2024-02-29");
  CHECK(read("02/2024") == "2024-02-01 2024-02-29");
  CHECK(read("February 2024") == "2024-02-01 2024-02-29");
  CHECK(read("2024") == "2024-01-01 2024-12-31");
  CHECK(read("2024.0") == "2024-01-01 2024-12-31");
}

TEST_CASE("what is no day is none in any form") {
  for (const char* text : {"",           "2023-02-29", "20240230", "20240317240000",  "2024-03-17x",    "17 Marc 2024",
                           "1799-01-01", "99999999",   "17 March", "2024031",         "--------",       "31/31/2024",
                           "30-Feb-24",  "2018.4",     "17.3",     "3/17/2024 25:00", "3/17/2024 noon", "12345",
                           "1.5",        "0",          "a/b/2024", "Mar-24"})
    for (const DayForm form : {DayForm::iso, DayForm::day_first, DayForm::month_first})
      if (std::string_view(text) != "12345") CHECK_MESSAGE(read(text, form, 1950) == "none", text);
  CHECK(read("999999", DayForm::serial) == "none");
}

TEST_CASE("the order of days and months is told, and never guessed") {
  CHECK(read("3/4/2024") == "order");
  CHECK(read("3/4/2024 0:00", DayForm::day_first) == "2024-04-03");
  CHECK(read("3/4/2024 12:30 AM", DayForm::month_first) == "2024-03-04");
  CHECK(read("14.05.2018 00:00:00", DayForm::day_first) == "2018-05-14");
  CHECK(read("14.05.2018", DayForm::month_first) == "none");
  // One of the two gives a day, and still this row alone says nothing of how the column is written.
  CHECK(read("13/4/2024") == "order");
}

TEST_CASE("two digits of a year get their century from the row's year, or from what is said") {
  CHECK(read("9-May-20") == "century");
  CHECK(read("9-May-20", DayForm::iso, 1950) == "2020-05-09");
  CHECK(read("9-May-50", DayForm::iso, 1950) == "1950-05-09");
  CHECK(read("9-May-49", DayForm::iso, 1950) == "2049-05-09");
  CHECK(read("9-May-20", DayForm::iso, 1950, 1920) == "1920-05-09");
  CHECK(read("9-May-20", DayForm::iso, 1950, 2019) == "year");
  CHECK(read("31-12-19", DayForm::day_first, {}, 2019) == "2019-12-31");
  CHECK(read("31-12-19", DayForm::iso, {}, 2019) == "order");
  CHECK(read_day("9-May-20", {}, 2020).by_year);
  CHECK_FALSE(read_day("9-May-2020", {}, 2020).by_year);
}

TEST_CASE("a spreadsheet's number of a day is one where that is said, and lies in the row's year") {
  CHECK(read("45368") == "serial");
  CHECK(read("45368", DayForm::serial) == "2024-03-17");
  CHECK(read("45368.75", DayForm::serial) == "2024-03-17");
  CHECK(read("43906", DayForm::serial_1904) == "2024-03-17");
  CHECK(read("45368", DayForm::serial, {}, 2023) == "year");
  CHECK(read("2024-03-17", DayForm::serial) == "2024-03-17");
}

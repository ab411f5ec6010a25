#pragma once
// Series of the record: deaths in organised violence by country and month.
//
// A month is known `kDeathsLagDays` after its end. The figures themselves are those of the day in the table of vintages
// beside the series, and later than most cases: Vintage::latest cuts by period and lag and marks them as revised,
// Vintage::strict leaves them out of views before that day.

#include "entente/base/date.hpp"
#include "entente/base/delimited.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

inline constexpr std::string_view kDeathsFile = "ucdp/ucdp-country-month.csv";
inline constexpr std::string_view kVintagesFile = "ucdp/vintages.csv";
inline constexpr int kDeathsLagDays = 60;

/// One country-month; `month` counts from January 1970 = 0.
struct DeathsMonth {
  std::string country;
  int month = 0;
  double deaths = 0;
};

struct DeathsReading {
  std::vector<DeathsMonth> months;  // by (country, month)
  std::vector<RowFault> faults;
};

/// Reads the columns iso3, year, month, deaths_best. A faulty or doubled row is reported and left out.
/// Throws Error{bad_data} where a column is missing.
DeathsReading read_deaths(std::string_view text, std::string file);

/// The day of which the figures of a series are: the cell `released` in the row of `series` (a file; its folder is of
/// no account) in a table with the columns file and released. Throws Error{bad_data} with line and field where a row or
/// column is missing, a row is told twice or broken, or the cell is not a day.
Day read_vintage(std::string_view text, std::string file, std::string_view series);

/// "2024-02" as months since January 1970; the month of a day; the first day of such a month; the month as "2024-02"
/// and in words.
int month_index(int year, int month);
int month_of(Day day);
Day first_day_of(int month);
std::string month_text(int month);
std::string month_words(int month);

/// The last month that is published on the day.
int last_published_month(Day as_of);

}  // namespace entente::record

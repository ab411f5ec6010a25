#pragma once
// Calendar days and dates that are known only to the month or year. All days are UTC, proleptic Gregorian.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace entente {

using Day = std::chrono::sys_days;

enum class Precision { day, month, year };

/// A date as a source gives it: a day, a month or a year. `first` and `last` are the days it may stand for
/// (equal for a day). Ordered by first day, then by last.
struct Date {
  Day first{};
  Day last{};
  Precision precision = Precision::day;

  static Date of(Day day) { return {day, day, Precision::day}; }
  auto operator<=>(const Date&) const = default;
};

/// Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD" with years 1800 to 2200; nothing where the text is none of them or
/// the day does not exist.
std::optional<Date> parse_date(std::string_view text);

/// Reads "YYYY-MM-DD"; nothing where the text is not an existing day.
std::optional<Day> parse_day(std::string_view text);

/// "2024-03-17"; a Date is written at its precision: "2024-03", "2024".
std::string to_string(Day day);
std::string to_string(const Date& date);

/// For sentences: "17 March 2024", "March 2024", "2024".
std::string to_words(Day day);
std::string to_words(const Date& date);

/// The same day so many months later; the last day of the month where that month is shorter.
Day add_months(Day day, int months);

/// The middle of what the date may stand for: the day itself, the 15th of the month, 1 July of the year.
Day midpoint(const Date& date);

/// Whole days from `from` to `to`, negative when `to` is earlier.
inline int days_between(Day from, Day to) { return static_cast<int>((to - from).count()); }

int year_of(Day day);

}  // namespace entente

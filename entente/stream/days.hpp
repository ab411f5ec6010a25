#pragma once
// Days in cells, in the forms that sources and spreadsheets write them.
//
// A form of one meaning is read wherever it stands: 2024-03-17, 2024/3/17, 20240317, 17 March 2024, 17mar2024,
// March 17, 2024, 2024-03 and March 2024 (the whole month), 2024 (the whole year), all with a time of day behind. Four
// forms have none of their own: 3/4/2024 has two, 17-Mar-24 lacks its century, 45368 may be the number that a
// spreadsheet keeps for a day, and 790415 may be any number. These are read as rules say, which come from a person,
// from the row's own year or from the whole column (survey.hpp), and are never guessed row by row.

#include "entente/base/date.hpp"
#include "entente/stream/format.hpp"

#include <optional>
#include <string_view>

namespace entente::stream {

/// What a date cell may stand for.
struct DaySpan {
  Day first{};
  Day last{};
};

/// What gives meaning to a form that has none of its own.
struct DayRules {
  DayForm form = DayForm::iso;    // iso: not known
  std::optional<int> years_from;  // two digits of a year lie in the hundred years from here
};

enum class DayFault {
  none,
  not_a_day,  // none of the forms, a day that does not exist, or a year outside [1800, 2200]
  order,      // which of its numbers is the day is not known
  century,    // two digits of a year alone
  serial,     // a number that may be a spreadsheet's
  year,       // not of the year that the row gives
};

struct DayReading {
  std::optional<DaySpan> span;  // nothing where there is a fault
  DayFault fault = DayFault::none;
  bool by_year = false;  // it took the row's year to read it
};

/// `year` is that of the row, where it gives one in a cell of its own: it gives two digits their century, and the
/// spreadsheet's number must lie in it.
DayReading read_day(std::string_view text, const DayRules& rules, std::optional<int> year = std::nullopt);

/// The span of read_day by an order alone.
std::optional<DaySpan> parse_stream_date(std::string_view text, DayForm form);

/// The day in UTC of seconds or milliseconds since 1970, as programs write an instant: from 1973 to 2286.
/// "1710662400.0" is one too, where a program took it for a number.
std::optional<Day> day_of_instant(std::string_view text);

/// The year in a cell of its own: "2019", or "2019.0" where a program took it for a number.
std::optional<int> year_of_cell(std::string_view cell);

/// Whether the text is a day in any form, be its meaning known or not.
bool may_be_day(std::string_view text);

}  // namespace entente::stream

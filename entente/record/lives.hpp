#pragma once
// Which rows name a state on a day on which it was not there, and what has taken an actor's place.

#include "entente/base/date.hpp"
#include "entente/record/view.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// The actor that has taken the place of this one by the day of the view: Russia for the Soviet Union since 26 December
/// 1991, a force under its new name. The code itself where none has, and where several have.
std::string successor_of(const View& view, std::string_view code);

struct OutOfDays {
  std::string column;  // that names the state
  std::string code;
  std::string date_column;
  Date date;
  bool ended = false;   // before the date; else it had not begun
  bool at_end = false;  // the date is that of the row's end
  std::string because;  // "ended on 26 December 1991; Russia (RUS) took its place"
};

/// The states of a row that had ended before its first day or had not begun on it, and those that ended before its last
/// one. `cell` gives the text of a column, empty where the row has none.
std::vector<OutOfDays> out_of_days(std::string_view table, const std::function<std::string(std::string_view)>& cell);

}  // namespace entente::record

#pragma once
// For tests of the two clocks: the shipped tables with every cell changed that was not known on a day.

#include "entente/base/date.hpp"

#include <map>
#include <string>

namespace entente::tests {

using Texts = std::map<std::string, std::string, std::less<>>;

/// The tables that ship, by path in the data folder.
Texts shipped_texts();

enum class Change { garble, plausible, remove };

/// Every cell of every declared table that was not known on the day is made rubbish, made wrong but well formed, or
/// removed. Counts the cells it changed.
Texts changed(Day day, Change change, long& cells_changed);

/// To every row that was known on the day, all that it may come to tell and does not: each fact with no cell at all gets
/// its columns, the dates among them 400 days after the day (a closing, an outcome, a deadline, a page that was found),
/// and each table a row that became known as late as that, with parts dated before. Counts the cells, by "table/fact".
Texts planted(Day day, std::map<std::string, long>& cells_planted);

}  // namespace entente::tests

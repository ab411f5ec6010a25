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

}  // namespace entente::tests

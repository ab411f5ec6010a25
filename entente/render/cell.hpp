#pragma once
// One cell as a person reads it. Pure functions; safe from any thread.

#include "entente/verbs/result.hpp"

#include <string>
#include <string_view>

namespace entente::render {

/// The number as the look says, with its unit of percent.
std::string number_text(double number, const verbs::Look& look);

/// "a to b", "a-b%", "a or more", "at most b"; empty without either end.
std::string ends_text(const verbs::Range& range, const verbs::Look& look);

/// The cell as the column's look says. None reads as its reason, which may be empty. A range with a value reads
/// "value (low-high)".
std::string cell_text(const verbs::Column& column, const verbs::Cell& cell);

/// The parts of the same where the column shows its ends by themselves: what is not a range is all in the first.
std::string value_text(const verbs::Column& column, const verbs::Cell& cell);
std::string ends_of(const verbs::Column& column, const verbs::Cell& cell);

/// "71%", "under 1%" between 0 and 1%, "over 99%" between 99% and 1.
std::string percent_words(double share);

/// Characters of UTF-8, not bytes.
std::size_t width_of(std::string_view text);

}  // namespace entente::render

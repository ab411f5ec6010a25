#pragma once
// What each column of the record's tables is, in one phrase, for help and for questions on a terminal. A test compares
// the phrases with docs/data-tables.md.

#include "entente/record/table.hpp"

#include <string>
#include <string_view>

namespace entente::verbs {

/// "the day it became public"; of a column without a phrase, its kind.
std::string meaning_of(const record::Table& table, const record::Column& column);

/// The phrase alone; empty where there is none.
std::string_view phrase_of(std::string_view table, std::string_view column);

}  // namespace entente::verbs

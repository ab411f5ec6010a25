#pragma once
// A ladder of reference classes as tables: one form for every verb that answers with one.

#include "entente/outlook/ladder.hpp"
#include "entente/verbs/result.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

/// For programs: "answer", "classes" (nested ones widest first, then those beside the ladder), "cases" (of each class
/// of at most 500), "sensitivity" and "left-out", each name with `suffix`; none of them in text.
std::vector<Table> ladder_tables(const outlook::Ladder& ladder, const std::string& suffix = {});

/// For people: the number, a line a class with the cases of the nearest, and what belongs beside it. `who` begins the
/// first line: "Niger and the United States". None of them for programs; each name with `suffix`.
std::vector<Table> ladder_lines(const outlook::Ladder& ladder, const std::string& who, const std::string& suffix = {});

}  // namespace entente::verbs

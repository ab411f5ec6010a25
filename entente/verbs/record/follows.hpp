#pragma once
// What follows from rows that are added: which state of the day changes, and what the checks find.

#include "entente/record/check.hpp"
#include "entente/record/view.hpp"
#include "entente/store/entry.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

/// "This makes a demand of Chad on France, of 30 November 2026.", then for each pair of states that the row is about
/// the state of the day before and after. Views are of the same day.
std::vector<std::string> what_follows(const store::Entry& entry, const record::View& before, const record::View& after);

/// Findings of the second list that are not in the first.
std::vector<record::Finding> new_findings(const std::vector<record::Finding>& before,
                                          const std::vector<record::Finding>& after);

}  // namespace entente::verbs

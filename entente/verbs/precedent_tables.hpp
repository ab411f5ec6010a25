#pragma once
// Sequences since a coup as tables: one form for every verb that answers with precedents.

#include "entente/outlook/precedents.hpp"
#include "entente/record/view.hpp"
#include "entente/verbs/result.hpp"

#include <string>

namespace entente::verbs {

/// What of a precedent people see; programs get all of it.
enum class PrecedentShown {
  outcomes,  // asked, left, rival forces came
  steps,     // what followed, step by step, and whether the months after are over
};

/// A row a precedent, nearest first.
Table nearest_table(const outlook::Precedents& precedents, const record::View& view, const std::string& name,
                    PrecedentShown shown);

/// For programs: every step of every precedent, before and after the cut.
Table nearest_steps_table(const outlook::Precedents& precedents);

}  // namespace entente::verbs

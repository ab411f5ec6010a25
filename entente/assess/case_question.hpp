#pragma once
// What a case asks of `outlook`: its question on a day, and its branches by their ids. Pure; safe from any thread.

#include "entente/assess/case.hpp"
#include "entente/outlook/asked.hpp"
#include "entente/record/view.hpp"

#include <string>

namespace entente::assess {

/// The question of the case's presence in the state of the day: whether the host asks it to leave where forces are
/// there and no demand is open, else whether it leaves.
outlook::Asked presence_question(const Case& of, const record::View& view);

/// A condition: a branch of the case by its id, else words as outlook::read_condition reads them, which sets
/// `asked_today`. `of` is null where there is no case. Throws Error: not_found (a single word that is not a branch of
/// the case), bad_request (no condition).
outlook::Branch branch_named(const std::string& text, const Case* of, const record::View& view, bool& asked_today);

}  // namespace entente::assess

#pragma once
// outlook precedents: what followed other coups that had gone the same way so far.

#include "entente/verbs/outlook_exit.hpp"
#include "entente/verbs/verb.hpp"

namespace entente::verbs {

/// Throws Error: bad_request (an unknown state), not_found (the host had no coup to start from), and as the store and
/// the models do.
Result outlook_precedents(const Engine& engine, const PairRequest& request);

Verb outlook_precedents_verb();

}  // namespace entente::verbs

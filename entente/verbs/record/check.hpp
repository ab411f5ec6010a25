#pragma once
// record check: what in a record contradicts itself or the map.

#include "entente/verbs/verb.hpp"

namespace entente::verbs {

struct RecordCheckRequest {};

/// Throws Error as the store does.
Result record_check(const Engine& engine, const RecordCheckRequest& request);

Verb record_check_verb();

}  // namespace entente::verbs

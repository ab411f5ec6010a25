#pragma once
// record state: the record folded to a day, for two states.

#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct RecordStateRequest {
  std::string host;
  std::string counterpart;
  std::optional<Day> as_of;
  std::vector<std::string> partners;  // empty: those of powers.toml
  record::Vintage vintage = record::Vintage::latest;
};

/// Throws Error: bad_request (an unknown actor), and as the store does.
Result record_state(const Engine& engine, const RecordStateRequest& request);

Verb record_state_verb();

}  // namespace entente::verbs

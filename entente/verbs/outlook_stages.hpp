#pragma once
// outlook stages: where a demand stands, how demands move from stage to stage, and what follows for this one.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace entente::verbs {

struct OutlookStagesRequest {
  std::string host;
  std::string counterpart;
  std::optional<Day> as_of;
  std::optional<Day> by;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// Throws Error: bad_request (an unknown state, no open demand, a day that is not after the view's), and as the store
/// does.
Result outlook_stages(const Engine& engine, const OutlookStagesRequest& request);

Verb outlook_stages_verb();

}  // namespace entente::verbs

#pragma once
// outlook time: how long from a demand to the exit, by group and by both clocks, and what raises the hazard.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace entente::verbs {

struct OutlookTimeRequest {
  std::string host;
  std::string counterpart;
  std::optional<Day> as_of;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// Throws Error: bad_request (an unknown state), and as the store does.
Result outlook_time(const Engine& engine, const OutlookTimeRequest& request);

Verb outlook_time_verb();

}  // namespace entente::verbs

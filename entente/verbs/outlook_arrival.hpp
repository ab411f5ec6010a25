#pragma once
// outlook arrival: does another power's force come after the demand?

#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>

namespace entente::verbs {

struct OutlookArrivalRequest {
  std::string host;
  std::string counterpart;
  std::string power;
  std::optional<Day> as_of;
  record::Vintage vintage = record::Vintage::latest;
};

/// Throws Error: bad_request (an unknown state, or no episode that can be counted on the day), and as the store and the
/// models do.
Result outlook_arrival(const Engine& engine, const OutlookArrivalRequest& request);

Verb outlook_arrival_verb();

}  // namespace entente::verbs

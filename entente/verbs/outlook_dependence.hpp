#pragma once
// outlook dependence: what a host could sell and ship of a good, who owns it, how long a buyer's stock would last.

#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>

namespace entente::verbs {

struct OutlookDependenceRequest {
  std::string good;
  std::string host;
  std::string buyer;
  std::optional<Day> as_of;
  record::Vintage vintage = record::Vintage::latest;
};

/// Throws Error: bad_request (an unknown actor), not_found (no figure of the good of the last three years), and as the
/// store does.
Result outlook_dependence(const Engine& engine, const OutlookDependenceRequest& request);

Verb outlook_dependence_verb();

}  // namespace entente::verbs

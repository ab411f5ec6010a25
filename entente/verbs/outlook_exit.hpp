#pragma once
// outlook exit | asks: the two questions about one presence, by their kind.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace entente::verbs {

struct PairRequest {
  std::string host;
  std::string counterpart;
  std::optional<Day> as_of;
  record::Vintage vintage = record::Vintage::latest;
};

struct OutlookExitRequest {
  std::string host;
  std::string counterpart;
  std::optional<Day> as_of;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// A demand is made: does the presence leave within a year of it? The ladder, and where the demand is open its course
/// beside it, by the same day. Throws Error: bad_request (an unknown state, or no case that can be counted on the day),
/// and as the store and the models do.
Result outlook_exit(const Engine& engine, const OutlookExitRequest& request);

/// No demand: does the host ask within twelve months? Throws as outlook_exit does.
Result outlook_asks(const Engine& engine, const PairRequest& request);

/// Host, counterpart, day and vintage.
Parameters<PairRequest> pair_parameters();

Verb outlook_exit_verb();
Verb outlook_asks_verb();

}  // namespace entente::verbs

#pragma once
// align: who is near to whom, since when, who moved, and who hosts whose forces.

#include "entente/align/ideal_points.hpp"
#include "entente/align/similarity.hpp"
#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct AlignRequest {
  std::vector<std::string> states;  // the state, then those it is compared with
  std::optional<Day> as_of;
  std::vector<std::string> show{"similarity"};
  std::vector<std::string> region;
  std::optional<int> from;  // years
  std::optional<int> to;
  int sessions = 5;
  // Positions.
  int least_votes = static_cast<int>(align::kEnoughVotes);
  std::string points;  // a file in place of an estimate
  std::string column = "idealpointall";
  int chains = align::IdealPointOptions{}.chains;
  int burn_in = align::IdealPointOptions{}.burn_in;
  int draws = align::IdealPointOptions{}.draws;
  // Partners and polarity.
  std::string amounts;
  std::string capabilities;
  std::string capability = "cinc";
  std::string codes;
  // Tone.
  int months = 24;
  int recent = 6;
  std::vector<std::string> readers;
  // Signs of a turn.
  std::string turns;  // empty: the model's

  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// The parts that `show` names, in the order of its choices. Throws Error: bad_request (an unknown state, a part
/// without the states that it needs, years that hold nothing), bad_data (a file that the user gives), and as the store
/// and the models do.
Result align(const Engine& engine, const AlignRequest& request);

Verb align_verb();

}  // namespace entente::verbs

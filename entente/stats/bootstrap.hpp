#pragma once
// The block bootstrap: how far a comparison of losses would have differed with other blocks of the same kind.
//
// Method: docs/methods/outlook-scores.md.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stats {

/// Sums of a score over the forecasts of one block (a host): the model's and that of what it is judged against.
struct Losses {
  double model = 0;
  double base = 0;
};

/// 1 - model / base over as many blocks as there are, drawn with replacement, once a replicate. The draws depend on
/// seed, purpose and the losses; the names of the blocks move nothing. Cost: replicates times blocks.
std::vector<double> resampled_skills(const std::map<std::string, Losses>& by_block, std::uint64_t seed,
                                     std::string_view purpose, int replicates = 1000);

}  // namespace entente::stats

#pragma once
// Whether the chains of a sampler agree, and how many independent draws theirs are worth.
//
// Method: each chain is cut in two; potential scale reduction (Gelman and others 2013, section 11.4), effective draws
// by Geyer's initial positive sequence.

#include <span>

namespace entente::stats {

struct Convergence {
  double r_hat = 1;      // 1 = the chains agree; it may lie a little under it
  double effective = 0;  // at most the number of draws
};

/// Of `chains` chains of the same length, one after the other. With fewer than eight draws a chain nothing can be told:
/// r_hat is 1 and effective 0. Draws that are all alike count as independent. Cost: draws times the lags that count.
Convergence convergence(std::span<const float> draws, int chains);

}  // namespace entente::stats

#pragma once
// Quantiles of draws: type 7, linear between order statistics. Safe to call from many threads.

#include "entente/stats/interval.hpp"

#include <span>
#include <vector>

namespace entente::stats {

/// The quantile at `p` of draws in any order. Requires at least one draw and p in [0, 1]. O(n log n).
double quantile(std::vector<double> draws, double p);

/// The same of draws sorted ascending. O(1).
double quantile_sorted(std::span<const double> draws, double p);

/// From the 10% to the 90% quantile of draws in any order. Requires at least one.
Interval middle_80(std::vector<double> draws);

/// The central interval that holds `level` of draws in any order. Requires at least one. At the level of 0.8 the lower
/// quantile is taken at (1 - 0.8) / 2, which in double precision lies one part in 10^15 below the 0.1 of middle_80().
Interval central(std::vector<double> draws, double level = kLevel);

}  // namespace entente::stats

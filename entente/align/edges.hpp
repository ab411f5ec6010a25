#pragma once
// What holds at the edges of every figure of this room: what is rounding and no change, and that an interval holds its
// estimate.
//
// Method: docs/methods/alignment.md, section 8.

#include "entente/stats/interval.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace entente::align {

/// Differences below this are rounding, for figures of the size of shares, positions and slopes.
inline constexpr double kRounding = 1e-9;

/// Whether the values differ by no more than rounding: by kRounding times the largest of them, or times 1 where all are
/// smaller. True of no values.
inline bool constant(std::span<const double> values) {
  double largest = 1;
  for (const double x : values) largest = std::max(largest, std::abs(x));
  return values.empty() ||
         *std::max_element(values.begin(), values.end()) - *std::min_element(values.begin(), values.end()) <=
             kRounding * largest;
}

/// The interval, widened to `value` where it lies outside. Draws that can err to one side only (a concentration of
/// equal shares, the first rank) all lie beside what they were drawn about.
inline stats::Interval holding(stats::Interval interval, double value) {
  return {std::min(interval.lo, value), std::max(interval.hi, value)};
}

}  // namespace entente::align

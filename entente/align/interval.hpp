#pragma once
// Intervals of this room: central, 80%.

#include <vector>

namespace entente::align {

/// The 90% quantile of the standard normal: half the width of an 80% interval in standard errors.
inline constexpr double kNormal80 = 1.2815515655446004;

struct Interval {
  double lo = 0;
  double hi = 0;
  bool operator==(const Interval&) const = default;
};

/// Quantile of draws by linear interpolation between order statistics. Requires draws and q in [0, 1].
double quantile(std::vector<double> draws, double q);

/// From the 10% to the 90% quantile of draws. Requires at least one.
Interval middle_80(std::vector<double> draws);

}  // namespace entente::align

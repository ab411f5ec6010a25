#pragma once
// Intervals, and those of shares and rates. Every interval is central and holds 80% unless it says otherwise.
//
// Method: docs/methods/outlook-ladder.md, section 1.

namespace entente::stats {

/// From `lo` to `hi`, both included, in the unit of what it is an interval of. Without values it is the point 0: where
/// nothing is known yet and a share is meant, say {0, 1}.
struct Interval {
  double lo = 0;
  double hi = 0;
  bool operator==(const Interval&) const = default;
};

inline constexpr double kLevel = 0.8;

/// Mean of Beta(k + 1/2, n - k + 1/2), the posterior of a share under Jeffreys' prior. k and n may be fractions of
/// whole cases (an episode of two cases, one of which left, counts 1/2). Requires 0 <= k <= n.
double jeffreys_mean(double k, double n);

/// Central interval of the same posterior, stretched to k / n where that lies outside: without a hit it begins at 0,
/// with hits alone it ends at 1. With n = 0 nothing is known and it is {0, 1}.
Interval jeffreys(double k, double n, double level = kLevel);

/// Quantile of Beta(a, b). Requires a, b > 0 and p in [0, 1].
double beta_quantile(double a, double b, double p);

/// P(X <= x) for X ~ Beta(a, b); x is clamped to [0, 1].
double beta_cdf(double a, double b, double x);

/// Central interval of the rate of events per unit of exposure under Jeffreys' prior, Gamma(k + 1/2, exposure),
/// stretched to k / exposure where that lies outside: without an event it begins at 0, as that of a share does.
/// Requires k >= 0 and exposure > 0.
Interval gamma_rate(double k, double exposure, double level = kLevel);

}  // namespace entente::stats

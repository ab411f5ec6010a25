#pragma once
// Shares and their intervals. Every interval of this room is central and holds 80% unless it says otherwise.
//
// Method: docs/methods/outlook-ladder.md, section 1.

namespace entente::outlook {

struct Interval {
  double lo = 0;
  double hi = 1;
  bool operator==(const Interval&) const = default;
};

inline constexpr double kLevel = 0.8;

/// Mean of Beta(k + 1/2, n - k + 1/2), the posterior of a share under Jeffreys' prior. k and n may be fractions of
/// whole cases (an episode of two cases, one of which left, counts 1/2). Requires 0 <= k <= n.
double jeffreys_mean(double k, double n);

/// Central interval of the same posterior. With n = 0 it is that of the prior.
Interval jeffreys(double k, double n, double level = kLevel);

/// Quantile of Beta(a, b). Requires a, b > 0 and p in [0, 1].
double beta_quantile(double a, double b, double p);

/// P(X <= x) for X ~ Beta(a, b); x is clamped to [0, 1].
double beta_cdf(double a, double b, double x);

/// Central interval of the rate of events per unit of exposure under Jeffreys' prior: Gamma(k + 1/2, exposure).
/// Requires k >= 0 and exposure > 0.
Interval gamma_rate(double k, double exposure, double level = kLevel);

/// Quantile of the standard normal. Requires 0 < p < 1.
double normal_quantile(double p);

}  // namespace entente::outlook

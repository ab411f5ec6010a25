#pragma once
// Rates of events per unit of exposure as a function of conditions that hold or do not: Poisson regression with a
// normal prior.
//
// Method: docs/methods/outlook-stages.md, section 2. A column is a condition; a row is a stretch of exposure over which
// the conditions do not change. The rate of a row is exp(offset + sum of the coefficients of its columns). The prior
// pools partially: a column that saw no event stays near its prior mean instead of running away.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::stats {

inline constexpr std::size_t kRateColumns = 64;

/// `columns`: bit j is set where condition j holds. `exposure` >= 0; a row without exposure counts half a unit, so that
/// an event in it has a rate. `offset`: the logarithm of the rate that the prior is centred on.
struct RateRow {
  std::uint64_t columns = 0;
  double exposure = 0;
  double offset = 0;
  int events = 0;
};

/// Of a coefficient: normal with this mean and standard deviation (> 0).
struct RatePrior {
  double mean = 0;
  double deviation = 1;
};

struct RateFit {
  std::vector<double> coefficients{};
  std::vector<double> factor{};  // lower Cholesky factor of the information at the mode, by row
  int iterations = 0;
  bool converged = false;

  /// The logarithm of the rate of a row with these columns, without its offset.
  double log_rate(std::uint64_t columns) const;
  /// Standard deviation of a coefficient.
  double deviation(std::size_t column) const;
  /// Coefficients drawn from the normal approximation of the posterior, from as many standard normal numbers.
  std::vector<double> drawn(std::span<const double> normals) const;
};

/// The mode of the posterior, by Newton's method with halved steps. One prior a column, at most kRateColumns.
/// Deterministic: rows are summed in their order. Cost: iterations x rows x (columns of a row)^2. Pure.
RateFit fit_rates(std::span<const RateRow> rows, std::span<const RatePrior> priors);

}  // namespace entente::stats

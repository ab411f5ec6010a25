#include "entente/stats/interval.hpp"

#include "entente/base/error.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <algorithm>

namespace entente::stats {
namespace {

// In double throughout: long double costs three times as much, and what is printed has three digits.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace

double jeffreys_mean(double k, double n) { return (k + 0.5) / (n + 1.0); }

Interval jeffreys(double k, double n, double level) {
  check(k >= 0 && k <= n, "a share needs 0 <= k <= n");
  if (n == 0) return {0, 1};
  const double tail = (1.0 - level) / 2.0;
  return {std::min(k / n, beta_quantile(k + 0.5, n - k + 0.5, tail)),
          std::max(k / n, beta_quantile(k + 0.5, n - k + 0.5, 1.0 - tail))};
}

double beta_quantile(double a, double b, double p) { return boost::math::ibeta_inv(a, b, p, Policy()); }

double beta_cdf(double a, double b, double x) { return boost::math::ibeta(a, b, std::clamp(x, 0.0, 1.0), Policy()); }

Interval gamma_rate(double k, double exposure, double level) {
  check(k >= 0 && exposure > 0, "a rate needs k >= 0 and some exposure");
  const double tail = (1.0 - level) / 2.0;
  return {std::min(k, boost::math::gamma_p_inv(k + 0.5, tail, Policy())) / exposure,
          std::max(k, boost::math::gamma_p_inv(k + 0.5, 1.0 - tail, Policy())) / exposure};
}

}  // namespace entente::stats

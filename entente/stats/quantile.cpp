#include "entente/stats/quantile.hpp"

#include "entente/base/error.hpp"

#include <algorithm>

namespace entente::stats {

double quantile(std::vector<double> draws, double p) {
  std::sort(draws.begin(), draws.end());
  return quantile_sorted(draws, p);
}

double quantile_sorted(std::span<const double> draws, double p) {
  check(!draws.empty() && p >= 0 && p <= 1, "a quantile was asked of no draws or outside 0 to 1");
  const double at = p * static_cast<double>(draws.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= draws.size()) return draws.back();
  return draws[below] + (at - static_cast<double>(below)) * (draws[below + 1] - draws[below]);
}

Interval middle_80(std::vector<double> draws) {
  std::sort(draws.begin(), draws.end());
  return {quantile_sorted(draws, 0.1), quantile_sorted(draws, 0.9)};
}

Interval central(std::vector<double> draws, double level) {
  std::sort(draws.begin(), draws.end());
  return {quantile_sorted(draws, (1 - level) / 2), quantile_sorted(draws, (1 + level) / 2)};
}

}  // namespace entente::stats

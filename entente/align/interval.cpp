#include "entente/align/interval.hpp"

#include "entente/base/error.hpp"

#include <algorithm>

namespace entente::align {
namespace {

double sorted_quantile(const std::vector<double>& draws, double q) {
  const double x = q * static_cast<double>(draws.size() - 1);
  const auto i = static_cast<std::size_t>(x);
  if (i + 1 >= draws.size()) return draws.back();
  return draws[i] + (x - static_cast<double>(i)) * (draws[i + 1] - draws[i]);
}

}  // namespace

double quantile(std::vector<double> draws, double q) {
  check(!draws.empty() && q >= 0 && q <= 1, "a quantile was asked of no draws or outside 0 to 1");
  std::sort(draws.begin(), draws.end());
  return sorted_quantile(draws, q);
}

Interval middle_80(std::vector<double> draws) {
  check(!draws.empty(), "an interval was asked of no draws");
  std::sort(draws.begin(), draws.end());
  return {sorted_quantile(draws, 0.1), sorted_quantile(draws, 0.9)};
}

}  // namespace entente::align

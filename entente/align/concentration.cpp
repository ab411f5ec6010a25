#include "entente/align/concentration.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

#include <cmath>

namespace entente::align {
Concentration concentration(std::span<const double> amounts) {
  double total = 0;
  for (const double a : amounts) {
    check(a >= 0, "a share cannot be negative");
    total += a;
  }
  check(total > 0, "a concentration needs something to be shared");
  Concentration out;
  for (const double a : amounts) {
    out.shares.push_back(a / total);
    out.hhi += a / total * (a / total);
  }
  out.effective_number = 1 / out.hhi;
  const double n = static_cast<double>(amounts.size());
  // hhi - 1/n as a sum of squares, so that equal shares give 0 and not the root of a rounding error.
  double excess = 0;
  for (const double s : out.shares) excess += (s - 1 / n) * (s - 1 / n);
  out.con = amounts.size() > 1 ? std::sqrt(excess / (1 - 1 / n)) : 1;
  return out;
}

ConcentrationInterval concentration_interval(std::span<const double> counts, std::uint64_t seed, int draws) {
  check(!counts.empty() && draws > 0, "a bootstrap needs counts and draws");
  RandomStream random(seed, "concentration");
  std::vector<double> hhi;
  std::vector<double> number;
  std::vector<std::vector<double>> shares(counts.size());
  std::vector<double> weights(counts.size());
  for (int d = 0; d < draws; ++d) {
    for (std::size_t i = 0; i < counts.size(); ++i) weights[i] = random.gamma(counts[i] + 0.5);
    const Concentration c = concentration(weights);
    hhi.push_back(c.hhi);
    number.push_back(c.effective_number);
    for (std::size_t i = 0; i < counts.size(); ++i) shares[i].push_back(c.shares[i]);
  }
  ConcentrationInterval out{stats::middle_80(std::move(hhi)), stats::middle_80(std::move(number)), {}};
  for (auto& s : shares) out.shares.push_back(stats::middle_80(std::move(s)));
  return out;
}

}  // namespace entente::align

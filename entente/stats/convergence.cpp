#include "entente/stats/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

namespace entente::stats {

Convergence convergence(std::span<const float> draws, int chains) {
  const std::size_t half = draws.size() / static_cast<std::size_t>(chains) / 2;
  const std::size_t parts = static_cast<std::size_t>(chains) * 2;
  Convergence out;
  if (half < 4) return out;
  const std::size_t per_chain = draws.size() / static_cast<std::size_t>(chains);
  std::vector<double> means(parts);
  std::vector<std::span<const float>> part(parts);
  double within = 0;
  for (std::size_t p = 0; p < parts; ++p) {
    part[p] = draws.subspan(p / 2 * per_chain + (p % 2) * (per_chain - half), half);
    for (const float x : part[p]) means[p] += x;
    means[p] /= static_cast<double>(half);
    double squares = 0;
    for (const float x : part[p]) squares += (x - means[p]) * (x - means[p]);
    within += squares / static_cast<double>(half - 1) / static_cast<double>(parts);
  }
  const double grand = std::accumulate(means.begin(), means.end(), 0.0) / static_cast<double>(parts);
  double between = 0;
  for (const double m : means) between += (m - grand) * (m - grand) / static_cast<double>(parts - 1);
  const double n = static_cast<double>(half);
  const double pooled = (n - 1) / n * within + between;
  if (within <= 0) return {1, n * static_cast<double>(parts)};
  out.r_hat = std::sqrt(pooled / within);
  double sum = 0;
  for (std::size_t lag = 1; lag + 1 < half; lag += 2) {
    double pair = 0;
    for (const std::size_t k : {lag, lag + 1}) {
      double variogram = 0;
      for (std::size_t p = 0; p < parts; ++p) {
        double squares = 0;
        for (std::size_t i = k; i < half; ++i) squares += (part[p][i] - part[p][i - k]) * (part[p][i] - part[p][i - k]);
        variogram += squares / static_cast<double>(half - k) / static_cast<double>(parts);
      }
      pair += 1 - variogram / (2 * pooled);
    }
    if (pair < 0) break;
    sum += pair;
  }
  const double total = n * static_cast<double>(parts);
  out.effective = std::min(total, total / (1 + 2 * sum));
  return out;
}

}  // namespace entente::stats

#include "entente/stats/scores.hpp"

#include "entente/base/error.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

namespace entente::stats {
namespace {

constexpr std::array<double, 11> kIgnoranceEdges{0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5};

std::vector<double> sorted(std::span<const double> members) {
  std::vector<double> copy(members.begin(), members.end());
  if (!std::is_sorted(copy.begin(), copy.end())) std::sort(copy.begin(), copy.end());
  return copy;
}

std::size_t bin_of(double value, std::span<const double> edges) {
  return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
}

}  // namespace

Brier brier(std::span<const BinaryForecast> forecasts) {
  struct Group {
    double n = 0;
    double occurred = 0;
    double forecast = 0;
  };
  std::map<int, Group> groups;
  Brier b;
  double occurred = 0;
  for (const BinaryForecast& f : forecasts) {
    const double outcome = f.occurred ? 1 : 0;
    // A tenth that is written as such stands in the bin it opens, whatever its last bit.
    Group& g = groups[std::min(kBrierBins - 1, static_cast<int>(std::floor(f.probability * kBrierBins + 1e-9)))];
    g.n += f.weight;
    g.forecast += f.weight * f.probability;
    g.occurred += outcome * f.weight;
    b.n += f.weight;
    occurred += outcome * f.weight;
    b.score += f.weight * (f.probability - outcome) * (f.probability - outcome);
  }
  if (b.n == 0) return b;
  const double base = occurred / b.n;
  for (const auto& [bin, g] : groups) {
    const double p = g.forecast / g.n;
    const double share = g.occurred / g.n;
    b.reliability += g.n * (p - share) * (p - share);
    b.resolution += g.n * (share - base) * (share - base);
  }
  b.score /= b.n;
  b.reliability /= b.n;
  b.resolution /= b.n;
  b.uncertainty = base * (1 - base);
  b.within = b.score - b.reliability + b.resolution - b.uncertainty;
  return b;
}

double log_loss(std::span<const BinaryForecast> forecasts) {
  double sum = 0;
  double n = 0;
  for (const BinaryForecast& f : forecasts) {
    sum -= f.weight * std::log(f.occurred ? f.probability : 1 - f.probability);
    n += f.weight;
  }
  return n == 0 ? 0 : sum / n;
}

std::optional<double> skill(double score, double reference) {
  if (reference == 0) return std::nullopt;
  return 1 - score / reference;
}

std::vector<CalibrationBin> calibration(std::span<const BinaryForecast> forecasts,
                                        std::span<const double> inner_edges) {
  check(std::is_sorted(inner_edges.begin(), inner_edges.end()), "edges of calibration bins must ascend");
  std::vector<CalibrationBin> bins(inner_edges.size() + 1);
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].lo = i == 0 ? 0 : inner_edges[i - 1];
    bins[i].hi = i == inner_edges.size() ? 1 : inner_edges[i];
  }
  for (const BinaryForecast& f : forecasts) {
    CalibrationBin& bin = bins[bin_of(f.probability, inner_edges)];
    bin.n += 1;
    bin.occurred += f.occurred ? 1 : 0;
    bin.mean_probability += f.probability;
  }
  for (CalibrationBin& bin : bins) {
    if (bin.n > 0) bin.mean_probability /= bin.n;
    bin.share = jeffreys(bin.occurred, bin.n);
  }
  return bins;
}

double crps(std::span<const double> members, double y) {
  check(!members.empty(), "a score needs members of the ensemble");
  const std::vector<double> f = sorted(members);
  const auto n = static_cast<double>(f.size());
  double distance = 0;
  double spread = 0;  // sum over all pairs of |f - f'| / 2
  for (std::size_t i = 0; i < f.size(); ++i) {
    distance += std::abs(f[i] - y);
    spread += (2 * static_cast<double>(i) - n + 1) * f[i];
  }
  return std::max(0.0, distance / n - spread / (n * n));  // never below 0 but for rounding
}

double ignorance(std::span<const double> members, double y, std::span<const double> edges) {
  check(!edges.empty() && y >= edges.front(), "the score needs edges and a value not below the first");
  const std::size_t bin = bin_of(y, edges);
  const auto same = std::count_if(members.begin(), members.end(), [&](double f) { return bin_of(f, edges) == bin; });
  return -std::log2((static_cast<double>(same) + 1) / static_cast<double>(members.size() + edges.size()));
}

std::span<const double> ignorance_edges() { return kIgnoranceEdges; }

double interval_score(std::span<const double> members, double y, double level) {
  const std::vector<double> f = sorted(members);
  const double alpha = 1 - level;
  const double lo = quantile_sorted(f, alpha / 2);
  const double hi = quantile_sorted(f, 1 - alpha / 2);
  return hi - lo + 2 / alpha * (std::max(0.0, lo - y) + std::max(0.0, y - hi));
}

}  // namespace entente::stats

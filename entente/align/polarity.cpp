#include "entente/align/polarity.hpp"

#include "entente/align/edges.hpp"
#include "entente/align/similarity.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace entente::align {
namespace {

constexpr int kBootstraps = 2000;
constexpr std::size_t kBlock = 3;
constexpr std::size_t kLeastYears = 5;

struct Line {
  double level = 0;  // at the mean year
  double per_year = 0;
};

Line fit(std::span<const int> years, std::span<const double> values, double mean_year, double spread) {
  Line line;
  for (std::size_t i = 0; i < years.size(); ++i) {
    line.level += values[i] / static_cast<double>(years.size());
    line.per_year += (years[i] - mean_year) * values[i] / spread;
  }
  return line;
}

struct Moments {
  double mean = 0;
  double deviation = 0;
};

Moments moments(const std::vector<double>& values) {
  Moments out;
  for (const double x : values) out.mean += x / static_cast<double>(values.size());
  for (const double x : values) out.deviation += (x - out.mean) * (x - out.mean) / static_cast<double>(values.size());
  out.deviation = std::sqrt(out.deviation);
  return out;
}

}  // namespace

std::optional<Slope> slope(std::span<const int> years, std::span<const double> values, std::uint64_t seed) {
  check(years.size() == values.size(), "a slope needs a value for every year");
  const std::size_t n = years.size();
  if (n < kLeastYears || std::all_of(years.begin(), years.end(), [&](int y) { return y == years[0]; }))
    return std::nullopt;
  if (constant(values)) return Slope{static_cast<int>(n), 0, {}, false};
  double mean_year = 0;
  double spread = 0;
  for (const int y : years) mean_year += static_cast<double>(y) / static_cast<double>(n);
  for (const int y : years) spread += (y - mean_year) * (y - mean_year);
  const Line line = fit(years, values, mean_year, spread);
  std::vector<double> fitted(n);
  std::vector<double> residual(n);
  for (std::size_t i = 0; i < n; ++i) {
    fitted[i] = line.level + line.per_year * (years[i] - mean_year);
    // Two parameters were fitted: residuals are too small by this factor.
    residual[i] = (values[i] - fitted[i]) * std::sqrt(static_cast<double>(n) / static_cast<double>(n - 2));
  }
  RandomStream random(seed, "slope");
  std::vector<double> slopes;
  std::vector<double> series(n);
  for (int b = 0; b < kBootstraps; ++b) {
    for (std::size_t i = 0; i < n; i += kBlock) {
      const std::size_t from = random.below(n - kBlock + 1);
      for (std::size_t k = 0; k < kBlock && i + k < n; ++k) series[i + k] = fitted[i + k] + residual[from + k];
    }
    slopes.push_back(fit(years, series, mean_year, spread).per_year);
  }
  Slope out{static_cast<int>(n), line.per_year, holding(stats::middle_80(std::move(slopes)), line.per_year), false};
  out.clear = out.interval.lo > 0 || out.interval.hi < 0;
  return out;
}

std::vector<AlignmentSpread> alignment_spread(const IdealPoints& estimate, const std::vector<std::string>& states,
                                              const std::vector<std::string>& poles) {
  std::vector<AlignmentSpread> out;
  for (const int session : estimate.sessions) {
    std::vector<std::size_t> all;
    std::vector<std::size_t> chosen;
    for (const std::string& voter : estimate.voters) {
      const std::size_t p = estimate.find(voter, session);
      if (p == IdealPoints::npos || estimate.points[p].votes < kEnoughVotes) continue;
      all.push_back(p);
      if (states.empty() || std::find(states.begin(), states.end(), voter) != states.end()) chosen.push_back(p);
    }
    if (chosen.size() < 2) continue;
    const auto positions = [&](const std::vector<std::size_t>& points) {
      std::vector<double> values;
      for (const std::size_t p : points) values.push_back(estimate.points[p].mean);
      return values;
    };
    const double unit = moments(positions(all)).deviation;
    if (unit <= kRounding) continue;
    AlignmentSpread spread;
    spread.session = session;
    spread.states = static_cast<int>(chosen.size());
    spread.deviation = moments(positions(chosen)).deviation / unit;
    std::vector<double> draws;
    std::vector<double> values_all(all.size());
    std::vector<double> values_chosen(chosen.size());
    for (std::size_t d = 0; d < static_cast<std::size_t>(estimate.draws); ++d) {
      for (std::size_t i = 0; i < all.size(); ++i) values_all[i] = estimate.draws_of(all[i])[d];
      for (std::size_t i = 0; i < chosen.size(); ++i) values_chosen[i] = estimate.draws_of(chosen[i])[d];
      draws.push_back(moments(values_chosen).deviation / moments(values_all).deviation);
    }
    spread.deviation_interval = stats::middle_80(std::move(draws));
    for (const std::string& pole : poles) {
      const std::size_t p = estimate.find(pole, session);
      double sum = 0;
      int others = 0;
      if (p != IdealPoints::npos && estimate.points[p].votes >= kEnoughVotes)
        for (const std::size_t i : chosen)
          if (i != p) {
            sum += std::abs(estimate.points[i].mean - estimate.points[p].mean) / unit;
            ++others;
          }
      spread.distances.push_back(others > 0 ? sum / others : -1);
    }
    out.push_back(std::move(spread));
  }
  return out;
}

}  // namespace entente::align

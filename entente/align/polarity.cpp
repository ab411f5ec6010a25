#include "entente/align/polarity.hpp"

#include "entente/align/edges.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/states/states.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

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

std::vector<AlignmentSpread> alignment_spread(const Positions& positions, const std::vector<std::string>& states,
                                              const std::vector<std::string>& poles) {
  const auto& all_states = states::States::all();
  std::vector<AlignmentSpread> out;
  for (const int year : positions.years()) {
    std::vector<double> all;
    std::vector<std::pair<std::string, double>> chosen;
    std::vector<double> chosen_values;
    for (const auto& [state, by_year] : positions.of) {
      const Position* p = positions.find(state, year);
      if (p == nullptr) continue;
      all.push_back(p->mean);
      if (!states.empty() && std::none_of(states.begin(), states.end(),
                                          [&](const auto& code) { return all_states.one_seat(code, state); }))
        continue;
      chosen.emplace_back(state, p->mean);
      chosen_values.push_back(p->mean);
    }
    if (chosen.size() < 2) continue;
    const double unit = moments(all).deviation;
    if (unit <= kRounding) continue;
    AlignmentSpread spread;
    spread.year = year;
    spread.states = static_cast<int>(chosen.size());
    spread.deviation = moments(chosen_values).deviation / unit;
    for (const std::string& pole : poles) {
      const Position* p = positions.find(pole, year);
      double sum = 0;
      int others = 0;
      if (p != nullptr)
        for (const auto& [state, mean] : chosen)
          if (!all_states.one_seat(state, pole)) {
            sum += std::abs(mean - p->mean) / unit;
            ++others;
          }
      spread.distances.push_back(others > 0 ? sum / others : -1);
    }
    out.push_back(std::move(spread));
  }
  return out;
}

}  // namespace entente::align

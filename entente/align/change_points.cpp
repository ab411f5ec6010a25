#include "entente/align/change_points.hpp"

#include "entente/align/edges.hpp"
#include "entente/base/error.hpp"
#include "entente/base/log_gamma.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace entente::align {
namespace {

// Sums from the start, so that the cost of a segment is a difference.
struct Sums {
  std::vector<double> first;
  std::vector<double> second;
  explicit Sums(std::span<const double> series) : first(series.size() + 1), second(series.size() + 1) {
    for (std::size_t i = 0; i < series.size(); ++i) {
      first[i + 1] = first[i] + series[i];
      second[i + 1] = second[i] + series[i] * series[i];
    }
  }
  // Of the points begin + 1 to end.
  double cost(std::size_t begin, std::size_t end) const {
    const double sum = first[end] - first[begin];
    return second[end] - second[begin] - sum * sum / static_cast<double>(end - begin);
  }
};

template <class Cost>
Segmentation optimum(std::size_t n, double penalty, std::size_t m, const Cost& cost) {
  check(penalty >= 0 && m >= 1, "a segmentation needs a penalty and a minimum segment");
  Segmentation out;
  if (n < 2 * m) {
    out.objective = n > 0 ? cost(0, n) : 0;
    return out;
  }
  constexpr double kNever = std::numeric_limits<double>::infinity();
  struct Candidate {
    std::size_t begin;
    std::size_t dead_from;  // from this end on a later candidate is at least as good
  };
  std::vector<double> best(n + 1, kNever);
  std::vector<std::size_t> last(n + 1, 0);
  std::vector<double> values;
  best[0] = -penalty;
  std::vector<Candidate> candidates{{0, n + 1}};
  for (std::size_t end = m; end <= n; ++end) {
    std::size_t kept = 0;
    values.clear();
    for (const Candidate& c : candidates) {
      if (c.dead_from <= end) continue;
      candidates[kept++] = c;
      const double value = best[c.begin] + cost(c.begin, end) + penalty;
      values.push_back(value);
      if (value < best[end]) {
        best[end] = value;
        last[end] = c.begin;
      }
    }
    candidates.resize(kept);
    // A candidate that is worse here even without a penalty loses to `end` wherever a segment may begin at `end`.
    for (std::size_t i = 0; i < kept; ++i)
      if (values[i] - penalty > best[end]) candidates[i].dead_from = std::min(candidates[i].dead_from, end + m);
    // The next end is end + 1; its youngest segment begins at end + 1 - m.
    if (end + 1 >= 2 * m) candidates.push_back({end + 1 - m, n + 1});
  }
  out.objective = best[n];
  for (std::size_t end = last[n]; end > 0; end = last[end]) out.change_points_after.push_back(end);
  std::reverse(out.change_points_after.begin(), out.change_points_after.end());
  return out;
}

}  // namespace

Segmentation pelt(std::span<const double> series, double penalty, std::size_t minimum_segment) {
  const Sums sums(series);
  return optimum(series.size(), penalty, minimum_segment,
                 [&](std::size_t begin, std::size_t end) { return sums.cost(begin, end); });
}

Segmentation pelt_basket(const std::vector<std::vector<double>>& basket, double penalty, std::size_t minimum_segment) {
  std::vector<Sums> sums;
  for (const auto& series : basket) {
    check(series.size() == basket[0].size(), "the series of a basket differ in length");
    sums.emplace_back(series);
  }
  return optimum(basket.empty() ? 0 : basket[0].size(), penalty, minimum_segment,
                 [&](std::size_t begin, std::size_t end) {
                   double cost = 0;
                   for (const Sums& s : sums) cost += s.cost(begin, end);
                   return cost;
                 });
}

double noise_scale(std::span<const double> series) {
  if (series.size() < 2 || constant(series)) return 0;
  std::vector<double> steps;
  double squares = 0;
  double largest = 1;
  for (std::size_t i = 1; i < series.size(); ++i) {
    steps.push_back(std::abs(series[i] - series[i - 1]));
    squares += steps.back() * steps.back();
    largest = std::max({largest, std::abs(series[i - 1]), std::abs(series[i])});
  }
  const double n = static_cast<double>(steps.size());
  const double median = stats::quantile(std::move(steps), 0.5);
  if (median <= kRounding * largest) return std::sqrt(squares / n / 2);
  return median / 0.6745 / std::sqrt(2.0);
}

std::vector<double> in_units_of_noise(std::span<const double> series) {
  const double scale = noise_scale(series);
  if (scale <= 0) return {};
  const double median = stats::quantile({series.begin(), series.end()}, 0.5);
  std::vector<double> out;
  for (const double x : series) out.push_back((x - median) / scale);
  return out;
}

std::vector<SweptChange> sweep_changes(std::span<const double> series) {
  const double scale = noise_scale(series);
  if (scale <= 0 || series.size() < kLeastSwept) return {};
  std::vector<double> scaled;
  for (const double x : series) scaled.push_back(x / scale);
  std::map<std::size_t, int> found;
  const double log_n = std::log(static_cast<double>(series.size()));
  for (int i = 0; i < kPenalties; ++i)
    for (const std::size_t after :
         pelt(scaled, (2 + static_cast<double>(i) / (kPenalties - 1)) * log_n).change_points_after)
      ++found[after];
  std::vector<SweptChange> out;
  for (const auto& [after, count] : found) out.push_back({after, static_cast<double>(count) / kPenalties});
  return out;
}

std::vector<double> recent_change_probability(std::span<const double> series, double hazard, LevelPrior prior) {
  check(hazard > 0 && hazard < 1 && prior.kappa0 > 0 && prior.alpha0 > 0 && prior.beta0 > 0,
        "online detection needs a hazard between 0 and 1 and a proper prior");
  constexpr double kDropped = 1e-12;
  struct Run {
    std::size_t length;
    double probability;
    double mu;
    double beta;
  };
  std::vector<Run> runs{{0, 1, prior.mu0, prior.beta0}};
  std::vector<double> constants;  // log of the Student density's constant, by run length
  std::vector<double> out;
  for (const double x : series) {
    double change = 0;
    double total = 0;
    for (Run& run : runs) {
      const double grown = static_cast<double>(run.length);
      const double kappa = prior.kappa0 + grown;
      const double alpha = prior.alpha0 + grown / 2;
      while (constants.size() <= run.length) {
        const double a = prior.alpha0 + static_cast<double>(constants.size()) / 2;
        constants.push_back(log_gamma(a + 0.5) - log_gamma(a) - 0.5 * std::log(2 * a * std::acos(-1.0)));
      }
      const double variance = run.beta * (kappa + 1) / (alpha * kappa);
      const double d = x - run.mu;
      const double log_density =
          constants[run.length] - 0.5 * std::log(variance) - (alpha + 0.5) * std::log1p(d * d / (2 * alpha * variance));
      const double weight = run.probability * std::exp(log_density);
      change += weight * hazard;
      run.probability = weight * (1 - hazard);
      total += weight;
      run.beta += kappa * d * d / (2 * (kappa + 1));
      run.mu += d / (kappa + 1);
      ++run.length;
    }
    if (total <= 0) {  // beyond what a double can tell apart from never: a change for certain
      runs.clear();
      change = total = 1;
    }
    double recent = change;
    std::vector<Run> next{{0, change / total, prior.mu0, prior.beta0}};
    for (Run run : runs) {
      run.probability /= total;
      if (run.length <= kRecentRun) recent += run.probability * total;
      if (run.probability > kDropped || run.length <= kRecentRun + 1) next.push_back(run);
    }
    out.push_back(recent / total);
    runs = std::move(next);
  }
  return out;
}

double WalkRates::found_by(double share_of_penalties) const {
  const long penalties = std::lround(share_of_penalties * kPenalties);
  check(penalties >= 1 && penalties <= kPenalties, "a change is found by some of the penalties");
  return found[static_cast<std::size_t>(penalties) - 1];
}

WalkRates walk_rates(std::size_t points, double hazard, int walks, std::uint64_t seed) {
  check(points >= kLeastSwept && walks >= 1, "rates of walks need walks that can be swept");
  WalkRates out;
  out.walks = walks;
  RandomStream random(seed, "walks without levels");
  double recent = 0;
  for (int w = 0; w < walks; ++w) {
    std::vector<double> walk{0};
    while (walk.size() < points) walk.push_back(walk.back() + random.normal());
    double most = 0;
    for (const SweptChange& change : sweep_changes(walk)) most = std::max(most, change.share_of_penalties);
    for (int i = 0; i < std::lround(most * kPenalties); ++i) out.found[static_cast<std::size_t>(i)] += 1.0 / walks;
    const auto chances = recent_change_probability(in_units_of_noise(walk), hazard, kWideLevel);
    recent += static_cast<double>(
        std::count_if(chances.begin() + kRecentRun, chances.end(), [](double p) { return p > 0.5; }));
  }
  out.recent = recent / (static_cast<double>(points - kRecentRun) * walks);
  return out;
}

}  // namespace entente::align

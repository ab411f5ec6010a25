#include "entente/outlook/pooling.hpp"

#include "entente/base/log_gamma.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace entente::outlook {
namespace {

// Labels as small numbers, in order of first appearance. Holds views of the labels.
class Index {
 public:
  std::size_t of(std::string_view label) { return numbers_.emplace(label, numbers_.size()).first->second; }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<std::string_view, std::size_t> numbers_;
};

// Central interval of Beta(v p, v (1 - p)) with p drawn from the posterior. Newton's steps within a bracket that
// shrinks.
stats::Interval spread_interval(const Beta& posterior, double weight_below) {
  struct Part {
    double a, b, log_beta;
  };
  std::vector<Part> parts;
  for (const double p : points_of(posterior)) {
    const double a = weight_below * p;
    const double b = weight_below * (1 - p);
    parts.push_back({a, b, log_gamma(a) + log_gamma(b) - log_gamma(a + b)});
  }
  const auto quantile = [&](double target) {
    constexpr double kClose = 1e-12;
    double lo = 0;
    double hi = 1;
    double x = std::clamp(posterior.mean(), 0.01, 0.99);
    for (int step = 0; step < 100 && hi - lo > kClose; ++step) {
      double cdf = 0;
      double density = 0;
      for (const Part& part : parts) {
        cdf += stats::beta_cdf(part.a, part.b, x);
        density += std::exp((part.a - 1) * std::log(x) + (part.b - 1) * std::log1p(-x) - part.log_beta);
      }
      cdf /= kQuadrature;
      (cdf < target ? lo : hi) = x;
      const double next = x - (cdf - target) * kQuadrature / density;
      const double step_to = next > lo && next < hi ? next : (lo + hi) / 2;
      if (std::abs(step_to - x) < kClose) return step_to;
      x = step_to;
    }
    return x;
  };
  return {quantile((1 - stats::kLevel) / 2), quantile((1 + stats::kLevel) / 2)};
}

}  // namespace

Beta root_posterior(Counts c) { return {c.k + 0.5, c.n - c.k + 0.5}; }

Beta child_posterior(Counts c, double parent_mean, double weight) {
  return {c.k + weight * parent_mean, c.n - c.k + weight * (1.0 - parent_mean)};
}

Beta descend(std::span<const Counts> nested, double weight) {
  Beta posterior = root_posterior(nested.front());
  for (const Counts& counts : nested.subspan(1)) posterior = child_posterior(counts, posterior.mean(), weight);
  return posterior;
}

stats::Interval rate_interval(const Beta& posterior) {
  const double tail = (1 - stats::kLevel) / 2;
  return {std::min(posterior.mean(), stats::beta_quantile(posterior.a, posterior.b, tail)),
          std::max(posterior.mean(), stats::beta_quantile(posterior.a, posterior.b, 1 - tail))};
}

stats::Interval own_rate_interval(const Beta& posterior, double weight_below, Counts last) {
  stats::Interval interval = spread_interval(posterior, weight_below);
  if (last.n > 0) {
    const stats::Interval own = stats::jeffreys(last.k, last.n);
    if (last.k == 0) interval = {0, std::max(interval.hi, own.hi)};
    if (last.k == last.n) interval = {std::min(interval.lo, own.lo), 1};
  }
  return {std::min(interval.lo, posterior.mean()), std::max(interval.hi, posterior.mean())};
}

std::array<double, kQuadrature> points_of(const Beta& posterior) {
  std::array<double, kQuadrature> points{};
  for (std::size_t i = 0; i < kQuadrature; ++i) {
    const double p = stats::beta_quantile(posterior.a, posterior.b, (static_cast<double>(i) + 0.5) / kQuadrature);
    points[i] = std::clamp(p, 1e-6, 1.0 - 1e-6);
  }
  return points;
}

std::vector<std::size_t> chain_of(const LadderSpec& spec, const Traits& traits) {
  std::vector<std::size_t> chain{0};
  for (bool further = true; further;) {
    further = false;
    for (std::size_t c = chain.back() + 1; c < spec.classes.size() && !further; ++c) {
      if (spec.classes[c].parent != spec.classes[chain.back()].name || !fits(spec.classes[c], traits, traits)) continue;
      chain.push_back(c);
      further = true;
    }
  }
  return chain;
}

Prepared::Prepared(const LadderSpec& ladder, std::span<const Trial> all) : spec(ladder), trials(all) {
  Index unit_index;
  Index group_index;
  Index below_index;
  for (const Trial& t : trials) {
    unit.push_back(unit_index.of(t.unit));
    group.push_back(group_index.of(t.group));
    below.push_back(below_index.of(t.below));
    chain.push_back(chain_of(spec, t.traits));
  }
  units = unit_index.size();
  groups = group_index.size();
  belows = below_index.size();
  std::vector<double> size(units, 0.0);
  for (const std::size_t u : unit) size[u] += 1;
  for (const std::size_t u : unit) share.push_back(1.0 / size[u]);
}

bool Prepared::in(std::size_t trial, std::size_t cls) const {
  return std::find(chain[trial].begin(), chain[trial].end(), cls) != chain[trial].end();
}

Counts Tally::by_unit() const {
  Counts c;
  for (std::size_t u = 0; u < size.size(); ++u) {
    if (size[u] == 0) continue;
    c.n += 1;
    c.k += hits[u] / size[u];
  }
  return c;
}

}  // namespace entente::outlook

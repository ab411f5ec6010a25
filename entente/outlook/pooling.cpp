#include "entente/outlook/pooling.hpp"

#include <algorithm>
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

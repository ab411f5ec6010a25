#include "entente/outlook/coverage.hpp"

#include "entente/base/log_gamma.hpp"
#include "entente/outlook/pooling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace entente::outlook {
namespace {

using KeyOfTrial = std::function<std::string(std::size_t)>;

// P(k hits) for k = 0 to n, of one rate drawn from Beta(w p, w (1 - p)).
std::vector<double> beta_binomial(int n, double p, double weight_below) {
  const auto log_beta = [](double a, double b) { return log_gamma(a) + log_gamma(b) - log_gamma(a + b); };
  const double a = weight_below * p;
  const double b = weight_below * (1 - p);
  std::vector<double> chances;
  for (int x = 0; x <= n; ++x)
    chances.push_back(std::exp(log_gamma(n + 1.0) - log_gamma(x + 1.0) - log_gamma(n - x + 1.0) +
                               log_beta(x + a, n - x + b) - log_beta(a, b)));
  return chances;
}

std::vector<double> convolved(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<double> sum(x.size() + y.size() - 1, 0.0);
  for (std::size_t i = 0; i < x.size(); ++i)
    for (std::size_t j = 0; j < y.size(); ++j) sum[i + j] += x[i] * y[j];
  return sum;
}

// Chances of the hits of a class: its rate is drawn from the posterior, that of each of `sizes` around it.
std::vector<double> chances_of(const Beta& posterior, const std::vector<int>& sizes, double weight_below) {
  std::vector<double> mixture;
  for (const double p : points_of(posterior)) {
    std::vector<double> at_point{1.0};
    for (const int n : sizes) at_point = convolved(at_point, beta_binomial(n, p, weight_below));
    mixture.resize(at_point.size(), 0.0);
    for (std::size_t i = 0; i < at_point.size(); ++i) mixture[i] += at_point[i] / kQuadrature;
  }
  return mixture;
}

// Where the hits lie among their chances: P(X < k) + P(X = k) / 2.
void place(Block& block, const std::vector<double>& chances) {
  const auto k = static_cast<std::size_t>(std::lround(block.k));
  block.position = chances[k] / 2;
  for (std::size_t x = 0; x < k; ++x) block.position += chances[x];
  block.inside = block.position >= (1 - stats::kLevel) / 2 && block.position <= (1 + stats::kLevel) / 2;
}

// Trials by last rung and a key of their own, by name.
std::map<std::string, std::vector<std::size_t>> blocks_by(const Prepared& all, const KeyOfTrial& key) {
  std::map<std::string, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < all.trials.size(); ++i)
    members[fmt::format("{}, {}", all.spec.classes[all.chain[i].back()].name, key(i))].push_back(i);
  return members;
}

std::string decade_of(const Trial& t) { return fmt::format("{}s", t.year / 10 * 10); }

void add(Blocks& blocks, Block block) {
  blocks.inside += block.inside ? 1 : 0;
  blocks.episodes += block.n;
  blocks.blocks.push_back(std::move(block));
}

Blocks left_out_whole(const Prepared& all, const KeyOfTrial& key, int smallest) {
  Blocks out;
  for (const auto& [name, members] : blocks_by(all, key)) {
    Tally block(all.units);
    std::vector<bool> inside(all.trials.size(), false);
    for (const std::size_t i : members) {
      block.add(all.unit[i], all.trials[i].hit);
      inside[i] = true;
    }
    const Counts own = block.by_unit();
    if (own.n < smallest) continue;
    std::vector<Counts> nested;
    for (const std::size_t c : all.chain[members.back()]) {
      Tally rest(all.units);
      for (std::size_t i = 0; i < all.trials.size(); ++i)
        if (!inside[i] && all.in(i, c)) rest.add(all.unit[i], all.trials[i].hit);
      nested.push_back(rest.by_unit());
    }
    const Beta posterior = descend(nested, all.spec.weight);
    Block b{.name = name, .n = static_cast<int>(own.n), .k = own.k, .expected = own.n * posterior.mean()};
    place(b, chances_of(posterior, {b.n}, all.spec.weight_below));
    add(out, std::move(b));
  }
  return out;
}

// The posterior of each trial's last rung when the trial's whole episode is left out.
std::vector<Beta> without_own_episode(const Prepared& all) {
  const std::size_t n_classes = all.spec.classes.size();
  std::vector<Tally> by_class(n_classes, Tally(all.units));
  for (std::size_t i = 0; i < all.trials.size(); ++i)
    for (const std::size_t c : all.chain[i]) by_class[c].add(all.unit[i], all.trials[i].hit);
  std::vector<Counts> total;
  for (const Tally& tally : by_class) total.push_back(tally.by_unit());
  std::vector<Beta> out;
  std::vector<Counts> nested;
  for (std::size_t i = 0; i < all.trials.size(); ++i) {
    const std::size_t u = all.unit[i];
    nested.clear();
    // The trial's own episode is in every class of its chain.
    for (const std::size_t c : all.chain[i])
      nested.push_back({std::max(0.0, total[c].k - by_class[c].hits[u] / by_class[c].size[u]), total[c].n - 1});
    out.push_back(descend(nested, all.spec.weight));
  }
  return out;
}

// A block of trials, each forecast without its own episode.
Block together(const Prepared& all, const std::vector<Beta>& forecasts, const std::vector<std::size_t>& members,
               const std::string& name) {
  // By last rung: the mean posterior, and the episodes of each sender. An episode stands where its first trial does.
  struct Rung {
    double a = 0, b = 0;
    int episodes = 0;
    std::map<std::size_t, int> below;
  };
  std::map<std::size_t, Rung> rungs;
  Tally tally(all.units);
  for (const std::size_t i : members) {
    if (tally.size[all.unit[i]] == 0) {
      Rung& rung = rungs[all.chain[i].back()];
      rung.a += forecasts[i].a;
      rung.b += forecasts[i].b;
      rung.episodes += 1;
      rung.below[all.below[i]] += 1;
    }
    tally.add(all.unit[i], all.trials[i].hit);
  }
  const Counts own = tally.by_unit();
  Block block{.name = name, .n = static_cast<int>(own.n), .k = own.k};
  std::vector<double> chances{1.0};
  for (const auto& [c, rung] : rungs) {
    const Beta mean{rung.a / rung.episodes, rung.b / rung.episodes};
    block.expected += rung.episodes * mean.mean();
    std::vector<int> sizes;
    for (const auto& [below, n] : rung.below) sizes.push_back(n);
    chances = convolved(chances, chances_of(mean, sizes, all.spec.weight_below));
  }
  place(block, chances);
  return block;
}

}  // namespace

Coverage check_coverage(const LadderSpec& spec, std::span<const Trial> trials, int smallest) {
  const Prepared all(spec, trials);
  return {left_out_whole(
              all, [&](std::size_t i) { return trials[i].below; }, smallest),
          left_out_whole(
              all, [&](std::size_t i) { return decade_of(trials[i]); }, smallest)};
}

EpisodeCoverage check_episodes(const LadderSpec& spec, std::span<const Trial> trials, int smallest) {
  const Prepared all(spec, trials);
  EpisodeCoverage out;
  out.episodes = static_cast<int>(all.units);
  // With one episode there is nothing to forecast it from.
  if (all.units < 2) return out;
  std::vector<int> size(all.units, 0);
  for (const std::size_t u : all.unit) size[u] += 1;
  out.several = static_cast<int>(std::count_if(size.begin(), size.end(), [](int n) { return n > 1; }));

  const std::vector<Beta> forecasts = without_own_episode(all);
  std::vector<std::size_t> every;
  std::map<std::size_t, std::vector<std::size_t>> by_rung;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    every.push_back(i);
    by_rung[all.chain[i].back()].push_back(i);
  }
  out.all = together(all, forecasts, every, "all");
  for (const auto& [c, members] : by_rung) out.rungs.push_back(together(all, forecasts, members, spec.classes[c].name));
  const auto grouped = [&](const KeyOfTrial& key) {
    Blocks blocks;
    for (const auto& [name, members] : blocks_by(all, key)) {
      Block block = together(all, forecasts, members, name);
      if (block.n >= smallest) add(blocks, std::move(block));
    }
    return blocks;
  };
  out.by_below = grouped([&](std::size_t i) { return trials[i].below; });
  out.by_decade = grouped([&](std::size_t i) { return decade_of(trials[i]); });
  return out;
}

}  // namespace entente::outlook

#include "entente/outlook/ladder.hpp"

#include "entente/base/error.hpp"
#include "entente/base/log_gamma.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace entente::outlook {
namespace {

constexpr std::size_t kQuadrature = 64;  // points of equal probability; the interval's ends move below 0.002 with 256

// Labels as small numbers, in order of first appearance.
class Index {
 public:
  std::size_t of(const std::string& label) {
    const auto [it, added] = numbers_.emplace(label, numbers_.size());
    return it->second;
  }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::map<std::string, std::size_t> numbers_;
};

struct Counts {
  double k = 0;
  double n = 0;
};

struct Beta {
  double a = 0.5;
  double b = 0.5;
  double mean() const { return a / (a + b); }
};

Beta root_posterior(Counts c) { return {c.k + 0.5, c.n - c.k + 0.5}; }
Beta child_posterior(Counts c, double parent_mean, double weight) {
  return {c.k + weight * parent_mean, c.n - c.k + weight * (1.0 - parent_mean)};
}

// The posterior of the last of nested counts, widest first.
Beta descend(std::span<const Counts> nested, double weight) {
  Beta posterior = root_posterior(nested.front());
  for (const Counts& counts : nested.subspan(1)) posterior = child_posterior(counts, posterior.mean(), weight);
  return posterior;
}

// Points of equal probability of a posterior, kept off 0 and 1.
std::array<double, kQuadrature> points_of(const Beta& posterior) {
  std::array<double, kQuadrature> points{};
  for (std::size_t i = 0; i < kQuadrature; ++i) {
    const double p = beta_quantile(posterior.a, posterior.b, (static_cast<double>(i) + 0.5) / kQuadrature);
    points[i] = std::clamp(p, 1e-6, 1.0 - 1e-6);
  }
  return points;
}

// Central interval of Beta(w p, w (1 - p)) with p drawn from the posterior.
Interval spread_interval(const Beta& posterior, double weight_below) {
  const auto points = points_of(posterior);
  const auto quantile = [&](double target) {
    double lo = 0;
    double hi = 1;
    for (int step = 0; step < 40; ++step) {
      const double mid = (lo + hi) / 2;
      double cdf = 0;
      for (const double p : points) cdf += beta_cdf(weight_below * p, weight_below * (1 - p), mid);
      (cdf / kQuadrature < target ? lo : hi) = mid;
    }
    return (lo + hi) / 2;
  };
  return {quantile((1 - kLevel) / 2), quantile((1 + kLevel) / 2)};
}

// Where k hits of n lie in the predictive distribution of the same rate: P(X < k) + P(X = k) / 2.
double predictive_position(const Beta& posterior, double weight_below, int n, int k) {
  const auto log_beta = [](double a, double b) { return log_gamma(a) + log_gamma(b) - log_gamma(a + b); };
  double position = 0;
  for (const double p : points_of(posterior)) {
    const double a = weight_below * p;
    const double b = weight_below * (1 - p);
    for (int x = 0; x <= k; ++x) {
      const double log_pmf = log_gamma(n + 1.0) - log_gamma(x + 1.0) - log_gamma(n - x + 1.0) +
                             log_beta(x + a, n - x + b) - log_beta(a, b);
      position += std::exp(log_pmf) * (x == k ? 0.5 : 1.0);
    }
  }
  return position / kQuadrature;
}

// The nested classes that traits lead to, widest first, as indices into spec.classes.
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

// Trials with everything about them that counting needs as numbers.
struct Prepared {
  const LadderSpec& spec;
  std::span<const Trial> trials;
  std::vector<std::size_t> unit, group, below;
  std::vector<double> share;                    // 1 / trials of its unit, so that a unit sums to 1
  std::vector<std::vector<std::size_t>> chain;  // per trial
  std::size_t units = 0, groups = 0, belows = 0;

  Prepared(const LadderSpec& ladder, std::span<const Trial> all) : spec(ladder), trials(all) {
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

  bool in(std::size_t trial, std::size_t cls) const {
    return std::find(chain[trial].begin(), chain[trial].end(), cls) != chain[trial].end();
  }
};

// A class by case and by unit over the trials for which `member` holds.
struct Tally {
  std::vector<double> hits, size;
  explicit Tally(std::size_t units) : hits(units, 0.0), size(units, 0.0) {}
  void add(std::size_t unit, bool hit) {
    size[unit] += 1;
    if (hit) hits[unit] += 1;
  }
  Counts by_unit() const {
    Counts c;
    for (std::size_t u = 0; u < size.size(); ++u) {
      if (size[u] == 0) continue;
      c.n += 1;
      c.k += hits[u] / size[u];
    }
    return c;
  }
};

std::string with_sender(std::string words, const std::string& sender) {
  constexpr std::string_view kMark = "{sender}";
  for (auto at = words.find(kMark); at != std::string::npos; at = words.find(kMark))
    words.replace(at, kMark.size(), sender);
  return words;
}

Rung count(const ClassSpec& spec, const Prepared& all, const std::string& sender_words,
           const std::function<bool(std::size_t)>& member) {
  Rung rung{.name = spec.name, .words = with_sender(spec.words, sender_words), .parent = spec.parent};
  Tally tally(all.units);
  for (std::size_t i = 0; i < all.trials.size(); ++i) {
    if (!member(i)) continue;
    rung.trials.push_back(i);
    rung.n += 1;
    rung.k += all.trials[i].hit ? 1 : 0;
    tally.add(all.unit[i], all.trials[i].hit);
  }
  const Counts units = tally.by_unit();
  rung.interval = jeffreys(rung.k, rung.n);
  rung.k_units = units.k;
  rung.n_units = static_cast<int>(units.n);
  rung.interval_units = jeffreys(units.k, units.n);
  return rung;
}

double share_of(const Rung& rung) { return static_cast<double>(rung.k) / rung.n; }

// Numbers of the ladder when the trials for which `without` holds are left out.
double number_without(const Prepared& all, const std::vector<Rung>& rungs, double weight,
                      const std::function<bool(std::size_t)>& without) {
  std::vector<Counts> nested;
  for (const Rung& rung : rungs) {
    Tally tally(all.units);
    for (const std::size_t i : rung.trials)
      if (!without(i)) tally.add(all.unit[i], all.trials[i].hit);
    nested.push_back(tally.by_unit());
  }
  return descend(nested, weight).mean();
}

Sensitivity range_without(const Prepared& all, const Ladder& ladder, const std::vector<std::size_t>& keys,
                          std::size_t n_keys, const std::string& what,
                          const std::function<std::string(std::size_t)>& label) {
  Sensitivity range{.what = what, .lo = 1, .hi = 0};
  std::vector<bool> counts_in_last(n_keys, false);
  for (const std::size_t i : ladder.last().trials) counts_in_last[keys[i]] = true;
  for (std::size_t key = 0; key < n_keys; ++key) {
    if (!counts_in_last[key]) continue;
    const double p = number_without(all, ladder.rungs, ladder.weight, [&](std::size_t i) { return keys[i] == key; });
    if (p < range.lo) {
      range.lo = p;
      range.lo_without = label(key);
    }
    if (p > range.hi) {
      range.hi = p;
      range.hi_without = label(key);
    }
  }
  return range;
}

}  // namespace

bool fits(const ClassSpec& spec, const Traits& t, const Traits& of_case) {
  if (spec.coup && *spec.coup != t.coup) return false;
  if (!spec.kinds.empty() && std::find(spec.kinds.begin(), spec.kinds.end(), t.kind) == spec.kinds.end()) return false;
  if (!spec.sender.empty() && t.sender != (spec.sender == "same" ? of_case.sender : spec.sender)) return false;
  if (spec.people_at_least && !(t.people && *t.people >= *spec.people_at_least)) return false;
  if (spec.people_below && !(t.people && *t.people < *spec.people_below)) return false;
  if (spec.former_territory && *spec.former_territory != t.former_territory) return false;
  return !spec.other_asked || *spec.other_asked == t.other_asked;
}

Ladder climb(const LadderSpec& spec, std::vector<Trial> trials, const Traits& of_case, const std::string& sender_words,
             const std::string& own_unit) {
  if (trials.empty())
    throw Error(ErrorCode::bad_request, "no case of the record can be counted for this question on this day",
                "ask as of a later day");
  Ladder ladder;
  ladder.question = spec.words;
  ladder.trials = std::move(trials);
  ladder.weight = spec.weight;
  ladder.weight_below = spec.weight_below;
  const Prepared all(spec, ladder.trials);

  Beta posterior;
  for (const std::size_t c : chain_of(spec, of_case)) {
    Rung rung = count(spec.classes[c], all, sender_words, [&](std::size_t i) { return all.in(i, c); });
    const Counts units{rung.k_units, static_cast<double>(rung.n_units)};
    posterior = ladder.rungs.empty() ? root_posterior(units) : child_posterior(units, posterior.mean(), spec.weight);
    rung.pooled = posterior.mean();
    rung.interval_pooled = {beta_quantile(posterior.a, posterior.b, (1 - kLevel) / 2),
                            beta_quantile(posterior.a, posterior.b, (1 + kLevel) / 2)};
    ladder.rungs.push_back(std::move(rung));
  }
  ladder.probability = posterior.mean();
  ladder.interval = spread_interval(posterior, spec.weight_below);

  for (const ClassSpec& side : spec.sides) {
    if (!fits(side, of_case, of_case)) continue;
    Rung rung =
        count(side, all, sender_words, [&](std::size_t i) { return fits(side, ladder.trials[i].traits, of_case); });
    rung.pooled = jeffreys_mean(rung.k_units, rung.n_units);
    rung.interval_pooled = rung.interval_units;
    ladder.sides.push_back(std::move(rung));
  }

  double lowest = 1;
  double highest = 0;
  double farthest = -1;
  for (const auto* rungs : {&ladder.rungs, &ladder.sides})
    for (const Rung& rung : *rungs) {
      if (rung.n < kSmallestClass) continue;
      lowest = std::min(lowest, share_of(rung));
      highest = std::max(highest, share_of(rung));
      if (std::abs(share_of(rung) - ladder.probability) > farthest) {
        farthest = std::abs(share_of(rung) - ladder.probability);
        ladder.dissent = rung.name;
      }
    }
  ladder.spread = std::max(0.0, highest - lowest);
  ladder.confidence_capped = ladder.spread > kSpreadForCap;

  if (!own_unit.empty()) {
    const double p = number_without(all, ladder.rungs, spec.weight,
                                    [&](std::size_t i) { return ladder.trials[i].unit == own_unit; });
    ladder.sensitivity.push_back({.what = "the case's own episode left out", .lo = p, .hi = p});
  }
  constexpr std::size_t kManyTrials = 1000;
  if (all.trials.size() <= kManyTrials) {
    std::vector<std::size_t> own(all.trials.size());
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = i;
    ladder.sensitivity.push_back(range_without(all, ladder, own, own.size(), "each single case left out",
                                               [&](std::size_t i) { return ladder.trials[i].label; }));
  }
  std::vector<std::string> group_label(all.groups);
  for (std::size_t i = 0; i < all.trials.size(); ++i)
    if (group_label[all.group[i]].empty()) group_label[all.group[i]] = ladder.trials[i].group;
  ladder.sensitivity.push_back(range_without(all, ladder, all.group, all.groups, "each episode or host left out",
                                             [&](std::size_t g) { return group_label[g]; }));

  for (const std::size_t i : ladder.last().trials) ladder.evidence.push_back(ladder.trials[i].id);
  return ladder;
}

std::vector<ClassCount> class_counts(const LadderSpec& spec, std::span<const Trial> trials, const Traits& of_case) {
  const Prepared all(spec, trials);
  std::vector<ClassCount> counts;
  for (const std::size_t c : chain_of(spec, of_case)) {
    Tally tally(all.units);
    ClassCount count{.name = spec.classes[c].name};
    for (std::size_t i = 0; i < trials.size(); ++i) {
      if (!all.in(i, c)) continue;
      tally.add(all.unit[i], trials[i].hit);
      count.trials += 1;
    }
    const Counts units = tally.by_unit();
    count.k = units.k;
    count.n = units.n;
    counts.push_back(std::move(count));
  }
  return counts;
}

Estimate estimate(const LadderSpec& spec, std::span<const Trial> trials, const Traits& of_case) {
  check(!trials.empty(), "an estimate needs trials");
  std::vector<Counts> nested;
  for (const ClassCount& c : class_counts(spec, trials, of_case)) nested.push_back({c.k, c.n});
  return {descend(nested, spec.weight).mean(), root_posterior(nested.front()).mean()};
}

WeightChoice choose_weights(const LadderSpec& spec, std::span<const Trial> trials) {
  const Prepared all(spec, trials);
  const std::size_t n_classes = spec.classes.size();
  // Counts by class, in total and by group; and by class and `below`, in total and by group.
  const auto add = [](Counts& c, double share, bool hit) {
    c.n += share;
    if (hit) c.k += share;
  };
  std::vector<Counts> total(n_classes), by_group(n_classes * all.groups), by_below(n_classes * all.belows),
      by_both(n_classes * all.groups * all.belows);
  for (std::size_t i = 0; i < trials.size(); ++i)
    for (const std::size_t c : all.chain[i]) {
      const std::size_t g = all.group[i];
      const std::size_t b = all.below[i];
      add(total[c], all.share[i], trials[i].hit);
      add(by_group[c * all.groups + g], all.share[i], trials[i].hit);
      add(by_below[c * all.belows + b], all.share[i], trials[i].hit);
      add(by_both[(c * all.groups + g) * all.belows + b], all.share[i], trials[i].hit);
    }
  const auto less = [](Counts a, Counts b) { return Counts{std::max(0.0, a.k - b.k), std::max(0.0, a.n - b.n)}; };

  const auto score = [&](double weight, std::optional<double> weight_below) {
    double sum = 0;
    std::vector<Counts> nested;
    for (std::size_t i = 0; i < trials.size(); ++i) {
      const std::size_t g = all.group[i];
      nested.clear();
      for (const std::size_t c : all.chain[i]) nested.push_back(less(total[c], by_group[c * all.groups + g]));
      double p = descend(nested, weight).mean();
      if (weight_below) {
        const std::size_t c = all.chain[i].back();
        const std::size_t b = all.below[i];
        const Counts rest = less(by_below[c * all.belows + b], by_both[(c * all.groups + g) * all.belows + b]);
        p = child_posterior(rest, p, *weight_below).mean();
      }
      sum += all.share[i] * std::log(trials[i].hit ? p : 1 - p);
    }
    return sum / static_cast<double>(all.units);
  };

  WeightChoice choice;
  const auto best = [](const std::vector<WeightScore>& scores) {
    return std::max_element(scores.begin(), scores.end(),
                            [](const WeightScore& a, const WeightScore& b) { return a.score < b.score; })
        ->weight;
  };
  constexpr double kLargest = 4096;
  for (double w = 1; w <= kLargest; w *= 2) choice.between.push_back({w, score(w, std::nullopt)});
  choice.weight = best(choice.between);
  for (double w = 1; w <= kLargest; w *= 2) choice.below.push_back({w, score(choice.weight, w)});
  choice.weight_below = best(choice.below);
  return choice;
}

Coverage check_coverage(const LadderSpec& spec, std::span<const Trial> trials, int smallest) {
  const Prepared all(spec, trials);
  const auto blocks_by = [&](const std::function<std::string(std::size_t)>& key_of_trial) {
    std::map<std::string, std::vector<bool>> members;
    for (std::size_t i = 0; i < trials.size(); ++i) {
      auto [it, added] = members.try_emplace(
          fmt::format("{}, {}", spec.classes[all.chain[i].back()].name, key_of_trial(i)), trials.size(), false);
      it->second[i] = true;
    }
    std::vector<Block> blocks;
    for (const auto& [name, inside] : members) {
      Tally block(all.units);
      std::vector<std::size_t> chain;
      for (std::size_t i = 0; i < trials.size(); ++i)
        if (inside[i]) {
          block.add(all.unit[i], trials[i].hit);
          chain = all.chain[i];
        }
      const Counts own = block.by_unit();
      if (own.n < smallest) continue;
      std::vector<Counts> nested;
      for (const std::size_t c : chain) {
        Tally rest(all.units);
        for (std::size_t i = 0; i < trials.size(); ++i)
          if (!inside[i] && all.in(i, c)) rest.add(all.unit[i], trials[i].hit);
        nested.push_back(rest.by_unit());
      }
      const Beta posterior = descend(nested, spec.weight);
      Block b{.name = name, .n = static_cast<int>(own.n), .k = own.k, .expected = own.n * posterior.mean()};
      b.position = predictive_position(posterior, spec.weight_below, b.n, static_cast<int>(std::lround(own.k)));
      b.inside = b.position >= (1 - kLevel) / 2 && b.position <= (1 + kLevel) / 2;
      blocks.push_back(b);
    }
    return blocks;
  };
  Coverage coverage;
  coverage.by_below = blocks_by([&](std::size_t i) { return trials[i].below; });
  coverage.by_decade = blocks_by([&](std::size_t i) { return fmt::format("{}s", trials[i].year / 10 * 10); });
  for (const Block& b : coverage.by_below) coverage.inside_below += b.inside ? 1 : 0;
  for (const Block& b : coverage.by_decade) coverage.inside_decade += b.inside ? 1 : 0;
  return coverage;
}

Interval interval_of(const Ladder& ladder) {
  if (ladder.last().k > 0) return ladder.interval;
  return {0.0, std::max(ladder.interval.hi, ladder.last().interval.hi)};
}

}  // namespace entente::outlook

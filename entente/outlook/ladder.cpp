#include "entente/outlook/ladder.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/pooling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace entente::outlook {
namespace {

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
  rung.interval = stats::jeffreys(rung.k, rung.n);
  rung.k_units = units.k;
  rung.n_units = static_cast<int>(units.n);
  rung.interval_units = stats::jeffreys(units.k, units.n);
  return rung;
}

double share_of(const Rung& rung) { return static_cast<double>(rung.k) / rung.n; }

// The rungs of a ladder by unit, so that leaving something out is a subtraction. Units lie within groups.
class LeaveOut {
 public:
  LeaveOut(const Prepared& all, const Ladder& ladder) : all_(all), weight_(ladder.weight) {
    for (const Rung& rung : ladder.rungs) {
      Tally tally(all.units);
      for (const std::size_t i : rung.trials) tally.add(all.unit[i], all.trials[i].hit);
      totals_.push_back(tally.by_unit());
      tallies_.push_back(std::move(tally));
    }
  }

  // The number without one trial of the nearest rung, which is in all wider ones.
  double without_trial(std::size_t i) const {
    const std::size_t u = all_.unit[i];
    std::vector<Counts> nested = totals_;
    for (std::size_t r = 0; r < nested.size(); ++r) {
      const double hits = tallies_[r].hits[u];
      const double size = tallies_[r].size[u];
      if (size == 0) continue;  // an empty class below the nearest one
      nested[r].k -= hits / size;
      if (size > 1)
        nested[r].k += (hits - (all_.trials[i].hit ? 1 : 0)) / (size - 1);
      else
        nested[r].n -= 1;
    }
    return number(nested);
  }

  // The number without the units of each key; `key_of_unit` has one entry a unit.
  std::vector<double> without_each(const std::vector<std::size_t>& key_of_unit, std::size_t keys) const {
    std::vector<std::vector<Counts>> nested(keys, totals_);
    for (std::size_t r = 0; r < totals_.size(); ++r)
      for (std::size_t u = 0; u < all_.units; ++u) {
        if (tallies_[r].size[u] == 0) continue;
        Counts& c = nested[key_of_unit[u]][r];
        c.k -= tallies_[r].hits[u] / tallies_[r].size[u];
        c.n -= 1;
      }
    std::vector<double> numbers;
    for (const std::vector<Counts>& one : nested) numbers.push_back(number(one));
    return numbers;
  }

 private:
  double number(std::vector<Counts> nested) const {
    for (Counts& c : nested) c.k = std::clamp(c.k, 0.0, c.n);
    return descend(nested, weight_).mean();
  }

  const Prepared& all_;
  double weight_;
  std::vector<Tally> tallies_;
  std::vector<Counts> totals_;
};

// Years of a presence without a hit carry no label.
std::string name_of(const Trial& t) { return t.label.empty() ? fmt::format("{}, {}", t.group_words, t.year) : t.label; }

void widen(Sensitivity& range, double p, const std::string& without) {
  if (p < range.lo) {
    range.lo = p;
    range.lo_without = without;
  }
  if (p > range.hi) {
    range.hi = p;
    range.hi_without = without;
  }
}

// How far the classes lie apart, and which lies farthest from the number.
void add_spread(Ladder& ladder) {
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
}

// The number without the case's own unit, without each single trial of the nearest class, and without each group. What
// is left out must leave something: without any case there is no number to compare with.
void add_sensitivity(Ladder& ladder, const Prepared& all, const std::string& own_unit) {
  const std::vector<std::size_t>& nearest = ladder.nearest().trials;
  const LeaveOut left_out(all, ladder);
  if (!own_unit.empty() && !std::ranges::all_of(ladder.trials, [&](const Trial& t) { return t.unit == own_unit; })) {
    std::vector<std::size_t> key_of_unit(all.units, 0);
    for (std::size_t i = 0; i < all.trials.size(); ++i) key_of_unit[all.unit[i]] = ladder.trials[i].unit == own_unit;
    const double p = left_out.without_each(key_of_unit, 2)[1];
    ladder.sensitivity.push_back({.what = "the case's own episode left out", .lo = p, .hi = p});
  }
  constexpr std::size_t kManyTrials = 1000;
  if (all.trials.size() > 1 && all.trials.size() <= kManyTrials) {
    Sensitivity single{.what = "each single case left out", .lo = 1, .hi = 0};
    for (const std::size_t i : nearest) widen(single, left_out.without_trial(i), name_of(ladder.trials[i]));
    ladder.sensitivity.push_back(std::move(single));
  }
  if (all.groups < 2) {
    ladder.notes.emplace_back("All cases counted are of one episode or host: none is left without it.");
  } else {
    std::vector<std::size_t> group_of_unit(all.units, 0);
    for (std::size_t i = 0; i < all.trials.size(); ++i) group_of_unit[all.unit[i]] = all.group[i];
    const std::vector<double> without_group = left_out.without_each(group_of_unit, all.groups);
    Sensitivity each{.what = "each episode or host left out", .lo = 1, .hi = 0};
    std::vector<bool> done(all.groups, false);
    for (const std::size_t i : nearest) {
      const std::size_t g = all.group[i];
      if (!done[g]) widen(each, without_group[g], ladder.trials[i].group_words);
      done[g] = true;
    }
    ladder.sensitivity.push_back(std::move(each));
  }
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
  if (trials.empty()) or_throw<Ladder>(no_case_counted());
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
    rung.interval_pooled = rate_interval(posterior);
    ladder.rungs.push_back(std::move(rung));
  }
  ladder.probability = posterior.mean();
  const Rung& last = ladder.last();
  const Rung& nearest = ladder.nearest();
  ladder.interval = own_rate_interval(posterior, spec.weight_below, {last.k_units, static_cast<double>(last.n_units)});
  if (last.n == 0)
    ladder.notes.push_back(fmt::format(
        "No case of the nearest class, {}, is known on the day: the number is that of the wider class, {}, and the "
        "interval that of a class of which nothing has been seen.",
        last.words, nearest.words));

  for (const ClassSpec& side : spec.sides) {
    if (!fits(side, of_case, of_case)) continue;
    Rung rung =
        count(side, all, sender_words, [&](std::size_t i) { return fits(side, ladder.trials[i].traits, of_case); });
    rung.pooled = stats::jeffreys_mean(rung.k_units, rung.n_units);
    rung.interval_pooled = rung.interval_units;
    ladder.sides.push_back(std::move(rung));
  }

  add_spread(ladder);
  add_sensitivity(ladder, all, own_unit);
  for (const std::size_t i : nearest.trials) ladder.evidence.push_back(ladder.trials[i].id);
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

FullEstimate full_estimate(const LadderSpec& spec, std::span<const Trial> trials, const Traits& of_case) {
  check(!trials.empty(), "an estimate needs trials");
  FullEstimate full;
  std::vector<Counts> nested;
  for (ClassCount& c : class_counts(spec, trials, of_case)) {
    nested.push_back({c.k, c.n});
    if (c.trials > 0) full.nearest = std::move(c);
  }
  const Beta posterior = descend(nested, spec.weight);
  full.number = {posterior.mean(), root_posterior(nested.front()).mean()};
  full.interval = own_rate_interval(posterior, spec.weight_below, nested.back());
  return full;
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

const Rung& Ladder::nearest() const {
  const auto filled = std::find_if(rungs.rbegin(), rungs.rend(), [](const Rung& r) { return r.n > 0; });
  return filled == rungs.rend() ? rungs.front() : *filled;
}

}  // namespace entente::outlook

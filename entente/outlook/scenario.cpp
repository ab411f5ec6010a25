#include "entente/outlook/scenario.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/pooling.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/stats/scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente::outlook {
namespace {

constexpr std::size_t kReplicatesPerBlock = 128;

// The trials of the question and the traits of the case in one run.
struct Run {
  std::vector<Trial> trials;
  Traits traits;
  int from_day = 0;
  std::vector<ClassCount> counts;
  double probability = 0;
  stats::Interval interval{0, 1};  // as the ladder's own
};

Run run_of(const record::View& view, const Situation& s, const LadderFile& file, const Branch& branch,
           const BranchWindow& window) {
  Run run;
  run.traits = s.traits;
  if (branch.coup) run.traits.coup = *branch.coup;
  if (branch.kind) run.traits.kind = *branch.kind;
  if (s.state == State::demanded) {
    // Silence takes out the demands that were resolved by then; the horizon stays that of the question.
    const ExitWindow now = exit_window(file.exit, s.elapsed_days);
    const ExitWindow later = exit_window(file.exit, s.elapsed_days + branch.silent_days.value_or(0));
    run.from_day = later.from_day;
    run.trials = exit_trials(view, s.demand, later.from_day, window.to_day.value_or(now.to_day)).trials;
  } else {
    run.trials = presence_years(view, window.ended ? AskEvent::gone : AskEvent::asked);
  }
  const LadderSpec& spec = s.state == State::demanded ? file.exit : file.asks;
  if (!run.trials.empty()) {
    run.counts = class_counts(spec, run.trials, run.traits);
    std::vector<Counts> nested;
    for (const ClassCount& c : run.counts) nested.push_back({c.k, c.n});
    const Beta posterior = descend(nested, spec.weight);
    run.probability = posterior.mean();
    run.interval = own_rate_interval(posterior, spec.weight_below, nested.back());
    if (s.state != State::demanded) {
      run.probability = over_years(run.probability, window.years);
      run.interval = {over_years(run.interval.lo, window.years), over_years(run.interval.hi, window.years)};
    }
  }
  return run;
}

// One draw of the case's own rate: that of the last class, from the root down, and within it the sender's. A class with
// the same trials draws from the same stream in every run, and the sender keeps its place among the senders of a class,
// so that what two runs share does not add to the spread of their difference.
double draw(const Run& run, const LadderSpec& spec, std::uint64_t seed, std::uint64_t replicate) {
  const double weight = spec.weight;
  double rate = 0;
  for (std::size_t i = 0; i < run.counts.size(); ++i) {
    const ClassCount& c = run.counts[i];
    RandomStream random(seed, fmt::format("scenario/{}/{}", c.name, run.from_day), replicate);
    constexpr double kOff = 1e-9;  // a Beta needs both parts above 0
    rate = i == 0 ? random.beta(c.k + 0.5, c.n - c.k + 0.5)
                  : random.beta(std::max(kOff, c.k + weight * rate), std::max(kOff, c.n - c.k + weight * (1 - rate)));
  }
  constexpr double kInside = 1e-6;  // a Beta needs both parts above 0
  const double p = std::clamp(rate, kInside, 1 - kInside);
  RandomStream random(seed, "scenario/sender", replicate);
  return stats::beta_quantile(spec.weight_below * p, spec.weight_below * (1 - p), random.uniform());
}

}  // namespace

double over_years(double p, double years) { return years == 1 ? p : -std::expm1(years * std::log1p(-p)); }

std::vector<BranchResult> run_branches(const record::View& view, const Situation& s, const LadderFile& file,
                                       const std::vector<Branch>& branches, int replicates, std::uint64_t seed,
                                       const Executor& executor, const BranchWindow& window) {
  check(replicates > 0, "a scenario needs replicates");
  const bool exit = s.state == State::demanded;
  const LadderSpec& spec = exit ? file.exit : file.asks;
  const Run now = run_of(view, s, file, {}, window);
  if (now.trials.empty() && exit) {
    ExitWindow at = exit_window(file.exit, s.elapsed_days);
    at.to_day = window.to_day.value_or(at.to_day);
    or_throw<Run>(
        no_trial_counted(view, exit_trials(view, s.demand, at.from_day, at.to_day), at, spec, s.elapsed_days));
  }
  if (now.trials.empty()) or_throw<Run>(no_case_counted());
  const auto n = static_cast<std::size_t>(replicates);
  const double years = exit ? 1 : window.years;
  const int to_day = window.to_day.value_or(exit_window(spec, s.elapsed_days).to_day);
  const auto draws_of = [&](const Run& run) {
    return map_each(executor, n, kReplicatesPerBlock,
                    [&](std::size_t r) { return over_years(draw(run, spec, seed, r), years); });
  };
  const std::vector<double> base = draws_of(now);

  std::vector<BranchResult> results;
  for (const Branch& branch : branches) {
    BranchResult result;
    result.id = branch.id;
    result.words = branch.words;
    result.unconditional = now.probability;
    if (branch.assumed) {
      if (!(*branch.assumed >= 0 && *branch.assumed <= 1))
        throw Error(ErrorCode::bad_request,
                    fmt::format("the branch {} assumes a probability outside 0 to 1", branch.id),
                    "give a number between 0 and 1");
      result.assumed = true;
      result.probability = *branch.assumed;
      result.interval = {*branch.assumed, *branch.assumed};
      result.difference = result.probability - result.unconditional;
      result.difference_interval = {result.probability - now.interval.hi, result.probability - now.interval.lo};
      results.push_back(std::move(result));
      continue;
    }
    if (exit && s.elapsed_days + branch.silent_days.value_or(0) >= to_day) {
      result.why_not = "the silence would outlast the horizon of the question";
      results.push_back(std::move(result));
      continue;
    }
    if (!exit && (branch.silent_days || branch.kind)) {
      result.why_not = "there is no demand, so there is nothing to be silent on and no kind to change";
      results.push_back(std::move(result));
      continue;
    }
    const Run then = run_of(view, s, file, branch, window);
    if (then.trials.empty() || then.counts.back().trials == 0) {
      result.why_not = "no case of the record is left in the class nearest to the case";
      results.push_back(std::move(result));
      continue;
    }
    const std::vector<double> drawn = draws_of(then);
    std::vector<double> differences(n);
    for (std::size_t r = 0; r < n; ++r) differences[r] = drawn[r] - base[r];
    result.probability = then.probability;
    result.interval = then.interval;
    result.difference = then.probability - now.probability;
    result.difference_interval = stats::central(std::move(differences));
    result.last_class = then.counts.back().name;
    result.last_n = then.counts.back().trials;
    result.same_classes = then.from_day == now.from_day && then.counts.back().name == now.counts.back().name;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace entente::outlook

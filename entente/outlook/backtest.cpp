#include "entente/outlook/backtest.hpp"

#include "entente/outlook/exit.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace entente::outlook {
namespace {

constexpr int kFewest = 10;
constexpr std::size_t kMisses = 10;

// What became of a demand within its horizon, as the whole record tells; nothing while that is open or where the record
// ends before the horizon does.
std::optional<bool> outcome_of(const record::Demand& d, Day known_until, int horizon) {
  if (const auto days = days_to_outcome(d)) return d.outcome == "left" && *days <= horizon;
  if (days_between(midpoint(d.on), known_until) >= horizon) return false;
  return std::nullopt;
}

double squared(double p, bool o) { return (p - (o ? 1 : 0)) * (p - (o ? 1 : 0)); }
double surprise(double p, bool o) { return -std::log(o ? p : 1 - p); }

}  // namespace

record::View demands_as_of(const record::View& view, Day day) {
  record::View earlier;
  earlier.as_of = day;
  earlier.actors = view.actors;
  for (const record::Demand& d : view.demands) {
    if (d.known_on > day) continue;
    record::Demand known = d;
    if (known.outcome_known_on && *known.outcome_known_on > day) {
      known.outcome.clear();
      known.outcome_on.reset();
      known.outcome_known_on.reset();
      known.talks.clear();
    }
    if (known.deadline_known_on && *known.deadline_known_on > day) {
      known.deadline_on.reset();
      known.deadline_known_on.reset();
    }
    earlier.demands.push_back(std::move(known));
  }
  for (const record::Step& s : view.steps)
    if (s.known_on <= day) earlier.steps.push_back(s);
  for (const record::Coup& c : view.coups)
    if (c.known_on <= day) earlier.coups.push_back(c);
  for (const record::Event& e : view.events)
    if (e.known_on <= day) earlier.events.push_back(e);
  for (const record::Agreement& a : view.agreements) {
    if (a.known_on > day) continue;
    record::Agreement known = a;
    known.ended_on.reset();
    if (known.denounced_known_on && *known.denounced_known_on > day) {
      known.denounced_on.reset();
      known.denounced_known_on.reset();
    }
    earlier.agreements.push_back(std::move(known));
  }
  return earlier;
}

namespace {

using DemandsById = std::map<std::string, const record::Demand*>;

// The trials that a forecast of the demand may learn from: none of its own episode, none of its host's region.
std::vector<Trial> trials_for(const record::View& known, const record::Demand& d, const ExitWindow& window,
                              const Regions& regions, const DemandsById& by_id) {
  std::vector<Trial> trials = exit_trials(known, d.id, window.from_day, window.to_day).trials;
  std::erase_if(trials, [&](const Trial& t) { return !d.episode.empty() && t.unit == d.episode; });
  if (const auto region = regions.find(d.host); region != regions.end())
    std::erase_if(trials, [&](const Trial& t) { return region->second.contains(by_id.at(t.id)->host); });
  return trials;
}

// The forecast of an open demand on the day of `known`, beside what came; `later` is the demand as it ended.
BacktestForecast forecast_of(const record::View& view, const LadderSpec& spec, const record::View& known,
                             const record::Demand& d, const record::Demand& later, bool came, const ExitWindow& window,
                             const std::vector<Trial>& trials) {
  const Traits traits{.sender = d.sender,
                      .kind = d.kind,
                      .coup = d.coup_within_24m,
                      .people = d.people_low ? d.people_low : d.people_high};
  const FullEstimate e = full_estimate(spec, trials, traits);
  return {.on = known.as_of,
          .demand = d.id,
          .host = d.host,
          .probability = e.number.probability,
          .base = e.number.widest,
          .occurred = came,
          .label = label_of(view, d),
          .from_day = window.from_day,
          .to_day = window.to_day,
          .nearest = e.nearest.name,
          .k = e.nearest.k,
          .n = e.nearest.n,
          .interval = e.interval,
          .outcome = is_resolved(later) ? later.outcome : "not resolved",
          .came_on = is_resolved(later) ? std::optional<Day>(midpoint(*later.outcome_on)) : std::nullopt};
}

// The forecasts of each month's first day, and how many demands are still open.
void add_forecasts(Backtest& result, const record::View& view, const LadderSpec& spec, int from_year, int to_year,
                   const Regions& regions, const DemandsById& by_id) {
  std::set<std::string> pending;
  const Day reach = known_to(view);
  const Day end = std::min(Day(std::chrono::year{to_year} / std::chrono::December / 31), reach);
  for (Day day = std::chrono::year{from_year} / std::chrono::January / 1; day <= end; day = add_months(day, 1)) {
    const record::View known = demands_as_of(view, day);
    for (const record::Demand& d : known.demands) {
      if (!is_state(view, d.sender) || is_resolved(d)) continue;
      const int elapsed = std::max(0, days_between(midpoint(d.on), day));
      if (elapsed >= spec.horizon_days) continue;
      const record::Demand& later = *by_id.at(d.id);
      const auto came = outcome_of(later, reach, spec.horizon_days);
      if (!came) {
        pending.insert(d.id);
        continue;
      }
      const ExitWindow window = exit_window(spec, elapsed);
      const std::vector<Trial> trials = trials_for(known, d, window, regions, by_id);
      if (!trials.empty()) result.forecasts.push_back(forecast_of(view, spec, known, d, later, *came, window, trials));
    }
  }
  result.pending = static_cast<int>(pending.size());
}

// The forecasts as the scores take them: each demand weighs one, spread over its months.
struct Weighed {
  std::vector<stats::BinaryForecast> ours;
  std::vector<stats::BinaryForecast> bases;
  std::vector<stats::BinaryForecast> firsts;     // of each demand, for the calibration
  std::map<std::string, stats::Losses> squares;  // by host
  std::map<std::string, stats::Losses> surprises;
  std::map<std::string, BacktestMiss> by_demand;
};

Weighed weighed(const std::vector<BacktestForecast>& forecasts) {
  std::map<std::string, double> months;
  for (const BacktestForecast& f : forecasts) months[f.demand] += 1;
  Weighed out;
  for (const BacktestForecast& f : forecasts) {
    const double weight = 1 / months[f.demand];
    out.ours.push_back({f.probability, f.occurred, weight});
    out.bases.push_back({f.base, f.occurred, weight});
    stats::Losses& square = out.squares[f.host];
    square.model += weight * squared(f.probability, f.occurred);
    square.base += weight * squared(f.base, f.occurred);
    stats::Losses& log = out.surprises[f.host];
    log.model += weight * surprise(f.probability, f.occurred);
    log.base += weight * surprise(f.base, f.occurred);
    const auto [it, first] = out.by_demand.try_emplace(f.demand, BacktestMiss{f.demand, f.label, 0, f.occurred});
    it->second.mean_probability += weight * f.probability;
    if (first) out.firsts.push_back({f.probability, f.occurred});
  }
  return out;
}

void add_scores(Backtest& result, const Weighed& weighed, std::uint64_t seed) {
  result.score = stats::brier(weighed.ours);
  result.base = stats::brier(weighed.bases);
  result.log_loss = stats::log_loss(weighed.ours);
  result.base_log_loss = stats::log_loss(weighed.bases);
  result.skill = 1 - result.score.score / result.base.score;
  result.log_skill = 1 - result.log_loss / result.base_log_loss;
  constexpr std::array<double, 4> kEdges{0.2, 0.4, 0.6, 0.8};
  result.bins = stats::calibration(weighed.firsts, kEdges);
  result.can_be_judged =
      result.demands_left >= kFewest && result.demands - result.demands_left >= kFewest && weighed.squares.size() > 1;
  result.skill_interval = stats::central(stats::resampled_skills(weighed.squares, seed, "backtest/hosts"));
  result.log_skill_interval = stats::central(stats::resampled_skills(weighed.surprises, seed, "backtest/hosts"));
}

void add_misses(Backtest& result, const Weighed& weighed) {
  for (const auto& [id, miss] : weighed.by_demand) result.misses.push_back(miss);
  std::stable_sort(result.misses.begin(), result.misses.end(), [](const BacktestMiss& a, const BacktestMiss& b) {
    return squared(a.mean_probability, a.occurred) > squared(b.mean_probability, b.occurred);
  });
  if (result.misses.size() > kMisses) result.misses.resize(kMisses);
}

}  // namespace

Backtest backtest_exit(const record::View& view, const LadderFile& file, int from_year, int to_year, std::uint64_t seed,
                       const Regions& regions) {
  DemandsById by_id;
  for (const record::Demand& d : view.demands) by_id[d.id] = &d;
  Backtest result;
  add_forecasts(result, view, file.exit, from_year, to_year, regions, by_id);
  if (result.forecasts.empty()) return result;
  const Weighed weights = weighed(result.forecasts);
  for (const stats::BinaryForecast& first : weights.firsts) {
    result.demands += 1;
    result.demands_left += first.occurred ? 1 : 0;
  }
  add_scores(result, weights, seed);
  add_misses(result, weights);
  return result;
}

}  // namespace entente::outlook

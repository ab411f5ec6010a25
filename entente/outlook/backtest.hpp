#pragma once
// A track record: the same question asked of every open demand, month by month, and what came.
//
// On the first day of each month, each demand of a state on a state that is open and younger than the horizon is
// forecast from what was known on that day, its own host-coup episode left out. Forecasts of one demand in many months
// are not independent: scores weigh each demand once, and intervals resample hosts.
//
// Method: docs/methods/outlook-backtest.md.

#include "entente/outlook/ladder.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/scores.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace entente::outlook {

struct BacktestForecast {
  Day on{};
  std::string demand{};
  std::string host{};
  double probability = 0;
  double base = 0;  // of the widest class on the same day
  bool occurred = false;
  std::string label{};  // host and sender, year
  int from_day = 0;     // what was known on the day: the window, in days from the demand,
  int to_day = 0;
  std::string nearest{};       // the narrowest class that held a case,
  double k = 0;                // of whose episodes so many had left
  double n = 0;                // of so many; an episode of several demands counts in shares
  stats::Interval interval{};  // 80% of the probability
  std::string outcome{};       // what came, as the whole record tells: "left", "partial", "stayed", "not resolved"
  std::optional<Day> came_on{};
};

struct BacktestMiss {
  std::string demand{};
  std::string label{};
  double mean_probability = 0;
  bool occurred = false;
};

struct Backtest {
  std::vector<BacktestForecast> forecasts{};  // by day, then demand
  int demands = 0;
  int demands_left = 0;  // of which the presence left within the horizon
  int pending = 0;  // demands that are not resolved and whose horizon is not over before the record ends: not scored
  stats::Brier score{};  // each demand weighs one
  stats::Brier base{};
  double log_loss = 0;
  double base_log_loss = 0;
  double skill = 0;  // Brier against the base
  stats::Interval skill_interval{0, 1};
  double log_skill = 0;
  stats::Interval log_skill_interval{0, 1};
  std::vector<stats::CalibrationBin> bins{};  // one forecast a demand: its first
  std::vector<BacktestMiss> misses{};         // the ten largest, worst first
  bool can_be_judged = false;                 // at least ten demands of each outcome, of more than one host
};

/// The view at an earlier day, as far as demands, their steps, coups, events and the denunciation of agreements go:
/// later ones are gone, later outcomes and deadlines not known. Other tables are empty, and other ends of agreements,
/// and must not be used.
record::View demands_as_of(const record::View& view, Day day);

/// Hosts that are near a host: its own, and whatever the caller counts as its region.
using Regions = std::map<std::string, std::set<std::string>, std::less<>>;

/// `view` must hold what came; the months run from `from_year` to the day the record reaches (known_to.hpp).
/// Each demand is forecast without its own host-coup episode; with `regions`, also without every demand of a host of
/// its region: are the cases next door the model?
Backtest backtest_exit(const record::View& view, const LadderFile& file, int from_year, int to_year,
                       std::uint64_t seed = 1, const Regions& regions = {});

}  // namespace entente::outlook

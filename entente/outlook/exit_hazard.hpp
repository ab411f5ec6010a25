#pragma once
// Time from the demand to the exit as a discrete-time hazard with competing outcomes: what raises and lowers it.
//
// One row is 30 days of one demand that is open at their start. Two complementary log-log hazards, one for leaving and
// one for what keeps the presence, both with Jeffreys' prior as a penalty (hazard.hpp). Covariates are as known at the
// start of the row; talks and deadlines are never among them. Below sixty exits there is no model: then the curves of
// exit_time.hpp are the answer.
//
// Method: docs/methods/outlook-survival.md, section "A hazard with covariates".

#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

struct ExitFactor {
  std::string name{};
  std::string words{};
  double leaving = 0;        // coefficient on ln(-ln(1 - hazard)) of leaving
  double leaving_error = 0;  // its standard error
  double keeping = 0;        // of what keeps the presence
  double keeping_error = 0;
};

struct ExitShare {
  int day = 0;  // after the demand
  double left = 0;
  stats::Interval interval{0, 1};
};

struct ExitHazard {
  int demands = 0;
  int rows = 0;
  int left = 0;  // exits within the months that are modelled
  int kept = 0;
  std::string why_not{};              // a sentence; empty where the model below was fitted
  std::vector<ExitFactor> factors{};  // the constant first
  std::vector<ExitShare> left_by{};   // P(left by the day | open at the elapsed time); only days that lie ahead
  int from_day = 0;                   // days that have passed since the case's demand
  std::optional<int> median_day{};    // of the distribution over all, those that stay counted
  std::optional<int> earliest_day{};  // by which a tenth have left
  std::optional<int> latest_day{};    // by which nine tenths have; nothing where they never do
};

inline constexpr int kFewestExits = 60;

/// The case's own demand is left out; without an open demand the forecast is for one made on the view's day by the host
/// as it stands. Intervals (80%) from 1,000 draws of the coefficients. Cost: some 10 ms.
ExitHazard exit_hazard(const record::View& view, const Situation& situation, std::uint64_t seed = 1);

/// How the hazard did out of sample against the one that knows the time since the demand alone.
struct HazardScore {
  int from_year = 0;
  int to_year = 0;
  int months = 0;   // months of demands that were forecast: left, kept or still open at their end
  int demands = 0;  // to which these months belong
  int left = 0;
  int kept = 0;
  int known_before = 0;                  // exits known on the first day of `from_year`
  double log_loss = 0;                   // per month, with covariates
  double base_log_loss = 0;              // without
  double skill = 0;                      // 1 - log_loss / base_log_loss
  stats::Interval skill_interval{0, 1};  // 80%, by resampling hosts
  bool can_be_judged = false;            // at least ten months of each outcome that ends a demand
  bool better_than_chance = false;
};

/// Rolled year by year: both hazards are fitted to what was known on 1 January, from `kFewestToRoll` exits on, and
/// forecast each month of a demand that begins in the year, with covariates as known when it begins. `view` must hold
/// what came. Cost: four fits a year, some 10 ms each.
HazardScore roll_exit_hazard(const record::View& view, int from_year, int to_year, std::uint64_t seed = 1);

inline constexpr int kFewestToRoll = 20;

}  // namespace entente::outlook

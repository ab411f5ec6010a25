#pragma once
// Where is a demand likely next: every presence on the day, ranked by P(the host asks it to leave within 12 months).
//
// A yearly panel of presences: covariates as known on 1 January, the event of asks.hpp in the year. Before a model is
// believed it is rolled forward, fitted each year on the years before and scored on the year: where its skill against
// the running base rate may be chance, the list says so. Presences with an open demand are not in it: there the
// question is the time to exit.
//
// Method: docs/methods/outlook-watch-list.md.

#include "entente/outlook/hazard.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

/// States that border each state; empty where the caller has none, the covariate is then 0 everywhere.
using Neighbours = std::map<std::string, std::vector<std::string>, std::less<>>;

struct WatchFactor {
  std::string_view name;
  std::string_view words;  // "a successful coup within 24 months"
};

/// The covariates, in the order of WatchRow::x without the constant.
const std::vector<WatchFactor>& watch_factors();

struct WatchRow {
  std::string presence{};  // id
  std::string host{};
  std::string sender{};
  int year = 0;
  std::vector<double> x{};  // 1, then the factors
  bool asked = false;
};

/// The panel from 1950 to the last full year before the view's day.
std::vector<WatchRow> watch_panel(const record::View& view, const Neighbours& neighbours = {});

struct WatchScore {
  int from_year = 0;
  int to_year = 0;
  int rows = 0;
  int events = 0;
  double log_loss = 0;        // per row, of the model
  double base_log_loss = 0;   // of the running base rate
  double skill = 0;           // 1 - log_loss / base_log_loss
  Interval skill_interval{};  // 80%, by resampling hosts
  double auc = 0;
  int in_yearly_top_ten = 0;        // events among the ten highest of their year
  bool better_than_chance = false;  // the interval excludes 0
};

/// Rolls from `from_year` to `to_year`, fitting on all years before each. `replicates` of hosts for the interval.
WatchScore roll_watch_list(const std::vector<WatchRow>& panel, int from_year, int to_year, double ridge,
                           int replicates = 1000, std::uint64_t seed = 1);

struct WatchPart {
  std::string words{};  // of the factor
  double effect = 0;    // on the log odds, against the mean presence
};

struct Watched {
  std::string presence{};
  std::string host{};
  std::string sender{};
  double probability = 0;
  Interval interval{};
  std::vector<WatchPart> parts{};  // the largest first, those above 0.1 in size
};

struct WatchList {
  std::vector<Watched> ranked{};    // most likely first; ties by presence id
  std::vector<std::string> open{};  // ids of demands that are open on the day, shown apart
  double base_rate = 0;             // of all years before
  int events = 0;
  int rows = 0;
  WatchScore record;      // the last ten full years
  std::string verdict{};  // one sentence
};

/// Ridge of the shipped list; the best of 1, 3, 10, 30, 100, 300 on 1985-2014 (watch_list_test.cpp tries them again).
inline constexpr double kWatchRidge = 1;

/// Fits on the whole panel and ranks the presences of the day. Nothing where the panel holds fewer than sixty events:
/// then only base rates should be given. Cost: about 0.3 s, most of it the rolling.
std::optional<WatchList> watch_list(const record::View& view, const Neighbours& neighbours = {},
                                    std::uint64_t seed = 1);

}  // namespace entente::outlook

#pragma once
// Where is a demand likely next: every presence on the day, ranked by P(the host asks it to leave within 12 months).
//
// A panel of presences by year or by month: covariates as known on its first day, the event of asks.hpp in it. Before a
// model is believed it is rolled forward, fitted each year on the years before and scored on the year: where its skill
// against the running base rate may be chance, the list says so. Presences with an open demand are not in it: there the
// question is the time to exit.
//
// Method: docs/methods/outlook-watch-list.md.

#include "entente/base/executor.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/hazard.hpp"

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
  std::string_view words;        // above the mean presence: "a successful coup within 24 months"
  std::string_view words_below;  // below it: "no successful coup within 24 months"
};

enum class Panel { yearly, monthly };

/// How the panel is cut and what is in it. Deaths reach only as far back as the series in the view; before, and for
/// states without one, the covariate is 0 and its companion "deaths-known" too.
struct WatchDesign {
  Panel panel = Panel::yearly;
  bool deaths = false;
};

/// The covariates, in the order of WatchRow::x without the constant; the last two only in a design with deaths.
const std::vector<WatchFactor>& watch_factors();

struct WatchRow {
  std::string presence{};  // id
  std::string host{};
  std::string sender{};
  int year = 0;
  int month = 0;             // 1 to 12; 0 in a yearly panel
  std::vector<double> x{};   // 1, then the factors
  bool asked = false;        // in this year or month
  bool within_year = false;  // in this year, or in the twelve months that begin with this one
  bool window_over = true;   // these twelve months are over on the view's day
};

/// The panel from 1950 to the last full year or month before the view's day, or before the day the record tells of
/// (silence_counts_until) where that is earlier, by presence, then time. In the monthly one
/// what is known by the year only counts in July; months that begin with an open demand are left out.
std::vector<WatchRow> watch_panel(const record::View& view, const Neighbours& neighbours = {}, WatchDesign design = {});

struct WatchScore {
  int from_year = 0;
  int to_year = 0;
  int rows = 0;
  int events = 0;
  double log_loss = 0;                   // per row, of the model
  double base_log_loss = 0;              // of the running base rate
  double skill = 0;                      // 1 - log_loss / base_log_loss
  stats::Interval skill_interval{0, 1};  // 80%, by resampling hosts
  double auc = 0;
  int january_events = 0;     // in the years of lists of 1 January: all events of a yearly panel
  int in_yearly_top_ten = 0;  // of these, among the ten highest of their list
  /// At least ten demands in the years of lists of 1 January and ten forecasts that did not come, of more than one
  /// host; without it skill, interval and AUC are not to be printed.
  bool can_be_judged = false;
  bool better_than_chance = false;  // it can be judged, and the interval excludes 0
};

/// Rolls from `from_year` to `to_year`, fitting on all years before each. Scored is P(within twelve months), in a
/// monthly panel on the first of each month whose twelve months end with `to_year` at the latest; a month's probability
/// is held for twelve. `replicates` of hosts for the interval.
WatchScore roll_watch_list(const std::vector<WatchRow>& panel, int from_year, int to_year, double ridge,
                           int replicates = 1000, std::uint64_t seed = 1);

struct WatchPart {
  std::string words{};  // of the factor, as it stands in this presence
  double effect = 0;    // on the log odds, against the mean presence
};

struct Watched {
  std::string presence{};
  std::string host{};
  std::string sender{};
  double probability = 0;  // of the fit; see chance_of
  stats::Interval interval{0, 1};
  std::vector<WatchPart> parts{};  // the largest first, those above 0.1 in size
};

struct WatchList {
  std::vector<Watched> ranked{};    // most likely first; ties by presence id
  std::vector<std::string> open{};  // ids of demands that are open on the day, shown apart
  double base_rate = 0;             // of all years before, within twelve months
  stats::Interval base_interval{0, 1};
  int events = 0;
  int rows = 0;
  WatchScore record;      // the last ten full years
  std::string verdict{};  // one sentence
};

/// The chance that may be printed of a presence on the list: its own where lists were better than the base rate by more
/// than chance, else the base rate's, and the list gives an order only.
struct WatchChance {
  double probability = 0;
  stats::Interval interval{0, 1};
};
WatchChance chance_of(const WatchList& list, const Watched& watched);

/// Ridge of the shipped list; the best of 1, 3, 10, 30, 100, 300 on 1985-2014 (watch_list_test.cpp tries them again).
inline constexpr double kWatchRidge = 1;

/// The years on which models of the list were chosen end here; those after were looked at once.
inline constexpr int kWatchChosenTo = 2014;

/// Fits on the whole panel and ranks the presences of the day. Nothing where the panel holds fewer than sixty events:
/// then only base rates should be given. Cost: about 0.3 s, most of it the rolling.
std::optional<WatchList> watch_list(const record::View& view, const Neighbours& neighbours = {}, std::uint64_t seed = 1,
                                    WatchDesign design = {});

/// Do demands of neighbours tell more than demands of as many other states? For each host of the panel its neighbours
/// that are hosts too are exchanged for as many other hosts, drawn at random, `draws` times; each time the hazard is
/// fitted to the years up to `to_year` with all other covariates, and the gain in log likelihood over the fit without
/// the covariate is taken.
struct NeighbourTest {
  int from_year = 0;
  int to_year = 0;
  int rows = 0;
  int events = 0;
  int hosts = 0;  // with at least one neighbour in the panel
  int draws = 0;
  double coefficient = 0;  // of the true neighbours, per spread of the column
  stats::Interval coefficient_interval{0, 1};
  double gain = 0;          // of the true neighbours
  double placebo_gain = 0;  // median of the draws, which the interval holds however skew they are
  /// 80%; nothing with fewer than kFewest draws.
  std::optional<stats::Interval> placebo_interval{};
  double difference = 0;  // gain less the placebo's
  std::optional<stats::Interval> difference_interval{};
  double share_below = 0;  // of draws with a smaller gain
  /// What a verdict needs of demands and of draws.
  static constexpr int kFewest = 10;
  bool can_be_judged = false;     // at least kFewest demands and draws, and two hosts with neighbours
  bool more_than_chance = false;  // it can be judged, and the interval of the difference lies above 0
};

/// Requires years up to `to_year` in the view. Draws depend on the seed alone. Cost: one yearly panel and a fit a draw.
NeighbourTest neighbour_test(const record::View& view, const Neighbours& neighbours, int to_year, int draws,
                             std::uint64_t seed, const Executor& executor);

}  // namespace entente::outlook

#pragma once
// What to watch for, by when, and where the probability goes if it is seen and if it is not.
//
// Both probabilities come from the ladder of the judgement itself, counted over the trials that were where the case
// would then be; never set by hand. Only what the record can count is offered.
//
// Method: docs/methods/outlook-indicators.md.

#include "entente/outlook/deaths.hpp"
#include "entente/outlook/ladder.hpp"
#include "entente/outlook/question.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

struct Indicator {
  std::string id{};           // "no-outcome-90", "deadline", "coup", "kind", "arrival-90", "early-deaths"
  Event event = Event::open;  // what decides later whether it was seen
  std::string observable{};   // "the demand is still open on day 90 after it was made"
  Day by{};
  double now = 0;       // the judgement's probability today
  double seen = 0;      // where it goes if the observable is seen by `by`; 1 where that settles it
  double not_seen = 0;  // and if it is not
  stats::Interval seen_interval{0, 1};
  stats::Interval not_seen_interval{0, 1};
  int seen_n = 0;  // trials of the last class behind each
  int not_seen_n = 0;
  double seen_base = 0;  // of the widest class behind each, for scores
  double not_seen_base = 0;
  double chance = 0;  // P(the observable is seen by `by`), from the same ladder; 0 where it is not computed
  stats::Interval chance_interval{0, 1};
  double chance_base = 0;
  std::string basis{};  // a whole sentence on what was counted
};

/// For an open demand: no outcome by 30, 90 and 180 days from today where these lie before the horizon; a deadline made
/// public within 60 days, where none is; the demand becoming firm, where it is not. Those that move the number. Without
/// a demand: a coup in the host within 12 months, where there was none. What has happened by the day is not offered: a
/// deadline where a day for the exit was named by anybody, a firm demand where one was made. Empty in the other states.
/// Indicators with fewer than `smallest` trials behind either branch are left out.
std::vector<Indicator> indicators(const record::View& view, const Situation& situation, const LadderFile& file,
                                  int smallest = 5);

/// For the arrival of a power by `to_day` after an open demand: its forces come within 90 days from today, where that
/// day lies before the horizon; seen, the question is settled, and not seen, it is the ladder over the episodes in
/// which nobody had come by then. Empty in the other states, where forces of the power are there already, and where
/// fewer than `smallest` episodes are behind it.
std::vector<Indicator> arrival_indicators(const record::View& view, const Situation& situation, const LadderFile& file,
                                          std::string_view power, int to_day, int smallest = 5);

/// For the forecast of twelve months, more deaths than the last total: more than half of that total in the first six.
/// Empty where fewer than `smallest` independent years stand behind a branch.
std::vector<Indicator> deaths_indicators(const record::View& view, const DeathsOutlook& ahead, const DeathsModel& model,
                                         int smallest = 5);

}  // namespace entente::outlook

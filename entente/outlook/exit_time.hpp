#pragma once
// When does a presence leave, and how often does it not: time from the demand and from the denunciation.
//
// Outcomes compete: left, or kept (stayed after new terms, or only partly left). Demands not resolved on the day are
// censored there. The median counts all: it is the day by which half of *all* such demands have led to an exit, and
// it may not exist; the median of those that left is printed beside it and marked as conditional on leaving.
//
// Method: docs/methods/outlook-survival.md.

#include "entente/outlook/exit.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/survival.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

enum class Clock { demand, denunciation };

std::string_view name(Clock clock);

/// The day on which the agreement behind a demand was denounced, as known in the view: the first denunciation of an
/// agreement between the two from 60 days before the demand to the outcome, else the demand's own day where it is a
/// denunciation; nothing where none is known.
std::optional<Day> denounced_on(const record::View& view, const record::Demand& demand);

/// The same with the day on which it became known.
struct Denunciation {
  Day on{};
  Day known_on{};
};
std::optional<Denunciation> denunciation_of(const record::View& view, const record::Demand& demand);

struct ExitTime {
  std::string name{};   // "all", "post-coup", "large", "small", "deadline", "no-deadline"
  std::string words{};  // "demands about 300 people or more"
  Clock clock = Clock::demand;
  /// Of the demands not resolved after `elapsed_days`; all below speaks of these. First cause: left; second: kept.
  stats::Curve curve;
  int elapsed_days = 0;  // of the case on this clock, rounded down to whole landmark steps; 0 where it has none
  std::optional<double> median_day{};      // from the clock's start, the others counted
  stats::Curve::DayRange median_interval;  // 80%
  std::optional<double> median_of_those_who_left{};
  int left = 0;
  std::vector<std::string> evidence{};
  bool of_the_case = false;  // the case belongs to this group and runs on this clock

  /// Whether `day` lies ahead of the case and within what has been followed.
  bool known_on(double day) const { return day > elapsed_days && curve.known_on(day); }
  /// P(left by `day` of the clock | not resolved at the elapsed time), 80%. For days that are `known_on`.
  double left_by(double day) const { return curve.incidence(0, day); }
  stats::Interval left_by_interval(double day) const { return curve.incidence_interval(0, day); }
};

/// The curves for a situation with an open demand (without one: for all demands, nothing left out), the case itself
/// left out. Groups: all; post-coup and not; 300 people or more and fewer (unknown size in neither); a deadline known
/// on the day and none. First with the demand's clock, then with that of the denunciation. A group of
/// which no demand was open as long as the case is there with n 0.
std::vector<ExitTime> exit_times(const record::View& view, const Situation& situation, int landmark_days = 7);

}  // namespace entente::outlook

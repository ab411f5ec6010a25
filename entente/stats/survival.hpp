#pragma once
// Time to an event with competing events and censoring: Kaplan-Meier and Aalen-Johansen, with variances.
//
// Method: docs/methods/outlook-survival.md. t_i = distinct days, n_i = at risk just before t_i, d_ij = events of cause
// j on t_i. Ties: events come before censorings of the same day, as in R's survival.

#include "entente/stats/interval.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::stats {

enum class Cause { censored, first, second };

struct Spell {
  std::string id{};
  double days = 0;  // to the event or to the last day under observation, >= 0
  Cause cause = Cause::censored;
};

/// The state of the estimate from `day` on, up to the next point.
struct CurvePoint {
  double day = 0;
  int at_risk = 0;
  std::array<int, 2> events{};  // of the first and the second cause
  int censored = 0;
  double survival = 1;                // Kaplan-Meier, any event
  double survival_variance = 0;       // Greenwood
  std::array<double, 2> incidence{};  // Aalen-Johansen: share with the event by this day, the other cause counted
  std::array<double, 2> variance{};   // Greenwood-type variance of the incidence
};

struct Curve {
  int n = 0;
  std::array<int, 2> events{};
  int censored = 0;
  std::vector<CurvePoint> points{};  // one for each distinct day, ascending

  /// Whether the curve is known on `day`: up to the last spell's end, and for ever where nothing is open after it.
  /// Beyond, the functions below repeat the last known value, which must not be printed. Without spells: never.
  bool known_on(double day) const;

  /// Incidence of a cause by `day` (0 or 1 for the first or the second cause), with its interval on the scale
  /// log(-log(1 - F)); where F is 0 or 1 the open end is the exact binomial one at the number of spells that were not
  /// censored before the day.
  double incidence(int cause, double day) const;
  Interval incidence_interval(int cause, double day, double level = kLevel) const;

  double survival(double day) const;

  /// The first day by which the incidence of `cause` reaches `share`; nothing where it never does. Those with the
  /// other event are in the denominator, so the median may not exist.
  std::optional<double> quantile(int cause, double share) const;

  /// The days between which that quantile lies: from the first day on which the upper, to the first on which the
  /// lower pointwise limit reaches `share`. An end is empty where the limit never does.
  struct DayRange {
    std::optional<double> lo;
    std::optional<double> hi;
  };
  DayRange quantile_interval(int cause, double share, double level = kLevel) const;
};

/// Cost O(n log n + points^2). An empty input gives a curve without points and incidence 0.
Curve aalen_johansen(std::span<const Spell> spells);

/// The spells still running after `day`; the curve of these is conditional on having come that far.
std::vector<Spell> running_after(std::span<const Spell> spells, double day);

}  // namespace entente::stats

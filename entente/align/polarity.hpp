#pragma once
// Whether a world, or a region, has become more many-sided: one index a line, each with the slope of its last years.
//
// Method: docs/methods/polarity.md. Spread of alignment is not spread of capability; no index stands for all.

#include "entente/align/positions.hpp"
#include "entente/stats/interval.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::align {

/// A line through a yearly series: change a year, with an 80% interval from a bootstrap of blocks of residuals (blocks
/// of three years in a row, since years hang together).
struct Slope {
  int n = 0;
  double per_year = 0;
  stats::Interval interval;
  bool clear = false;  // the interval excludes 0; never for a series that does not move
};

/// Nothing where there are fewer than five points or the years are all one. A series that moves by rounding alone
/// (constant()) has the slope 0 without any doubt. Requires as many years as values. Depends
/// on the seed alone.
std::optional<Slope> slope(std::span<const int> years, std::span<const double> values, std::uint64_t seed = 1);

/// How a set of states stood in one year.
struct AlignmentSpread {
  int year = 0;
  int states = 0;                 // of the set, with a position
  double deviation = 0;           // standard deviation of their positions over that of all states in the year
  std::vector<double> distances;  // mean distance to each pole, in standard deviations of all states in the year;
                                  // negative where the pole has no position
};

/// Years in which at least two states of the set have a position (Positions::find); `states` empty = all. Units are the
/// year's own spread over all states, so that years compare although the scale may stretch between them.
std::vector<AlignmentSpread> alignment_spread(const Positions& positions, const std::vector<std::string>& states,
                                              const std::vector<std::string>& poles);

}  // namespace entente::align

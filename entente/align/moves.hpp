#pragma once
// Who moved: the own move of a state in position and its rank among all states, and the split of a change of gap.
//
// Method: docs/methods/alignment.md, section 3. The own move comes first. The split of a gap between two poles is
// secondary, and is not identified once the state lies outside the segment between them. Units of positions differ
// between estimates: compare moves within one estimate only.

#include "entente/stats/interval.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::align {

/// A state's position at two times.
struct TwoPositions {
  std::string state;
  double from = 0;
  double to = 0;
  std::vector<double> change_draws;  // posterior draws of to - from, one a draw for all states alike, or empty
};

struct Move {
  std::string state;
  double from = 0;
  double to = 0;
  double change = 0;
  int rank = 0;  // 1 = moved furthest down the scale; equal changes share the better rank
  int of = 0;    // states compared
  std::optional<stats::Interval> change_interval;
  std::optional<stats::Interval> rank_interval;
};

/// The moves, furthest down the scale first, ties by state. Intervals where every state has draws of the same number;
/// each holds its figure, as the mean may rank higher than any draw does.
/// Cost: states log states, times draws.
std::vector<Move> rank_moves(const std::vector<TwoPositions>& positions);

/// Positions of a state and of two poles at one time.
struct GapPoints {
  double own = 0;
  double pole_a = 0;
  double pole_b = 0;
};

/// |own - a| - |own - b|: positive = nearer to b.
double gap(const GapPoints& points);

/// A change of gap as the sum of what each of three moves gives, averaged over the six orders in which they can happen
/// (Shapley value).
struct GapSplit {
  double gap_from = 0;
  double gap_to = 0;
  double change = 0;
  double own_part = 0;
  double pole_a_part = 0;
  double pole_b_part = 0;
  /// The state lies between the poles at both times. Where false the parts are arithmetic and no finding.
  bool identified = false;
  /// The own part has the sign of the change and is at least half of it. Only then may a sentence say that the state
  /// moved. False where not identified.
  bool own_move_leads = false;
};
GapSplit split_gap(const GapPoints& from, const GapPoints& to);

}  // namespace entente::align

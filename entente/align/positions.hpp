#pragma once
// Positions of states by year, estimated here or by somebody else, and what is read from them: two years of every
// state, the split of a change of gap, the gap as a series with its changes of level.
//
// Method: docs/methods/alignment.md, sections 2, 3 and 5. A session counts to the year in which it began.

#include "entente/align/change_points.hpp"
#include "entente/align/ideal_points.hpp"
#include "entente/align/moves.hpp"
#include "entente/align/similarity.hpp"
#include "entente/stats/interval.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace entente::align {

struct Position {
  double mean = 0;
  std::optional<stats::Interval> interval{};  // 80%
  int votes = 0;                              // 0 = not given
  std::vector<float> draws{};                 // of all chains in order, or empty
};

struct Positions {
  /// By state and year.
  std::map<std::string, std::map<int, Position>> of{};
  /// A position from fewer votes is not enough, unless their number is not given.
  int least_votes = static_cast<int>(kEnoughVotes);

  /// Nothing where the state has no position in that year, or one from too few votes.
  const Position* find(const std::string& state, int year) const;

  /// Votes from which the state's position in the year comes; 0 where there is none or it is not said.
  int votes(const std::string& state, int year) const;

  /// In which any state has a position, ascending.
  std::vector<int> years() const;
};

/// Those of an estimate, with its draws. Cost: linear in the draws.
Positions positions_of(const IdealPoints& estimate);

/// The states that have a position in both years, by code, for rank_moves().
std::vector<TwoPositions> positions_in(const Positions& positions, int from, int to);

/// A state and the two poles between which it is placed.
using WithPoles = std::array<std::string, 3>;

/// How the change of the state's gap between the poles comes about; nothing where one of the three has no position in
/// either year.
std::optional<GapSplit> split_of(const Positions& positions, const WithPoles& states, int from, int to);

/// The gap in one year and how sure a change of its level is.
struct GapYear {
  int year = 0;
  double gap = 0;
  /// The part of the penalties by which a new level begins in this year; nothing where none puts a change there.
  std::optional<double> share_of_penalties{};
  /// The part of random walks of the same length in which as many penalties find a change somewhere; where there is a
  /// share.
  std::optional<double> in_walks{};
  /// That the level changed in the last three years of those up to this one; nothing in the first two.
  std::optional<double> recent{};
};

struct GapChanges {
  std::vector<GapYear> years;      // ascending
  bool constant = false;           // the gap does not move, so there is nothing to find
  std::optional<WalkRates> walks;  // of as many years; nothing where none was looked for
};

/// The years from `first` to `last` (open where not given) in which all three have a position. Changes are looked for
/// where the gap moves and has kLeastSwept years at least. Cost: that of walk_rates().
GapChanges gap_changes(const Positions& positions, const WithPoles& states, std::optional<int> first,
                       std::optional<int> last);

}  // namespace entente::align

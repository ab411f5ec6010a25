#pragma once
// The ordinal probit of one vote, expanded to the second order: in what is estimated of a roll call, and in the
// position of a state. Only for this room.
//
// Method: docs/methods/alignment.md, section 2. theta is a position, beta the slope of a roll call, g1 and g2 its cut
// points, delta = log(g2 - g1): yes below g1, abstain up to g2, no above, of beta theta + e with e ~ N(0, 1).

#include "entente/align/vote_table.hpp"
#include "entente/base/random.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace entente::align {

/// The prior of delta, which is the start too.
inline constexpr double kDeltaMean = -0.5;

struct Item {
  double beta = 0;
  double g1 = 0;
  double delta = 0;
};

/// The same as votes meet it.
struct Cuts {
  double beta = 0;
  double g1 = 0;
  double g2 = 0;
};
Cuts cuts_of(const Item& item);

using Vector3 = std::array<double, 3>;

/// Lower triangle of a symmetric 3 x 3 matrix.
struct Symmetric3 {
  double m00 = 0, m10 = 0, m11 = 0, m20 = 0, m21 = 0, m22 = 0;
};

/// Log posterior of an item given all positions, by cell: the gradient, and minus the second derivatives made positive.
struct Expansion {
  Vector3 gradient{};
  Symmetric3 precision;
};
Expansion expand(const VoteTable& votes, std::size_t roll_call, const std::vector<double>& theta, const Item& item,
                 double slope_variance);

/// One Newton step from `item`, at most so far that the normal approximation is still worth something; and a draw from
/// that approximation, where `random` is given, else the same again.
struct ItemStep {
  Item centre;
  Item draw;
};
ItemStep newton_step(const Expansion& at, const Item& item, RandomStream* random);

/// What the votes of one cell say of its position: a normal likelihood of this precision times mean.
struct Evidence {
  double precision = 0;
  double weighted = 0;
};
Evidence expand(const VoteTable& votes, const VoteTable::Cell& cell, const std::vector<Cuts>& items, double theta);

}  // namespace entente::align

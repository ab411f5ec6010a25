#pragma once
// How the scale of one session is laid to that of the next. Only for this room.
//
// Method: docs/methods/alignment.md, section 2.1. Votes of one session fix positions up to a shift and a stretch. From
// one session to the next, the states that voted in both keep their mean and their spread; in all, positions have mean
// 0 and variance 1.

#include "entente/align/vote_table.hpp"

#include <vector>

namespace entente::align {

/// theta becomes (theta - shift) / stretch in every cell of a session; a roll call follows with g1 - beta shift and
/// beta stretch.
struct SessionScale {
  double shift = 0;
  double stretch = 1;
};

/// Of each session used. A session that has fewer than ten states in common with the one before, or in which those
/// do not differ, takes over the other's scale. Cost: linear in the cells.
std::vector<SessionScale> session_scales(const VoteTable& votes, const std::vector<double>& theta);

void rescale(const VoteTable& votes, const std::vector<SessionScale>& scales, std::vector<double>& theta);

}  // namespace entente::align

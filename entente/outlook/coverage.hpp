#pragma once
// How often the printed interval of a ladder held, on cases that were known when its weights were chosen.
//
// One episode is a hit or none, and no interval of a probability can be checked against that: so episodes are put into
// groups, and the group's hits are compared with the central 80% of their predictive distribution.
//
// Method: docs/methods/outlook-ladder.md, section 5.

#include "entente/outlook/ladder.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::outlook {

/// Episodes (units of trials) that are judged together.
struct Block {
  std::string name{};   // "no-coup-firm, FRA"; "all"
  int n = 0;            // episodes
  double k = 0;         // hits; an episode whose trials disagree counts a fraction
  double expected = 0;  // by the forecasts
  double position = 0;  // of k in its predictive distribution, between 0 and 1
  bool inside = false;  // position in [0.1, 0.9]
};

struct Blocks {
  std::vector<Block> blocks{};  // by name
  int inside = 0;
  int episodes = 0;  // in all blocks
};

/// Blocks left out as a whole and forecast from the rest: last rung x sender (or host), last rung x decade. Within a
/// block all episodes have one rate.
struct Coverage {
  Blocks by_below;
  Blocks by_decade;
};
Coverage check_coverage(const LadderSpec& spec, std::span<const Trial> trials, int smallest = 4);

/// Each episode left out alone and forecast from all others, its own block among them; then put together. Within a
/// block those of one sender (or host) in one last rung have one rate. Never grouped by the forecast itself: a hit that
/// is left out lowers its own forecast, so groups of like forecasts would hold hits or misses by construction.
struct EpisodeCoverage {
  int episodes = 0;          // left out, one after the other
  int several = 0;           // of them with more than one trial
  Block all;                 // every episode
  std::vector<Block> rungs;  // by last rung, in the order of the file
  Blocks by_below;           // last rung x sender (or host)
  Blocks by_decade;          // last rung x decade
};
/// Blocks with fewer than `smallest` episodes are left out of the last two. Cost: linear in the trials, and the square
/// of the largest block for its distribution.
EpisodeCoverage check_episodes(const LadderSpec& spec, std::span<const Trial> trials, int smallest = 4);

}  // namespace entente::outlook

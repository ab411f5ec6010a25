#pragma once
// Positions of states on one scale, session by session, from their votes.
//
// Method: docs/methods/alignment.md, section 2: dynamic ordinal probit (Bailey, Strezhnev and Voeten 2017, JCR 61(2)).
// A state's position is a random walk over sessions; a roll call has a slope and two cut points between yes, abstain
// and no. Chains of a Gibbs sampler without latent votes: roll calls, and whole paths of states by forward filtering
// and backward sampling, are drawn from normal approximations that move along with the chain.
//
// The scale: from one session to the next the states that voted in both keep their mean and their spread, and in one
// estimate positions have mean 0 and variance 1. So a move is one against all others, never one of all states. Units
// of two estimates (another day, another release, another estimator) cannot be compared; ranks and correlations can.

#include "entente/align/moves.hpp"
#include "entente/base/executor.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

/// Draws of a state's path from one sweep: they cost next to nothing, and their convergence is counted with them.
inline constexpr int kPathsPerSweep = 4;

struct IdealPointOptions {
  int chains = 2;
  int burn_in = 6;                   // sweeps thrown away, in each chain
  int draws = 15;                    // sweeps kept, in each chain; each gives kPathsPerSweep draws of every path
  double innovation_variance = 0.4;  // of the random walk, a session
  double slope_variance = 0.1;       // of the prior of a roll call's slope
  int least_roll_calls = 2;          // sessions with fewer roll calls that divide are left out
  int first_session = 0;             // sessions before it are left out: a short past costs little
  std::uint64_t seed = 1;
  /// Which way is up: the mean of these states is above the mean of those. Required (powers.hpp).
  std::vector<std::string> high{};
  std::vector<std::string> low{};
};

/// One state in one session in which it voted.
struct IdealPoint {
  std::uint16_t voter = 0;  // index into View::voters
  int session = 0;
  int votes = 0;    // on roll calls that divide; under kEnoughVotes print "not enough"
  double mean = 0;  // over the draws
  double deviation = 0;
  stats::Interval interval;  // 80%
  double r_hat = 0;          // 1 = the chains agree (split chains; Gelman and others 2013)
  double effective_draws = 0;
};

struct IdealPoints {
  std::vector<std::string> voters;  // as View::voters
  std::vector<int> sessions;        // those used
  std::vector<IdealPoint> points;   // by (voter, session)
  long votes_used = 0;
  int roll_calls_used = 0;
  double r_hat_median = 0;
  double r_hat_99 = 0;  // 99% of the points are at or under it
  double effective_draws_median = 0;
  std::uint64_t seed = 0;
  int draws = 0;                   // of all chains
  std::vector<float> draw_values;  // [point][draw]

  /// Draws of one point, all chains in order.
  std::span<const float> draws_of(std::size_t point) const;

  /// Index of a point, or npos where the state did not vote in that session.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t find(std::string_view voter, int session) const;
};

/// Whether the view holds a session with enough roll calls that divide. Cost: linear in the ballots.
bool has_sessions(const record::View& view, const IdealPointOptions& options);

/// Whether ideal_points() finds what it needs: a session with enough roll calls that divide, and an anchor of either
/// side among the voters. Cost: linear in the ballots.
bool can_estimate(const record::View& view, const IdealPointOptions& options);

/// Estimates the positions of all voters in all sessions of the view. The same bytes for the same view, options and
/// seed with any executor. Throws, where can_estimate() is false, Error{not_found} where no session has enough roll
/// calls that divide, and Error{bad_request} where no anchor of one side voted. Cost: votes x sweeps, about
/// 35 nanoseconds for each; bench/align_ideal_points measures it.
IdealPoints ideal_points(const record::View& view, const IdealPointOptions& options, const Executor& executor);

/// The states with at least kEnoughVotes votes in both sessions, for rank_moves().
std::vector<TwoPositions> positions_at(const IdealPoints& estimate, int session_from, int session_to);

}  // namespace entente::align

#pragma once
// Which sites to choose: the best p of n, proven, and what is traded against what.
//
// Method: docs/methods/basing.md, section 5. Sites and points are numbered from 0. Results do not depend on threads.

#include "entente/basing/cover.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace entente::basing {

/// Which points each site watches.
struct Covering {
  std::vector<double> weight;                      // of each point, not negative
  std::vector<std::vector<std::uint32_t>> covers;  // by site: the points, ascending
};

/// A site watches a point for at least `min_hours` at this level; the rule of coverage_of().
Covering covering_of(const ReachMatrix& matrix, std::span<const Site> sites, std::span<const DemandPoint> demand,
                     const AircraftProfile& profile, Level level, double min_hours);

/// A site watches a point at most `radius_km` away and permitted.
Covering covering_within(const ReachMatrix& matrix, std::span<const DemandPoint> demand, double radius_km);

struct ChoiceOptions {
  std::size_t choose = 1;          // p, the fixed ones included
  std::vector<std::size_t> fixed;  // sites that are in every set
  bool all_optima = false;         // list every best set, not one
  std::size_t most_nodes = 2000;   // of the search; then it stops with a gap
};

struct Choice {
  std::vector<std::vector<std::size_t>> sets;  // best first found set; all of them in order with all_optima
  double value = 0;
  double bound = 0;     // no set is better than this
  bool proven = false;  // value is the optimum; else the gap is |bound - value|
  std::size_t nodes = 0;
};

/// The p sites that watch the most weight (Church and ReVelle 1974), by branch and bound with a Lagrangean bound.
/// Where fewer than p sites exist, all are taken. Throws Error{bad_request}: no sites, a fixed site out of range, more
/// fixed than p.
Choice maximal_covering(const Covering& covering, const ChoiceOptions& options);

/// Cost of serving a point from a site (such as weight times distance), and of not serving it at all.
struct MedianProblem {
  std::size_t sites = 0;
  std::size_t points = 0;
  std::vector<double> cost;      // [site * points + point]; infinite where it is not possible
  std::vector<double> unserved;  // by point, finite
};

/// Weight times distance; a point without a permitted way costs weight times `unserved_km`.
MedianProblem median_problem_of(const ReachMatrix& matrix, std::span<const DemandPoint> demand, double unserved_km);

/// The p sites with the least sum of costs, each point served by its cheapest site (Hakimi 1964); value and bound are
/// costs, so the bound is below. Errors as above.
Choice p_median(const MedianProblem& problem, const ChoiceOptions& options);

/// What a site brings besides distance: the risk that its host ends the access (an input, from elsewhere) and the cost
/// of the runway, in any unit.
struct SiteTraits {
  double host_risk = 0;
  double runway_cost = 0;
};

/// A set of sites that no other set beats in one respect without losing in another.
struct ParetoSet {
  std::vector<std::size_t> sites;
  double share = 0;        // watched, to be large
  double mean_km = 0;      // weighted, of the nearest permitted site; points without one count unserved_km
  double host_risk = 0;    // chance that at least one of the hosts ends the access, taken as independent
  double runway_cost = 0;  // sum
};

/// Differences below a step count as none: figures are compared in whole steps. Of sets that are equal so, the smallest
/// stays, and of these the one whose sites come first.
struct ParetoOptions {
  std::size_t choose = 2;  // sets of 1 to this many sites
  double unserved_km = 2000;
  std::size_t most_sets = 2'000'000;  // that are looked at
  double step_share = 0.001;
  double step_km = 1;
  double step_risk = 0.001;
  double step_cost = 1;
};

struct ParetoFront {
  std::vector<ParetoSet> sets;  // largest share first
  std::size_t largest = 0;      // sets of up to so many sites were compared
};

/// The sets of up to `choose` sites that are not dominated. Exact: sets are grown site by site, and left where even all
/// later sites together would not escape a set of the front. Where most_sets does not suffice, the front of the largest
/// sets that could all be compared. Cost: points for each set.
ParetoFront pareto_front(const Covering& covering, const ReachMatrix& matrix, std::span<const Site> sites,
                         std::span<const SiteTraits> traits, std::span<const DemandPoint> demand,
                         const ParetoOptions& options = {});

}  // namespace entente::basing

#pragma once
// Counts of nested classes and the posteriors drawn from them, widest class first. Only for this room.
//
// Method: docs/methods/outlook-ladder.md, sections 1 to 4. k = hits, n = trials or units, w = weight of the parent.

#include "entente/outlook/ladder.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace entente::outlook {

struct Counts {
  double k = 0;
  double n = 0;
};

/// A rate's posterior, Beta(a, b).
struct Beta {
  double a = 0.5;
  double b = 0.5;
  double mean() const { return a / (a + b); }
};

Beta root_posterior(Counts c);
Beta child_posterior(Counts c, double parent_mean, double weight);

/// The posterior of the last of nested counts, widest first. Requires at least one.
Beta descend(std::span<const Counts> nested, double weight);

inline constexpr std::size_t kQuadrature = 64;  // points; the interval's ends move below 0.002 with 256

/// The central 80% of a posterior, stretched to its mean where that lies outside.
stats::Interval rate_interval(const Beta& posterior);

/// The 80% interval of the case's own rate: Beta(v p, v (1 - p)) with p from `posterior`, `last` being the counts by
/// unit of the class it was drawn from. Where that class saw cases and no hit, or no miss, the interval reaches 0, or
/// 1, and at the other end at least as far as the class's own. It is stretched to the posterior's mean where that lies
/// outside. The only rule for the interval of a number of a ladder.
stats::Interval own_rate_interval(const Beta& posterior, double weight_below, Counts last);

/// Points of equal probability of a posterior, kept off 0 and 1.
std::array<double, kQuadrature> points_of(const Beta& posterior);

/// The nested classes that traits lead to, widest first, as indices into spec.classes.
std::vector<std::size_t> chain_of(const LadderSpec& spec, const Traits& traits);

/// Trials with everything about them that counting needs as numbers. Holds references to what it was made from.
struct Prepared {
  const LadderSpec& spec;
  std::span<const Trial> trials;
  std::vector<std::size_t> unit, group, below;  // in order of first appearance
  std::vector<double> share;                    // 1 / trials of its unit, so that a unit sums to 1
  std::vector<std::vector<std::size_t>> chain;  // per trial
  std::size_t units = 0, groups = 0, belows = 0;

  Prepared(const LadderSpec& ladder, std::span<const Trial> all);
  bool in(std::size_t trial, std::size_t cls) const;
};

/// Hits by unit: a unit whose trials disagree counts a fraction.
struct Tally {
  std::vector<double> hits, size;
  explicit Tally(std::size_t units) : hits(units, 0.0), size(units, 0.0) {}
  void add(std::size_t unit, bool hit) {
    size[unit] += 1;
    if (hit) hits[unit] += 1;
  }
  Counts by_unit() const;
};

}  // namespace entente::outlook

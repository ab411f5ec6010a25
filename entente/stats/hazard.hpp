#pragma once
// Discrete-time hazards: the probability of an event in an interval as a function of covariates.
//
// Method: docs/methods/outlook-watch-list.md, section 2. X has one row an interval under risk; the first column is the
// caller's (usually the constant). b = coefficients.

#include "entente/stats/interval.hpp"

#include <span>
#include <vector>

namespace entente::stats {

enum class Link { logit, cloglog };

struct HazardFit {
  Link link = Link::logit;
  std::vector<double> coefficients{};
  std::vector<double> covariance{};  // inverse of the expected information (with a ridge, of the penalised), by row
  double log_likelihood = 0;         // without the penalty
  int iterations = 0;
  bool converged = false;  // false also where the information is singular: name the cause before using it

  /// P(event) for one row.
  double probability(std::span<const double> row) const;
  /// The same with its interval, normal on the scale of the link.
  Interval interval(std::span<const double> row, double level = kLevel) const;
};

/// Fisher scoring on the likelihood minus `ridge` / 2 times the sum of squared coefficients but the first. With
/// ridge 0 it is the maximum likelihood estimate. `rows` holds the matrix row by row.
/// Requires rows.size() == events.size() x columns, events 0 or 1. Cost: iterations x rows x columns^2.
HazardFit fit_hazard(std::span<const double> rows, std::span<const char> events, std::size_t columns, Link link,
                     double ridge);

/// The maximum of the likelihood times the square root of the determinant of the expected information: Jeffreys' prior
/// as a penalty (Firth 1993). Finite where the columns separate events from the rest, and with less bias than maximum
/// likelihood where events are few. Fisher scoring on the modified score, steps halved until the penalised likelihood
/// does not fall. Requirements and cost as above; no ridge, no choice.
HazardFit fit_hazard_firth(std::span<const double> rows, std::span<const char> events, std::size_t columns, Link link);

}  // namespace entente::stats

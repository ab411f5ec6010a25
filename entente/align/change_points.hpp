#pragma once
// When a series changed its level.
//
// Method: docs/methods/alignment.md, section 5. PELT (Killick, Fearnhead and Eckley 2012, JASA 107) finds the exact
// optimum for a penalty; a penalty is a choice, so a sweep is reported. Bayesian online detection (Adams and MacKay
// 2007) gives the probability that the current level is young. A change of a gap between states is not a move of
// either: align/moves.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::align {

/// Points before each change, and the value of the objective: squared distance to the segment means plus the penalty
/// for every change.
struct Segmentation {
  std::vector<std::size_t> change_points_after;
  double objective = 0;
};

/// The exact minimum for a series of known variance 1. A series shorter than two segments has no change.
/// Requires penalty >= 0, minimum_segment >= 1. Cost: linear where changes keep coming, quadratic where there are none.
Segmentation pelt(std::span<const double> series, double penalty, std::size_t minimum_segment = 2);

/// The same for a basket of series of one length that change together: costs add up, the penalty is paid once a change.
Segmentation pelt_basket(const std::vector<std::vector<double>>& basket, double penalty,
                         std::size_t minimum_segment = 2);

/// Standard deviation of the noise about a level: median absolute first difference / 0.6745 / sqrt 2. Where more than
/// half of the differences are rounding (a clean jump), their root mean square / sqrt 2. Zero for a constant series
/// (constant() of edges.hpp); then it cannot be scaled.
double noise_scale(std::span<const double> series);

/// Penalties of a sweep, from 2 ln n to 3 ln n.
inline constexpr int kPenalties = 11;

/// A sweep needs as many points: two segments of two.
inline constexpr std::size_t kLeastSwept = 4;

/// A change and the part of the penalties (all kPenalties of them) at which it is found.
struct SweptChange {
  std::size_t after = 0;
  double share_of_penalties = 0;
};

/// PELT on series / noise_scale over the sweep; a change is listed at each place at which any penalty puts one. Empty
/// where the noise scale is zero or the series holds fewer than kLeastSwept points.
std::vector<SweptChange> sweep_changes(std::span<const double> series);

/// Prior of a segment: mean ~ N(mu0, variance / kappa0), variance ~ inverse Gamma(alpha0, beta0).
struct LevelPrior {
  double mu0 = 0;
  double kappa0 = 1;
  double alpha0 = 1;
  double beta0 = 1;
};

/// The prior that says next to nothing of where a level lies, for a series counted from its median in units of its
/// noise.
inline constexpr LevelPrior kWideLevel{0, 0.1, 1, 1};

/// The series counted from its median in units of noise_scale(): what kWideLevel is meant for. Empty where the scale is
/// zero.
std::vector<double> in_units_of_noise(std::span<const double> series);

/// A change is recent where the run length, the points since the last change, is at most this. Up to as many points
/// every run is that short, so that P(recent) is 1 and says nothing.
inline constexpr std::size_t kRecentRun = 2;

/// After each point: P(run length <= kRecentRun). A chance of change `hazard` before every point. Run lengths of less
/// than 1e-12 in all are dropped, so the cost is nearly linear.
std::vector<double> recent_change_probability(std::span<const double> series, double hazard = 1.0 / 50,
                                              LevelPrior prior = {});

/// What the two methods find where there is no level at all: random walks with normal steps, which is how positions
/// move under their prior (docs/methods/alignment.md, section 2.1).
struct WalkRates {
  int walks = 0;
  /// Part of the walks with any change that at least i + 1 of the penalties find.
  std::array<double, kPenalties> found{};
  /// Part of the points after the first kRecentRun at which P(recent) exceeds one half.
  double recent = 0;

  /// Of walks with a change that at least this share of the penalties finds. Requires a share of sweep_changes().
  double found_by(double share_of_penalties) const;
};

/// The rates over `walks` walks of `points` points, scaled and swept as any series, kWideLevel. Depends on the seed
/// alone. Requires points >= kLeastSwept and walks >= 1. Cost: walks x points^2; 0.1 s for 1,000 walks of 30 points,
/// 0.3 s of 70.
WalkRates walk_rates(std::size_t points, double hazard = 1.0 / 50, int walks = 1000, std::uint64_t seed = 1);

}  // namespace entente::align

#pragma once
// Scores of forecasts against what happened. Lower is better for all but the log score as defined here.
//
// Method: docs/methods/outlook-scores.md. p = probability, f = members of an ensemble, y = what happened.

#include "entente/stats/interval.hpp"

#include <optional>
#include <span>
#include <vector>

namespace entente::stats {

/// A forecast of an event. `weight` lets grouped forecasts stand as one.
struct BinaryForecast {
  double probability = 0;
  bool occurred = false;
  double weight = 1;
};

/// Mean squared error of probabilities and Murphy's (1973) split over kBrierBins bins of equal width, closed on the
/// left, each with its mean forecast: brier = reliability - resolution + uncertainty + within. Where all forecasts of a
/// bin are the same, `within` is 0 and the split is Murphy's own; groups of equal probability would hold one forecast
/// each where all differ, and then say nothing. Of no forecast everything is 0.
struct Brier {
  double score = 0;
  double reliability = 0;
  double resolution = 0;
  double uncertainty = 0;
  double within = 0;  // how forecasts and outcomes vary within bins (Stephenson, Coelho and Jolliffe 2008); of any sign
  double n = 0;
};
inline constexpr int kBrierBins = 10;
Brier brier(std::span<const BinaryForecast> forecasts);

/// Mean of -ln p(what happened). A probability of 0 or 1 that was wrong gives infinity.
double log_loss(std::span<const BinaryForecast> forecasts);

/// 1 - score / reference; nothing where the reference is 0.
std::optional<double> skill(double score, double reference);

/// A bin of a reliability diagram with the interval of the observed share.
struct CalibrationBin {
  double lo = 0;
  double hi = 0;  // the last bin holds its upper end
  int n = 0;
  int occurred = 0;
  double mean_probability = 0;
  Interval share{};  // 80%, Jeffreys; of the prior alone where n is 0
};

/// Bins with the given inner edges, ascending, all in (0, 1). Weights are not used. Empty bins are kept.
std::vector<CalibrationBin> calibration(std::span<const BinaryForecast> forecasts, std::span<const double> inner_edges);

/// mean |f - y| - mean |f - f'| / 2 over all pairs, equal ones included. O(n log n), O(n) where sorted already.
/// Requires members.
double crps(std::span<const double> members, double y);

/// Ignorance in bits: -log2((members in y's bin + 1) / (n + number of edges)). Bins are closed on the left, the last
/// one is open upwards. Requires y >= the first edge.
double ignorance(std::span<const double> members, double y, std::span<const double> edges);

/// Edges of the ignorance score as in the ViEWS challenge.
std::span<const double> ignorance_edges();

/// Interval score at `level`: width + 2 / (1 - level) x distance outside, between type-7 quantiles.
double interval_score(std::span<const double> members, double y, double level = 0.9);

}  // namespace entente::stats

#include "entente/stats/normal.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>

namespace entente::stats {
namespace {

constexpr double kRootHalf = 0.70710678118654752440;
constexpr double kLogRootTwoPi = 0.91893853320467274178;

LogNormalCdf::At exact(double x) {
  if (x < -35) {
    // Mills' ratio by its asymptotic series; erfc underflows here.
    const double q = 1 / (x * x);
    const double ratio = (1 - q * (1 - 3 * q * (1 - 5 * q))) / -x;
    return {-x * x / 2 - kLogRootTwoPi + std::log(ratio), 1 / ratio};
  }
  const double upper = 0.5 * std::erfc(x * kRootHalf);
  const double value = x > 0 ? std::log1p(-upper) : std::log(0.5 * std::erfc(-x * kRootHalf));
  return {value, std::exp(-x * x / 2 - kLogRootTwoPi - value)};
}

// Layers of equal area under exp(-x^2/2), from the tail (0) to the top.
struct Ziggurat {
  static constexpr int kLayers = 256;
  static constexpr double kTail = 3.6541528853610088;
  static constexpr double kArea = 0.00492867323399;
  std::array<double, kLayers + 1> x{};
  std::array<double, kLayers + 1> f{};
  Ziggurat() {
    const auto density = [](double v) { return std::exp(-v * v / 2); };
    x[0] = kArea / density(kTail);
    x[1] = kTail;
    for (int i = 2; i < kLayers; ++i) {
      const auto k = static_cast<std::size_t>(i);
      x[k] = std::sqrt(-2 * std::log(kArea / x[k - 1] + density(x[k - 1])));
    }
    x[kLayers] = 0;
    for (std::size_t i = 0; i <= kLayers; ++i) f[i] = density(x[i]);
  }
};

const Ziggurat& ziggurat() {
  static const Ziggurat table;
  return table;
}

}  // namespace

double normal_quantile(double p) { return boost::math::quantile(boost::math::normal(), p); }

LogNormalCdf::LogNormalCdf() {
  for (std::size_t i = 0; i < kPieces; ++i) {
    const double h = 1.0 / kPerUnit;
    const At left = exact(kLowest + static_cast<double>(i) * h);
    const At right = exact(kLowest + static_cast<double>(i + 1) * h);
    const double rise = right.value - left.value;
    pieces_[i] = {left.value, left.slope * h, 3 * rise - (2 * left.slope + right.slope) * h,
                  (left.slope + right.slope) * h - 2 * rise};
  }
}

const LogNormalCdf& LogNormalCdf::table() {
  static const LogNormalCdf table;
  return table;
}

LogNormalCdf::At LogNormalCdf::outside(double x) { return exact(x); }

IntervalDensities interval_densities(double a, double b) {
  const bool mirrored = a + b > 0;
  const double lower = mirrored ? -b : a;
  const double upper = mirrored ? -a : b;
  const LogNormalCdf& cdf = LogNormalCdf::table();
  const auto at_lower = cdf.at(lower);
  const auto at_upper = cdf.at(upper);
  const double share = std::exp(at_lower.value - at_upper.value);
  const double rest = std::max(1 - share, 1e-12);
  const double density_lower = at_lower.slope * share / rest;
  const double density_upper = at_upper.slope / rest;
  return mirrored ? IntervalDensities{density_upper, density_lower} : IntervalDensities{density_lower, density_upper};
}

double draw_normal(RandomStream& random) {
  const Ziggurat& z = ziggurat();
  for (;;) {
    const std::uint64_t bits = random.bits();
    const std::size_t layer = bits & 255U;
    const double sign = (bits & 256U) != 0 ? -1 : 1;
    const double x = static_cast<double>(bits >> 11U) * 0x1.0p-53 * z.x[layer];
    if (x < z.x[layer + 1]) return sign * x;
    if (layer == 0) {
      double beyond = 0;
      double height = 0;
      do {
        beyond = -std::log(1 - random.uniform()) / Ziggurat::kTail;
        height = -std::log(1 - random.uniform());
      } while (2 * height < beyond * beyond);
      return sign * (Ziggurat::kTail + beyond);
    }
    if (z.f[layer] + random.uniform() * (z.f[layer + 1] - z.f[layer]) < std::exp(-x * x / 2)) return sign * x;
  }
}

}  // namespace entente::stats

#pragma once
// The standard normal distribution: its quantile; and fast, for samplers that need some hundred million of them, the
// log of its distribution function by table, and draws.
//
// Method: docs/methods/alignment.md, section 2.5. The accuracy is stated per function. Safe to call from many threads,
// each with its own stream.

#include "entente/base/random.hpp"

#include <array>
#include <cmath>

namespace entente::stats {

/// The 90% quantile: half the width of an 80% interval in standard errors.
inline constexpr double kNormal80 = 1.2815515655446004;

/// The quantile at p. Requires 0 < p < 1.
double normal_quantile(double p);

/// log Phi(x) and its slope phi(x) / Phi(x): cubic Hermite pieces of width 1/32 on [-12, 8], exact outside. Absolute
/// error under 1e-8 for the value and 1e-6 for the slope; normal_test measures both.
class LogNormalCdf {
 public:
  struct At {
    double value;
    double slope;
  };

  static const LogNormalCdf& table();

  double value(double x) const {
    if (!(x > kLowest && x < kHighest)) return outside(x).value;
    const double t = (x - kLowest) * kPerUnit;
    const int i = static_cast<int>(t);
    const auto& c = pieces_[static_cast<std::size_t>(i)];
    const double u = t - i;
    return c[0] + u * (c[1] + u * (c[2] + u * c[3]));
  }

  At at(double x) const {
    if (!(x > kLowest && x < kHighest)) return outside(x);
    const double t = (x - kLowest) * kPerUnit;
    const int i = static_cast<int>(t);
    const auto& c = pieces_[static_cast<std::size_t>(i)];
    const double u = t - i;
    return {c[0] + u * (c[1] + u * (c[2] + u * c[3])), (c[1] + u * (2 * c[2] + 3 * u * c[3])) * kPerUnit};
  }

 private:
  static constexpr double kLowest = -12;
  static constexpr double kHighest = 8;
  static constexpr int kPerUnit = 32;
  static constexpr std::size_t kPieces = 640;
  LogNormalCdf();
  static At outside(double x);
  std::array<std::array<double, 4>, kPieces> pieces_;
};

/// phi(a) / P and phi(b) / P, where P is the probability that a standard normal lies in (a, b): what an ordinal model
/// needs of a middle answer. Requires a < b. Kept finite for intervals of no mass.
struct IntervalDensities {
  double a = 0;
  double b = 0;
};
IntervalDensities interval_densities(double a, double b);

/// A draw from the standard normal by the ziggurat (Marsaglia and Tsang 2000; 256 layers).
double draw_normal(RandomStream& random);

}  // namespace entente::stats

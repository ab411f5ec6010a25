#include "entente/align/vote_model.hpp"

#include "entente/stats/normal.hpp"

#include <algorithm>
#include <cmath>

namespace entente::align {
namespace {

// Priors of the cut points: wide, and they keep a roll call on which nobody abstained finite.
constexpr double kCutDeviation = 3;
constexpr double kDeltaDeviation = 1;

struct Cholesky3 {
  double l00, l10, l11, l20, l21, l22;
  explicit Cholesky3(const Symmetric3& s) {
    constexpr double kLeast = 1e-9;
    l00 = std::sqrt(std::max(s.m00, kLeast));
    l10 = s.m10 / l00;
    l20 = s.m20 / l00;
    l11 = std::sqrt(std::max(s.m11 - l10 * l10, kLeast));
    l21 = (s.m21 - l20 * l10) / l11;
    l22 = std::sqrt(std::max(s.m22 - l20 * l20 - l21 * l21, kLeast));
  }
  // L^T x = b
  Vector3 solve_transposed(const Vector3& b) const {
    const double x2 = b[2] / l22;
    const double x1 = (b[1] - l21 * x2) / l11;
    return {(b[0] - l10 * x1 - l20 * x2) / l00, x1, x2};
  }
  // L L^T x = b
  Vector3 solve(const Vector3& b) const {
    const double y0 = b[0] / l00;
    const double y1 = (b[1] - l10 * y0) / l11;
    return solve_transposed({y0, y1, (b[2] - l20 * y0 - l21 * y1) / l22});
  }
};

// Sums over votes of the first derivatives with respect to beta, g1 and g2, and of minus the second ones.
struct Sums {
  double gb = 0, g1 = 0, g2 = 0, bb = 0, b1 = 0, b2 = 0, h11 = 0, h12 = 0, h22 = 0;

  void add_yes(double t, double slope, double a) {
    const double curve = slope * (slope + a);
    gb -= slope * t;
    g1 += slope;
    bb += curve * t * t;
    b1 -= curve * t;
    h11 += curve;
  }
  void add_abstain(double t, const stats::IntervalDensities& at, double a, double b) {
    const double pa = at.a;
    const double pb = at.b;
    const double aa = pa * pa - a * pa;
    const double ab = -pa * pb;
    const double b_b = pb * pb + b * pb;
    gb -= (pb - pa) * t;
    g1 -= pa;
    g2 += pb;
    bb += (aa + 2 * ab + b_b) * t * t;
    b1 -= (aa + ab) * t;
    b2 -= (ab + b_b) * t;
    h11 += aa;
    h12 += ab;
    h22 += b_b;
  }
  void add_no(double t, double slope, double b) {
    const double curve = slope * (slope + b);
    gb += slope * t;
    g2 -= slope;
    bb += curve * t * t;
    b2 -= curve * t;
    h22 += curve;
  }
};

Vector3 vector_of(const Item& item) { return {item.beta, item.g1, item.delta}; }
Item item_of(const Vector3& v) { return {v[0], v[1], v[2]}; }

}  // namespace

Cuts cuts_of(const Item& item) { return {item.beta, item.g1, item.g1 + std::exp(item.delta)}; }

Expansion expand(const VoteTable& votes, std::size_t roll_call, const std::vector<double>& theta, const Item& item,
                 double slope_variance) {
  const stats::LogNormalCdf& cdf = stats::LogNormalCdf::table();
  const VoteTable::Stretches& from = votes.roll_call[roll_call];
  const double width = std::exp(item.delta);
  const double g2 = item.g1 + width;
  Sums sums;
  for (std::size_t i = from[0]; i < from[1]; ++i) {
    const double t = theta[votes.cells[i]];
    const double a = item.g1 - item.beta * t;
    sums.add_yes(t, cdf.at(a).slope, a);
  }
  for (std::size_t i = from[1]; i < from[2]; ++i) {
    const double t = theta[votes.cells[i]];
    const double a = item.g1 - item.beta * t;
    const double b = g2 - item.beta * t;
    sums.add_abstain(t, stats::interval_densities(a, b), a, b);
  }
  for (std::size_t i = from[2]; i < from[3]; ++i) {
    const double t = theta[votes.cells[i]];
    const double b = item.beta * t - g2;
    sums.add_no(t, cdf.at(b).slope, b);
  }
  // From g2 to delta: g2 = g1 + exp(delta).
  Expansion out;
  const double slope = 1 / slope_variance;
  const double cut = 1 / (kCutDeviation * kCutDeviation);
  const double wide = 1 / (kDeltaDeviation * kDeltaDeviation);
  out.gradient = {sums.gb - slope * item.beta, sums.g1 + sums.g2 - item.g1 * cut,
                  sums.g2 * width - (item.delta - kDeltaMean) * wide};
  out.precision.m00 = sums.bb + slope;
  out.precision.m10 = sums.b1 + sums.b2;
  out.precision.m11 = sums.h11 + 2 * sums.h12 + sums.h22 + cut;
  out.precision.m20 = sums.b2 * width;
  out.precision.m21 = (sums.h12 + sums.h22) * width;
  out.precision.m22 = sums.h22 * width * width + std::max(0.0, -sums.g2 * width) + wide;
  return out;
}

ItemStep newton_step(const Expansion& at, const Item& item, RandomStream* random) {
  const Cholesky3 root(at.precision);
  const Vector3 step = root.solve(at.gradient);
  double longest = 0;
  for (const double s : step) longest = std::max(longest, std::abs(s));
  const double shrink = longest > 1 ? 1 / longest : 1;
  Vector3 to = vector_of(item);
  for (std::size_t k = 0; k < 3; ++k) to[k] += shrink * step[k];
  ItemStep out{item_of(to), item_of(to)};
  if (random == nullptr) return out;
  Vector3 normals;
  for (double& n : normals) n = stats::draw_normal(*random);
  const Vector3 noise = root.solve_transposed(normals);
  for (std::size_t k = 0; k < 3; ++k) to[k] += noise[k];
  out.draw = item_of(to);
  return out;
}

Evidence expand(const VoteTable& votes, const VoteTable::Cell& cell, const std::vector<Cuts>& items, double theta) {
  const stats::LogNormalCdf& cdf = stats::LogNormalCdf::table();
  double gradient = 0;
  double precision = 0;
  for (std::size_t i = cell.from[0]; i < cell.from[1]; ++i) {
    const Cuts& item = items[votes.roll_calls[i]];
    const double a = item.g1 - item.beta * theta;
    const double slope = cdf.at(a).slope;
    gradient -= item.beta * slope;
    precision += item.beta * item.beta * slope * (slope + a);
  }
  for (std::size_t i = cell.from[1]; i < cell.from[2]; ++i) {
    const Cuts& item = items[votes.roll_calls[i]];
    const double a = item.g1 - item.beta * theta;
    const double b = item.g2 - item.beta * theta;
    const auto [pa, pb] = stats::interval_densities(a, b);
    gradient -= item.beta * (pb - pa);
    precision += item.beta * item.beta * ((pb - pa) * (pb - pa) + b * pb - a * pa);
  }
  for (std::size_t i = cell.from[2]; i < cell.from[3]; ++i) {
    const Cuts& item = items[votes.roll_calls[i]];
    const double b = item.beta * theta - item.g2;
    const double slope = cdf.at(b).slope;
    gradient += item.beta * slope;
    precision += item.beta * item.beta * slope * (slope + b);
  }
  return {precision, precision * theta + gradient};
}

}  // namespace entente::align

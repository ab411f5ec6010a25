#include "entente/stats/survival.hpp"

#include "entente/stats/normal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::stats {
namespace {

// A share such as 1/2 or 1 may be missed by rounding in the sum of incidences.
constexpr double kRounding = 1e-12;

// Spells whose state on `day` is known: those not censored before it.
int known_by(const Curve& curve, double day) {
  int known = curve.n;
  for (const CurvePoint& p : curve.points)
    if (p.day < day) known -= p.censored;
  return known;
}

// The last point not after `day`; nullptr before the first.
const CurvePoint* point_at(const Curve& curve, double day) {
  const CurvePoint* last = nullptr;
  for (const CurvePoint& p : curve.points) {
    if (p.day > day) break;
    last = &p;
  }
  return last;
}

Interval limits(double f, double variance, int n, double level) {
  const double tail = (1 - level) / 2;
  if (n == 0) return {0, 1};
  if (f <= 0) return {0, beta_quantile(1.0, n, 1 - tail)};
  if (f >= 1 - kRounding) return {beta_quantile(n, 1.0, tail), 1};
  const double z = normal_quantile(1 - tail);
  const double log_survival = std::log1p(-f);
  // Standard error of log(-log(1 - F)) by the delta method.
  const double error = std::sqrt(variance) / ((1 - f) * std::abs(log_survival));
  const double theta = std::log(-log_survival);
  return {-std::expm1(-std::exp(theta - z * error)), -std::expm1(-std::exp(theta + z * error))};
}

}  // namespace

bool Curve::known_on(double day) const {
  if (points.empty()) return false;
  const CurvePoint& last = points.back();
  return day <= last.day || last.at_risk == last.events[0] + last.events[1];
}

double Curve::incidence(int cause, double day) const {
  const CurvePoint* p = point_at(*this, day);
  return p == nullptr ? 0 : p->incidence.at(static_cast<std::size_t>(cause));
}

Interval Curve::incidence_interval(int cause, double day, double level) const {
  const CurvePoint* p = point_at(*this, day);
  const auto c = static_cast<std::size_t>(cause);
  if (p == nullptr) return limits(0, 0, n, level);
  return limits(p->incidence.at(c), p->variance.at(c), known_by(*this, day), level);
}

double Curve::survival(double day) const {
  const CurvePoint* p = point_at(*this, day);
  return p == nullptr ? 1 : p->survival;
}

std::optional<double> Curve::quantile(int cause, double share) const {
  for (const CurvePoint& p : points)
    if (p.incidence.at(static_cast<std::size_t>(cause)) >= share - kRounding) return p.day;
  return std::nullopt;
}

Curve::DayRange Curve::quantile_interval(int cause, double share, double level) const {
  const auto c = static_cast<std::size_t>(cause);
  DayRange range;
  for (const CurvePoint& p : points) {
    if (p.incidence.at(c) <= 0) continue;
    const Interval i = limits(p.incidence.at(c), p.variance.at(c), known_by(*this, p.day), level);
    if (!range.lo && i.hi >= share) range.lo = p.day;
    if (!range.hi && i.lo >= share) range.hi = p.day;
  }
  return range;
}

Curve aalen_johansen(std::span<const Spell> spells) {
  std::vector<const Spell*> order;
  for (const Spell& s : spells) order.push_back(&s);
  std::stable_sort(order.begin(), order.end(), [](const Spell* a, const Spell* b) { return a->days < b->days; });

  Curve curve;
  curve.n = static_cast<int>(spells.size());
  int at_risk = curve.n;
  for (std::size_t i = 0; i < order.size();) {
    CurvePoint p;
    p.day = order[i]->days;
    p.at_risk = at_risk;
    for (; i < order.size() && order[i]->days == p.day; ++i) {
      if (order[i]->cause == Cause::censored) {
        p.censored += 1;
      } else {
        p.events[order[i]->cause == Cause::first ? 0 : 1] += 1;
      }
    }
    at_risk -= p.events[0] + p.events[1] + p.censored;
    curve.events[0] += p.events[0];
    curve.events[1] += p.events[1];
    curve.censored += p.censored;
    curve.points.push_back(p);
  }

  double survival = 1;
  double greenwood = 0;
  std::array<double, 2> incidence{};
  for (CurvePoint& p : curve.points) {
    const double n = p.at_risk;
    const double d = p.events[0] + p.events[1];
    for (std::size_t c = 0; c < 2; ++c) incidence[c] += survival * p.events[c] / n;
    survival *= 1 - d / n;
    if (d < n) greenwood += d / (n * (n - d));
    p.survival = survival;
    p.survival_variance = survival * survival * greenwood;
    p.incidence = incidence;
  }

  // Var F_j(t) = sum over t_i <= t of (F_j(t) - F_j(t_i))^2 d_i / (n_i (n_i - d_i)) + S(t_i-1)^2 d_ij (n_i - d_ij) /
  // n_i^3
  //              - 2 (F_j(t) - F_j(t_i)) S(t_i-1) d_ij / n_i^2   (Marubini and Valsecchi 1995, section 10.4)
  for (std::size_t end = 0; end < curve.points.size(); ++end)
    for (std::size_t c = 0; c < 2; ++c) {
      double variance = 0;
      double before = 1;
      for (std::size_t i = 0; i <= end; ++i) {
        const CurvePoint& p = curve.points[i];
        const double n = p.at_risk;
        const double d = p.events[0] + p.events[1];
        const double dj = p.events[c];
        const double later = curve.points[end].incidence[c] - p.incidence[c];
        if (d < n) variance += later * later * d / (n * (n - d));
        variance += before * before * dj * (n - dj) / (n * n * n) - 2 * later * before * dj / (n * n);
        before = p.survival;
      }
      curve.points[end].variance[c] = std::max(0.0, variance);
    }
  return curve;
}

std::vector<Spell> running_after(std::span<const Spell> spells, double day) {
  std::vector<Spell> running;
  for (const Spell& s : spells)
    if (s.days > day) running.push_back(s);
  return running;
}

}  // namespace entente::stats

#include "entente/stats/rates.hpp"

#include "entente/base/error.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace entente::stats {
namespace {

constexpr int kIterations = 100;
constexpr double kTolerance = 1e-10;
constexpr double kLeastExposure = 0.5;
constexpr double kLargestLogRate = 30;

template <class Visit>
void each_column(std::uint64_t columns, const Visit& visit) {
  for (; columns != 0; columns &= columns - 1) visit(static_cast<std::size_t>(std::countr_zero(columns)));
}

double sum_of(const std::vector<double>& coefficients, std::uint64_t columns) {
  double sum = 0;
  each_column(columns, [&](std::size_t j) { sum += coefficients[j]; });
  return sum;
}

double expected(const RateRow& row, const std::vector<double>& b) {
  return std::max(row.exposure, kLeastExposure) *
         std::exp(std::min(row.offset + sum_of(b, row.columns), kLargestLogRate));
}

double log_posterior(std::span<const RateRow> rows, std::span<const RatePrior> priors, const std::vector<double>& b) {
  double sum = 0;
  for (const RateRow& row : rows) sum += row.events * (row.offset + sum_of(b, row.columns)) - expected(row, b);
  for (std::size_t j = 0; j < b.size(); ++j) {
    const double z = (b[j] - priors[j].mean) / priors[j].deviation;
    sum -= z * z / 2;
  }
  return sum;
}

// Lower factor of a positive definite matrix, in place; the upper half is left as it was.
void factorise(std::vector<double>& a, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j * n + j] -= a[j * n + k] * a[j * n + k];
    check(a[j * n + j] > 0, "the information of a rate with a prior is positive definite");
    a[j * n + j] = std::sqrt(a[j * n + j]);
    for (std::size_t i = j + 1; i < n; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i * n + j] -= a[i * n + k] * a[j * n + k];
      a[i * n + j] /= a[j * n + j];
    }
  }
}

void solve_lower(const std::vector<double>& l, std::vector<double>& x) {
  const std::size_t n = x.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < i; ++k) x[i] -= l[i * n + k] * x[k];
    x[i] /= l[i * n + i];
  }
}

void solve_upper(const std::vector<double>& l, std::vector<double>& x) {
  const std::size_t n = x.size();
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t k = i + 1; k < n; ++k) x[i] -= l[k * n + i] * x[k];
    x[i] /= l[i * n + i];
  }
}

struct Step {
  std::vector<double> gradient;
  std::vector<double> factor;
};

Step step_at(std::span<const RateRow> rows, std::span<const RatePrior> priors, const std::vector<double>& b) {
  const std::size_t n = b.size();
  Step s{std::vector<double>(n, 0.0), std::vector<double>(n * n, 0.0)};
  for (const RateRow& row : rows) {
    const double mean = expected(row, b);
    const double residual = row.events - mean;
    each_column(row.columns, [&](std::size_t i) {
      s.gradient[i] += residual;
      each_column(row.columns, [&](std::size_t j) {
        if (j <= i) s.factor[i * n + j] += mean;
      });
    });
  }
  for (std::size_t j = 0; j < n; ++j) {
    const double precision = 1 / (priors[j].deviation * priors[j].deviation);
    s.gradient[j] -= precision * (b[j] - priors[j].mean);
    s.factor[j * n + j] += precision;
  }
  factorise(s.factor, n);
  return s;
}

}  // namespace

double RateFit::log_rate(std::uint64_t columns) const { return sum_of(coefficients, columns); }

double RateFit::deviation(std::size_t column) const {
  std::vector<double> unit(coefficients.size(), 0.0);
  unit[column] = 1;
  solve_lower(factor, unit);
  double sum = 0;
  for (const double x : unit) sum += x * x;
  return std::sqrt(sum);
}

std::vector<double> RateFit::drawn(std::span<const double> normals) const {
  check(normals.size() == coefficients.size(), "one standard normal number for each coefficient");
  std::vector<double> z(normals.begin(), normals.end());
  solve_upper(factor, z);
  for (std::size_t j = 0; j < z.size(); ++j) z[j] += coefficients[j];
  return z;
}

RateFit fit_rates(std::span<const RateRow> rows, std::span<const RatePrior> priors) {
  check(priors.size() <= kRateColumns, "a rate has at most 64 columns");
  RateFit fit;
  for (const RatePrior& p : priors) fit.coefficients.push_back(p.mean);
  double now = log_posterior(rows, priors, fit.coefficients);
  while (fit.iterations < kIterations && !fit.converged) {
    ++fit.iterations;
    const Step step = step_at(rows, priors, fit.coefficients);
    std::vector<double> direction = step.gradient;
    solve_lower(step.factor, direction);
    solve_upper(step.factor, direction);
    double length = 1;
    std::vector<double> next = fit.coefficients;
    double value = now;
    for (; length > 1e-6; length /= 2) {
      for (std::size_t j = 0; j < next.size(); ++j) next[j] = fit.coefficients[j] + length * direction[j];
      value = log_posterior(rows, priors, next);
      if (value >= now) break;
    }
    if (value < now) {
      fit.converged = true;  // no step is better: the mode, to rounding
      break;
    }
    fit.converged = value - now < kTolerance * (1 + std::abs(now));
    fit.coefficients = std::move(next);
    now = value;
  }
  fit.factor = step_at(rows, priors, fit.coefficients).factor;
  return fit;
}

}  // namespace entente::stats

#include "entente/outlook/hazard.hpp"

#include "entente/base/error.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace entente::outlook {
namespace {

struct Mean {
  double p = 0;
  double slope = 0;  // dp / d eta
};

Mean mean_of(Link link, double eta) {
  constexpr double kFar = 30;  // beyond, p and 1 - p cannot be told from 0 in double precision
  eta = std::clamp(eta, -kFar, kFar);
  if (link == Link::logit) {
    const double p = 1 / (1 + std::exp(-eta));
    return {p, p * (1 - p)};
  }
  eta = std::min(eta, 3.5);
  const double e = std::exp(eta);
  return {-std::expm1(-e), std::exp(eta - e)};
}

}  // namespace

double HazardFit::probability(std::span<const double> row) const {
  double eta = 0;
  for (std::size_t j = 0; j < coefficients.size(); ++j) eta += coefficients[j] * row[j];
  return mean_of(link, eta).p;
}

Interval HazardFit::interval(std::span<const double> row, double level) const {
  double eta = 0;
  double variance = 0;
  const std::size_t n = coefficients.size();
  for (std::size_t j = 0; j < n; ++j) {
    eta += coefficients[j] * row[j];
    for (std::size_t k = 0; k < n; ++k) variance += row[j] * covariance[j * n + k] * row[k];
  }
  const double reach = normal_quantile((1 + level) / 2) * std::sqrt(std::max(0.0, variance));
  return {mean_of(link, eta - reach).p, mean_of(link, eta + reach).p};
}

HazardFit fit_hazard(std::span<const double> rows, std::span<const char> events, std::size_t columns, Link link,
                     double ridge) {
  check(columns > 0 && rows.size() == events.size() * columns, "the matrix of a hazard does not fit its events");
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto n = static_cast<Eigen::Index>(events.size());
  const auto width = static_cast<Eigen::Index>(columns);
  const Eigen::Map<const Matrix> x(rows.data(), n, width);
  Eigen::VectorXd b = Eigen::VectorXd::Zero(width);
  double share = 0.5;
  for (const char e : events) share += e != 0 ? 1 : 0;
  share /= static_cast<double>(events.size()) + 1;
  if (n > 0 && (x.col(0).array() == 1.0).all())
    b[0] = link == Link::logit ? std::log(share / (1 - share)) : std::log(-std::log1p(-share));

  HazardFit fit;
  fit.link = link;
  Eigen::MatrixXd information(width, width);
  const auto evaluate = [&](const Eigen::VectorXd& at, Eigen::VectorXd& score, bool derivatives) {
    const Eigen::VectorXd eta = x * at;
    double log_likelihood = 0;
    Eigen::VectorXd residual(n);
    Eigen::VectorXd weight(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const Mean m = mean_of(link, eta[i]);
      const bool event = events[static_cast<std::size_t>(i)] != 0;
      const double variance = std::max(1e-14, m.p * (1 - m.p));
      log_likelihood += std::log(std::max(1e-300, event ? m.p : 1 - m.p));
      residual[i] = ((event ? 1.0 : 0.0) - m.p) * m.slope / variance;
      weight[i] = m.slope * m.slope / variance;
    }
    if (derivatives) {
      score = x.transpose() * residual;
      information = x.transpose() * weight.asDiagonal() * x;
      for (Eigen::Index j = 1; j < width; ++j) {
        score[j] -= ridge * at[j];
        information(j, j) += ridge;
      }
    }
    return log_likelihood;
  };
  const auto penalty = [&](const Eigen::VectorXd& at) { return ridge / 2 * at.tail(width - 1).squaredNorm(); };

  Eigen::VectorXd score(width);
  Eigen::VectorXd unused;
  double value = evaluate(b, score, true);
  constexpr int kMost = 50;
  for (fit.iterations = 0; fit.iterations < kMost && !fit.converged; ++fit.iterations) {
    const Eigen::LDLT<Eigen::MatrixXd> solver(information);
    if (solver.info() != Eigen::Success || solver.vectorD().minCoeff() <= 1e-10) break;
    Eigen::VectorXd step = solver.solve(score);
    double next = evaluate(b + step, unused, false);
    for (int half = 0; half < 30 && next - penalty(b + step) < value - penalty(b) - 1e-12; ++half) {
      step /= 2;
      next = evaluate(b + step, unused, false);
    }
    b += step;
    value = evaluate(b, score, true);
    fit.converged = step.cwiseAbs().maxCoeff() < 1e-10;
  }
  fit.log_likelihood = value;
  fit.coefficients.assign(b.data(), b.data() + width);
  const Eigen::MatrixXd inverse = information.ldlt().solve(Eigen::MatrixXd::Identity(width, width));
  fit.covariance.resize(columns * columns);
  for (Eigen::Index i = 0; i < width; ++i)
    for (Eigen::Index j = 0; j < width; ++j) fit.covariance[static_cast<std::size_t>(i * width + j)] = inverse(i, j);
  return fit;
}

}  // namespace entente::outlook

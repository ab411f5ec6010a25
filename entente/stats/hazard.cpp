#include "entente/stats/hazard.hpp"

#include "entente/base/error.hpp"
#include "entente/stats/normal.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace entente::stats {
namespace {

constexpr int kMostIterations = 100;

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// One row at its linear predictor eta. p = P(event), weight = (dp / d eta)^2 / (p (1 - p)).
struct Mean {
  double p = 0;
  double log_p = 0;
  double log_none = 0;     // ln(1 - p)
  double score_event = 0;  // d log_p / d eta
  double score_none = 0;   // d log_none / d eta
  double weight = 0;
  double weight_growth = 0;  // d ln(weight) / d eta
};

Mean mean_of(Link link, double eta) {
  if (link == Link::logit) {
    constexpr double kFar = 30;  // beyond, p and 1 - p cannot be told from 0 in double precision
    eta = std::clamp(eta, -kFar, kFar);
    const double p = 1 / (1 + std::exp(-eta));
    const double log_p = -std::log1p(std::exp(-eta));
    return {p, log_p, log_p - eta, 1 - p, -p, p * (1 - p), 1 - 2 * p};
  }
  constexpr double kFar = 6;  // exp(-exp(6)) is 1e-175
  eta = std::clamp(eta, -30.0, kFar);
  const double e = std::exp(eta);
  const double p = -std::expm1(-e);
  const double none = std::exp(-e);
  return {p, std::log(p), -e, e * none / p, -e, e * e * none / p, 2 - e / p};
}

// b[0] at the share of events where the first column is the constant, else 0.
Eigen::VectorXd start_of(const Eigen::Map<const Matrix>& x, std::span<const char> events, Link link) {
  Eigen::VectorXd b = Eigen::VectorXd::Zero(x.cols());
  double share = 0.5;
  for (const char e : events) share += e != 0 ? 1 : 0;
  share /= static_cast<double>(events.size()) + 1;
  if (x.rows() > 0 && (x.col(0).array() == 1.0).all())
    b[0] = link == Link::logit ? std::log(share / (1 - share)) : std::log(-std::log1p(-share));
  return b;
}

HazardFit fit_of(Link link, const Eigen::VectorXd& b, const Eigen::MatrixXd& inverse, double log_likelihood) {
  HazardFit fit;
  fit.link = link;
  fit.log_likelihood = log_likelihood;
  fit.coefficients.assign(b.data(), b.data() + b.size());
  for (Eigen::Index i = 0; i < b.size(); ++i)
    for (Eigen::Index j = 0; j < b.size(); ++j) fit.covariance.push_back(inverse(i, j));
  return fit;
}

bool solvable(const Eigen::LDLT<Eigen::MatrixXd>& solver) {
  constexpr double kSingular = 1e-10;
  return solver.info() == Eigen::Success && solver.vectorD().minCoeff() > kSingular;
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
  const auto n = static_cast<Eigen::Index>(events.size());
  const auto width = static_cast<Eigen::Index>(columns);
  const Eigen::Map<const Matrix> x(rows.data(), n, width);
  Eigen::VectorXd b = start_of(x, events, link);
  Eigen::MatrixXd information(width, width);
  const auto evaluate = [&](const Eigen::VectorXd& at, Eigen::VectorXd& score, bool derivatives) {
    const Eigen::VectorXd eta = x * at;
    double log_likelihood = 0;
    Eigen::VectorXd residual(n);
    Eigen::VectorXd weight(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const Mean m = mean_of(link, eta[i]);
      const bool event = events[static_cast<std::size_t>(i)] != 0;
      log_likelihood += event ? m.log_p : m.log_none;
      residual[i] = event ? m.score_event : m.score_none;
      weight[i] = m.weight;
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
  int iterations = 0;
  bool converged = false;
  for (; iterations < kMostIterations && !converged; ++iterations) {
    const Eigen::LDLT<Eigen::MatrixXd> solver(information);
    if (!solvable(solver)) break;
    Eigen::VectorXd step = solver.solve(score);
    double next = evaluate(b + step, unused, false);
    for (int half = 0; half < 30 && next - penalty(b + step) < value - penalty(b) - 1e-12; ++half) {
      step /= 2;
      next = evaluate(b + step, unused, false);
    }
    b += step;
    value = evaluate(b, score, true);
    converged = step.cwiseAbs().maxCoeff() < 1e-10;
  }
  HazardFit fit = fit_of(link, b, information.ldlt().solve(Eigen::MatrixXd::Identity(width, width)), value);
  fit.iterations = iterations;
  fit.converged = converged;
  return fit;
}

HazardFit fit_hazard_firth(std::span<const double> rows, std::span<const char> events, std::size_t columns, Link link) {
  check(columns > 0 && rows.size() == events.size() * columns, "the matrix of a hazard does not fit its events");
  const auto n = static_cast<Eigen::Index>(events.size());
  const auto width = static_cast<Eigen::Index>(columns);
  const Eigen::Map<const Matrix> x(rows.data(), n, width);
  Eigen::VectorXd b = start_of(x, events, link);

  // Everything at one set of coefficients. `usable` is false where the information is singular.
  struct At {
    double log_likelihood = 0;
    double penalised = 0;
    bool usable = false;
    Eigen::VectorXd score;
    Eigen::MatrixXd inverse;
  };
  const auto at = [&](const Eigen::VectorXd& coefficients) {
    const Eigen::VectorXd eta = x * coefficients;
    Eigen::VectorXd residual(n);
    Eigen::VectorXd weight(n);
    Eigen::VectorXd growth(n);
    At out;
    for (Eigen::Index i = 0; i < n; ++i) {
      const Mean m = mean_of(link, eta[i]);
      const bool event = events[static_cast<std::size_t>(i)] != 0;
      out.log_likelihood += event ? m.log_p : m.log_none;
      residual[i] = event ? m.score_event : m.score_none;
      weight[i] = m.weight;
      growth[i] = m.weight_growth;
    }
    const Eigen::MatrixXd information = x.transpose() * weight.asDiagonal() * x;
    const Eigen::LDLT<Eigen::MatrixXd> solver(information);
    if (!solvable(solver)) return out;
    out.usable = true;
    out.inverse = solver.solve(Eigen::MatrixXd::Identity(width, width));
    out.penalised = out.log_likelihood + solver.vectorD().array().log().sum() / 2;
    // Half the derivative of ln det(information): leverage times the growth of the weight.
    const Eigen::VectorXd leverage = weight.array() * ((x * out.inverse).array() * x.array()).rowwise().sum();
    out.score = x.transpose() * (residual.array() + leverage.array() * growth.array() / 2).matrix();
    return out;
  };

  At now = at(b);
  int iterations = 0;
  bool converged = false;
  for (; iterations < kMostIterations && now.usable && !converged; ++iterations) {
    Eigen::VectorXd step = now.inverse * now.score;
    At next = at(b + step);
    for (int half = 0; half < 30 && !(next.usable && next.penalised >= now.penalised - 1e-12); ++half) {
      step /= 2;
      next = at(b + step);
    }
    if (!next.usable) break;
    b += step;
    now = std::move(next);
    converged = step.cwiseAbs().maxCoeff() < 1e-10;
  }
  HazardFit fit = fit_of(link, b, now.usable ? now.inverse : Eigen::MatrixXd::Zero(width, width), now.log_likelihood);
  fit.iterations = iterations;
  fit.converged = converged;
  return fit;
}

}  // namespace entente::stats

#include "entente/stats/hazard.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::stats;

TEST_CASE("a hazard without a penalty is the maximum likelihood estimate of R's glm") {
  // R 4.2:  x1 <- c(0,1,0,1,0,1,0,1,0,1,0,1,0,0,1,1,0,1,0,0)
  //         x2 <- c(1,2,3,4,5,6,7,8,9,10,1.5,2.5,3.5,4.5,5.5,6.5,7.5,8.5,9.5,10.5)/10
  //         y  <- c(0,0,1,1,0,1,0,1,0,1,0,0,0,1,1,0,0,1,1,0)
  //         glm(y ~ x1 + x2, family = binomial(link = "logit"))   and "cloglog": coef, sqrt(diag(vcov)), logLik
  const std::vector<double> x1{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0};
  const std::vector<double> x2{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5};
  const std::vector<char> y{0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0};
  std::vector<double> rows;
  for (std::size_t i = 0; i < y.size(); ++i) {
    rows.push_back(1);
    rows.push_back(x1[i]);
    rows.push_back(x2[i] / 10);
  }
  struct Expected {
    Link link;
    double b[3];
    double error[3];
    double log_likelihood;
  };
  for (const Expected& e : {Expected{Link::logit,
                                     {-2.23642946453, 1.75911513681, 2.06436131193},
                                     {1.38847164472, 1.03121723514, 1.83841110785},
                                     -11.4938498465},
                            Expected{Link::cloglog,
                                     {-2.30813297506, 1.43798614661, 1.7926365577},
                                     {1.120217875616, 0.749475843928, 1.351259770433},
                                     -11.2144345205}}) {
    const HazardFit fit = fit_hazard(rows, y, 3, e.link, 0);
    CHECK(fit.converged);
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK(fit.coefficients[j] == doctest::Approx(e.b[j]).epsilon(1e-6));
      CHECK(std::sqrt(fit.covariance[j * 3 + j]) == doctest::Approx(e.error[j]).epsilon(1e-5));
    }
    CHECK(fit.log_likelihood == doctest::Approx(e.log_likelihood).epsilon(1e-10));
  }
}

TEST_CASE("columns that say the same are reported and not solved") {
  const std::vector<double> rows{1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1};
  CHECK_FALSE(fit_hazard(rows, std::vector<char>{0, 1, 1, 0}, 3, Link::logit, 0).converged);
  CHECK(fit_hazard(rows, std::vector<char>{0, 1, 1, 0}, 3, Link::logit, 1).converged);
}

namespace {

// R's data of the first test, with a column of events of the caller.
std::vector<double> small_matrix() {
  const std::vector<double> x1{0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0};
  const std::vector<double> x2{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5};
  std::vector<double> rows;
  for (std::size_t i = 0; i < x1.size(); ++i)
    for (const double value : {1.0, x1[i], x2[i] / 10}) rows.push_back(value);
  return rows;
}

}  // namespace

TEST_CASE("with Jeffreys' prior as a penalty the estimate is the optimum that R finds, separated events too") {
  // R 4.2, x1, x2 and y as above, z <- as.numeric(x2 > 0.6), X <- cbind(1, x1, x2):
  //   pen <- function(b, X, y, link) { eta <- drop(X %*% b)
  //     if (link == "logit") { lp <- plogis(eta, log.p = TRUE); lq <- plogis(-eta, log.p = TRUE); w <- exp(lp + lq) }
  //     else { lp <- log(-expm1(-exp(eta))); lq <- -exp(eta); w <- exp(2 * eta + lq - lp) }
  //     sum(ifelse(y == 1, lp, lq)) + determinant(t(X) %*% (w * X))$modulus / 2 }
  //   o <- list(par = start); f <- function(b) { v <- -pen(b, X, y, link); if (is.finite(v)) v else 1e6 }
  //   for (i in 1:30) o <- optim(o$par, f, method = if (i %% 2) "Nelder-Mead" else "BFGS",
  //                              control = list(reltol = 1e-16, maxit = 20000))
  const std::vector<double> rows = small_matrix();
  const std::vector<char> y{0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0};
  std::vector<char> z;
  for (std::size_t i = 0; i < y.size(); ++i) z.push_back(rows[i * 3 + 2] > 0.6 ? 1 : 0);
  struct Expected {
    Link link;
    const std::vector<char>* events;
    double b[3];
  };
  for (const Expected& e : {Expected{Link::logit, &y, {-1.849592183, 1.487229396, 1.681051500}},
                            Expected{Link::cloglog, &y, {-1.936779950, 1.244408658, 1.519271977}},
                            Expected{Link::logit, &z, {-8.2418618686, -0.5415438709, 13.7148885623}},
                            Expected{Link::cloglog, &z, {-6.2596849808, -0.5234901857, 9.8244279714}}}) {
    const HazardFit fit = fit_hazard_firth(rows, *e.events, 3, e.link);
    CHECK(fit.converged);
    for (std::size_t j = 0; j < 3; ++j) CHECK(fit.coefficients[j] == doctest::Approx(e.b[j]).epsilon(1e-6));
  }
  // Without the penalty the separated events have no finite estimate: the coefficients run away.
  CHECK(std::abs(fit_hazard(rows, z, 3, Link::cloglog, 0).coefficients[2]) > 50);
}

TEST_CASE("columns that say the same have no estimate under Jeffreys' prior either, and that is reported") {
  const std::vector<double> rows{1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1};
  CHECK_FALSE(fit_hazard_firth(rows, std::vector<char>{0, 1, 1, 0}, 3, Link::cloglog).converged);
}

TEST_CASE("with few events the penalised estimate is nearer to the truth on average than the likelihood's") {
  // 60 intervals, a fifth of them events, one covariate with a coefficient of 1.2.
  constexpr int kWorlds = 400;
  constexpr double kTruth = 1.2;
  double firth = 0;
  double likelihood = 0;
  int finite = 0;
  for (int w = 0; w < kWorlds; ++w) {
    RandomStream random(17, "firth", static_cast<std::uint64_t>(w));
    std::vector<double> rows;
    std::vector<char> events;
    for (int i = 0; i < 60; ++i) {
      const double x = i % 3 == 0 ? 1 : 0;
      rows.push_back(1);
      rows.push_back(x);
      events.push_back(random.uniform() < -std::expm1(-std::exp(-2.0 + kTruth * x)) ? 1 : 0);
    }
    const HazardFit penalised = fit_hazard_firth(rows, events, 2, Link::cloglog);
    REQUIRE(penalised.converged);
    firth += penalised.coefficients[1] / kWorlds;
    const HazardFit plain = fit_hazard(rows, events, 2, Link::cloglog, 0);
    if (!plain.converged || std::abs(plain.coefficients[1]) > 10) continue;  // separated: no finite estimate
    likelihood += plain.coefficients[1];
    ++finite;
  }
  likelihood /= finite;
  MESSAGE("mean estimates of " << kTruth << ": penalised " << firth << ", likelihood " << likelihood << " in " << finite
                               << " of " << kWorlds << " worlds");
  CHECK(std::abs(firth - kTruth) < std::abs(likelihood - kTruth));
  CHECK(std::abs(firth - kTruth) < 0.08);  // about two standard errors of the mean and what is left of the bias
}

TEST_CASE("the interval of a fitted probability holds about as often as it says") {
  // 400 worlds of 400 intervals, events at 1 / (1 + exp(2.5 - x)), x 0 or 1; of a world's 80% intervals at x = 1 some
  // 80% hold, give or take .02.
  constexpr int kWorlds = 400;
  const double truth = 1 / (1 + std::exp(1.5));
  int inside = 0;
  for (int w = 0; w < kWorlds; ++w) {
    RandomStream random(23, "hazard-interval", static_cast<std::uint64_t>(w));
    std::vector<double> rows;
    std::vector<char> events;
    for (int i = 0; i < 400; ++i) {
      const double x = i % 4 == 0 ? 1 : 0;
      rows.push_back(1);
      rows.push_back(x);
      events.push_back(random.uniform() < 1 / (1 + std::exp(2.5 - x)) ? 1 : 0);
    }
    const HazardFit fit = fit_hazard(rows, events, 2, Link::logit, 0);
    REQUIRE(fit.converged);
    const Interval i = fit.interval(std::vector<double>{1, 1});
    inside += i.lo <= truth && truth <= i.hi ? 1 : 0;
  }
  MESSAGE("held in " << inside << " of " << kWorlds << " worlds");
  CHECK(inside > 0.8 * kWorlds - 32);
  CHECK(inside < 0.8 * kWorlds + 32);
}

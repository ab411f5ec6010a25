#include "entente/stats/rates.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::stats;

TEST_CASE("with a wide prior a rate is events over exposure, and its deviation that of a count") {
  const std::vector<RateRow> rows{{1, 100, 0, 3}, {1, 300, 0, 5}};
  const std::vector<RatePrior> wide{{0, 1000}};
  const RateFit fit = fit_rates(rows, wide);
  CHECK(fit.converged);
  CHECK(std::exp(fit.coefficients[0]) == doctest::Approx(8.0 / 400).epsilon(1e-6));
  CHECK(fit.deviation(0) == doctest::Approx(1 / std::sqrt(8.0)).epsilon(1e-6));
}

TEST_CASE("a column without an event stays near its prior, the nearer the tighter it is") {
  const std::vector<RateRow> rows{{1, 1000, 0, 20}, {3, 200, 0, 0}};
  const RateFit loose = fit_rates(rows, std::vector<RatePrior>{{0, 10}, {0, 2}});
  const RateFit tight = fit_rates(rows, std::vector<RatePrior>{{0, 10}, {0, 0.3}});
  CHECK(loose.coefficients[1] < tight.coefficients[1]);
  CHECK(tight.coefficients[1] < 0);
  CHECK(tight.coefficients[1] > -0.5);
}

TEST_CASE("the mode solves its equation") {
  RandomStream random(3, "rates_test");
  std::vector<RateRow> rows;
  for (int i = 0; i < 200; ++i)
    rows.push_back({1 | (random.below(2) << 1) | (random.below(2) << 2), 10 + 50 * random.uniform(), -3,
                    static_cast<int>(random.below(3))});
  const std::vector<RatePrior> priors{{0.5, 1}, {-1, 0.7}, {0, 0.4}};
  const RateFit fit = fit_rates(rows, priors);
  for (std::size_t j = 0; j < 3; ++j) {
    double gradient = -(fit.coefficients[j] - priors[j].mean) / (priors[j].deviation * priors[j].deviation);
    for (const RateRow& r : rows)
      if ((r.columns >> j & 1) != 0) gradient += r.events - r.exposure * std::exp(r.offset + fit.log_rate(r.columns));
    CHECK(std::abs(gradient) < 1e-4);
  }
}

TEST_CASE("draws have the mean and the spread of the posterior") {
  const std::vector<RateRow> rows{{1, 1000, 0, 30}, {3, 500, 0, 40}};
  const RateFit fit = fit_rates(rows, std::vector<RatePrior>{{0, 10}, {0, 1}});
  RandomStream random(5, "rates_test/draws");
  double sum = 0;
  double squares = 0;
  constexpr int kDraws = 20000;
  for (int i = 0; i < kDraws; ++i) {
    const std::vector<double> z{random.normal(), random.normal()};
    const double x = fit.drawn(z)[1];
    sum += x;
    squares += x * x;
  }
  const double mean = sum / kDraws;
  CHECK(mean == doctest::Approx(fit.coefficients[1]).epsilon(0.02));
  CHECK(std::sqrt(squares / kDraws - mean * mean) == doctest::Approx(fit.deviation(1)).epsilon(0.03));
}

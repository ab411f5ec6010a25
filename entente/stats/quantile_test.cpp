#include "entente/stats/quantile.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace entente;
using namespace entente::stats;

TEST_CASE("quantiles are those of R's type 7, in whatever order the draws come") {
  // quantile(c(3, 1, 4, 1, 5), c(0, .1, .25, .5, .9, 1), type = 7)
  const std::vector<double> draws{3, 1, 4, 1, 5};
  CHECK(quantile(draws, 0) == 1);
  CHECK(quantile(draws, 0.1) == 1);
  CHECK(quantile(draws, 0.25) == 1);
  CHECK(quantile(draws, 0.5) == 3);
  CHECK(quantile(draws, 0.9) == doctest::Approx(4.6));
  CHECK(quantile(draws, 1) == 5);
  CHECK(quantile_sorted(std::vector<double>{1, 1, 3, 4, 5}, 0.9) == quantile(draws, 0.9));
}

TEST_CASE("a single draw is every quantile of itself") {
  CHECK(quantile({7}, 0.3) == 7);
  CHECK(middle_80({7}) == Interval{7, 7});
}

TEST_CASE("the highest quantile of draws that hold infinity is infinity, not a number that is none") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(quantile({0, infinity}, 1) == infinity);
}

TEST_CASE("a quantile of nothing or beyond 0 and 1 is refused") {
  CHECK_THROWS_AS(quantile({}, 0.5), Error);
  CHECK_THROWS_AS(quantile({1, 2}, 1.5), Error);
  CHECK_THROWS_AS(middle_80({}), Error);
  CHECK_THROWS_AS(central({}), Error);
}

TEST_CASE("a central interval leaves the same share of the draws on either side") {
  std::vector<double> draws;
  for (int i = 0; i <= 100; ++i) draws.push_back(100 - i);
  CHECK(middle_80(draws) == Interval{10, 90});
  CHECK(central(draws).lo == doctest::Approx(10));
  CHECK(central(draws).hi == doctest::Approx(90));
  CHECK(central(draws, 0.5) == Interval{25, 75});
}

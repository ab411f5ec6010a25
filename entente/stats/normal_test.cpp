#include "entente/stats/normal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace entente;
using namespace entente::stats;

namespace {

double log_cdf(double x) {
  return x > 0 ? std::log1p(-0.5 * std::erfc(x / std::sqrt(2.0))) : std::log(0.5 * std::erfc(-x / std::sqrt(2.0)));
}

double density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0)); }

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments(const std::function<double()>& draw, int n) {
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = draw();
    sum += x;
    squares += x * x;
  }
  return {sum / n, squares / n - sum / n * sum / n};
}

}  // namespace

TEST_CASE("the table of the normal distribution keeps its stated accuracy") {
  const LogNormalCdf& table = LogNormalCdf::table();
  double worst_value = 0;
  double worst_slope = 0;
  for (double x = -11.99; x < 7.99; x += 0.00137) {
    const auto at = table.at(x);
    worst_value = std::max(worst_value, std::abs(at.value - log_cdf(x)));
    worst_slope = std::max(worst_slope, std::abs(at.slope - std::exp(std::log(density(x)) - log_cdf(x))));
    CHECK(table.value(x) == at.value);
  }
  CHECK(worst_value < 1e-8);
  CHECK(worst_slope < 1e-6);
  CHECK(table.at(-40).value == doctest::Approx(-40.0 * 40 / 2 - std::log(40.0) - 0.9189385).epsilon(1e-5));
  CHECK(table.at(9).value == doctest::Approx(0));
}

TEST_CASE("the densities at the ends of an interval are the same seen from either tail") {
  for (const auto& [a, b] : {std::pair{-1.0, 0.5}, {2.0, 2.5}, {-6.0, -5.5}, {0.1, 0.1001}}) {
    const double mass = 0.5 * (std::erfc(a / std::sqrt(2.0)) - std::erfc(b / std::sqrt(2.0)));
    const auto m = interval_densities(a, b);
    CHECK(m.a == doctest::Approx(density(a) / mass).epsilon(1e-4));
    CHECK(m.b == doctest::Approx(density(b) / mass).epsilon(1e-4));
    CHECK(interval_densities(-b, -a).b == doctest::Approx(m.a));
  }
}

TEST_CASE("draws have the moments of the normal") {
  RandomStream random(11, "normal");
  constexpr int kDraws = 400000;
  const Moments found = moments([&] { return draw_normal(random); }, kDraws);
  // Six standard errors.
  CHECK(std::abs(found.mean) < 6 * std::sqrt(1.0 / kDraws));
  CHECK(std::abs(found.variance - 1) < 6 * std::sqrt(2.0 / kDraws));
}

TEST_CASE("the ziggurat fills its tail") {
  RandomStream random(13, "tail");
  constexpr int kDraws = 2000000;
  int beyond = 0;
  for (int i = 0; i < kDraws; ++i) beyond += std::abs(draw_normal(random)) > 3.7 ? 1 : 0;
  const double expected = kDraws * std::erfc(3.7 / std::sqrt(2.0));  // 431
  CHECK(std::abs(beyond - expected) < 5 * std::sqrt(expected));
}

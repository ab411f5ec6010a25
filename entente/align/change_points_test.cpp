#include "entente/align/change_points.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace entente;
using namespace entente::align;

namespace {

const std::vector<double> kToy{0.1, -0.2, 0.3, 0, -0.1, 0.2, 0.05, 2.1, 1.9, 2.2, 2.0, 1.8, 2.1, 2.05};

double segment_cost(const std::vector<double>& x, std::size_t begin, std::size_t end) {
  double mean = 0;
  for (std::size_t i = begin; i < end; ++i) mean += x[i] / static_cast<double>(end - begin);
  double cost = 0;
  for (std::size_t i = begin; i < end; ++i) cost += (x[i] - mean) * (x[i] - mean);
  return cost;
}

// The same minimum without pruning.
double brute_force(const std::vector<double>& x, double penalty, std::size_t m) {
  std::vector<double> best(x.size() + 1, std::numeric_limits<double>::infinity());
  best[0] = -penalty;
  for (std::size_t end = m; end <= x.size(); ++end)
    for (std::size_t begin = 0; begin + m <= end; ++begin)
      best[end] = std::min(best[end], best[begin] + segment_cost(x, begin, end) + penalty);
  return best[x.size()];
}

}  // namespace

TEST_CASE("one change of level is found where it is") {
  const Segmentation found = pelt(kToy, 5.278114659230517);
  CHECK(found.change_points_after == std::vector<std::size_t>{7});
  CHECK(found.objective == doctest::Approx(5.562400373516239).epsilon(1e-12));
}

TEST_CASE("pruning changes nothing: the optimum is that of trying everything") {
  RandomStream random(3, "change points");
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> x;
    double level = 0;
    const std::size_t n = 1 + random.below(40);
    for (std::size_t i = 0; i < n; ++i) {
      if (random.uniform() < 0.15) level = 3 * random.normal();
      x.push_back(level + random.normal());
    }
    for (const std::size_t m : {1, 2, 3, 5})
      for (const double penalty : {0.5, 3.0, 8.0}) {
        if (n < 2 * m) continue;
        const Segmentation found = pelt(x, penalty, m);
        CHECK(found.objective == doctest::Approx(brute_force(x, penalty, m)).epsilon(1e-9));
        std::size_t begin = 0;
        double objective = -penalty;
        auto ends = found.change_points_after;
        ends.push_back(n);
        for (const std::size_t end : ends) {
          CHECK(end - begin >= m);
          objective += segment_cost(x, begin, end) + penalty;
          begin = end;
        }
        CHECK(objective == doctest::Approx(found.objective).epsilon(1e-9));
      }
  }
}

TEST_CASE("a basket of two equal series changes where one does, and at half the evidence each") {
  std::vector<double> weak;
  for (int i = 0; i < 10; ++i) weak.push_back(i < 5 ? 0 : 1.2);
  CHECK(pelt(weak, 5).change_points_after.empty());
  CHECK(pelt_basket({weak, weak}, 5).change_points_after == std::vector<std::size_t>{5});
  CHECK(pelt_basket({kToy}, 5.278114659230517).objective == pelt(kToy, 5.278114659230517).objective);
}

TEST_CASE("too short a series has no change") {
  CHECK(pelt(std::vector<double>{}, 1).change_points_after.empty());
  CHECK(pelt(std::vector<double>{0, 9, 9}, 1).change_points_after.empty());
  CHECK(sweep_changes(std::vector<double>{1, 1, 1, 1, 1, 1}).empty());
}

TEST_CASE("online detection gives the published probabilities") {
  const std::vector<double> expected{1.0,     1.0,    0.04263, 0.03761, 0.03483, 0.03309, 0.03146,
                                     0.30259, 0.4255, 0.04757, 0.03433, 0.03041, 0.02806, 0.02688};
  const auto found = recent_change_probability(kToy, 0.02);
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) CHECK(std::abs(found[i] - expected[i]) < 1e-5);
}

TEST_CASE("a change that every penalty finds has the whole share") {
  std::vector<double> x;
  RandomStream random(5, "sweep");
  for (int i = 0; i < 40; ++i) x.push_back((i < 20 ? 0 : 10) + 0.5 * random.normal());
  const auto changes = sweep_changes(x);
  const auto at = std::find_if(changes.begin(), changes.end(), [](const SweptChange& c) { return c.after == 20; });
  REQUIRE(at != changes.end());
  CHECK(at->share_of_penalties == 1);
}

TEST_CASE("noise of rounding is not a change, wherever the level lies") {
  for (const double level : {0.0, 0.3, 5e6}) {
    std::vector<double> x;
    RandomStream random(9, "rounding");
    for (int i = 0; i < 30; ++i) x.push_back(level + (1e-12 * random.normal() + (i < 15 ? 0 : 1e-11)) * (1 + level));
    CHECK(noise_scale(x) == 0);
    CHECK(sweep_changes(x).empty());
    CHECK(in_units_of_noise(x).empty());
  }
}

TEST_CASE("a clean jump is a change, with and without noise of rounding") {
  for (const double noise : {0.0, 1e-12})
    for (const std::size_t n : {8, 20, 60}) {
      std::vector<double> x;
      for (std::size_t i = 0; i < n; ++i) x.push_back((i < n / 2 ? 0 : 0.7) + noise * static_cast<double>(i % 3));
      const auto changes = sweep_changes(x);
      REQUIRE(changes.size() == 1);
      CHECK(changes[0].after == n / 2);
      CHECK(changes[0].share_of_penalties == 1);
    }
}

TEST_CASE("random walks have changes though they have no level, and the rate of that is told") {
  const WalkRates rates = walk_rates(40, 1.0 / 50, 200);
  CHECK(rates.walks == 200);
  CHECK(rates.found[0] > 0.95);
  CHECK(rates.found[0] <= 1 + 1e-9);
  for (std::size_t i = 1; i < rates.found.size(); ++i) CHECK(rates.found[i] <= rates.found[i - 1]);
  CHECK(rates.found_by(1) == rates.found.back());
  CHECK(rates.found_by(1.0 / kPenalties) == rates.found.front());
  CHECK(rates.recent > 0.02);
  CHECK(rates.recent < 0.98);
  CHECK(walk_rates(40, 1.0 / 50, 200).found == rates.found);
  // Fewer points give fewer walks a change.
  CHECK(walk_rates(6, 1.0 / 50, 200).found[10] < rates.found[10]);
  CHECK_THROWS_AS(walk_rates(3), Error);
}

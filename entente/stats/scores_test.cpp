#include "entente/stats/scores.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

using namespace entente;
using namespace entente::stats;

TEST_CASE("scores agree with the oracle to nine digits" * doctest::test_suite("outside")) {
  const std::string path = std::string(ENTENTE_SOURCE_DIR) + "/../shared/oracles/strategy/verification-scores.json";
  nlohmann::json oracle;
  try {
    oracle = nlohmann::json::parse(read_file(path));
  } catch (const Error&) {
    MESSAGE("skipped: verification-scores.json is not there");
    return;
  }
  const std::vector<double> members = oracle["ensemble"];
  const std::vector<double> edges = oracle["ign_bin_edges"];
  CHECK(std::equal(edges.begin(), edges.end(), ignorance_edges().begin(), ignorance_edges().end()));
  for (const auto& [y, expected] : oracle["by_observation"].items()) {
    CHECK(crps(members, std::stod(y)) == doctest::Approx(expected["crps"].get<double>()).epsilon(1e-9));
    CHECK(ignorance(members, std::stod(y), edges) == doctest::Approx(expected["ign"].get<double>()).epsilon(1e-9));
    CHECK(interval_score(members, std::stod(y)) == doctest::Approx(expected["mis"].get<double>()).epsilon(1e-9));
  }
  std::vector<BinaryForecast> forecasts;
  for (const auto& row : oracle["brier"]["forecasts"])
    for (int i = 0; i < row[1].get<int>(); ++i) forecasts.push_back({row[0].get<double>(), i < row[2].get<int>()});
  const Brier b = brier(forecasts);
  CHECK(b.score == doctest::Approx(oracle["brier"]["brier"].get<double>()).epsilon(1e-9));
  CHECK(b.reliability == doctest::Approx(oracle["brier"]["reliability"].get<double>()).epsilon(1e-9));
  CHECK(b.resolution == doctest::Approx(oracle["brier"]["resolution"].get<double>()).epsilon(1e-9));
  CHECK(b.uncertainty == doctest::Approx(oracle["brier"]["uncertainty"].get<double>()).epsilon(1e-9));
}

TEST_CASE("Murphy's split tells something where all forecasts differ") {
  // 50 forecasts around .15 of which 10 came, 50 around .75 of which 30 came: no two are the same.
  std::vector<BinaryForecast> f;
  for (int i = 0; i < 50; ++i) {
    f.push_back({0.125 + 0.001 * i, i % 5 == 0});
    f.push_back({0.725 + 0.001 * i, i % 5 < 3});
  }
  const Brier b = brier(f);
  CHECK(b.uncertainty == doctest::Approx(0.4 * 0.6));
  CHECK(b.resolution == doctest::Approx(0.04));
  CHECK(b.reliability == doctest::Approx((0.0505 * 0.0505 + 0.1495 * 0.1495) / 2));
  CHECK(b.score == doctest::Approx(b.reliability - b.resolution + b.uncertainty + b.within));
  CHECK(std::abs(b.within) < 0.01);
}

TEST_CASE("bins are closed on the left, and the last one on both sides") {
  std::vector<BinaryForecast> f;
  for (int tenth = 0; tenth <= 10; ++tenth) f.push_back({tenth * 0.1, tenth > 5});
  const Brier b = brier(f);
  // 1.0 stands with 0.9, both came; every other bin holds one forecast.
  CHECK(b.resolution == doctest::Approx(b.uncertainty));
  CHECK(brier({}).n == 0);
}

TEST_CASE("Murphy's parts add up to the Brier score") {
  const std::vector<BinaryForecast> f{{0.2, false}, {0.2, true}, {0.6, true}, {0.9, true, 3}, {0.6, false}};
  const Brier b = brier(f);
  CHECK(b.score == doctest::Approx(b.reliability - b.resolution + b.uncertainty));
  CHECK(b.within == doctest::Approx(0));
  CHECK(b.n == 7);
}

TEST_CASE("the score of an ensemble equals the sum over all pairs") {
  const std::vector<double> members{3, 1, 4, 1, 5, 9, 2, 6};
  for (const double y : {0.0, 3.5, 12.0}) {
    double distance = 0;
    double pairs = 0;
    for (const double f : members) {
      distance += std::abs(f - y);
      for (const double g : members) pairs += std::abs(f - g);
    }
    const double n = static_cast<double>(members.size());
    CHECK(crps(members, y) == doctest::Approx(distance / n - 0.5 * pairs / (n * n)));
  }
}

TEST_CASE("a certain forecast that was wrong has no finite log loss") {
  CHECK(log_loss(std::vector<BinaryForecast>{{0.5, true}, {0.5, false}}) == doctest::Approx(std::log(2.0)));
  CHECK(log_loss(std::vector<BinaryForecast>{{1.0, false}}) == std::numeric_limits<double>::infinity());
}

TEST_CASE("calibration puts edges into the upper bin, keeps empty bins and counts each forecast once") {
  const std::vector<BinaryForecast> f{{0.0, false}, {0.2, true}, {0.19, false}, {1.0, true}};
  const auto bins = calibration(f, std::vector<double>{0.2, 0.5});
  REQUIRE(bins.size() == 3);
  CHECK(bins[0].n == 2);
  CHECK(bins[1].n == 1);
  CHECK(bins[1].occurred == 1);
  CHECK(bins[1].mean_probability == doctest::Approx(0.2));
  CHECK(bins[2].n == 1);
  CHECK(calibration({}, std::vector<double>{0.5})[0].n == 0);
}

TEST_CASE("skill against a reference of zero does not exist") {
  CHECK(*skill(0.1, 0.2) == doctest::Approx(0.5));
  CHECK_FALSE(skill(0.1, 0).has_value());
}

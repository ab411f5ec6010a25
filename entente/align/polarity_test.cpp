#include "entente/align/polarity.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::align;

TEST_CASE("a line without noise has its slope and no doubt") {
  std::vector<int> years;
  std::vector<double> values;
  for (int y = 2010; y < 2020; ++y) {
    years.push_back(y);
    values.push_back(3 + 0.25 * (y - 2010));
  }
  const auto s = slope(years, values);
  REQUIRE(s.has_value());
  CHECK(s->per_year == doctest::Approx(0.25));
  CHECK(s->interval.lo == doctest::Approx(0.25));
  CHECK(s->clear);
}

TEST_CASE("under five years there is no slope") {
  CHECK_FALSE(slope(std::vector<int>{1, 2, 3, 4}, std::vector<double>{1, 2, 3, 4}).has_value());
  CHECK_FALSE(slope(std::vector<int>(6, 2000), std::vector<double>(6, 1.0)).has_value());
}

TEST_CASE("a series that does not move has no clear slope, and rounding is not a movement") {
  const std::vector<int> years{2010, 2011, 2012, 2013, 2014, 2015, 2016};
  std::vector<double> thirds(7, 1 / (1.0 / 9 + 4.0 / 9));
  for (const double noise : {0.0, 1e-12}) {
    for (std::size_t i = 0; i < thirds.size(); ++i) thirds[i] += noise * static_cast<double>(i);
    const auto s = slope(years, thirds);
    REQUIRE(s.has_value());
    CHECK(s->n == 7);
    CHECK(s->per_year == 0);
    CHECK(s->interval == stats::Interval{0, 0});
    CHECK_FALSE(s->clear);
  }
}

TEST_CASE("the interval of a slope holds the truth about four times in five") {
  RandomStream random(21, "slopes");
  int inside = 0;
  constexpr int kTrials = 400;
  for (int t = 0; t < kTrials; ++t) {
    std::vector<int> years;
    std::vector<double> values;
    for (int y = 0; y < 20; ++y) {
      years.push_back(y);
      values.push_back(0.1 * y + random.normal());
    }
    const auto s = slope(years, values, static_cast<std::uint64_t>(t));
    inside += s->interval.lo <= 0.1 && 0.1 <= s->interval.hi ? 1 : 0;
  }
  // Blocks of residuals of 20 years are known to be a little too narrow; five standard errors are 0.10.
  CHECK(static_cast<double>(inside) / kTrials > 0.68);
  CHECK(static_cast<double>(inside) / kTrials < 0.90);
}

TEST_CASE("spread is that of the set over that of all, and distances are to named poles") {
  Positions positions;
  const auto add = [&](const char* state, int year, double mean, int votes) {
    positions.of[state][year] = {mean, {}, votes, {}};
  };
  add("AAA", 1952, -1, 30);
  add("BBB", 1952, 0, 30);
  add("CCC", 1952, 1, 0);   // their number is not given, as in a file
  add("DDD", 1952, 2, 29);  // too few
  const auto spread = alignment_spread(positions, {"AAA", "BBB"}, {"CCC", "DDD"});
  REQUIRE(spread.size() == 1);
  CHECK(spread[0].year == 1952);
  CHECK(spread[0].states == 2);
  CHECK(spread[0].deviation == doctest::Approx(0.5 / std::sqrt(2.0 / 3)));
  CHECK(spread[0].distances[0] == doctest::Approx(1.5 / std::sqrt(2.0 / 3)));
  CHECK(spread[0].distances[1] < 0);
  CHECK(alignment_spread(positions, {"AAA"}, {}).empty());
  positions.least_votes = 0;
  CHECK(alignment_spread(positions, {"AAA", "BBB"}, {"CCC", "DDD"})[0].distances[1] > 0);
  // States that all stand in one place have no spread to count in.
  for (auto& [state, by_year] : positions.of) by_year[1952].mean = 0.3 + 1e-13 * by_year[1952].votes;
  CHECK(alignment_spread(positions, {}, {"CCC"}).empty());
}

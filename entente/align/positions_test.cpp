#include "entente/align/positions.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::align;

namespace {

Position at(double mean, int votes = 0, std::vector<float> draws = {}) { return {mean, {}, votes, std::move(draws)}; }

// A level of the gap that drops between 2004 and 2005, with a little noise; the poles stand still.
Positions with_a_drop() {
  Positions out;
  for (int year = 2000; year < 2010; ++year) {
    const double noise = year % 2 == 0 ? 0.05 : -0.05;
    out.of["OWN"][year] = at((year < 2005 ? 0.5 : -0.5) + noise);
    out.of["TOP"][year] = at(2);
    out.of["LOW"][year] = at(-1);
  }
  return out;
}

const WithPoles kStates{"OWN", "TOP", "LOW"};

}  // namespace

TEST_CASE("a position from too few votes is none, but its votes are told") {
  Positions positions;
  positions.of["AAA"] = {{2000, at(1, 29)}, {2001, at(1, 30)}, {2002, at(1)}};
  CHECK(positions.find("AAA", 2000) == nullptr);
  CHECK(positions.find("AAA", 2001) != nullptr);
  CHECK(positions.find("AAA", 2002) != nullptr);  // their number is not given
  CHECK(positions.find("AAA", 2003) == nullptr);
  CHECK(positions.find("BBB", 2001) == nullptr);
  CHECK(positions.votes("AAA", 2000) == 29);
  CHECK(positions.votes("AAA", 2002) == 0);
  CHECK(positions.votes("BBB", 2001) == 0);
  positions.least_votes = 0;
  CHECK(positions.find("AAA", 2000) != nullptr);
  CHECK(positions.years() == std::vector<int>{2000, 2001, 2002});
}

TEST_CASE("a session of an estimate is the year in which it began, with its draws") {
  IdealPoints estimate;
  estimate.voters = {"AAA", "BBB"};
  estimate.draws = 2;
  IdealPoint point;
  point.voter = 1;
  point.session = 74;
  point.votes = 60;
  point.mean = 0.25;
  point.interval = {0, 0.5};
  estimate.points = {point};
  estimate.draw_values = {0.125F, 0.375F};
  const Positions positions = positions_of(estimate);
  CHECK(positions.years() == std::vector<int>{2019});
  const Position* found = positions.find("BBB", 2019);
  REQUIRE(found != nullptr);
  CHECK(found->mean == 0.25);
  CHECK(found->interval->hi == 0.5);
  CHECK(found->votes == 60);
  CHECK(found->draws == std::vector<float>{0.125F, 0.375F});
}

TEST_CASE("states are compared that have a position in both years, draw by draw") {
  Positions positions;
  positions.of["AAA"] = {{2000, at(0, 40, {0, 1})}, {2001, at(1, 40, {1, 3})}};
  positions.of["BBB"] = {{2000, at(0, 40)}};
  positions.of["CCC"] = {{2000, at(0, 40)}, {2001, at(1, 3)}};
  const auto two = positions_in(positions, 2000, 2001);
  REQUIRE(two.size() == 1);
  CHECK(two[0].state == "AAA");
  CHECK(two[0].to == 1);
  CHECK(two[0].change_draws == std::vector<double>{1, 2});
}

TEST_CASE("a split needs all three in both years") {
  Positions positions = with_a_drop();
  const auto split = split_of(positions, kStates, 2004, 2005);
  REQUIRE(split.has_value());
  CHECK(split->own_part == doctest::Approx(split->change));
  CHECK(split->own_move_leads);
  CHECK_FALSE(split_of(positions, kStates, 2004, 2010).has_value());
  positions.of["LOW"].erase(2004);
  CHECK_FALSE(split_of(positions, kStates, 2004, 2005).has_value());
}

TEST_CASE("a change of the gap is found in the first year of the new level, by every penalty where it is large") {
  const GapChanges found = gap_changes(with_a_drop(), kStates, {}, {});
  const auto& years = found.years;
  REQUIRE(years.size() == 10);
  CHECK(years[0].gap == doctest::Approx((2 - 0.55) - (0.55 + 1)));
  for (const GapYear& y : years) CHECK(y.share_of_penalties.has_value() == (y.year == 2005));
  CHECK(*years[5].share_of_penalties == 1);
  CHECK(*years[6].recent > 0.9);
  CHECK(*years[9].recent < 0.5);
  // No run is longer than two years yet: the chance would be 1 whatever the gap did.
  CHECK_FALSE(years[0].recent.has_value());
  CHECK_FALSE(years[1].recent.has_value());
  CHECK(years[2].recent.has_value());
  // Most walks without any level have such a change, and that stands beside it.
  REQUIRE(found.walks.has_value());
  CHECK(*years[5].in_walks == found.walks->found_by(1));
  CHECK(*years[5].in_walks > 0.3);
  CHECK_FALSE(years[4].in_walks.has_value());
}

TEST_CASE("years without one of the three, and outside the span, are not in the series") {
  Positions positions = with_a_drop();
  positions.of["TOP"].erase(2003);
  const auto years = gap_changes(positions, kStates, 2001, 2008).years;
  REQUIRE(years.size() == 7);
  CHECK(years.front().year == 2001);
  CHECK(years[2].year == 2004);
  CHECK(years.back().year == 2008);
}

TEST_CASE("a gap that stands still, or has three years, is told without changes") {
  Positions still = with_a_drop();
  for (auto& [year, position] : still.of["OWN"]) position.mean = 0.5 + 1e-12 * (year % 3);
  const GapChanges none = gap_changes(still, kStates, {}, {});
  CHECK(none.constant);
  CHECK(none.years.size() == 10);
  CHECK_FALSE(none.walks.has_value());
  for (const GapYear& y : none.years) CHECK_FALSE((y.recent || y.share_of_penalties || y.in_walks));
  const GapChanges few = gap_changes(with_a_drop(), kStates, 2004, 2006);
  CHECK_FALSE(few.constant);
  CHECK(few.years.size() == 3);
  CHECK_FALSE(few.walks.has_value());
  for (const GapYear& y : few.years) CHECK_FALSE((y.recent || y.share_of_penalties));
  CHECK(gap_changes(with_a_drop(), kStates, 2015, {}).years.empty());
}

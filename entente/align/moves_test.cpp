#include "entente/align/moves.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente::align;

namespace {

// The published positions of 2021 and 2022 that the arithmetic was computed for independently.
const GapPoints kNiger2021{-0.6044866, 2.453945, -0.7762036};
const GapPoints kNiger2022{-0.5063158, 2.114955, -1.413724};

}  // namespace

TEST_CASE("a change of gap is split over the three moves, and the parts add up") {
  const GapSplit niger = split_gap(kNiger2021, kNiger2022);
  CHECK(niger.gap_from == doctest::Approx(2.886715).epsilon(1e-6));
  CHECK(niger.change == doctest::Approx(-1.172852).epsilon(1e-6));
  CHECK(niger.own_part == doctest::Approx(-0.196342).epsilon(1e-5));
  CHECK(niger.pole_a_part == doctest::Approx(-0.33899).epsilon(1e-5));
  CHECK(niger.pole_b_part == doctest::Approx(-0.63752).epsilon(1e-5));
  CHECK(niger.own_part + niger.pole_a_part + niger.pole_b_part == doctest::Approx(niger.change));
  CHECK(niger.identified);
  // The partners moved, not Niger: no sentence may say that it did.
  CHECK_FALSE(niger.own_move_leads);
}

TEST_CASE("outside the segment between the poles the split is arithmetic only") {
  const GapSplit mali = split_gap({-0.7870018, 2.453945, -0.7762036}, {-0.7646113, 2.114955, -1.413724});
  CHECK(mali.own_part == doctest::Approx(-0.033983).epsilon(1e-4));
  CHECK(mali.pole_b_part == doctest::Approx(-0.626722).epsilon(1e-5));
  CHECK_FALSE(mali.identified);
  CHECK_FALSE(mali.own_move_leads);
}

TEST_CASE("a state that alone moves between fixed poles has the whole change") {
  const GapSplit split = split_gap({0.5, 2, -1}, {-0.5, 2, -1});
  CHECK(split.own_part == doctest::Approx(split.change));
  CHECK(split.own_move_leads);
}

TEST_CASE("a state beyond a pole can move without any change of gap") {
  const GapSplit split = split_gap({-2, 2, -1}, {-3, 2, -1});
  CHECK(split.change == doctest::Approx(0));
  CHECK_FALSE(split.identified);
}

TEST_CASE("moves are ranked from the furthest down the scale") {
  const auto moves = rank_moves({{"AAA", 1, 0.9, {}}, {"BBB", 0, -1, {}}, {"CCC", 0, 1, {}}, {"DDD", 1, 0.9, {}}});
  CHECK(moves[0].state == "BBB");
  CHECK(moves[0].rank == 1);
  CHECK(moves[0].of == 4);
  CHECK(moves[1].rank == 2);
  CHECK(moves[2].rank == 2);  // equal changes share a rank
  CHECK(moves[3].rank == 4);
  CHECK_FALSE(moves[0].change_interval.has_value());
}

TEST_CASE("draws give the move and its rank an interval") {
  const auto moves = rank_moves({{"AAA", 0, -1, {-1.2, -1, -0.8}}, {"BBB", 0, 0, {-0.1, 0, 0.1}}});
  CHECK(moves[0].change_interval->lo == doctest::Approx(-1.16));
  CHECK(moves[0].rank_interval->hi == 1);
  CHECK(moves[1].rank_interval->lo == 2);
}

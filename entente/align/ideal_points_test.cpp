#include "entente/align/ideal_points.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/stats/quantile.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace entente;
using namespace entente::align;

namespace {

const ThreadExecutor kOneThread(1);

struct World {
  record::View view;
  std::vector<std::vector<double>> position;  // [session][state]
};

// States on a line that drift, and roll calls that divide them.
World simulated(int states, int sessions, int roll_calls, std::uint64_t seed, double drift = 0.15) {
  World world;
  RandomStream random(seed, "simulated votes");
  for (int i = 0; i < states; ++i)
    world.view.voters.push_back(i == 0 ? "LOW" : i == states - 1 ? "TOP" : "S" + std::to_string(i));
  std::vector<double> now;
  for (int i = 0; i < states; ++i) now.push_back(-1.7 + 3.4 * i / (states - 1));
  for (int s = 0; s < sessions; ++s) {
    for (double& x : now) x += drift * random.normal();
    world.position.push_back(now);
    for (int r = 0; r < roll_calls; ++r) {
      const auto index = static_cast<std::int32_t>(world.view.roll_calls.size());
      world.view.roll_calls.push_back(
          {index, s + 1, *parse_day("1990-01-01") + std::chrono::days(365 * s + r), false, "", ""});
      const double slope = random.normal();
      const double cut = 0.3 + 0.6 * random.normal();
      for (int i = 0; i < states; ++i) {
        if (random.uniform() < 0.1) continue;  // absent
        const double z = slope * now[static_cast<std::size_t>(i)] + random.normal();
        const auto choice = z < cut         ? record::Choice::yes
                            : z < cut + 0.5 ? record::Choice::abstain
                                            : record::Choice::no;
        world.view.ballots.push_back({index, static_cast<std::uint16_t>(i), choice});
      }
    }
  }
  return world;
}

IdealPointOptions options_for_test() {
  IdealPointOptions options;
  options.high = {"TOP"};
  options.low = {"LOW"};
  options.innovation_variance = 0.03;
  return options;
}

// The truth on the estimate's scale: all states vote in all sessions, so that every session has mean 0 and variance 1.
double scaled(const World& world, int session, std::size_t voter) {
  const std::vector<double>& all = world.position[static_cast<std::size_t>(session - 1)];
  double mean = 0;
  double squares = 0;
  for (const double x : all) {
    mean += x / static_cast<double>(all.size());
    squares += x * x / static_cast<double>(all.size());
  }
  return (all[voter] - mean) / std::sqrt(squares - mean * mean);
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const double n = static_cast<double>(x.size());
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    a += x[i];
    b += y[i];
    aa += x[i] * x[i];
    bb += y[i] * y[i];
    ab += x[i] * y[i];
  }
  return (ab - a * b / n) / std::sqrt((aa - a * a / n) * (bb - b * b / n));
}

}  // namespace

TEST_CASE("positions that made the votes are found again, the right way up") {
  const World world = simulated(40, 6, 60, 1);
  const IdealPoints found = ideal_points(world.view, options_for_test(), kOneThread);
  REQUIRE(found.points.size() == 240);
  std::vector<double> truth;
  std::vector<double> estimate;
  for (const IdealPoint& p : found.points) {
    truth.push_back(scaled(world, p.session, p.voter));
    estimate.push_back(p.mean);
  }
  CHECK(correlation(truth, estimate) > 0.97);
  CHECK(found.r_hat_median < 1.05);
  CHECK(found.effective_draws_median > 60);  // of 120
  double sum = 0;
  for (const double e : estimate) sum += e;
  CHECK(std::abs(sum / 240) < 0.01);
}

TEST_CASE("intervals of positions and of moves hold the truth about four times in five, with few sweeps and no hint") {
  // Those of a user who says nothing: slopes of roll calls are not the world's, and in the first world states move a
  // sixth as far as the walk allows, so that intervals are wider than they need be.
  struct Drift {
    double step;
    double most;
  };
  for (const auto [step, most] : {Drift{0.15, 0.96}, Drift{0.5, 0.90}}) {
    CAPTURE(step);
    int inside = 0;
    int all = 0;
    int moves_inside = 0;
    int moves = 0;
    for (const std::uint64_t seed : {2, 3, 4, 5, 6, 7}) {
      const World world = simulated(40, 4, 45, seed, step);
      IdealPointOptions options;
      options.high = {"TOP"};
      options.low = {"LOW"};
      const IdealPoints found = ideal_points(world.view, options, kOneThread);
      for (const IdealPoint& p : found.points) {
        const double x = scaled(world, p.session, p.voter);
        inside += p.interval.lo <= x && x <= p.interval.hi ? 1 : 0;
        ++all;
      }
      for (TwoPositions& two : positions_at(found, 1, 4)) {
        const auto voter = static_cast<std::size_t>(
            std::find(world.view.voters.begin(), world.view.voters.end(), two.state) - world.view.voters.begin());
        const double x = scaled(world, 4, voter) - scaled(world, 1, voter);
        const stats::Interval middle = stats::middle_80(std::move(two.change_draws));
        moves_inside += middle.lo <= x && x <= middle.hi ? 1 : 0;
        ++moves;
      }
    }
    MESSAGE("positions ", inside, " of ", all, ", moves ", moves_inside, " of ", moves);
    // Points of one state hang together, so the shares vary more than as many tosses would.
    REQUIRE(moves > 150);
    for (const double share : {static_cast<double>(inside) / all, static_cast<double>(moves_inside) / moves}) {
      CHECK(share > 0.73);
      CHECK(share < most);
    }
  }
}

TEST_CASE("from session to session the states in common keep their mean and their spread, whoever joins or leaves") {
  World world = simulated(40, 3, 60, 11);
  // Session 2 is stretched by harder questions and session 3 loses a third of the states, those at one end.
  std::erase_if(world.view.ballots, [](const record::Ballot& b) { return b.roll_call >= 120 && b.voter < 13; });
  const IdealPoints found = ideal_points(world.view, options_for_test(), kOneThread);
  for (const int session : {2, 3}) {
    double now[3] = {};
    double before[3] = {};
    for (const IdealPoint& p : found.points) {
      if (p.session != session) continue;
      const std::size_t earlier = found.find(found.voters[p.voter], session - 1);
      REQUIRE(earlier != IdealPoints::npos);
      const double x = found.points[earlier].mean;
      for (auto [sums, value] : {std::pair(now, p.mean), std::pair(before, x)}) {
        sums[0] += 1;
        sums[1] += value;
        sums[2] += value * value;
      }
    }
    CHECK(now[0] == (session == 2 ? 40 : 27));
    CHECK(std::abs(now[1] - before[1]) / now[0] < 0.01);
    CHECK(now[2] == doctest::Approx(before[2]).epsilon(0.05));
  }
  CHECK(found.find("LOW", 3) == IdealPoints::npos);
}

TEST_CASE("one thread and two give the same bytes, another seed gives others") {
  const World world = simulated(20, 3, 30, 5);
  IdealPointOptions options = options_for_test();
  options.burn_in = 5;
  options.draws = 10;
  const IdealPoints one = ideal_points(world.view, options, kOneThread);
  CHECK(ideal_points(world.view, options, ThreadExecutor(2)).draw_values == one.draw_values);
  options.seed = 2;
  CHECK(ideal_points(world.view, options, kOneThread).draw_values != one.draw_values);
}

TEST_CASE("unanimous roll calls and absent states carry nothing") {
  World world = simulated(20, 3, 30, 6);
  IdealPointOptions options = options_for_test();
  options.burn_in = 5;
  options.draws = 10;
  const IdealPoints before = ideal_points(world.view, options, kOneThread);
  for (std::uint16_t i = 0; i < 20; ++i) world.view.ballots.push_back({90, i, record::Choice::yes});
  world.view.roll_calls.push_back({90, 3, *parse_day("1993-01-01"), false, "", ""});
  const IdealPoints after = ideal_points(world.view, options, kOneThread);
  CHECK(after.votes_used == before.votes_used);
  CHECK(after.draw_values == before.draw_values);
  CHECK(before.find("NONE", 1) == IdealPoints::npos);
  CHECK(before.find("TOP", 9) == IdealPoints::npos);
}

TEST_CASE("sessions before the first that is asked for are left out") {
  const World world = simulated(20, 4, 30, 10);
  IdealPointOptions options = options_for_test();
  options.burn_in = 5;
  options.draws = 10;
  options.first_session = 3;
  const IdealPoints found = ideal_points(world.view, options, kOneThread);
  CHECK(found.sessions == std::vector<int>{3, 4});
  CHECK(found.find("TOP", 2) == IdealPoints::npos);
  CHECK(found.find("TOP", 3) != IdealPoints::npos);
}

TEST_CASE("what cannot be estimated is said, not guessed") {
  CHECK_THROWS_AS(ideal_points(record::View{}, {}, kOneThread), Error);
  World world = simulated(10, 2, 10, 8);
  IdealPointOptions options = options_for_test();
  options.high = {"NONE"};
  CHECK_THROWS_AS(ideal_points(world.view, options, kOneThread), Error);
}

TEST_CASE("states with under thirty votes in a session take no part in a ranking of moves") {
  const World world = simulated(12, 2, 32, 9);
  IdealPointOptions options = options_for_test();
  options.burn_in = 5;
  options.draws = 10;
  const IdealPoints found = ideal_points(world.view, options, kOneThread);
  for (const TwoPositions& p : positions_at(found, 1, 2)) {
    CHECK(found.points[found.find(p.state, 1)].votes >= 30);
    CHECK(p.change_draws.size() == 80);
  }
  CHECK(positions_at(found, 1, 2).size() < 12);
}

#include "entente/outlook/exit_hazard.hpp"

#include "entente/base/random.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace entente;
using namespace entente::outlook;

namespace {

// Demands of 1990 on, a third of them after a coup. Each day one leaves with rate `leave`, so many times that after a
// coup, and is settled otherwise with rate `keep`.
record::View world(int demands, double leave, double keep, double times_after_coup = 4, std::uint64_t seed = 5) {
  record::View view;
  view.as_of = *parse_day("2020-01-01");
  const auto dated = [](Day day) { return *parse_date(to_string(day)); };
  for (int i = 0; i < demands; ++i) {
    RandomStream random(seed, "exit-hazard-test", static_cast<std::uint64_t>(i));
    record::Demand d;
    d.id = fmt::format("demands:D{:03}", i);
    d.host = fmt::format("H{:02}", i % 20);
    d.sender = "BBB";
    d.kind = "withdrawal-demanded";
    d.coup_within_24m = i % 3 == 0;
    const Day on = *parse_day("1990-01-01") + std::chrono::days(20 * i);
    d.on = dated(on);
    d.known_on = on;
    const double rate_left = d.coup_within_24m ? times_after_coup * leave : leave;
    const double days = -std::log(1 - random.uniform()) / (rate_left + keep);
    d.outcome = random.uniform() < rate_left / (rate_left + keep) ? "left" : "stayed-renegotiated";
    const Day ends = on + std::chrono::days(static_cast<int>(days));
    d.outcome_on = dated(ends);
    d.outcome_known_on = ends;
    view.demands.push_back(std::move(d));
  }
  return view;
}

}  // namespace

TEST_CASE("a hazard that rises fourfold after a coup is found, and the shares that left with it") {
  const record::View view = world(500, 0.001, 0.002);
  Situation s;
  s.state = State::no_demand;
  s.traits.coup = true;
  s.traits.kind = "withdrawal-demanded";
  const ExitHazard h = exit_hazard(view, s);
  REQUIRE(h.why_not.empty());
  const auto coup =
      std::find_if(h.factors.begin(), h.factors.end(), [](const ExitFactor& f) { return f.name == "coup"; });
  CHECK(std::abs(coup->leaving - std::log(4.0)) < 2 * coup->leaving_error);
  CHECK(std::abs(coup->keeping) < 2 * coup->keeping_error);
  // After a coup: 4 / 6 of those that end, and 1 - exp(-.006 t) end by day t.
  for (const ExitShare& share : h.left_by) {
    const double truth = 4.0 / 6 * -std::expm1(-0.006 * share.day);
    CHECK(share.left == doctest::Approx(truth).epsilon(0.12));
    CHECK(share.interval.lo < share.left);
    CHECK(share.interval.hi > share.left);
  }
  CHECK(h.median_day.has_value());
  CHECK_FALSE(h.latest_day.has_value());  // a third never leave
  CHECK(exit_hazard(view, s).left_by[0].interval.lo == h.left_by[0].interval.lo);
}

TEST_CASE("below sixty exits there is no hazard with covariates, and the reason is given") {
  const ExitHazard h = exit_hazard(world(60, 0.001, 0.002), Situation{});
  CHECK(h.left < kFewestExits);
  CHECK(h.factors.empty());
  CHECK(h.left_by.empty());
  CHECK(h.why_not.find("60 are needed") != std::string::npos);
}

TEST_CASE("the shipped record has too few exits for it in March 2024, and enough in June 2026") {
  const auto view = shipped::view(2024, 3, 17);
  const ExitHazard h = exit_hazard(view, situation(view, "NER", "USA"));
  CHECK(h.demands == 122);  // the case itself left out
  CHECK(h.left == 56);
  CHECK_FALSE(h.why_not.empty());
  const auto later = shipped::view(2026, 6, 1);
  const ExitHazard known = exit_hazard(later, situation(later, "TCD", "USA"));
  CHECK(known.left >= kFewestExits);
  const auto coup =
      std::find_if(known.factors.begin(), known.factors.end(), [](const ExitFactor& f) { return f.name == "coup"; });
  REQUIRE(coup != known.factors.end());
  CHECK(coup->leaving > 2 * coup->leaving_error);
  const ExitHazard gone = exit_hazard(later, situation(later, "NER", "USA"));
  CHECK(gone.left_by.empty());
  CHECK(gone.why_not.find("No forces are there") != std::string::npos);
}

TEST_CASE("the interval of the share that left holds about as often as it says") {
  // 60 worlds of 300 demands; by day 365 after a coup 4/6 (1 - exp(-.006 x 365)) have left. The fitted powers of time
  // stand in for a constant, and a normal draw for the posterior: so 80% within .8 +- four standard errors of .052.
  const double truth = 4.0 / 6 * -std::expm1(-0.006 * 365);
  Situation s;
  s.state = State::no_demand;
  s.traits.coup = true;
  constexpr int kWorlds = 60;
  int inside = 0;
  for (std::uint64_t seed = 1; seed <= kWorlds; ++seed) {
    const ExitHazard h = exit_hazard(world(300, 0.001, 0.002, 4, seed), s);
    REQUIRE(h.left_by.size() == 4);
    REQUIRE(h.left_by[2].day == 365);
    inside += h.left_by[2].interval.lo <= truth && truth <= h.left_by[2].interval.hi ? 1 : 0;
  }
  MESSAGE(fmt::format("held in {} of {} worlds", inside, kWorlds));
  CHECK(inside > kWorlds * 0.6);
  CHECK(inside < kWorlds * 0.99);
}

TEST_CASE("rolled forward, a covariate that matters beats the time alone, and one that does not does not") {
  // Demands fall every twenty days from 1990; in 2000 some 180 are known.
  const HazardScore found = roll_exit_hazard(world(500, 0.001, 0.002, 6), 2000, 2014);
  CHECK(found.can_be_judged);
  CHECK(found.known_before > kFewestExits);
  CHECK(found.better_than_chance);
  CHECK(found.left + found.kept < found.months);
  const HazardScore none = roll_exit_hazard(world(500, 0.001, 0.002, 1), 2000, 2014);
  CHECK_FALSE(none.better_than_chance);
  CHECK(std::abs(none.skill) < 0.02);
  // What became known later than the year's first day trains nothing, and no month is forecast twice.
  CHECK(roll_exit_hazard(world(500, 0.001, 0.002, 6), 2000, 2004).months +
            roll_exit_hazard(world(500, 0.001, 0.002, 6), 2005, 2014).months ==
        found.months);
  CHECK(roll_exit_hazard(world(500, 0.001, 0.002, 6), 1980, 1989).months == 0);
}

TEST_CASE("on the record that ships the hazard was chosen before 2015") {
  const HazardScore s = roll_exit_hazard(shipped::view(2015, 1, 1), 1985, 2014);
  MESSAGE(
      fmt::format("1985 to 2014: {} months, {} demands, {} left, {} kept, {} known before; loss {:.4f}, time alone "
                  "{:.4f}, skill {:.3f} ({:.3f} to {:.3f})",
                  s.months, s.demands, s.left, s.kept, s.known_before, s.log_loss, s.base_log_loss, s.skill,
                  s.skill_interval.lo, s.skill_interval.hi));
  CHECK(s.can_be_judged);
}

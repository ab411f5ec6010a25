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

// Demands of 1990 on, a third of them after a coup. Each day one leaves with rate `leave`, four times that after a
// coup, and is settled otherwise with rate `keep`.
record::View world(int demands, double leave, double keep) {
  record::View view;
  view.as_of = *parse_day("2020-01-01");
  const auto dated = [](Day day) { return *parse_date(to_string(day)); };
  for (int i = 0; i < demands; ++i) {
    RandomStream random(5, "exit-hazard-test", static_cast<std::uint64_t>(i));
    record::Demand d;
    d.id = fmt::format("demands:D{:03}", i);
    d.host = "AAA";
    d.sender = "BBB";
    d.kind = "withdrawal-demanded";
    d.coup_within_24m = i % 3 == 0;
    const Day on = *parse_day("1990-01-01") + std::chrono::days(20 * i);
    d.on = dated(on);
    d.known_on = on;
    const double rate_left = d.coup_within_24m ? 4 * leave : leave;
    const double days = -std::log(1 - random.uniform()) / (rate_left + keep);
    d.outcome = random.uniform() < rate_left / (rate_left + keep) ? "left" : "stayed-renegotiated";
    d.outcome_on = dated(on + std::chrono::days(static_cast<int>(days)));
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

#include "entente/outlook/signals.hpp"

#include "entente/outlook/arrival.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

namespace {

SignalSpec spec() { return read_signal_spec(shipped::model_text("signals.toml"), "data/model/signals.toml"); }

}  // namespace

TEST_CASE("a company counts as its state's, by the record") {
  const record::View view = shipped::view(2022, 2, 18);
  CHECK(principal_of(view, "WAGNER") == "RUS");
  CHECK(principal_of(view, "RUS") == "RUS");
  CHECK(principal_of(view, "XYZ") == "XYZ");
  // Wagner had been in Mali since December.
  REQUIRE(forces_there(view, "MLI", "WAGNER"));
  CHECK(*forces_there(view, "MLI", "WAGNER") == *forces_there(view, "MLI", "RUS"));
}

TEST_CASE("a signal of the case gives a rate among public signals, nested and counted, at 90 and 365 days") {
  const record::View view = shipped::view(2024, 3, 17);
  const auto s = signal_outlook(view, "NER", "RUS", spec());
  REQUIRE(s);
  for (const SignalHorizon& h : s->horizons) {
    REQUIRE(h.rungs.size() == 3);
    CHECK(h.rungs[0].n >= h.rungs[1].n);
    CHECK(h.rungs[1].n >= h.rungs[2].n);
    CHECK(h.interval.lo <= h.probability);
    CHECK(h.probability <= h.interval.hi);
    CHECK(h.rungs[0].n > 50);
  }
  CHECK(s->horizons[0].days <= s->horizons[1].days);
  // Nothing is known of Ghana and Russia on that day that has not passed long ago, and nothing of a power of no record.
  CHECK_FALSE(signal_outlook(view, "NER", "NOR", spec()));
}

TEST_CASE("what became known later moves nothing") {
  const Day day = shipped::day(2015, 6, 1);
  const record::View then = shipped::view(day);
  record::View later = shipped::view(2026, 6, 1);
  for (const record::Arrival& a : then.arrivals) {
    const auto x = signal_outlook(then, a.host, a.power, spec());
    if (!x) continue;
    for (const SignalHorizon& h : x->horizons) CHECK(h.rungs[0].n <= static_cast<int>(then.arrivals.size()));
  }
  CHECK(later.arrivals.size() > then.arrivals.size());
}

TEST_CASE("the score of signals says how many it is of, and whether it can be judged") {
  const record::View view = shipped::view(2026, 6, 1);
  for (const int days : {90, 365})
    for (const auto& [from, to] : {std::pair{1970, 2011}, std::pair{2012, 2025}}) {
      const SignalScore s = score_signals(view, spec(), days, from, to);
      MESSAGE(from << "-" << to << ", " << days << " days: " << s.episodes << " episodes, " << s.arrived
                   << " arrived, Brier " << s.brier << " against " << s.base_brier << ", skill " << s.skill << " ("
                   << s.interval.lo << " to " << s.interval.hi << ")");
      CHECK(s.arrived <= s.episodes);
      CHECK(s.interval.lo <= s.skill);
      CHECK(s.skill <= s.interval.hi);
    }
}

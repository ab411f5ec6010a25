#include "entente/outlook/known_to.hpp"

#include "entente/outlook/arrival.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/exit_time.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("a record reaches to the newest thing it knows, and silence counts for half a year after it") {
  record::View view;
  view.as_of = shipped::day(2030, 1, 1);
  CHECK(known_to(view) == kNothingKnown);
  CHECK(days_between(view.as_of, known_to(view)) < -365 * 30000);
  record::Demand d;
  d.known_on = shipped::day(2025, 3, 1);
  d.outcome_known_on = shipped::day(2025, 6, 1);
  view.demands.push_back(d);
  CHECK(known_to(view) == shipped::day(2025, 6, 1));
  CHECK(silence_counts_until(view) == shipped::day(2025, 12, 1));
  view.as_of = shipped::day(2025, 7, 1);
  CHECK(silence_counts_until(view) == view.as_of);
}

TEST_CASE("a later day adds nothing to what the shipped record reaches") {
  const Day end = known_to(shipped::view(2026, 6, 1));
  CHECK(end < shipped::day(2026, 6, 1));
  CHECK(known_to(shipped::view(2035, 1, 1)) == end);
}

TEST_CASE("days after the record's end are not days on which forces stayed") {
  const record::View end = shipped::view(known_to(shipped::view(2035, 1, 1)));
  const LadderFile file = shipped::ladder_file();
  for (const Day later :
       {end.as_of + std::chrono::days(1), end.as_of + std::chrono::days(400), shipped::day(2040, 1, 1)}) {
    CAPTURE(to_string(later));
    const record::View view = shipped::view(later);
    for (const int to_day : {90, 365, 720}) {
      CHECK(exit_trials(view, "", 0, to_day).trials.size() == exit_trials(end, "", 0, to_day).trials.size());
      CHECK(exit_trials(view, "", 0, to_day).censored == exit_trials(end, "", 0, to_day).censored);
      CHECK(arrival_trials(view, file, "RUS", "", 0, to_day).trials.size() ==
            arrival_trials(end, file, "RUS", "", 0, to_day).trials.size());
    }
    const Situation nobody;
    const auto a = exit_times(end, nobody);
    const auto b = exit_times(view, nobody);
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      CHECK(a[i].curve.points.size() == b[i].curve.points.size());
      CHECK(a[i].curve.points.back().day == b[i].curve.points.back().day);
    }
    CHECK(exit_hazard(view, nobody, 1).rows == exit_hazard(end, nobody, 1).rows);
    const auto years = [](const record::View& v) {
      int last = 0;
      for (const Trial& t : presence_years(v, AskEvent::asked)) last = std::max(last, t.year);
      return last;
    };
    CHECK(years(view) <= year_of(end.as_of));
  }
}

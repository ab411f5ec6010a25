#include "entente/outlook/known_to.hpp"

#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("a record reaches to the newest thing it knows, and silence counts for half a year after it") {
  record::View view;
  view.as_of = shipped::day(2030, 1, 1);
  CHECK(known_to(view) == Day::min());
  record::Demand d;
  d.known_on = shipped::day(2025, 3, 1);
  d.outcome_known_on = shipped::day(2025, 6, 1);
  view.demands.push_back(d);
  CHECK(known_to(view) == shipped::day(2025, 6, 1));
  CHECK(told_to(view) == shipped::day(2025, 12, 1));
  view.as_of = shipped::day(2025, 7, 1);
  CHECK(told_to(view) == view.as_of);
}

TEST_CASE("a later day adds nothing to what the shipped record reaches") {
  const Day end = known_to(shipped::view(2026, 6, 1));
  CHECK(end < shipped::day(2026, 6, 1));
  CHECK(known_to(shipped::view(2035, 1, 1)) == end);
}

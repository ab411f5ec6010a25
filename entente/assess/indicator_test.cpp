#include "entente/assess/indicator.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

outlook::Indicator indicator(double seen) {
  outlook::Indicator i;
  i.event = outlook::Event::coup;
  i.observable = "a coup in the host";
  i.by = day("2024-09-17");
  i.now = 0.5;
  i.seen = seen;
  i.not_seen = 0.4;
  i.seen_n = 7;
  i.not_seen_n = 9;
  i.chance = 0.1;
  i.basis = "Counted.";
  return i;
}

outlook::Question question() {
  outlook::Question q;
  q.host = "NER";
  q.counterpart = "USA";
  q.asked_on = day("2024-03-17");
  q.horizon_on = day("2025-03-16");
  return q;
}

}  // namespace

TEST_CASE("an indicator shows both branches, and the ledger keeps the observable and what follows under each") {
  World w;
  Judgement j;
  j.id = "KJ1";
  Contribution out(w.view);
  add_indicator(out, w.given(), j, question(), indicator(0.8));
  REQUIRE(out.indicators.size() == 1);
  CHECK(out.indicators[0].observable == "A coup in the host");
  CHECK(out.indicators[0].basis == "Counted. Cases behind the branches: 7 and 9.");
  REQUIRE(out.forecasts.size() == 3);
  CHECK(out.forecasts[0].question.event == outlook::Event::coup);
  CHECK(out.forecasts[0].question.horizon_on == day("2024-09-17"));
  CHECK(out.forecasts[1].question.given->seen);
  CHECK(out.forecasts[1].p == 0.8);
  CHECK_FALSE(out.forecasts[2].question.given->seen);
}

TEST_CASE("what settles the question is not a forecast of its own, and without a ledger there is none") {
  World w;
  Judgement j;
  Contribution out(w.view);
  add_indicator(out, w.given(), j, question(), indicator(1));
  CHECK(out.forecasts.size() == 2);
  CHECK(out.indicators[0].basis == "Counted.");
  Contribution front(w.view);
  add_indicator(front, w.given(kFront), j, question(), indicator(0.8));
  CHECK(front.indicators.size() == 1);
  CHECK(front.forecasts.empty());
}

#include "entente/assess/summary.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

Judgement judgement(const std::string& id, JudgementKind kind, std::optional<double> p) {
  Judgement j;
  j.id = id;
  j.kind = kind;
  j.claim = "the claim of " + id;
  j.in_short = "the short of " + id;
  j.p = p;
  if (p) {
    j.interval = stats::Interval{*p - 0.1, *p + 0.1};
    j.horizon = day("2025-03-16");
  }
  j.evidence = {"row:of:" + id};
  return j;
}

}  // namespace

TEST_CASE("the strip holds the judgements that have a probability") {
  CHECK_FALSE(forecast_strip({judgement("KJ1", JudgementKind::left, {})}).has_value());
  const auto section =
      forecast_strip({judgement("KJ1", JudgementKind::exit, 0.7), judgement("KJ2", JudgementKind::cover, {})});
  REQUIRE(section.has_value());
  const Figure& figure = std::get<Figure>(section->blocks.front());
  CHECK(figure.finding.starts_with("KJ1 at 70%: "));
  CHECK(std::get<ForecastStrip>(figure.data).rows.size() == 1);
}

TEST_CASE("the method ends with the call that gives the brief again") {
  World w;
  const Statement last = method(w.given()).back();
  CHECK(last.text == "Reproduce:");
  REQUIRE(last.call.has_value());
  CHECK(last.call->verb == "brief");
  CHECK(last.call->request.size() == 2);
  w.view.vintage = record::Vintage::strict;
  CHECK(method(w.given()).back().call->request.back().value == "strict");
}

TEST_CASE("new terms are an assumption only while a demand is open") {
  World w;
  CHECK(assumptions(w.given()).empty());
  w.presence("P1", "NER", "USA", "2013");
  CHECK(assumptions(w.given()).size() == 1);
  w.draw_demand();
  CHECK(assumptions(w.given()).size() == 2);
  w.of.alternatives.airspace = {{"Mali closed", {"MLI"}, 0}};
  CHECK(assumptions(w.given()).back().text == "The airspace of Mali may be closed to the counterpart.");
  w.of.alternatives.airspace = {{"both closed", {"NER", "MLI"}, 0}};
  CHECK(assumptions(w.given()).back().text == "The airspace of Niger and Mali may be closed to the counterpart.");
}

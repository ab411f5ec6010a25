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

TEST_CASE("the bottom line is found by the kind of judgement, whatever its words are") {
  World w;
  w.draw_demand();
  w.event("E1", "2023-12-07", "USA", "statement", "NER").quantity = 648;
  w.view.events.back().unit = "US military personnel";
  Register evidence(w.view);
  const std::vector<Judgement> judgements{
      judgement("KJ1", JudgementKind::exit, 0.7), judgement("KJ2", JudgementKind::deaths, 0.4),
      judgement("KJ3", JudgementKind::arrival, 0.2), judgement("KJ4", JudgementKind::arrival, 0.1),
      judgement("KJ5", JudgementKind::cover, {})};
  const std::vector<Statement> line = bottom_line(w.given(), judgements, evidence);
  CHECK(text_of(line) ==
        "At stake: about 648 people of the United States. Exit by 16 March 2025: 70% (80% interval 60%–80%). "
        "The short of KJ3 by 16 March 2025: 20%. The short of KJ5.");
  CHECK(line[0].evidence == std::vector<std::string>{"row:events:E1"});
  CHECK(line[2].evidence == std::vector<std::string>{"row:of:KJ3"});
}

TEST_CASE("once half have left the people at stake are said to be those of before; an exit leads the bottom line") {
  World w;
  w.draw_demand();
  w.event("E1", "2023-12-07", "USA", "statement", "NER").quantity = 648;
  w.view.events.back().unit = "US military personnel";
  w.step("S1", "B100", "2024-03-17", "half-gone");
  Register evidence(w.view);
  CHECK(bottom_line(w.given(), {judgement("KJ1", JudgementKind::exit, 0.7)}, evidence).front().text ==
        "At stake: about 648 people of the United States; half of the people or more have left.");
  CHECK(text_of(bottom_line(w.given(),
                            {judgement("KJ1", JudgementKind::left, {}), judgement("KJ2", JudgementKind::cover, {})},
                            evidence)) == "The claim of KJ1. The short of KJ2.");
}

TEST_CASE("without a number the first claim is the bottom line; without judgements there is none") {
  World w;
  Register evidence(w.view);
  CHECK(bottom_line(w.given(), {}, evidence).empty());
  CHECK(text_of(bottom_line(w.given(), {judgement("KJ1", JudgementKind::left, {})}, evidence)) == "The claim of KJ1.");
}

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

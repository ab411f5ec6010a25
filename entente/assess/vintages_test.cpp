#include "entente/assess/vintages.hpp"

#include "entente/assess/world_for_tests.hpp"
#include "entente/record/series.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

const int kOctober = record::month_index(2023, 10);

record::View view_with(double october) {
  World w;
  record::View view = w.view;
  view.as_of = day("2023-12-01");
  view.deaths_revised_as_of = "2026-05-15";
  record::DeathsSeries niger{"NER", kOctober - 13, {}};
  for (int m = kOctober - 13; m < kOctober; ++m) niger.deaths.push_back(40);
  niger.deaths.push_back(october);
  view.deaths = {niger};
  return view;
}

record::View as_then() { return view_with(115); }
record::View as_now() { return view_with(86); }
record::Figures by_december() { return record::Figures::released_by(day("2023-12-01")); }

std::vector<record::Release> releases() {
  return {{1, 1, "deaths", day("2023-11-20"), "c", 1, {{"NER", kOctober, kOctober}}},
          {2, 1, "deaths", day("2026-05-15"), "d", 14, {{"NER", kOctober - 13, kOctober}}}};
}

Assessment told(const std::string& claim, double p) {
  Assessment a;
  a.case_name = "drawn";
  a.host = "NER";
  a.as_of = day("2023-12-01");
  Judgement deaths;
  deaths.id = "KJ1";
  deaths.kind = JudgementKind::deaths;
  deaths.claim = claim;
  deaths.resolution_rule = "the rule";
  deaths.p = p;
  Judgement exit;
  exit.id = "KJ2";
  exit.claim = "they will have left";
  exit.p = 0.4;
  a.judgements = {deaths, exit};
  a.sections.push_back({"map", "Map", Part::front, {}});
  a.sections.push_back({"deaths", "Deaths", Part::annex, {}});
  return a;
}

}  // namespace

TEST_CASE("a brief under the figures of the day says which judgement today's would move, and by which month") {
  Assessment a = told("deaths will have passed 555", 0.4);
  const auto both = releases();
  const record::View now = as_now();
  note_vintages(a, as_then(), by_december(),
                {told("deaths will have passed 526", 0.43), now, record::Vintage::latest, both, {"NER", "MLI"}});
  REQUIRE(a.sections.size() == 3);
  const Section& section = a.sections[1];
  CHECK(section.id == "vintages");
  CHECK(section.part == Part::front);
  const std::string text = text_of(&section);
  CHECK(says(text, "figures that had been released by 1 December 2023"));
  CHECK(
      says(text, "Niger in October 2023: 115 (released on 20 November 2023) here, 86 (released on 15 May 2026) there"));
  CHECK(says(text, "1 judgement moves by it, of 2"));
  const Table* moved = table_of(&section, "vintages-judgements");
  REQUIRE(moved != nullptr);
  REQUIRE(moved->rows.size() == 1);
  CHECK(row_of(*moved, 0).starts_with(
      "KJ1 | deaths will have passed 555: 40% | deaths will have passed 526: 43% | Niger"));
  const Table* months = table_of(&section, "vintages-months");
  REQUIRE(months != nullptr);
  REQUIRE(months->rows.size() == 1);
  CHECK(row_of(*months, 0).ends_with("| −29"));
  CHECK(says(months->source_line, "20 November 2023 and 15 May 2026"));
  const auto& series = std::get<SeriesFigure>(figure_of(&section, "vintages")->data);
  REQUIRE(series.panels.size() == 1);
  CHECK(series.panels[0].lines[0].label == "released by 1 December 2023");
  CHECK(series.panels[0].lines[0].y.back() == 115);
  CHECK(series.panels[0].lines[1].y.back() == 86);
  CHECK_FALSE(a.evidence.empty());
  CHECK(a.judgements.front().claim == "deaths will have passed 555");
}

TEST_CASE("vintages that do not differ move nothing and show no table; months that one lacks are told") {
  Assessment a = told("deaths will have passed 526", 0.43);
  const auto both = releases();
  const record::View now = as_now();
  note_vintages(a, now, record::Vintage::latest,
                {told("deaths will have passed 526", 0.43), now, by_december(), both, {"NER"}});
  CHECK(says(text_of(&a.sections[1]), "None of 2 judgements moves"));
  CHECK(a.sections[1].blocks.size() == 1);

  record::View strict = now;
  strict.deaths.clear();
  Assessment less = told("deaths will have passed 526", 0.43);
  Assessment without = less;
  without.judgements.erase(without.judgements.begin());
  note_vintages(less, now, record::Vintage::latest, {without, strict, record::Vintage::strict, both, {"NER"}});
  CHECK(says(text_of(&less.sections[1]), "14 months of the host stand in one of the two alone"));
  const Table* moved = table_of(&less.sections[1], "vintages-judgements");
  REQUIRE(moved != nullptr);
  CHECK(says(row_of(*moved, 0), "not made"));
}

TEST_CASE("figures of a day are named in the strip and in the call that makes the brief again") {
  Assessment a = told("deaths will have passed 555", 0.4);
  a.vintage = "latest";
  a.method.push_back({"Reproduce:", {}, Status::computed, Call{"brief"}.with("case", "drawn")});
  mark_vintage(a, record::Vintage::latest);
  CHECK(a.vintage == "latest");
  mark_vintage(a, by_december());
  CHECK(a.vintage == "2023-12-01");
  REQUIRE(a.method[0].call->request.size() == 2);
  CHECK(a.method[0].call->request[1].name == "vintage");
  CHECK(a.method[0].call->request[1].value == "2023-12-01");
}

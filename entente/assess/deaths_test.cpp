#include "entente/assess/world_for_tests.hpp"
#include "entente/record/series.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

// Twelve states from 2010 to January 2024; each month of the host has `deaths`, that of another one a little more or
// less than the year before.
World at_war(double deaths) {
  World w;
  w.asks(QuestionKind::deaths);
  w.of.deaths = {"NER", "MLI"};
  w.view.deaths_revised_as_of = "2026-05-15";
  const int first = record::month_index(2010, 1);
  const int last = record::month_index(2024, 1);
  const auto add = [&](const std::string& code, auto&& of_month) {
    record::DeathsSeries series{code, first, {}};
    for (int m = first; m <= last; ++m) series.deaths.push_back(of_month(m));
    w.view.deaths.push_back(std::move(series));
  };
  for (const char* code : {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF"})
    add(code, [&](int m) { return 10.0 + (m * (1 + code[0] - 'A')) % 7; });
  add("MLI", [](int m) { return 20.0 + m % 5; });
  add("NER", [&](int) { return deaths; });
  return w;
}

}  // namespace

TEST_CASE("the host's judgement is that more will die than in the last twelve months") {
  World w = at_war(12);
  const Contribution found = deaths_part(w.given(kAll, 4));
  REQUIRE(found.judgements.size() == 1);
  const Judgement& j = found.judgements.front();
  CHECK(j.id == "KJ4");
  CHECK(j.kind == JudgementKind::deaths);
  CHECK(says(j.claim, "will have passed 144 (the count to January 2024)"));
  CHECK(j.horizon == day("2025-01-31"));
  CHECK((j.interval->lo <= *j.p && *j.p <= j.interval->hi));
  CHECK(found.forecasts.front().question.threshold == 144);
  const Table* table = table_of(find(found, "deaths"), "deaths");
  REQUIRE(table != nullptr);
  CHECK(table->rows.size() == 2);
  CHECK(row_of(*table, 0).starts_with("Niger | 144 | "));
  const auto& fan = std::get<FanFigure>(figure_of(find(found, "deaths"), "deaths")->data);
  CHECK(fan.panels.front().last_twelve == 144);
  CHECK(fan.panels.front().month.back() == day("2024-01-01"));
}

TEST_CASE("in front only the host is carried ahead, with the same number") {
  World w = at_war(12);
  const Contribution front = deaths_part(w.given(kFront));
  REQUIRE(front.judgements.size() == 1);
  CHECK(front.judgements.front().p == deaths_part(w.given(kAll)).judgements.front().p);
  CHECK(front.judgements.front().confidence->because ==
        deaths_part(w.given(kAll)).judgements.front().confidence->because);
  CHECK(front.sections.empty());
  CHECK(left_out(front, "deaths"));
}

TEST_CASE("no series, or one that ends too early, is a gap") {
  World w = at_war(12);
  w.view.deaths.clear();
  CHECK(says(text_of(deaths_part(w.given()).gaps), "holds no month that was published by the day"));
  w.view.vintage = record::Vintage::strict;
  CHECK(says(text_of(deaths_part(w.given()).gaps), "strict vintage"));
  World late = at_war(12);
  late.view.as_of = day("2026-03-17");
  const Contribution found = deaths_part(late.given());
  CHECK(found.judgements.empty());
  CHECK(says(text_of(found.gaps), "it gives no number for days after 17 March 2026"));
}

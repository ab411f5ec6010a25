#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("an open demand asks whether the forces will have left a year after it") {
  World w;
  w.asks(QuestionKind::presence);
  w.draw_demand();
  w.event("E1", "2024-03-16", "NER", "agreement-terminated", "USA");
  const Contribution found = presence_part(w.given(kAll, 3));
  REQUIRE(found.judgements.size() == 1);
  const Judgement& j = found.judgements.front();
  CHECK(j.kind == JudgementKind::exit);
  CHECK(j.id == "KJ3");
  CHECK(j.claim == "the forces of the United States will have left Niger");
  CHECK(j.horizon == day("2025-03-16"));
  CHECK(j.resolution_rule == "rule q1");
  CHECK((j.interval->lo < *j.p && *j.p < j.interval->hi));
  // The demand first, its classes, and the event that tells of it last.
  CHECK(j.evidence.front() == "row:demands:B100");
  CHECK(j.evidence.back() == "row:events:E1");
  CHECK(says(found.title, "Niger has told the United States to go: exit by 16 March 2025 put at"));
  CHECK(figure_of(find(found, "ladder"), "ladder") != nullptr);
  CHECK(find(found, "exit-time") != nullptr);
  CHECK(found.forecasts.front().question.event == outlook::Event::exit);
  CHECK(found.forecasts.front().members.size() == 20);
}

TEST_CASE("in front nothing of the annex is computed, and the number is the same") {
  World w;
  w.asks(QuestionKind::presence);
  w.of.branches.push_back({.id = "silence", .words = "nothing is settled for 60 days", .silent_days = 60});
  w.draw_demand();
  const Contribution all = presence_part(w.given(kAll));
  const Contribution front = presence_part(w.given(kFront));
  CHECK(front.judgements.front().p == all.judgements.front().p);
  CHECK(find(front, "ladder") != nullptr);
  for (const char* id : {"ladder-notes", "exit-time", "futures"}) {
    CHECK(find(front, id) == nullptr);
    CHECK(left_out(front, id));
    CHECK_FALSE(left_out(all, id));
  }
  CHECK(front.forecasts.empty());
  CHECK(front.indicators.size() == all.indicators.size());
}

TEST_CASE("forces without a demand ask whether the host makes one") {
  World w;
  w.asks(QuestionKind::presence);
  w.presence("P1", "NER", "USA", "2013");
  w.presence("P2", "MLI", "FRA", "2013").to = date("2022-08-15");
  w.resolved("B1", "2022-02-17", "MLI", "FRA", "left", "2022-08-15").presence_id = "P2";
  w.coup("C1", "NER", "2023-07-26");
  const Contribution found = presence_part(w.given());
  REQUIRE(found.judgements.size() == 1);
  CHECK(found.judgements.front().kind == JudgementKind::asks);
  CHECK(found.judgements.front().horizon == day("2025-03-17"));
  CHECK(says(found.title, "Niger keeps the forces of the United States"));
  CHECK(std::ranges::count(found.judgements.front().evidence, "row:coups:C1") == 1);
  // The coup has happened, so that it is nothing to wait for.
  CHECK(std::ranges::count(found.judgements.front().would_change, "a coup in the host") == 0);
  CHECK(std::ranges::count(found.judgements.front().would_change, "a demand on another power's forces in the host") ==
        1);
}

TEST_CASE("forces that have left are reported, and where none are on record that is a gap") {
  World w;
  w.asks(QuestionKind::presence);
  CHECK(presence_part(w.given()).judgements.empty());
  CHECK(says(text_of(presence_part(w.given()).gaps), "no presence of the United States in Niger"));
  w.presence("P1", "NER", "USA", "2013").to = date("2023-09-15");
  w.resolved("B1", "2023-07-01", "NER", "USA", "left", "2023-09-15").presence_id = "P1";
  const Contribution found = presence_part(w.given());
  REQUIRE(found.judgements.size() == 1);
  CHECK(found.judgements.front().kind == JudgementKind::left);
  CHECK_FALSE(found.judgements.front().p.has_value());
  CHECK(found.judgements.front().claim == "the forces of the United States have left Niger as of 15 September 2023");
  CHECK(found.title == "The forces of the United States have left Niger");
}

TEST_CASE("a demand of which no class can be counted is a gap, and so is a case that does not ask") {
  World w;
  CHECK(says(text_of(presence_part(w.given()).gaps), "asks nothing about the presence"));
  w.asks(QuestionKind::presence);
  w.demand("B1", "2024-03-16", "NER", "USA");
  const Contribution found = presence_part(w.given());
  CHECK(found.judgements.empty());
  CHECK(says(text_of(found.gaps), "no demand by another host is known on this day"));
}

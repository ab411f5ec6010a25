#include "entente/assess/changes.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

Assessment with(Judgement j, const std::string& as_of) {
  Assessment a;
  a.host = "NER";
  a.counterpart = "USA";
  a.as_of = day(as_of);
  a.state = "denounced";
  a.judgements.push_back(std::move(j));
  return a;
}

Judgement will_leave(double p, const std::string& claim = "they will have left") {
  Judgement j;
  j.claim = claim;
  j.resolution_rule = "the rule";
  j.p = p;
  return j;
}

}  // namespace

TEST_CASE("a judgement that moved is told with both numbers; one that did not is not") {
  World w;
  Assessment now = with(will_leave(0.71), "2024-03-17");
  note_changes(now, w.view, with(will_leave(0.6), "2024-03-01"), w.view);
  REQUIRE(now.changes.size() == 1);
  CHECK(now.since == day("2024-03-01"));
  CHECK(now.changes[0].before == "60%");
  CHECK(now.changes[0].after == "71%");
  Assessment still = with(will_leave(0.6), "2024-03-17");
  note_changes(still, w.view, with(will_leave(0.601), "2024-03-01"), w.view);
  CHECK(still.changes.empty());
}

TEST_CASE("a claim whose count has moved on is the same judgement by its rule; a new question is a new one") {
  World w;
  Assessment now = with(will_leave(0.5, "more than 120 will have died"), "2024-03-17");
  note_changes(now, w.view, with(will_leave(0.4, "more than 100 will have died"), "2024-03-01"), w.view);
  REQUIRE(now.changes.size() == 1);
  CHECK(now.changes[0].before == "40%");
  Assessment other = with(will_leave(0.5), "2024-03-17");
  Assessment before = with(will_leave(0.4, "they will ask"), "2024-03-01");
  before.judgements[0].resolution_rule = "another";
  before.state = "in-force";
  note_changes(other, w.view, before, w.view);
  REQUIRE(other.changes.size() == 2);
  CHECK(other.changes[0].what == "State of the presence");
  CHECK(other.changes[1].what == "New judgement");
}

TEST_CASE("another question under the same rule is a new judgement, and a count that has moved on is told") {
  World w;
  Assessment now = with(will_leave(0.6), "2024-03-17");
  Judgement asked = will_leave(0.06, "Niger will ask them to leave");
  asked.kind = JudgementKind::asks;
  note_changes(now, w.view, with(asked, "2024-01-15"), w.view);
  REQUIRE(now.changes.size() == 1);
  CHECK(now.changes[0].what == "New judgement");
  Judgement more = will_leave(0.5, "deaths will have passed 120");
  Judgement fewer = will_leave(0.4, "deaths will have passed 100");
  more.kind = fewer.kind = JudgementKind::deaths;
  Assessment later = with(more, "2024-03-17");
  note_changes(later, w.view, with(fewer, "2024-01-15"), w.view);
  REQUIRE(later.changes.size() == 1);
  CHECK(later.changes[0].cause == "the question has moved; before: deaths will have passed 100");
}

TEST_CASE("of facts that became known five are told, those that move a state of affairs first") {
  World w;
  for (int i = 0; i < 6; ++i) w.event(fmt::format("V{}", i), fmt::format("2024-03-0{}", i + 2), "NER", "visit", "RUS");
  w.event("E1", "2024-03-05", "NER", "agreement-terminated", "USA", "Niger ends the accord");
  w.event("OLD", "2024-02-05", "NER", "coup", "");
  w.event("ELSE", "2024-03-05", "MLI", "coup", "");
  const record::View& view = w.given().view;
  record::View seen = view;
  seen.as_of = day("2024-03-01");
  Assessment now = with(will_leave(0.6), "2024-03-17");
  note_changes(now, view, with(will_leave(0.6), "2024-03-01"), seen);
  REQUIRE(now.changes.size() == 6);
  CHECK(now.changes[0].after == "Niger ends the accord");
  CHECK(now.changes[1].what == "Became known on 7 March 2024");
  CHECK(now.changes[5].after == "2 further events");
  CHECK(now.evidence.size() == 5);
}

TEST_CASE("each step of a demand on the counterpart that became known in between is a change, and no other") {
  World w;
  w.demand("B1", "2024-03-01", "NER", "USA");
  w.demand("B2", "2024-03-01", "NER", "FRA");
  w.step("S1", "B1", "2024-02-28", "date-agreed", "before");
  w.step("S2", "B1", "2024-03-10", "talks-opened", "Talks begin");
  w.step("S3", "B2", "2024-03-10", "talks-opened", "of another power");
  const record::View& view = w.given().view;
  record::View seen = view;
  seen.as_of = day("2024-03-01");
  Assessment now = with(will_leave(0.6), "2024-03-17");
  note_changes(now, view, with(will_leave(0.6), "2024-03-01"), seen);
  REQUIRE(now.changes.size() == 1);
  CHECK(now.changes[0].what == "Became known on 10 March 2024");
  CHECK(now.changes[0].after == "Talks begin");
  CHECK(now.changes[0].evidence == std::vector<std::string>{"row:steps:S2"});
  CHECK(now.evidence.size() == 1);
}

#include "entente/assess/narrative.hpp"

#include "entente/assess/assess.hpp"
#include "entente/assess/presence_told.hpp"
#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

std::string words(std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += (i == 0 ? "" : " ") + std::string("word");
  return out + ".";
}

Line line(On on, const std::string& text, int spare = 0) { return {on, {text, {}, Status::reported}, spare}; }

const Passage* passage(const std::vector<Passage>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &Passage::id);
  return found == all.end() ? nullptr : &*found;
}

std::size_t words_of(const std::vector<Passage>& all) {
  std::size_t n = 0;
  for (const Passage& one : all)
    for (const Statement& s : one.statements) n += count_of_words(s.text);
  return n;
}

World drawn_world() {
  World w;
  w.draw_demand();
  w.asks(QuestionKind::presence);
  w.asks(QuestionKind::arrival);
  w.of.arrivals = {"RUS"};
  w.of.partners = {"RUS", "TUR"};
  w.event("E1", "2023-12-04", "RUS", "agreement-signed", "NER");
  w.event("E2", "2024-01-16", "RUS", "talks", "NER");
  w.presence("P9", "MLI", "RUS", "2021");
  return w;
}

}  // namespace

TEST_CASE("passages stand in their order, whatever the parts' is; what was not told has half a sentence") {
  World w;
  const auto all = narrative(w.given(), {line(On::watch, "Watch."), line(On::happened, "It happened.")});
  REQUIRE(all.size() == 9);  // the good is told of only where one is named
  CHECK(all.front().id == "happened");
  CHECK(all.back().id == "watch");
  CHECK(passage(all, "good") == nullptr);
  for (const Passage& one : all) {
    CHECK_FALSE(one.heading.empty());
    CHECK_FALSE(one.statements.empty());
  }
}

TEST_CASE("what can be spared goes first, the last of it before the others; what has to stay stays") {
  World w;
  std::vector<Line> lines;
  for (int i = 0; i < 10; ++i) lines.push_back(line(On::happened, words(20)));
  lines.push_back(line(On::happened, words(25), 1));
  for (int i = 0; i < 6; ++i) lines.push_back(line(On::lost, words(20)));
  lines.push_back(line(On::lost, words(26), 2));
  lines.push_back(line(On::why, words(27), 3));
  const auto all = narrative(w.given(), lines);
  CHECK(words_of(all) <= kNarrativeWords);
  CHECK(passage(all, "happened")->statements.size() == 11);
  CHECK(passage(all, "lost")->statements.size() == 6);
  // The last line of a passage stays.
  CHECK(passage(all, "why")->statements.size() == 1);
  // What can be spared and is too long a sentence goes where there is room, too.
  const auto shorter = narrative(w.given(), {line(On::happened, words(20)), line(On::happened, words(29), 1)});
  CHECK(passage(shorter, "happened")->statements.size() == 1);
  std::vector<Line> all_needed;
  for (int i = 0; i < 30; ++i) all_needed.push_back(line(i < 15 ? On::happened : On::lost, words(20)));
  CHECK(words_of(narrative(w.given(), all_needed)) <= kNarrativeWords);
}

TEST_CASE("key points are at most seven, in the order of the passages, and none is too long") {
  std::vector<Point> points;
  for (int i = 0; i < 9; ++i) points.push_back({On::beyond, {"Beyond.", {}, Status::computed}});
  points.push_back({On::happened, {words(26), {}, Status::computed}});
  points.push_back({On::happened, {words(25), {}, Status::computed}});
  const auto out = key_points(points, {});
  CHECK(out.size() == kMostPoints);
  CHECK(count_of_words(out.front().text) == 25);
  CHECK(out.back().text == "Beyond.");
}

TEST_CASE("where there are too few points, sentences on other matters fill up, what is not known last") {
  Line gap = line(On::security, "Not known.");
  gap.statement.told = Told{.says = Says::gap};
  const std::vector<Line> lines{line(On::happened, "It happened."), gap,
                                line(On::lost, words(26)),          line(On::lost, "Much is lost."),
                                line(On::instead, "Nobody comes."), line(On::instead, "And nobody else."),
                                line(On::watch, "Watch.")};
  const auto out = key_points({{On::happened, {"A point.", {}, Status::reported}}}, lines);
  REQUIRE(out.size() == kFewestPoints);
  CHECK(out[0].text == "A point.");
  CHECK(out[1].text == "Much is lost.");
  CHECK(out[2].text == "Nobody comes.");
  CHECK(out[3].text == "Not known.");
  CHECK(out[4].text == "Watch.");
}

TEST_CASE("what to watch is of each observable the day that tells most, three at most") {
  Judgement j;
  j.id = "KJ1";
  j.evidence = {"row:x"};
  const auto indicator = [](const std::string& what, const std::string& by, double seen, double unseen) {
    Indicator out;
    out.observable = what + " by " + to_words(day(by));
    out.by = day(by);
    out.judgement = "KJ1";
    out.p_now = 0.5;
    out.p_if_seen = seen;
    out.p_if_not_seen = unseen;
    return out;
  };
  const auto lines = watch_lines({indicator("A", "2024-06-15", 0.6, 0.4), indicator("A", "2024-09-15", 0.8, 0.1),
                                  indicator("B", "2024-06-15", 0.9, 0.4), indicator("C", "2024-06-15", 0.5, 0.4),
                                  indicator("D", "2024-06-15", 0.5, 0.49)},
                                 {j});
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].statement.text == "A by 15 September 2024: chance of exit 80%, else 10%.");
  CHECK(lines[1].statement.text == "B by 15 June 2024: chance of exit 90%, else 40%.");
  CHECK(lines[0].statement.evidence == std::vector<std::string>{"row:x"});
}

TEST_CASE("page 1 of a drawn demand has no more words than it may, and every sentence has evidence or says why not") {
  World w = drawn_world();
  const Assessment a = assess::assess(w.of, w.given().view, w.reference, w.models, one_thread());
  CHECK(words_of(a.narrative) <= kNarrativeWords);
  CHECK(a.key_points.size() >= 3);
  for (const Statement& point : a.key_points) {
    CAPTURE(point.text);
    CHECK(count_of_words(point.text) <= kPointWords);
    REQUIRE(point.told.has_value());
    CHECK((!point.evidence.empty() || point.told->says == Says::gap || point.status == Status::assumed));
  }
  for (const Passage& one : a.narrative)
    for (const Statement& s : one.statements) {
      CAPTURE(s.text);
      REQUIRE(s.told.has_value());
      CHECK((!s.evidence.empty() || s.told->says == Says::gap || one.id == "why"));
    }
  CHECK(text_of(passage(a.narrative, "happened")->statements)
            .starts_with("Niger asked the forces of the United States to leave on 16 March 2024 (not verified)."));
  CHECK(says(text_of(passage(a.narrative, "instead")->statements),
             "Russia signed an agreement with Niger on 4 December 2023 and held talks with it on 16 January 2024"));
}

TEST_CASE("a judgement says what moved its number most") {
  World w = drawn_world();
  const Assessment a = assess::assess(w.of, w.given().view, w.reference, w.models, one_thread());
  for (const Judgement& j : a.judgements) {
    CAPTURE(j.id);
    CHECK_FALSE(j.because.empty());
  }
  CHECK(says(a.judgements.front().because, "ended in an exit"));
}

TEST_CASE("a demand reads as what it was") {
  World w;
  record::Demand& d = w.demand("B1", "2024-03-16", "NER", "USA");
  CHECK(act_of(w.view, d).what == "the forces of the United States to leave");
  d.kind = "agreement-denounced";
  CHECK(act_of(w.view, d).verb == "denounce");
  d.kind = "renewal-refused";
  CHECK(act_of(w.view, d).what == "to renew the agreement on the forces of the United States");
}

TEST_CASE("a neighbour's demand on the same power within a year is counted; what came later is not yet") {
  World w;
  w.presence("P1", "NER", "USA", "2013");
  w.presence("P2", "TCD", "USA", "2013");
  w.presence("P3", "MLI", "FRA", "2013");
  w.presence("P4", "BFA", "FRA", "2013");
  w.demand("B9", "2024-03-16", "NER", "USA");
  w.demand("B1", "2022-02-17", "MLI", "FRA");
  w.demand("B2", "2023-01-18", "BFA", "FRA");
  w.reference.neighbours = {{"NER", {"MLI", "TCD"}}, {"MLI", {"BFA", "NER"}}, {"BFA", {"MLI"}}};
  Contribution found = neighbours_part(w.given());
  REQUIRE_FALSE(found.lines.empty());
  CHECK(found.lines.front().statement.text ==
        "Of 2 earlier demands on a power with forces next door, 1 was followed within a year by a neighbour's.");
  CHECK(evidence_of(found, "query:neighbours").rows == std::vector<std::string>{"row:demands:B1"});
  w.reference.neighbours["NER"] = {"BEN"};
  CHECK(says(neighbours_part(w.given()).lines.front().statement.text, "so none can follow"));
}

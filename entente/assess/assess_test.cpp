#include "entente/assess/assess.hpp"

#include "entente/assess/alternatives_world_for_tests.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

World whole() {
  World w = with_alternatives();
  w.view.presences.clear();
  w.draw_demand();
  w.asks(QuestionKind::presence);
  w.asks(QuestionKind::asked).ask = "will the forces of the United States leave Niger within 6 months";
  w.of.partners = {"RUS"};
  w.reference.neighbours["NER"] = {"MLI"};
  w.event("E1", "2023-07-26", "NER", "coup", "");
  w.event("E2", "2024-03-16", "NER", "agreement-terminated", "USA");
  w.given();
  return w;
}

Assessment assess_in(const World& w, Wanted wanted) {
  return assess::assess(w.of, w.view, w.reference, w.models, one_thread(), 1, wanted);
}

std::vector<std::string> ids_of(const Assessment& a, Part part) {
  std::vector<std::string> out;
  for (const Section& s : a.sections)
    if (s.part == part) out.push_back(s.id);
  return out;
}

}  // namespace

TEST_CASE("the parts are joined in the order of the page, and judgements are numbered through") {
  const World w = whole();
  const Assessment a = assess_in(w, kAll);
  REQUIRE(a.judgements.size() == 2);
  CHECK(a.judgements[0].id == "KJ1");
  CHECK(a.judgements[1].id == "KJ2");
  CHECK(a.judgements[1].kind == JudgementKind::cover);
  CHECK(ids_of(a, Part::front) == std::vector<std::string>{"forecasts", "exposure", "precedents", "timeline", "map",
                                                           "net-loss", "partners", "course", "ladder"});
  const auto annex = ids_of(a, Part::annex);
  CHECK(std::set<std::string>(annex.begin(), annex.end()).size() == annex.size());
  CHECK(a.left_out.empty());
  CHECK(a.state == "asked to leave");
  CHECK(a.model_hash == w.models.hash());
  CHECK(a.names.at("NER") == "Niger");
  CHECK(says(text_of(a.gaps), "No stream of events covers this case"));
}

TEST_CASE("the front is the same with and without the annex, whose headings it names") {
  const World w = whole();
  const Assessment front = assess_in(w, {});
  const Assessment all = assess_in(w, kAll);
  CHECK(ids_of(front, Part::front) == ids_of(all, Part::front));
  CHECK(ids_of(front, Part::annex).empty());
  CHECK(front.title == all.title);
  CHECK(text_of(front.key_points) == text_of(all.key_points));
  REQUIRE(front.narrative.size() == all.narrative.size());
  for (std::size_t i = 0; i < all.narrative.size(); ++i)
    CHECK(text_of(front.narrative[i].statements) == text_of(all.narrative[i].statements));
  CHECK(front.indicators.size() == all.indicators.size());
  std::vector<std::string> headings;
  for (const Section& s : all.sections)
    if (s.part == Part::annex) headings.push_back(s.heading);
  for (const std::string& heading : headings) {
    CAPTURE(heading);
    CHECK(std::ranges::count(front.left_out, heading) == 1);
  }
  CHECK(front.basis.rows <= all.basis.rows);
  CHECK(front.forecasts.empty());
  CHECK_FALSE(all.forecasts.empty());
}

TEST_CASE("every id that is cited stands in the register") {
  const World w = whole();
  for (const Wanted wanted : {Wanted{}, kAll}) {
    const Assessment a = assess_in(w, wanted);
    std::set<std::string> known;
    for (const Evidence& e : a.evidence) known.insert(e.id);
    const auto check_ids = [&](const std::vector<std::string>& ids) {
      for (const std::string& id : ids) {
        CAPTURE(id);
        CHECK(known.contains(id));
      }
    };
    for (const Judgement& j : a.judgements) check_ids(j.evidence);
    for (const Statement& s : a.key_points) check_ids(s.evidence);
    for (const Passage& passage : a.narrative)
      for (const Statement& s : passage.statements) check_ids(s.evidence);
    for (const Section& section : a.sections)
      for (const Block& block : section.blocks) {
        if (const auto* text = std::get_if<Paragraph>(&block))
          for (const Statement& s : text->statements) check_ids(s.evidence);
        if (const auto* table = std::get_if<Table>(&block))
          for (const auto& row : table->rows)
            for (const Table::Cell& cell : row) check_ids(cell.evidence);
      }
    for (const Evidence& e : a.evidence) check_ids(e.rows);
  }
}

TEST_CASE("forecasts alone are those of the whole, without page or register") {
  const World w = whole();
  const Assessment alone = assess_in(w, kForecastsAlone);
  CHECK(alone.sections.empty());
  CHECK(alone.evidence.empty());
  CHECK(alone.judgements.size() == 1);
  CHECK(alone.judgements[0].p == assess_in(w, kAll).judgements[0].p);
  CHECK(alone.forecasts.size() == 2);
  CHECK(alone.forecasts[0].p == alone.judgements[0].p);
}

TEST_CASE("forecasts alone need no lands, fields or neighbours") {
  World w = whole();
  const Assessment with = assess_in(w, kForecastsAlone);
  w.reference = {};
  const Assessment without = assess_in(w, kForecastsAlone);
  REQUIRE(without.forecasts.size() == with.forecasts.size());
  for (std::size_t i = 0; i < with.forecasts.size(); ++i) CHECK(without.forecasts[i].p == with.forecasts[i].p);
  CHECK(without.gaps.size() == with.gaps.size());
}

TEST_CASE("with fewer than three judgements the gaps say what was not asked") {
  World w = whole();
  const auto told = [&] { return text_of(assess_in(w, kAll).gaps); };
  CHECK(says(told(), "Only "));
  CHECK(says(told(), "can be made where a brief is to hold three: the case does not ask about "));
  CHECK(says(told(), "deaths in conflict"));
  CHECK_FALSE(says(told(), "what could replace the sites."));
  w.of.alternatives.hosts.clear();
  CHECK(says(told(), "what could replace the sites."));
}

TEST_CASE("a day on which nothing can be judged has no judgements; an actor that is none is refused") {
  World w;
  w.asks(QuestionKind::presence);
  CHECK(assess_in(w, {}).judgements.empty());
  w.of.partners = {"XXX"};
  CHECK_THROWS_AS(assess_in(w, {}), Error);
  w.of.alternatives.hosts = {"BEN", "GHA", "BEN"};
  CHECK(candidate_hosts(w.of) == std::set<std::string>{"BEN", "GHA"});
}

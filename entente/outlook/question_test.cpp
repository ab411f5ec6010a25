#include "entente/base/error.hpp"
#include "entente/outlook/answer.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;

namespace {

const record::View& march() {
  static const record::View view = shipped::view(2024, 3, 17);
  return view;
}

const record::View& january() {
  static const record::View view = shipped::view(2024, 1, 15);
  return view;
}

struct Posed {
  Question question;
  Situation situation;
  std::vector<Branch> branches;
};

Posed posed(const record::View& view, const std::string& text) {
  const Asked asked = read_question(text, view);
  Posed p;
  p.situation = situation_of(asked, view);
  p.question = pose(asked, view, p.situation, shipped::ladder_file());
  p.branches = asked.branches;
  return p;
}

Answer answered(const record::View& view, const std::string& text) {
  const LadderFile ladder = shipped::ladder_file();
  const DeathsModel deaths = read_deaths_model(shipped::model_text("deaths.toml"), "deaths.toml");
  const PrecedentsModel precedents = read_precedents_model(shipped::model_text("precedents.toml"), "precedents.toml");
  const Posed p = posed(view, text);
  return answer(view, p.question, p.situation, {ladder, deaths, precedents}, p.branches, 1, ThreadExecutor());
}

std::string refusal(const record::View& view, const std::string& text) {
  try {
    posed(view, text);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    return error.message() + " | " + error.remedy();
  }
  return "not refused";
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a question is read with names or codes, in any case, and reads back as a question") {
  const std::string words = "By 17 March 2025, will the forces of the United States have left Niger?";
  for (const char* text :
       {"will Niger make the forces of the United States leave within 12 months",
        "Will the forces of the United States leave Niger within 12 months?", "will USA leave NER within 1 year",
        "by 2025-03-17, will forces of united states leave niger",
        "will the United States have left Niger by 17 March 2025"}) {
    CAPTURE(text);
    CHECK(posed(march(), text).question.words == words);
    CHECK(posed(march(), text).question.demand == "demands:B063");
  }
  CHECK(posed(march(), "will USA leave NER within 180 days of the demand").question.horizon_on ==
        shipped::day(2024, 9, 12));
  CHECK(posed(january(), "will NER ask USA to leave").question.words ==
        "By 15 January 2025, will Niger have asked the forces of the United States to leave or change?");
  CHECK(posed(january(), "will NER make USA leave").question.event == Event::ended);
  CHECK(posed(march(), "will forces of Russia come to Niger within 90 days of the demand").question.counterpart ==
        "RUS");
  CHECK(posed(march(), "will Niger have more than 1,000 deaths").question.words ==
        "Will UCDP count more than 1000 deaths in Niger from January 2024 to December 2024?");
  CHECK(posed(march(), "will the forces of France leave C\u00f4te d'Ivoire if asked today").question.event ==
        Event::exit);
}

TEST_CASE("a sentence that is not a question is told where it stops being one and what would be right") {
  CHECK(
      holds(refusal(march(), "will Niger aks the United States to leave"),
            "not understood at character 12, \"aks the United States to leave\": what is done (\"ask ... to leave\""));
  CHECK(holds(refusal(march(), "will Niiger leave USA"), "did you mean \"Niger\" (NER)?"));
  CHECK(holds(refusal(march(), "will the forces of Frence leave Niger"), "did you mean \"France\" (FRA)?"));
  CHECK(holds(refusal(march(), "will USA leave NER within 12"), "the question ends too early: \"days\""));
  CHECK(holds(refusal(march(), "will USA leave NER within several months"),
              "\"several months\": a number should stand there"));
  CHECK(holds(refusal(march(), "will USA leave NER within 0 days"), "a whole number from 1 to 10000"));
  CHECK(holds(refusal(march(), "will USA leave NER by 2025-02-30"), "a day such as 2025-03-16"));
  CHECK(holds(refusal(march(), "will USA leave NER if mediation succeeds"), "\"mediation succeeds\": \"asked today\""));
  CHECK(holds(refusal(march(), "will USA leave NER soon"), "\"soon\": \"within 12 months\""));
  CHECK(holds(refusal(march(), ""), "the question ends too early: \"will\" should follow"));
  CHECK(holds(refusal(march(), "will USA leave USA"), "are the same, the United States"));
}

TEST_CASE("a question is refused in a state that does not allow it, with what may be asked instead") {
  const std::string not_asked = refusal(january(), "will USA leave NER");
  CHECK(holds(not_asked,
              "on 15 January 2024 the state of the forces of the United States in Niger is \"no demand made\""));
  CHECK(holds(not_asked, "ask \"will Niger ask the forces of the United States to leave\", or add \"if asked today\""));
  CHECK(
      holds(refusal(march(), "will NER ask USA to leave"), "ask \"will the forces of the United States leave Niger\""));
  CHECK(holds(refusal(march(), "will the forces of France leave Niger"), "is \"left\""));
  CHECK(holds(refusal(january(), "will forces of Russia come to Ghana"), "no demand of Ghana"));
  CHECK(holds(refusal(march(), "will USA leave NER by 2024-03-17"), "not after the day of the question"));
  CHECK(holds(refusal(march(), "will USA leave NER within 9 years"), "longer than five years"));
  CHECK(holds(refusal(january(), "will NER ask USA to leave within 9 days of the demand"), "no demand is open"));
}

TEST_CASE("the answer within the year of the demand is that of the ladder, and shorter windows give less") {
  const Answer year = answered(march(), "will USA leave NER");
  const Situation s = situation(march(), "NER", "USA");
  const Ladder ladder = exit_ladder(march(), s, shipped::ladder_file());
  CHECK(year.probability == ladder.probability);
  CHECK(year.interval == ladder.interval);
  CHECK(year.question.horizon_on == ladder.horizon_on);
  REQUIRE(year.ladder);
  CHECK(year.ladder->last().k == ladder.last().k);
  REQUIRE(year.days.size() == 52);
  CHECK(year.days.back().by == year.question.horizon_on);
  CHECK(year.days.back().probability == doctest::Approx(year.probability));
  for (std::size_t i = 1; i < year.days.size(); ++i) CHECK(year.days[i].probability >= year.days[i - 1].probability);
  REQUIRE(year.half_by);
  CHECK(answered(march(), "will USA leave NER within 60 days").probability < year.probability - 0.1);
  REQUIRE(year.members.size() == 20);
  CHECK(year.members.front() > 0);
  CHECK(year.members.back() == days_between(march().as_of, year.question.horizon_on));
  CHECK(year.precedents);
  CHECK(
      year.explanation.front() ==
      "On 17 March 2024 the state is: asked to leave, 1 day before; the host's last successful coup is of 26 July 2023.");
}

TEST_CASE("a condition is the same intervention as a branch of a case") {
  const Answer a = answered(march(), "will USA leave NER if nothing is settled for 90 days");
  Branch silence;
  silence.id = "silence-90";
  silence.silent_days = 90;
  const auto direct = run_branches(march(), situation(march(), "NER", "USA"), shipped::ladder_file(), {silence}, 10000,
                                   1, ThreadExecutor());
  REQUIRE(a.branches.size() == 1);
  CHECK(a.branches[0].probability == direct[0].probability);
  CHECK(a.branches[0].difference_interval == direct[0].difference_interval);
  CHECK(a.branches[0].words == "nothing is settled for 90 days");
}

TEST_CASE("half a year at an unchanged yearly rate gives a little more than half of it") {
  const double year = answered(january(), "will NER ask USA to leave").probability;
  const double half = answered(january(), "will NER ask USA to leave within 6 months").probability;
  CHECK(half > year / 2);
  CHECK(half < year / 2 + 0.01);
  CHECK(over_years(0.19, 0.5) == doctest::Approx(0.1));
  CHECK(answered(january(), "will NER make USA leave").probability < year);
}

TEST_CASE("what a demand made today would lead to can be asked before one is made") {
  const Answer a = answered(january(), "will USA leave NER if asked today");
  CHECK(a.question.horizon_on == shipped::day(2025, 1, 14));
  CHECK(a.question.demand.empty());
  CHECK(a.ladder->last().name == "post-coup");
  CHECK(a.probability > 0.5);
}

TEST_CASE("a total of deaths can be asked for any number") {
  const Answer few = answered(march(), "will Niger have more than 100 deaths");
  const Answer many = answered(march(), "will Niger have more than 5000 deaths");
  CHECK(few.probability > 0.9);
  CHECK(many.probability < 0.1);
  REQUIRE(few.deaths);
  CHECK(few.members == few.deaths->dots);
}

TEST_CASE("every event has a name of its own that leads back to it, a rule and a source") {
  for (int i = 0; i <= static_cast<int>(Event::stays); ++i) {
    const auto event = static_cast<Event>(i);
    CHECK(event_of(name(event)) == event);
    CHECK(resolution_of(event).size() > 20);
    CHECK_FALSE(source_of(event).empty());
  }
  CHECK_FALSE(event_of("never"));
}

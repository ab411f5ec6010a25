#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

// After every second of the demands drawn, forces of Russia came 60 days later.
World with_successors() {
  World w;
  w.of.arrivals = {"RUS"};
  w.draw_demand();
  for (record::Demand& d : w.view.demands)
    if (d.outcome == "left") {
      d.successors = {"RUS"};
      d.successor_on = date(to_string(d.on.first + std::chrono::days{60}));
    }
  return w;
}

}  // namespace

TEST_CASE("of a power there is one judgement, on the longest window, and a forecast for each") {
  World w = with_successors();
  w.asks(QuestionKind::arrival, 90);
  w.asks(QuestionKind::arrival, 365);
  const Contribution found = arrivals_part(w.given(kAll, 2));
  REQUIRE(found.judgements.size() == 1);
  const Judgement& j = found.judgements.front();
  CHECK(j.id == "KJ2");
  CHECK(j.kind == JudgementKind::arrival);
  CHECK(j.in_short == "forces of Russia");
  CHECK(j.claim == "forces of Russia will have come to Niger");
  CHECK(j.horizon == day("2025-03-16"));
  CHECK(j.resolution_rule == "rule q2");
  const auto windows = std::ranges::count_if(found.forecasts, [](const Forecast& f) {
    return f.question.event == outlook::Event::arrival && !f.question.given;
  });
  CHECK(windows >= 2);
  CHECK(found.forecasts.front().judgement.empty());  // the shorter window stands for itself
  const std::string text = text_of(find(found, "arrival"));
  CHECK(says(text, "Within 90 days of the demand forces of Russia or of another power of its camp came in 12 of"));
  CHECK(says(text, "Within 365 days"));
}

TEST_CASE("negatives are named, and a power that is there already is not a question") {
  World w = with_successors();
  w.asks(QuestionKind::arrival, 365);
  w.coup("C1", "MLI", "2021-05-24");
  const Contribution found = arrivals_part(w.given());
  const Table* table = table_of(find(found, "arrival"), "arrival");
  REQUIRE(table != nullptr);
  CHECK(says(row_of(*table, 0), "nobody: Mali, coup of 24 May 2021"));
  w.presence("P9", "NER", "RUS", "2024-01");
  const Contribution there = arrivals_part(w.given());
  CHECK(there.judgements.empty());
  CHECK(text_of(find(there, "arrival")) == "Forces of Russia were in Niger on the day.");
}

TEST_CASE("what has happened already is nothing that would change the judgement") {
  World w = with_successors();
  w.asks(QuestionKind::arrival, 365);
  const auto changes = [&] { return arrivals_part(w.given()).judgements.front().would_change; };
  CHECK(changes().size() == 3);
  record::Arrival a;
  a.id = "arrivals:A1";
  a.host = "NER";
  a.power = "RUS";
  a.context_on = date("2023-08-01");
  a.known_on = day("2023-08-05");
  a.request = record::Signal{date("2023-08-02"), day("2023-08-05")};
  w.view.arrivals.push_back(a);
  CHECK(std::ranges::count(changes(), "a published request for forces") == 0);
  w.event("E1", "2024-02-01", "RUS", "arms-delivered", "NER");
  CHECK(changes() == std::vector<std::string>{"a visit by the defence minister of Russia"});
}

TEST_CASE("what cannot be counted is a gap: no episodes, no demand, no question") {
  World w;
  CHECK(says(text_of(arrivals_part(w.given()).gaps), "does not ask whether another power's forces come"));
  w.asks(QuestionKind::arrival, 365);
  w.of.arrivals = {"RUS"};
  const std::string gaps = text_of(arrivals_part(w.given()).gaps);
  CHECK(says(gaps, "without one there is no clock"));
  CHECK(says(gaps, "Whether forces of Russia come cannot be counted on the day: no case of the record"));
}

TEST_CASE("in front the annex is named and not computed") {
  World w = with_successors();
  w.asks(QuestionKind::arrival, 365);
  const Contribution front = arrivals_part(w.given(kFront));
  CHECK(front.judgements.size() == 1);
  CHECK(front.sections.empty());
  CHECK(left_out(front, "arrival"));
  CHECK(front.forecasts.empty());
}

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

Sign sign(const std::string& words, const std::string& type, bool supports = true, bool expected = false) {
  Sign s;
  s.words = words;
  s.types = {type};
  s.supports = supports;
  s.expected = expected;
  return s;
}

World with_rules() {
  World w;
  w.demand("B9", "2024-03-16", "NER", "USA");
  w.models.rules.motives = {{"power",
                             "to hold on to power",
                             "an election",
                             {},
                             {sign("a coup", "coup"), sign("an election held", "election", false)}}};
  w.models.rules.hypotheses = {{"bargain",
                                "a better price",
                                "new terms",
                                AfterYear::new_terms,
                                {sign("talks", "talks", true, true), sign("a row", "protest", false)}},
                               {"exit", "out for good", "an exit", AfterYear::left, {sign("a coup", "coup")}}};
  return w;
}

}  // namespace

TEST_CASE("signs for and against stand beside what was expected and not seen; nothing is summed") {
  World w = with_rules();
  w.event("E1", "2023-07-26", "NER", "coup", "");
  w.event("E2", "2024-01-10", "NER", "protest", "USA");
  w.event("E3", "2024-01-12", "NER", "protest", "USA");
  w.event("FAR", "2019-01-12", "NER", "protest", "USA");  // out of the window of two years
  w.event("ELSE", "2024-01-12", "MLI", "coup", "");       // not about the host
  const Contribution found = motives_part(w.given());
  const Table* table = table_of(find(found, "motives"), "motives");
  REQUIRE(table != nullptr);
  CHECK(row_of(*table, 0) == "power: to hold on to power. | A coup (26 July 2023). | – | –");
  CHECK(table->rows[0][1].evidence == std::vector<std::string>{"row:events:E1"});
  REQUIRE(found.hypotheses.size() == 2);
  CHECK(found.hypotheses[0].expected_but_absent == std::vector<std::string>{"Talks"});
  REQUIRE(found.hypotheses[0].signs_against.size() == 1);
  CHECK(found.hypotheses[0].signs_against[0].text == "A row (2 events, the latest on 12 January 2024).");
}

TEST_CASE("expected and not seen is said only where events were collected over the whole time") {
  World w = with_rules();
  w.models.rules.collected = {{{"NER"}, day("2022-03-17"), day("2024-03-17")}};
  const auto absent = [](World& of) { return motives_part(of.given()).hypotheses[0].expected_but_absent.size(); };
  CHECK(absent(w) == 1);
  w.models.rules.collected[0].to = day("2024-03-16");
  CHECK(absent(w) == 0);
  w.models.rules.collected[0] = {{"MLI"}, day("2022-03-17"), day("2024-03-17")};
  CHECK(absent(w) == 0);
}

TEST_CASE("a sign has a direction, allies and rivals are told by camps, and who was ordered out no longer counts") {
  World w = with_rules();
  Sign let_in = sign("another let in", "deployment");
  let_in.actor = "rival";
  let_in.target = "host";
  let_in.unless_ordered_out = true;
  w.models.rules.hypotheses = {{"h", "words", "o", {}, {let_in}}};
  w.models.ladder.camps = {{"USA", "FRA"}, {"RUS"}};
  const auto seen = [](World& of) { return motives_part(of.given()).hypotheses[0].signs_for.size(); };
  w.event("E1", "2024-01-10", "FRA", "deployment", "NER");  // of the counterpart's camp
  w.event("E2", "2024-01-10", "NER", "deployment", "RUS");  // the other way round
  CHECK(seen(w) == 0);
  w.event("E3", "2024-01-12", "RUS", "deployment", "NER");
  CHECK(seen(w) == 1);
  w.models.rules.hypotheses[0].signs[0].actor = "ally";
  CHECK(seen(w) == 1);
  w.models.rules.hypotheses[0].signs[0].actor = "rival";
  w.event("E4", "2024-02-12", "NER", "withdrawal-demanded", "");  // all foreign forces
  CHECK(seen(w) == 0);
}

TEST_CASE("each rival explanation has the past demands that ended as it would have it") {
  World w = with_rules();
  w.resolved("B1", "2020-01-10", "MLI", "FRA", "left", "2020-06-01").coup_within_24m = true;
  w.resolved("B2", "2019-01-10", "MLI", "FRA", "stayed-renegotiated", "2019-06-01");
  w.resolved("B3", "2018-01-10", "MLI", "FRA", "left", "2021-06-01");  // after more than a year
  w.demand("B4", "2024-01-10", "BFA", "FRA");                          // too young
  const Contribution found = motives_part(w.given());
  const Table* table = table_of(find(found, "rival-cases"), "rival-cases");
  REQUIRE(table != nullptr);
  CHECK(row_of(*table, 0) == "bargain | partly gone, or kept on new terms | 1 of 3 | 0 of 1 | Mali and France, 2019");
  CHECK(row_of(*table, 1) == "exit | the forces were gone | 1 of 3 | 1 of 1 | Mali and France, 2020");
}

TEST_CASE("an agreement on the day of the exit is not new terms, and what only the tables of demands tell counts") {
  World w = with_rules();
  Sign terms = sign("new terms", "agreement-signed");
  terms.either_way = true;
  Sign begun = sign("a withdrawal has begun", "withdrawal-begun");
  begun.actor = "counterpart";
  begun.target = "host";
  w.models.rules.hypotheses = {{"h", "words", "o", {}, {terms, begun}}};
  const auto told = [&] { return text_of(motives_part(w.given()).hypotheses[0].signs_for); };
  w.event("E1", "2024-03-16", "USA", "agreement-signed", "NER");
  CHECK(told() == "New terms (16 March 2024).");
  w.step("S1", "B9", "2024-03-16", "date-agreed");
  CHECK(told().empty());
  w.step("S2", "B9", "2024-03-17", "withdrawal-begun");
  CHECK(told() == "A withdrawal has begun (17 March 2024).");
}

TEST_CASE("without an open demand there is nothing that rival explanations explain") {
  World w = with_rules();
  w.view.demands.clear();
  w.presence("P1", "NER", "USA", "2013");
  CHECK(motives_part(w.given()).hypotheses.empty());
  CHECK(find(motives_part(w.given()), "motives") != nullptr);
  CHECK_FALSE(left_out(motives_part(w.given(kFront)), "rival-cases"));
}

TEST_CASE("in front only the rival explanations are looked for") {
  World w = with_rules();
  const Contribution front = motives_part(w.given(kFront));
  CHECK(front.hypotheses.size() == 2);
  CHECK(front.sections.empty());
  CHECK(left_out(front, "motives"));
  CHECK(left_out(front, "rival-cases"));
}

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

World with_past() {
  World w;
  w.of.senders = {"FRA"};
  w.of.arrivals = {"RUS"};
  w.reference.neighbours["NER"] = {"MLI"};
  w.resolved("B1", "2022-02-17", "MLI", "FRA", "left", "2022-08-15").successors = {"RUS"};
  w.view.demands.back().successor_on = date("2021-12");
  w.resolved("B2", "2023-08-03", "NER", "FRA", "left", "2023-12-22");
  w.demand("B3", "2024-03-16", "NER", "USA");
  w.resolved("B4", "2022-12-18", "BFA", "FRA", "left", "2023-02-19");  // no neighbour here
  w.presence("P1", "NER", "USA", "2013");
  w.coup("C1", "MLI", "2021-05-24");
  w.coup("C2", "TCD", "2021-04-20");
  w.coup("C3", "NER", "2023-07-26");
  w.coup("C4", "MLI", "2010-01-01");  // too long ago
  return w;
}

}  // namespace

TEST_CASE("endings of the host and its neighbours are counted, the case's own left out") {
  World w = with_past();
  const Contribution found = precedents_part(w.given());
  const Table* table = table_of(find(found, "precedents-all"), "earlier-endings");
  REQUIRE(table != nullptr);
  CHECK(table->finding ==
        "2 demands by Niger and its neighbours in 15 years, 1 by Niger itself; 2 had led to an exit "
        "by the day");
  CHECK(row_of(*table, 0).starts_with("Niger | France | 3 August 2023 | withdrawal demanded | left, 22 December 2023"));
  CHECK(row_of(*table, 1).ends_with("| 179 | Russia (December 2021)"));
}

TEST_CASE("every successful coup of the region in ten years is there, those without a demand too") {
  World w = with_past();
  const Contribution found = precedents_part(w.given());
  const Table* table = table_of(find(found, "precedents-all"), "coups");
  REQUIRE(table != nullptr);
  CHECK(
      table->finding ==
      "2 successful coups in the region in ten years: within two years 1 had been followed by a demand on France, 1 had not");
  REQUIRE(table->rows.size() == 2);
  CHECK(row_of(*table, 0) == "Mali, 24 May 2021 | France (17 February 2022) | none known");
  CHECK(row_of(*table, 1) == "Chad, 20 April 2021 | none | none known");
  CHECK(says(text_of(find(found, "precedents")), table->finding));
}

TEST_CASE("in front the sentences stand without their tables; where nothing is known that is a gap") {
  World w = with_past();
  const Contribution all = precedents_part(w.given());
  const Contribution front = precedents_part(w.given(kFront));
  CHECK(text_of(find(front, "precedents")) == text_of(find(all, "precedents")));
  CHECK(find(front, "precedents-all") == nullptr);
  CHECK(left_out(front, "precedents-all"));
  World none;
  CHECK(says(text_of(precedents_part(none.given()).gaps), "No demand by Niger or its neighbours in 15 years"));
}

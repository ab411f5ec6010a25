#include "entente/assess/exposure.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

World exposed() {
  World w;
  w.presence("P1", "NER", "USA", "2013");
  w.agreement("A1", "Status-of-forces accord").denounced_on = date("2024-03-16");
  w.view.agreements.back().denounced_known_on = day("2024-03-16");
  w.agreement("A2", "Cross-servicing accord");
  w.event("E1", "2024-03-16", "NER", "agreement-terminated", "USA");
  w.event("E2", "2023-12-07", "USA", "statement", "NER", "the mission is surveillance").quantity = 648;
  w.view.events.back().unit = "US military personnel";
  w.event("E3", "2023-12-09", "USA", "statement", "NER", "the mission is training").quantity = 1000;
  w.view.events.back().unit = "US military personnel";
  w.site("Agadez", "NER", "USA", 16.97, 8.01).mission = "drones";
  return w;
}

}  // namespace

TEST_CASE("what hangs on it: what was denounced, what stands, people, missions and sites") {
  World w = exposed();
  const Contribution found = exposure_part(w.given());
  const std::string front = text_of(find(found, "exposure"));
  CHECK(says(front, "Niger denounced on 16 March 2024: Status-of-forces accord; its notice clause was not seen."));
  CHECK(says(front, "1 agreement between the two is not reported as ended on the day."));
  CHECK(says(front,
             "Counted of the United States in twelve months: from 648 (US military personnel, 7 December 2023) "
             "to 1000 (US military personnel, 9 December 2023)."));
  CHECK(says(front,
             "side by side: 7 December 2023: the mission is surveillance; 9 December 2023: the mission is "
             "training."));
  CHECK(says(front, "Open on the day by the record: Agadez."));
  const Section* annex = find(found, "sites");
  REQUIRE(annex != nullptr);
  CHECK(table_of(annex, "agreements")->rows.size() == 1);
  CHECK(table_of(annex, "people")->rows.size() == 2);
  CHECK(table_of(annex, "missions")->rows.size() == 2);
  CHECK(says(row_of(*table_of(annex, "sites"), 0), "Agadez | drone-site | 9000 | not known | drones | 2015"));
  // The accord is cited with the event that tells of its end.
  const auto& statement = std::get<Paragraph>(find(found, "exposure")->blocks.front()).statements.front();
  CHECK(statement.evidence == std::vector<std::string>{"row:agreements:A1", "row:events:E1"});
}

TEST_CASE("of forces that have left nobody is counted, and nothing is missed") {
  World w;
  w.presence("P1", "NER", "USA", "2013").to = date("2023-09-15");
  w.resolved("B1", "2023-07-01", "NER", "USA", "left", "2023-09-15").presence_id = "P1";
  const std::string gaps = text_of(exposure_part(w.given()).gaps);
  CHECK_FALSE(says(gaps, "No count of the people"));
  CHECK_FALSE(says(gaps, "No site of"));
}

TEST_CASE("sites are not a census, and one whose opening was not seen is there since unknown") {
  World w = exposed();
  record::Site& old = w.site("Base 101", "NER", "USA", 13.48, 2.18);
  old.opened_on.reset();
  old.there_by_on = date("2020-11");
  const Contribution found = exposure_part(w.given());
  CHECK(says(text_of(find(found, "exposure")), "Base 101 (there since unknown)"));
  const Table* table = table_of(find(found, "sites"), "sites");
  REQUIRE(table != nullptr);
  CHECK(table->finding.starts_with("At least 2 sites of the United States"));
  std::string rows;
  for (std::size_t i = 0; i < table->rows.size(); ++i) rows += row_of(*table, i) + "\n";
  CHECK(says(rows, "| unknown, there by November 2020"));
}

TEST_CASE("what is missing is named; in front the rows are left out") {
  World empty;
  const std::string gaps = text_of(exposure_part(empty.given()).gaps);
  CHECK(says(gaps, "No agreement between Niger and the United States"));
  CHECK(says(gaps, "No count of the people"));
  CHECK(says(gaps, "No site of the United States in Niger"));
  World w = exposed();
  const Contribution front = exposure_part(w.given(kFront));
  CHECK(find(front, "exposure") != nullptr);
  CHECK(find(front, "sites") == nullptr);
  CHECK(left_out(front, "sites"));
}

TEST_CASE("missions told are those that another source contradicts, else the newest that came close together") {
  World w = exposed();
  Contribution out(w.view);
  CHECK(mission_statements(w.given(), out.evidence).side_by_side.size() == 2);
  w.event("E4", "2024-02-01", "USA", "deployment", "NER", "a rotation");
  w.view.pages.push_back({"1", "E4", "https://third.example", "Third", "yes", "contradicts", "none came"});
  Contribution again(w.view);
  const MissionStatements statements = mission_statements(w.given(), again.evidence);
  CHECK(statements.all.size() == 3);
  REQUIRE(statements.side_by_side.size() == 1);
  CHECK(statements.side_by_side[0]->id == "events:E4");
}

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

World with_partners() {
  World w;
  w.of.partners = {"RUS", "TUR", "CHN"};
  w.presence("P1", "NER", "FRA", "2013").to = date("2023-12-22");
  w.presence("P2", "NER", "USA", "2013");
  w.presence("P3", "NER", "RUS", "2024-01");
  w.event("E1", "2023-12-04", "NER", "agreement-signed", "RUS", "a protocol");
  w.event("E2", "2023-09-04", "TUR", "visit", "NER", "a visit");
  return w;
}

}  // namespace

TEST_CASE("partners stand by their state and latest step, with those of whom nothing is known named") {
  World w = with_partners();
  const Contribution found = partners_part(w.given());
  const Table* front = table_of(find(found, "partners"), "partners");
  REQUIRE(front != nullptr);
  CHECK(front->finding == "2 of 3 partners followed took a dated step towards Niger in two years");
  REQUIRE(front->rows.size() == 2);
  CHECK(row_of(*front, 0) == "Russia | forces present | 4 December 2023");
  CHECK(says(front->source_line, "No step is known of China."));
  CHECK(says(text_of(find(found, "partners")),
             "Powers with forces in Niger by the table of presences: 2 two years before, 2 on the day (Russia and the "
             "United States); counted so, its ties have not spread."));
  CHECK_FALSE(says(text_of(find(found, "partners")), "Sites or steps tell"));
  const Section* annex = find(found, "partners-steps");
  CHECK(says(text_of(annex), "Russia had forces in Niger on the day."));
  CHECK(row_of(*table_of(annex, "partners-steps"), 0) == "Russia | forces present | 1 | 4 December 2023: a protocol");
  CHECK(says(text_of(annex), "Since the end of 2020"));
}

TEST_CASE("a power whose forces are told by a step alone is named beside the table of presences") {
  World w = with_partners();
  w.event("E3", "2024-01-10", "TUR", "deployment", "NER", "instructors");
  CHECK(says(text_of(find(partners_part(w.given()), "partners")), "Sites or steps tell of forces of Turkey too."));
}

TEST_CASE("a case without partners says so; in front the steps are left out") {
  World none;
  CHECK(text_of(partners_part(none.given()).gaps) == "The case names no partners to follow.");
  World w = with_partners();
  const Contribution front = partners_part(w.given(kFront));
  CHECK(front.sections.size() == 1);
  CHECK(left_out(front, "partners-steps"));
}

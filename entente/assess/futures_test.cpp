#include "entente/assess/futures.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("a branch is counted, an assumption says that it is one, and what changes nothing is a gap") {
  World w;
  w.draw_demand();
  w.of.branches = {{.id = "a", .words = "mediation succeeds", .assumed = 0.25},
                   {.id = "b", .words = "nothing is settled for 60 days", .silent_days = 60},
                   {.id = "c", .words = "nothing is settled for two years", .silent_days = 730}};
  Judgement j;
  j.id = "KJ1";
  j.p = 0.5;
  Contribution out(w.view);
  add_futures(out, w.given(), j);
  const Table* table = table_of(find(out, "futures"), "futures");
  REQUIRE(table != nullptr);
  CHECK(table->finding == "What would move KJ1 from 50%, and by how much");
  REQUIRE(table->rows.size() == 2);
  CHECK(row_of(*table, 0).starts_with("Mediation succeeds | 25% | "));
  CHECK(row_of(*table, 0).ends_with(" | assumed, not counted"));
  CHECK(row_of(*table, 1).starts_with("Nothing is settled for 60 days | "));
  CHECK(says(text_of(out.gaps), "Branch “nothing is settled for two years” is not computed"));
  CHECK(evidence_of(out, "query:futures").call->verb == "brief");
  // In front the gaps are the same, without the table.
  Contribution front(w.view);
  add_futures(front, w.given(kFront), j);
  CHECK(text_of(front.gaps) == text_of(out.gaps));
  CHECK(front.sections.empty());
  CHECK(left_out(front, "futures"));
}

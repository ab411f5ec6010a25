#include "entente/assess/exit_times.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("times to exit count those that stayed, and stand on one clock with the case") {
  World w;
  w.draw_demand();
  Contribution out(w.view);
  add_exit_times(out, w.given());
  const Section* section = find(out, "exit-time");
  REQUIRE(section != nullptr);
  CHECK(section->part == Part::annex);
  const Table* table = table_of(section, "exit-times");
  REQUIRE(table != nullptr);
  // Half of 24 demands were followed by an exit after 100 days.
  CHECK(says(row_of(*table, 0), "| 24 | 12 | 0% | 50% | 50% |"));
  const auto& curves = std::get<CurveFigure>(figure_of(section, "exit-curve")->data);
  CHECK(curves.today == 1);
  CHECK(curves.lines.front().y.back() == doctest::Approx(0.5));
  CHECK(evidence_of(out, "query:exit-times").call->verb == "outlook time");
}

TEST_CASE("where no demand can be followed there is no section") {
  World w;
  w.presence("P1", "NER", "USA", "2013");
  w.demand("B1", "2024-03-16", "NER", "USA");
  Contribution out(w.view);
  add_exit_times(out, w.given());
  CHECK(out.sections.empty());
}

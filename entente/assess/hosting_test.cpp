#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("senders are counted by the states of the region that host them, the most hosted first") {
  World w;
  w.presence("P1", "NER", "FRA", "2013").to = date("2023-12-22");
  w.presence("P2", "MLI", "FRA", "2010").to = date("2022-08-15");
  w.presence("P3", "TCD", "FRA", "2010");
  w.presence("P4", "NER", "USA", "2013");
  w.presence("P5", "MLI", "RUS", "2021-12");
  w.presence("ELSE", "BEN", "USA", "2010");
  const Contribution found = hosting_part(w.given());
  const auto& series = std::get<SeriesFigure>(figure_of(find(found, "hosting"), "hosting")->data);
  REQUIRE(series.panels.size() == 3);
  CHECK(series.panels[0].label == "France");
  CHECK(series.panels[0].lines[0].y.back() == 1);
  CHECK(series.panels[1].label == "United States");
  CHECK(series.panels[2].label == "Russia");
  CHECK(says(text_of(find(found, "hosting")),
             "Of the 4 states of the region taken, the number that hosted forces changed from 2012 to 2024 as follows: "
             "France 2 to 1, the United States 0 to 1 and Russia 0 to 1."));
  Contribution copy = found;
  CHECK(evidence_of(copy, "query:hosting").n == 3);
}

TEST_CASE("a region without foreign forces is a gap, and in front nothing is counted") {
  World w;
  CHECK(text_of(hosting_part(w.given()).gaps) == "No foreign presence in the region is in the record.");
  const Contribution front = hosting_part(w.given(kFront));
  CHECK(front.gaps.empty());
  CHECK(left_out(front, "hosting"));
}

#include "entente/assess/timeline.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

const TimelineFigure& timeline_of(const Contribution& found, const std::string& id) {
  const Figure* figure = figure_of(find(found, id), id);
  REQUIRE(figure != nullptr);
  return std::get<TimelineFigure>(figure->data);
}

}  // namespace

TEST_CASE("in front stands a year of endings, in the annex three years with forces as bars") {
  World w;
  w.presence("P1", "NER", "FRA", "2013").to = date("2023-12-22");
  w.presence("P2", "NER", "USA", "2012");
  w.event("E1", "2023-08-03", "NER", "agreement-terminated", "FRA");
  w.event("E2", "2023-08-03", "NER", "withdrawal-demanded", "FRA");
  w.event("E3", "2023-08-03", "NER", "withdrawal-demanded", "USA");
  w.event("E4", "2022-05", "NER", "agreement-terminated", "FRA");
  w.event("E5", "2023-07-26", "NER", "coup", "");
  w.event("ELSE", "2023-08-03", "MLI", "withdrawal-demanded", "FRA");
  const Contribution found = timeline_part(w.given());
  const TimelineFigure& front = timeline_of(found, "timeline");
  REQUIRE(front.lanes.size() == 1);
  // What one party saw on one day is one mark.
  REQUIRE(front.lanes[0].items.size() == 2);
  CHECK(front.lanes[0].items[0].label == "France: agreement terminated, withdrawal demanded");
  CHECK(front.lanes[0].items[1].label == "United States: withdrawal demanded");
  CHECK(figure_of(find(found, "timeline"), "timeline")->finding ==
        "Niger in 12 months to 17 March 2024: 2 endings or demands");
  const TimelineFigure& annex = timeline_of(found, "timeline-all");
  REQUIRE(annex.lanes.size() == 3);
  CHECK(annex.lanes[0].label == "Foreign forces");
  CHECK(annex.lanes[0].items[0].open_end);
  CHECK(annex.lanes[0].items[1].end.has_value());
  CHECK(annex.lanes[1].items[0].label == "Coup");
  CHECK(annex.lanes[2].items[0].hollow);  // known to the month only
  CHECK(figure_of(find(found, "timeline-all"), "timeline-all")->finding ==
        "5 dated steps about Niger in 36 months, known on 17 March 2024");
}

TEST_CASE("steps after demands have a lane below the demands, but not what an event tells of the same departure") {
  World w;
  w.event("E1", "2023-08-03", "NER", "withdrawal-demanded", "FRA");
  w.event("E2", "2023-12-22", "FRA", "withdrawal-completed", "NER");
  w.demand("B1", "2023-08-03", "NER", "FRA");
  w.step("S1", "B1", "2023-09-24", "sender-says-leaves");
  w.step("S2", "B1", "2023-12-20", "withdrawal-completed");  // told by E2
  const Contribution found = timeline_part(w.given());
  const TimelineFigure& front = timeline_of(found, "timeline");
  REQUIRE(front.lanes.size() == 3);
  CHECK(front.lanes[0].label == "Agreements and demands");
  CHECK(front.lanes[1].label == "Steps after a demand");
  REQUIRE(front.lanes[1].items.size() == 1);
  CHECK(front.lanes[1].items[0].label == "France: sender says leaves");
  CHECK(front.lanes[1].items[0].evidence == "row:steps:S1");
  CHECK(says(figure_of(find(found, "timeline"), "timeline")->finding, "1 step after a demand"));
}

TEST_CASE("where the demand stood on the day is folded from its steps; without a demand there is nothing") {
  World w;
  Register evidence(w.view);
  CHECK_FALSE(demand_on_day(w.given(), evidence).has_value());
  w.demand("B1", "2024-03-01", "NER", "USA");
  w.step("S1", "B1", "2024-03-10", "half-gone");
  const auto standing = demand_on_day(w.given(), evidence);
  REQUIRE(standing.has_value());
  CHECK(standing->stage == "half gone");
  CHECK(standing->since == day("2024-03-10"));
  CHECK(std::ranges::count(standing->evidence, "row:steps:S1") == 1);
}

TEST_CASE("a host of which nothing is dated has a gap and no timeline") {
  World w;
  const Contribution found = timeline_part(w.given(kFront));
  CHECK(found.sections.empty());
  CHECK(text_of(found.gaps) == "No ending, demand or departure in Niger is known of the last 12 months.");
  CHECK(left_out(found, "timeline-all"));
}

TEST_CASE("a demand that no event tells of is a mark of its own") {
  World w;
  w.demand("B1", "2024-03-16", "NER", "USA");
  w.demand("B2", "2024-02-01", "NER", "FRA");
  w.event("E1", "2024-02-03", "NER", "withdrawal-demanded", "FRA");
  const Contribution found = timeline_part(w.given(kFront));
  const Section* section = find(found, "timeline");
  REQUIRE(section != nullptr);
  const auto& lanes = std::get<TimelineFigure>(std::get<Figure>(section->blocks.front()).data).lanes;
  REQUIRE(lanes.size() == 1);
  REQUIRE(lanes[0].items.size() == 2);
  CHECK(lanes[0].items[0].evidence == "row:events:E1");
  CHECK(lanes[0].items[1].evidence == "row:demands:B1");
}

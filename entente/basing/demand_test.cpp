#include "entente/basing/demand.hpp"

#include "entente/base/error.hpp"
#include "entente/basing/grid.hpp"

#include <doctest/doctest.h>

namespace entente::basing {
namespace {

const geo::RegionIndex& two_boxes() {
  static const auto box = [](const std::string& code, double west) {
    return geo::Country{code, code, "Box " + code,
                        "",   "",   {{{{0, west}, {0, west + 4}, {4, west + 4}, {4, west}, {0, west}}, {}}}};
  };
  static const geo::RegionIndex index({box("AAA", 0), box("BBB", 10)});
  return index;
}

Error refused(const std::string& csv) {
  try {
    read_demand(csv, "mine.csv", two_boxes());
  } catch (const Error& e) {
    return e;
  }
  FAIL("taken: " << csv);
  return {ErrorCode::internal, ""};
}

}  // namespace

TEST_CASE("places weigh their population, by state as asked, and those without one are left out") {
  const std::vector<geo::PopulatedPlace> places{{"One", "AAA", "", {1, 1}, 5000, false, 3},
                                                {"Two", "BBB", "", {1, 11}, 700, false, 3},
                                                {"Hut", "AAA", "", {2, 1}, 0, false, 9},
                                                {"Far", "CCC", "", {1, 21}, 900, false, 3}};
  const std::vector<std::string> both{"BBB", "AAA"};
  const auto points = place_points(places, two_boxes(), both);
  REQUIRE(points.size() == 2);
  CHECK(points[0].id == "Two");
  CHECK(points[0].zone == "Box BBB");
  CHECK(points[1].weight == 5000);
  const std::vector<std::string> unknown{"XXX"};
  CHECK_THROWS_AS(place_points(places, two_boxes(), unknown), Error);
  const std::vector<std::string> empty{"AAA"};
  CHECK_THROWS_AS(place_points(std::span(places).subspan(1, 1), two_boxes(), empty), Error);
}

TEST_CASE("a table of one's own gives position, weight, zone and precision, or what stands in for them") {
  const auto points = read_demand(
      "note,name,lat,lon,weight,zone,precision_km\n"
      "x,\"Camp, north\",1.5,2,12.5,North,20\n"
      "x,Well, 3 ,11,,,\n"
      "x,Rig,3,8,0,,\n",
      "mine.csv", two_boxes());
  REQUIRE(points.size() == 3);
  CHECK(points[0].id == "Camp, north");
  CHECK(points[0].position == geo::LatLon{1.5, 2});
  CHECK(points[0].weight == 12.5);
  CHECK(points[0].zone == "North");
  CHECK(points[0].precision_km == 20);
  CHECK(points[1].weight == 1);
  CHECK(points[1].zone == "Box BBB");
  CHECK(points[2].zone == "at sea");
  CHECK(points[2].weight == 0);
}

TEST_CASE("what cannot be taken of a table is named by file, line and field") {
  const auto at = [](const std::string& csv, long line, const std::string& field) {
    const Error e = refused(csv);
    CAPTURE(csv);
    CHECK(e.code() == ErrorCode::bad_data);
    CHECK(e.place().file == "mine.csv");
    CHECK(e.place().line == line);
    CHECK(e.place().field == field);
    CHECK_FALSE(e.remedy().empty());
  };
  at("name,lat\nA,1\n", 1, "lon");
  at("name,lat,lon\nA,1,1\nB,91,1\n", 3, "lat");
  at("name,lat,lon\nA,1,1\nB,1,-181\n", 3, "lon");
  at("name,lat,lon\nA,,1\n", 2, "lat");
  at("name,lat,lon\nA,1e999,1\n", 2, "lat");
  at("name,lat,lon\n,1,1\n", 2, "name");
  at("name,lat,lon,weight\nA,1,1,-2\n", 2, "weight");
  at("name,lat,lon,weight\nA,1,1,nan\n", 2, "weight");
  at("name,lat,lon,precision_km\nA,1,1,x\n", 2, "precision_km");
  at("name,lat,lon\n", 0, "");
  CHECK(refused("name,lat,lon\nA,1\n").place().line == 2);
  CHECK_THROWS_AS(read_demand("", "mine.csv", two_boxes()), Error);
}

TEST_CASE("a demand says what its points are and how they weigh") {
  const std::vector<std::string> states{"AAA"};
  const Demand attacks = attack_demand({{"a", {1, 1}, 7, "Box AAA", 0}}, 36);
  CHECK(attacks.unit == "deaths");
  CHECK(attacks.words.starts_with("The demand is 1 located attack of the 36 months before the day"));
  const Demand grid = grid_demand(two_boxes(), states, 100);
  CHECK(grid.unit == "grid points");
  CHECK(grid.points.size() == grid_points(two_boxes(), states, 100).size());
  CHECK(grid.words.starts_with("The demand is a grid of 100 km over the states"));
  const std::vector<geo::PopulatedPlace> places{{"One", "AAA", "", {1, 1}, 5000, false, 3}};
  const Demand towns = place_demand(places, two_boxes(), states);
  CHECK(towns.unit == "people");
  CHECK(towns.words.starts_with("The demand is 1 populated place,"));
  const Demand table = table_demand("name,lat,lon\nA,1,1\nB,2,2\n", "mine.csv", two_boxes());
  CHECK(table.unit == "weight");
  CHECK(table.words == "The demand is 2 places of mine.csv, weighted as there.");
}

TEST_CASE("deaths of a stream lie where the events lie, and what has no place is counted") {
  const std::vector<std::string> states{"AAA"};
  EventDemand events(two_boxes(), states);
  events.add({"inside", "AAA", 1.0, 1.0, 4.0});
  events.add({"off the coast", "", -0.2, 0.1, 2.0});
  events.add({"elsewhere", "AAA", 1.0, 11.0, 9.0});
  events.add({"no deaths", "AAA", 1.0, 1.0, 0.0});
  events.add({"not counted", "AAA", 1.0, 1.0, std::nullopt});
  events.add({"no place", "AAA", std::nullopt, 1.0, 3.0});
  events.add({"no place, another state", "BBB", std::nullopt, std::nullopt, 3.0});
  const Demand demand = events.take("ucdp", 12);
  REQUIRE(demand.points.size() == 2);
  CHECK(demand.points[0].id == "inside");
  CHECK(demand.points[0].weight == 4);
  CHECK(demand.points[0].zone == "Box AAA");
  CHECK(demand.points[1].id == "off the coast");
  CHECK(demand.words ==
        "The demand is 2 events of ucdp in the 12 months before the day, weighted by deaths; 1 more without a position "
        "is left out.");
}

TEST_CASE("deaths that a stream places by their region are told, and left out or spread where that is asked") {
  const std::vector<std::string> states{"AAA"};
  const auto demand = [&](VaguePlaces vague) {
    EventDemand events(two_boxes(), states, vague);
    events.add({"somewhere near", "AAA", 1.5, 1.0, 6.0, PlaceKnown::region});
    events.add({"known", "AAA", 1.0, 1.0, 4.0});
    events.add({"somewhere in it", "AAA", 1.0, 1.0, 30.0, PlaceKnown::state});
    return events.take("ucdp", 12);
  };
  const Demand all = demand({});
  REQUIRE(all.points.size() == 3);
  CHECK(all.vague == 2);
  CHECK(all.points[0].id == "known");
  CHECK(all.points[1].precision_km == 100);
  CHECK(all.points[2].precision_km > 100);  // a corner of the state
  CHECK(
      all.words.ends_with("Of its 40 deaths 36 are known by their region or country alone and stand at one point for "
                          "all of it, which may be 100 km off (a region) or as far as the state reaches; --spread "
                          "spreads them over it, --precise leaves them out."));

  const Demand precise = demand({VagueEvents::left_out});
  REQUIRE(precise.points.size() == 1);
  CHECK(precise.points[0].id == "known");
  CHECK(precise.vague == 0);
  CHECK(precise.words.ends_with("Of its 40 deaths 36 are known by their region or country alone and left out."));

  const Demand spread = demand({VagueEvents::spread, 60, 20});
  const std::size_t grid = grid_points(two_boxes(), states, 20).size();
  CHECK(spread.vague == grid);
  CHECK(spread.words.starts_with("The demand is 3 events of ucdp"));
  double deaths = 0;
  double least = 1e9;
  double most = 0;
  for (std::size_t p = 1; p < spread.points.size(); ++p) {
    deaths += spread.points[p].weight;
    least = std::min(least, spread.points[p].weight);
    most = std::max(most, spread.points[p].weight);
    CHECK(spread.points[p].state == "AAA");
  }
  CHECK(deaths == doctest::Approx(36));
  CHECK(least == doctest::Approx(30.0 / static_cast<double>(grid)));
  CHECK(most > least);  // near the position that stands for a region
  // A state smaller than a step: the deaths stay where the position is.
  CHECK(demand({VagueEvents::spread, 60, 900}).points.size() == 3);
}

TEST_CASE("the share watched is told without the points that stand for areas") {
  const std::vector<DemandPoint> points{{"a", {1, 1}, 3, "z", 0}, {"b", {1, 1}, 1, "z", 0}, {"c", {1, 1}, 6, "z", 200}};
  Coverage coverage;
  coverage.points.resize(3);
  coverage.points[0].watched = true;
  CHECK(precise_share(coverage, points, 0) == doctest::Approx(0.3));
  CHECK(precise_share(coverage, points, 1) == doctest::Approx(0.75));
  CHECK(precise_share(coverage, points, 3) == 0);
}

}  // namespace entente::basing

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

TEST_CASE("deaths that a stream places by their region are told, and left out where that is asked") {
  const std::vector<std::string> states{"AAA"};
  const auto demand = [&](VagueEvents vague) {
    EventDemand events(two_boxes(), states, vague);
    events.add({"known", "AAA", 1.0, 1.0, 4.0});
    events.add({"somewhere in it", "AAA", 1.5, 1.0, 6.0, true});
    return events.take("ucdp", 12);
  };
  const Demand all = demand(VagueEvents::taken);
  CHECK(all.points.size() == 2);
  CHECK(all.words.ends_with(
      "Of its 10 deaths 6 are known by their region or country alone and stand at one point for all "
      "of it; --precise leaves them out."));
  const Demand precise = demand(VagueEvents::left_out);
  REQUIRE(precise.points.size() == 1);
  CHECK(precise.points[0].id == "known");
  CHECK(precise.words.ends_with("Of its 10 deaths 6 are known by their region or country alone and left out."));
}

}  // namespace entente::basing

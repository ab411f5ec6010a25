#include "entente/basing/demand.hpp"

#include "entente/base/error.hpp"

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

TEST_CASE("a point just off a coast belongs to the state behind it, one far out to none") {
  CHECK(state_at(two_boxes(), {2, 2}) == 0);
  CHECK(state_at(two_boxes(), {1, 9.9}) == 1);               // 11 km off
  CHECK(state_at(two_boxes(), {-0.2, 0.1}) == 0);            // 22 km
  CHECK_FALSE(state_at(two_boxes(), {1, 9.7}).has_value());  // 33 km
  CHECK_FALSE(state_at(two_boxes(), {60, 100}).has_value());
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

}  // namespace entente::basing

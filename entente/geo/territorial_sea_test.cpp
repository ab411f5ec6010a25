#include "entente/geo/territorial_sea.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace entente;
using namespace entente::geo;

namespace {

const RegionIndex& world() {
  static const RegionIndex index(
      parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                      "countries-50m.geojson"));
  return index;
}

RegionIndex two_boxes() {
  const auto box = [](const std::string& code, double west) {
    return Country{code, code, "Box " + code,
                   "",   "",   {{{{0, west}, {0, west + 4}, {4, west + 4}, {4, west}, {0, west}}, {}}}};
  };
  return RegionIndex({box("AAA", 0), box("BBB", 10)});
}

}  // namespace

TEST_CASE("a point within twelve nautical miles of a coast belongs to the state behind it, one farther out to none") {
  const RegionIndex boxes = two_boxes();
  CHECK(state_at(boxes, {2, 2}) == 0);
  CHECK(state_at(boxes, {1, 9.9}) == 1);                   // 11 km off
  CHECK(state_at(boxes, {-0.2, 0.1}) == 0);                // 22.1 km
  CHECK_FALSE(state_at(boxes, {-0.21, 0.1}).has_value());  // 23.2 km
  CHECK_FALSE(state_at(boxes, {60, 100}).has_value());
}

TEST_CASE("the airspace of coastal states is what belongs to them, land and sea") {
  struct Where {
    std::vector<std::string> codes;
    LatLon from, to;
  };
  const std::vector<Where> places{{{"LBN"}, {32.6, 34.7}, {35.1, 36.8}},    {{"LBR"}, {4, -12}, {9, -7}},
                                  {{"GIN", "SLE"}, {6.5, -16}, {12.5, -9}}, {{"FJI"}, {-20, 176.5}, {-15.5, 180}},
                                  {{"FJI"}, {-20, -180}, {-15.5, -178}},    {{"DNK"}, {54, 7}, {58.5, 16}}};
  RandomStream random(5, "airspace of coastal states");
  for (const Where& where : places) {
    CAPTURE(where.codes.front());
    const Country airspace = airspace_of(world(), where.codes, "closed");
    int inside = 0;
    for (int i = 0; i < 300; ++i) {
      const LatLon p{where.from.lat_deg + (where.to.lat_deg - where.from.lat_deg) * random.uniform(),
                     where.from.lon_deg + (where.to.lon_deg - where.from.lon_deg) * random.uniform()};
      const auto state = state_at(world(), p);
      const bool mine = state && std::find(where.codes.begin(), where.codes.end(), world().countries()[*state].code) !=
                                     where.codes.end();
      inside += mine ? 1 : 0;
      if (contains(airspace, p) == mine) continue;
      CAPTURE(p.lat_deg);
      CAPTURE(p.lon_deg);
      CHECK(distance_to_border_km(airspace, p) < 2);
    }
    CHECK(inside > 10);
  }
}

TEST_CASE("states without a coast have the airspace of their land, vertex by vertex") {
  const std::vector<std::string> codes{"BFA", "MLI", "NER"};
  std::vector<Country> land;
  for (const Country& country : world().countries())
    if (std::find(codes.begin(), codes.end(), country.code) != codes.end()) land.push_back(country);
  const Country merged = merge(land, "closed");
  const Country airspace = airspace_of(world(), codes, "closed");
  REQUIRE(airspace.polygons.size() == merged.polygons.size());
  for (std::size_t i = 0; i < merged.polygons.size(); ++i)
    CHECK(airspace.polygons[i].outer == merged.polygons[i].outer);
  CHECK(airspace_of(world(), {}, "open").polygons.empty());
  CHECK_THROWS_AS(airspace_of(world(), std::vector<std::string>{"XXX"}, "closed"), Error);
}

TEST_CASE("a line along the coast crosses the territorial sea") {
  const Country lebanon = airspace_of(world(), std::vector<std::string>{"LBN"}, "closed");
  const LatLon south{32.9, 34.9};
  const LatLon north{34.9, 35.7};  // over the sea, some kilometres off the coast
  const GeodesicInverse line = inverse(south, north);
  CHECK(SightLines(lebanon, south).blocked(line.azimuth_from_deg, line.distance_km));
  const std::vector<Country> land{world().named("LBN")};
  CHECK_FALSE(SightLines(merge(land, "land"), south).blocked(line.azimuth_from_deg, line.distance_km));
}

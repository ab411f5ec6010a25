#include "entente/geo/outline.hpp"

#include "entente/base/delimited.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <tuple>

using namespace entente;
using namespace entente::geo;

namespace {

Ring ring(std::initializer_list<LatLon> corners) {
  Ring out(corners);
  out.push_back(out.front());
  return out;
}

std::string layer(const std::string& type, const std::string& coordinates) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"iso_a3":"NER"},"geometry":{"type":")" +
         type + R"(","coordinates":)" + coordinates + "}}]}";
}

}  // namespace

TEST_CASE("an outline encloses something and does not cross itself; it may touch itself") {
  CHECK(fault_of_outline(ring({{0, 0}, {0, 1}, {1, 1}, {1, 0}})).empty());
  CHECK(fault_of_outline(ring({{0, 0}, {1, 0}, {1, 1}, {0, 1}})).empty());  // the other way round
  // A bow tie, a point, a line there and back.
  CHECK(fault_of_outline(ring({{0, 0}, {1, 1}, {0, 1}, {1, 0}})).find("crosses itself") != std::string::npos);
  CHECK(fault_of_outline(ring({{5, 5}, {5, 5}, {5, 5}})).find("encloses nothing") != std::string::npos);
  CHECK(fault_of_outline(ring({{0, 0}, {1, 1}, {2, 2}, {1, 1}})).find("encloses nothing") != std::string::npos);
  CHECK(fault_of_outline({}) == "an outline has no position");
  // Two squares that share a corner, drawn as one.
  CHECK(fault_of_outline(ring({{0, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 2}, {2, 1}, {1, 1}, {1, 0}})).empty());
}

TEST_CASE("a country with a broken outline is refused with the feature, the field and what is wrong") {
  for (const auto& [type, coordinates, field, reason] :
       {std::tuple{"Polygon", "[[[0,0],[1,1],[0,1],[1,0],[0,0]]]", "coordinates", "crosses itself"},
        {"Polygon", "[[[5,5],[5,5],[5,5],[5,5]]]", "coordinates", "encloses nothing"},
        {"Polygon", "[]", "coordinates", "has no ring"},
        {"MultiPolygon", "[]", "coordinates", "there is no polygon"},
        {"Polygon", "[[]]", "coordinates", "fewer than two positions"},
        {"Polygon", "[[[0,0],[0,1],[1,1],[1,0]]]", "coordinates", "is not closed"},
        {"Polygon", "[[[0,0],[0,1],[1,1],[0,0]],[[0,0],[0,0],[0,0],[0,0]]]", "coordinates", "encloses nothing"},
        {"Polygon", "[[[0,0],[181,1],[1,1],[0,0]]]", "coordinates", "out of range"},
        {"Polygon", "[[[0,0],[0,91],[1,1],[0,0]]]", "coordinates", "out of range"},
        {"Point", "[0,0]", "geometry", "not a polygon"}}) {
    CAPTURE(coordinates);
    const LayerParts parts = split_countries(layer(type, coordinates), "countries.geojson");
    CHECK(parts.parts.empty());
    REQUIRE(parts.faults.size() == 1);
    CHECK(parts.faults[0].file == "countries.geojson");
    CHECK(parts.faults[0].line == 1);
    CHECK(parts.faults[0].field == field);
    CHECK(parts.faults[0].reason.find(reason) != std::string::npos);
  }
  CHECK(split_countries(layer("Polygon", "[[[0,0],[0,1],[1,1],[0,0]]]"), "c").parts.size() == 1);
}

TEST_CASE("every outline of the layer that ships is one") {
  const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson";
  const LayerParts parts = split_countries(read_file(file), file);
  CHECK(parts.faults.empty());
  CHECK(parts.parts.size() > 200);
}

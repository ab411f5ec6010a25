#include "entente/basing/export.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/territorial_sea.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <string>

using namespace entente;
using namespace entente::basing;

namespace {

const AircraftProfile kDrone{"d",
                             {14, 20, 27, false, {}},
                             {313, 313, 370, false, {}},
                             {1.5, 2, 2.5, true, {}},
                             {4, 4, 4, true, {}},
                             {5000, 5000, 5000, true, {}},
                             std::nullopt};

CoverResult answer() {
  CoverRequest request;
  request.lost = {{"L", "Lost, \"the <first>\" & last", "AAA", {-17, 179}, 9000, geo::Surface::asphalt}};
  request.candidates = {{"C", "Candidate", "BBB", {-10, -170}, 8000, geo::Surface::concrete}};
  request.demand = {{"p", {-16, -178}, 1, "islands", 0}};
  request.profile = kDrone;
  request.airspaces = {{"open", {}, 0, false}};
  return cover(request, geo::RegionIndex({}), ThreadExecutor());
}

}  // namespace

TEST_CASE("the answer as GeoJSON holds sites, zones, ways and rings, cut at the antimeridian") {
  const auto result = answer();
  const auto json = nlohmann::json::parse(geojson_of(result, 0, kDrone));
  CHECK(json["type"] == "FeatureCollection");
  std::map<std::string, int> kinds;
  for (const auto& feature : json["features"]) {
    ++kinds[feature["properties"]["kind"].get<std::string>()];
    if (feature["geometry"]["type"] != "MultiLineString") continue;
    for (const auto& line : feature["geometry"]["coordinates"])
      for (std::size_t i = 0; i < line.size(); ++i) {
        CHECK(std::abs(line[i][0].get<double>()) <= 180);
        if (i > 0) CHECK(std::abs(line[i][0].get<double>() - line[i - 1][0].get<double>()) < 180);
      }
  }
  CHECK(kinds == std::map<std::string, int>{{"ring", 2}, {"site", 2}, {"way", 1}, {"zone", 1}});
  CHECK(json["features"][0]["properties"]["role"] == "lost");
  CHECK_THROWS_AS(geojson_of(result, 1, kDrone), Error);
}

TEST_CASE("the answer as KML escapes its text and closes its elements") {
  const auto kml = kml_of(answer(), 0, kDrone);
  CHECK(kml.find("&lt;first&gt;&quot; &amp; last") != std::string::npos);
  CHECK(kml.find("<first>") == std::string::npos);
  const auto count = [&](const std::string& what) {
    int n = 0;
    for (auto at = kml.find(what); at != std::string::npos; at = kml.find(what, at + 1)) ++n;
    return n;
  };
  for (const std::string tag : {"Placemark", "MultiGeometry", "LineString", "Point", "coordinates", "Document", "kml"})
    CHECK(count("</" + tag + ">") == count("<" + tag + ">") + (tag == "kml" ? 1 : 0));
}

TEST_CASE("curves at a distance from a border are features of their own") {
  const geo::Country box{"BOX", "BOX", "Box", "", "", {{{{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}}, {}}}};
  const geo::RegionIndex countries({box});
  CHECK(border_watch_curves({"open", {}, 100, false}, countries, ThreadExecutor()).empty());
  CHECK(border_watch_curves({"closed", {"BOX"}, 0, true}, countries, ThreadExecutor()).empty());
  const auto curves = border_watch_curves({"closed", {"BOX"}, 100, true}, countries, ThreadExecutor());
  REQUIRE(curves.size() == 1);
  REQUIRE(curves[0].lines.size() == 1);
  for (const auto& p : curves[0].lines[0])
    CHECK(geo::distance_to_border_km(box, p) == doctest::Approx(100 - geo::kTerritorialSea_km).epsilon(0.004));
  const std::vector<std::string> states{"BOX"};
  const auto around = within_curves(states, 300, countries, ThreadExecutor());
  REQUIRE(around.size() == 1);
  CHECK_FALSE(geo::contains(box, around[0].lines[0][0]));
  const auto json = nlohmann::json::parse(geojson_of(answer(), 0, kDrone, curves));
  const auto& last = json["features"].back();
  CHECK(last["properties"]["kind"] == "border-watch");
  CHECK(last["properties"]["km"] == 100);
  CHECK(last["geometry"]["type"] == "MultiLineString");
  CHECK(kml_of(answer(), 0, kDrone, around).find("within 300 km") != std::string::npos);
  const std::vector<std::string> unknown{"QQQ"};
  CHECK_THROWS_AS(within_curves(unknown, 300, countries, ThreadExecutor()), Error);
}

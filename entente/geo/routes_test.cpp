#include "entente/geo/routes.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

Country closed(const std::vector<std::string>& codes) {
  static const auto all =
      parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                      "countries-50m.geojson");
  std::vector<Country> found;
  for (const auto& code : codes)
    for (const auto& country : all)
      if (country.code == code) found.push_back(country);
  REQUIRE(found.size() == codes.size());
  return merge(found, "closed");
}

double length_km(const std::vector<LatLon>& line) {
  double km = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) km += distance_km(line[i], line[i + 1]);
  return km;
}

}  // namespace

TEST_CASE("detours are those of the independent table: to a metre in its model, to 50 m in 1,000 km by geodesics") {
  const std::string path = std::string(ENTENTE_SOURCE_DIR) + "/../shared/oracles/strategy/detours.json";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: detours.json is missing");
    return;
  }
  const auto table = nlohmann::json::parse(read_file(path));
  REQUIRE(table["routes"].size() == 4);
  for (const auto& row : table["routes"]) {
    const auto name_of_route = row["route"].get<std::string>();
    CAPTURE(name_of_route);
    const LatLon from{row["start"][0], row["start"][1]};
    const LatLon to{row["end"][0], row["end"][1]};
    const auto region = closed(row["denied"].get<std::vector<std::string>>());
    const auto& expected = row["full_polygon"];
    const auto in_degrees = RouteNetwork(region, RouteModel::degrees).route(from, to);
    const auto geodesic = RouteNetwork(region).route(from, to);
    if (!expected["reachable"].get<bool>()) {
      CHECK(in_degrees.obstacle == Obstacle::end_inside);
      CHECK(geodesic.obstacle == Obstacle::end_inside);
      continue;
    }
    const double km = expected["km"];
    REQUIRE(in_degrees.obstacle == Obstacle::none);
    CHECK(std::abs(in_degrees.km - km) < 0.001);
    CHECK(in_degrees.via.size() == expected["via"].size());
    REQUIRE(geodesic.obstacle == Obstacle::none);
    CHECK(std::abs(geodesic.km - km) < 0.05 * km / 1000);
    CHECK(length_km(geodesic.via) == doctest::Approx(geodesic.km).epsilon(1e-12));
    MESSAGE(name_of_route, ": ", in_degrees.km, " km in degrees, ", geodesic.km, " km by geodesics, direct ",
            distance_km(from, to));
  }
}

TEST_CASE("around a square one goes by its corners, on the shorter side") {
  const Country square{"S", "S", "S", {}, {}, {{{{10, 10}, {10, 12}, {12, 12}, {12, 10}, {10, 10}}, {}}}};
  const RouteNetwork network(square);
  const auto route = network.route({10.5, 8}, {10.5, 14});
  REQUIRE(route.obstacle == Obstacle::none);
  CHECK(route.km == doctest::Approx(length_km({{10.5, 8}, {10, 10}, {10, 12}, {10.5, 14}})).epsilon(1e-5));
  CHECK(route.km > distance_km({10.5, 8}, {10.5, 14}));
  CHECK(network.route({10.5, 8}, {13, 8}).via.size() == 2);
  CHECK(network.route({11, 11}, {13, 8}).obstacle == Obstacle::start_inside);
  CHECK(network.route({13, 8}, {11, 11}).obstacle == Obstacle::end_inside);
  CHECK(network.route({10.5, 8}, {10.5, 8}).km == 0);
}

TEST_CASE("no closed state gives the geodesic; a state inside a closed one cannot be left") {
  const RouteNetwork open(merge({}, "none"));
  CHECK(open.route({0, 0}, {10, 10}).km == distance_km({0, 0}, {10, 10}));
  const RouteNetwork around(closed({"ZAF"}));
  CHECK(around.route({-29.5, 28.2}, {-20, 20}).obstacle == Obstacle::enclosed);  // Lesotho
  CHECK(around.route({-29.5, 28.2}, {-29.6, 28.4}).obstacle == Obstacle::none);
}

TEST_CASE("a closed region across the antimeridian has no gap there") {
  const Country strip{"S",
                      "S",
                      "S",
                      {},
                      {},
                      {{{{-10, 170}, {-10, 180}, {10, 180}, {10, 170}, {-10, 170}}, {}},
                       {{{-10, -180}, {-10, -170}, {10, -170}, {10, -180}, {-10, -180}}, {}}}};
  const auto route = RouteNetwork(strip).route({-20, 180 - 1e-9}, {20, -180});
  REQUIRE(route.obstacle == Obstacle::none);
  CHECK(route.via.size() >= 4);
  CHECK(route.km > distance_km({-20, 180}, {20, 180}) + 200);
}

TEST_CASE(
    "routes are symmetric, no shorter than the geodesic, free of the region, and closing a state never shortens them") {
  const std::vector<std::vector<std::string>> growing{{"NER"}, {"NER", "MLI"}, {"NER", "MLI", "BFA"}};
  std::vector<RouteNetwork> networks;
  for (const auto& codes : growing) networks.emplace_back(closed(codes));
  RandomStream random(9, "routes test");
  int detours = 0;
  for (int i = 0; i < 150; ++i) {
    const LatLon a{2 + 30 * random.uniform(), -18 + 42 * random.uniform()};
    const LatLon b{2 + 30 * random.uniform(), -18 + 42 * random.uniform()};
    double last = distance_km(a, b);
    for (const auto& network : networks) {
      const auto there = network.route(a, b);
      const auto back = network.route(b, a);
      CHECK((there.obstacle == Obstacle::none) == (back.obstacle == Obstacle::none));
      if (there.obstacle != Obstacle::none) break;
      CHECK(there.km == doctest::Approx(back.km).epsilon(1e-9));
      CHECK(there.km >= last - 1e-3);
      last = there.km;
      detours += there.via.size() > 2;
      CHECK(*network.km(network.origin(a), network.goal(b)) == doctest::Approx(there.km).epsilon(1e-12));
      // Great circles and geodesics differ by less than half a kilometre here.
      for (std::size_t k = 0; k + 1 < there.via.size(); ++k)
        for (const auto& p : waypoints(there.via[k], there.via[k + 1], 20))
          if (contains(network.closed(), p)) CHECK(distance_to_border_km(network.closed(), p) < 0.5);
    }
  }
  CHECK(detours > 50);
}

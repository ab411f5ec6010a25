#include "entente/geo/routes.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/projection.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <limits>
#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

const ThreadExecutor kThreads;

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

// The shortest way by another road: in the gnomonic plane, where geodesics are straight, by trying every pair of the
// outline's vertices, and Dijkstra's algorithm. Only for some hundred vertices.
double plane_km(const Country& region, LatLon from, LatLon to) {
  const Projection plane(MapKind::gnomonic, waypoints(from, to, distance_km(from, to) / 1.99)[1]);
  std::vector<LatLon> outline;
  const Ring& ring = region.polygons.at(0).outer;
  constexpr int kParts = 12;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    for (int k = 0; k < kParts; ++k)
      outline.push_back({ring[i].lat_deg + (ring[i + 1].lat_deg - ring[i].lat_deg) * k / kParts,
                         ring[i].lon_deg + (ring[i + 1].lon_deg - ring[i].lon_deg) * k / kParts});
  const std::size_t n = outline.size();
  std::vector<LatLon> nodes = outline;
  nodes.push_back(from);
  nodes.push_back(to);
  std::vector<PlanePoint> at;
  for (const LatLon& p : nodes) at.push_back(plane.forward(p));
  const auto left = [](PlanePoint a, PlanePoint b, PlanePoint c) {
    return (b.x_km - a.x_km) * (c.y_km - a.y_km) - (b.y_km - a.y_km) * (c.x_km - a.x_km);
  };
  const auto inside = [&](PlanePoint p) {
    bool in = false;
    for (std::size_t i = 0, j = n - 1; i < n; j = i++)
      if ((at[i].y_km > p.y_km) != (at[j].y_km > p.y_km) &&
          p.x_km < (at[j].x_km - at[i].x_km) * (p.y_km - at[i].y_km) / (at[j].y_km - at[i].y_km) + at[i].x_km)
        in = !in;
    return in;
  };
  const auto free = [&](std::size_t a, std::size_t b) {
    if (a < n && b < n && ((a + 1) % n == b || (b + 1) % n == a)) return true;
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t j = (i + 1) % n;
      if (i == a || i == b || j == a || j == b) continue;
      if (left(at[a], at[b], at[i]) * left(at[a], at[b], at[j]) < 0 &&
          left(at[i], at[j], at[a]) * left(at[i], at[j], at[b]) < 0)
        return false;
    }
    return !inside({(at[a].x_km + at[b].x_km) / 2, (at[a].y_km + at[b].y_km) / 2});
  };
  std::vector<double> km(n + 2, std::numeric_limits<double>::infinity());
  std::vector<bool> done(n + 2, false);
  km[n] = 0;
  for (std::size_t round = 0; round < n + 2; ++round) {
    std::size_t nearest = n + 2;
    for (std::size_t i = 0; i < n + 2; ++i)
      if (!done[i] && (nearest == n + 2 || km[i] < km[nearest])) nearest = i;
    done[nearest] = true;
    if (nearest == n + 1) break;
    for (std::size_t i = 0; i < n + 2; ++i)
      if (!done[i] && km[nearest] + distance_km(nodes[nearest], nodes[i]) < km[i] && free(nearest, i))
        km[i] = km[nearest] + distance_km(nodes[nearest], nodes[i]);
  }
  return km[n + 1];
}

}  // namespace

TEST_CASE("ways are those of trying every pair of corners in a plane in which geodesics are straight") {
  RandomStream random(14, "routes plane");
  int detours = 0;
  for (int round = 0; round < 25; ++round) {
    // A star with bays around 12 N, 5 E.
    Ring ring;
    constexpr int kCorners = 9;
    for (int k = 0; k < kCorners; ++k)
      ring.push_back(direct({12, 5}, 360.0 * k / kCorners, 150 + 600 * random.uniform()));
    ring.push_back(ring.front());
    const Country star{"S", "S", "S", {}, {}, {{ring, {}}}};
    const RouteNetwork network(merge({&star, 1}, "closed"), RouteModel::geodesic, kThreads);
    for (int i = 0; i < 4; ++i) {
      const LatLon from = direct({12, 5}, 360 * random.uniform(), 850);
      const LatLon to = direct({12, 5}, 360 * random.uniform(), 850);
      if (distance_km(from, to) < 50) continue;
      const auto route = network.route(from, to);
      REQUIRE(route.obstacle == Obstacle::none);
      detours += route.via.size() > 2;
      CHECK(std::abs(route.km - plane_km(star, from, to)) < 0.05 * route.km / 1000 + 1e-6);
    }
  }
  CHECK(detours > 40);
}

TEST_CASE("ways do not know where longitude starts") {
  RandomStream random(15, "routes shift");
  for (int round = 0; round < 20; ++round) {
    Ring ring;
    for (int k = 0; k < 7; ++k) ring.push_back(direct({12, 5}, -360.0 * k / 7, 150 + 600 * random.uniform()));
    ring.push_back(ring.front());
    const LatLon from = direct({12, 5}, 360 * random.uniform(), 850);
    const LatLon to = direct({12, 5}, 360 * random.uniform(), 850);
    const double shift = 280 * random.uniform() - 150;  // not over the antimeridian, where layers are cut
    const auto moved = [&](LatLon p) { return LatLon{p.lat_deg, p.lon_deg + shift}; };
    Ring other;
    for (const LatLon& p : ring) other.push_back(moved(p));
    const auto here =
        RouteNetwork({"S", "S", "S", {}, {}, {{ring, {}}}}, RouteModel::geodesic, kThreads).route(from, to);
    const auto there = RouteNetwork({"S", "S", "S", {}, {}, {{other, {}}}}, RouteModel::geodesic, kThreads)
                           .route(moved(from), moved(to));
    REQUIRE(here.obstacle == there.obstacle);
    CHECK(there.km == doctest::Approx(here.km).epsilon(1e-9));
  }
}

TEST_CASE("detours are those of the independent table: to a metre in its model, to 50 m in 1,000 km by geodesics" *
          doctest::test_suite("outside")) {
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
    const auto in_degrees = RouteNetwork(region, RouteModel::degrees, kThreads).route(from, to);
    const auto geodesic = RouteNetwork(region, RouteModel::geodesic, kThreads).route(from, to);
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
  const RouteNetwork network(square, RouteModel::geodesic, kThreads);
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
  const RouteNetwork open(merge({}, "none"), RouteModel::geodesic, kThreads);
  CHECK(open.route({0, 0}, {10, 10}).km == distance_km({0, 0}, {10, 10}));
  const RouteNetwork around(closed({"ZAF"}), RouteModel::geodesic, kThreads);
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
  const auto route = RouteNetwork(strip, RouteModel::geodesic, kThreads).route({-20, 180 - 1e-9}, {20, -180});
  REQUIRE(route.obstacle == Obstacle::none);
  CHECK(route.via.size() >= 4);
  CHECK(route.km > distance_km({-20, 180}, {20, 180}) + 200);
}

TEST_CASE(
    "routes are symmetric, no shorter than the geodesic, free of the region, and closing a state never shortens them") {
  const std::vector<std::vector<std::string>> growing{{"NER"}, {"NER", "MLI"}, {"NER", "MLI", "BFA"}};
  std::vector<RouteNetwork> networks;
  for (const auto& codes : growing) networks.emplace_back(closed(codes), RouteModel::geodesic, kThreads);
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

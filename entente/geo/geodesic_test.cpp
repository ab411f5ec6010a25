#include "entente/geo/geodesic.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

LatLon anywhere(RandomStream& random) {
  return {std::asin(2 * random.uniform() - 1) * 180 / 3.14159265358979323846, 360 * random.uniform() - 180};
}

}  // namespace

TEST_CASE("the published distances from airfields to places are met to a millimetre" * doctest::test_suite("outside")) {
  const std::string path = std::string(ENTENTE_SOURCE_DIR) + "/../shared/oracles/strategy/geodesic-distances.csv";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: geodesic-distances.csv is missing");
    return;
  }
  const auto table = read_delimited(read_file(path), path);
  REQUIRE(table.rows.size() == 80);
  const auto number = [&](const DelimitedRow& row, const char* column) {
    return std::stod(row.cells[table.column(column)]);
  };
  double worst_km = 0;
  for (const auto& row : table.rows) {
    const LatLon airfield{number(row, "airfield_lat"), number(row, "airfield_lon")};
    const LatLon place{number(row, "place_lat"), number(row, "place_lon")};
    worst_km = std::max(worst_km, std::abs(distance_km(airfield, place) - number(row, "distance_km")));
  }
  CHECK(worst_km < 1e-6);
}

TEST_CASE("a quarter of the meridian is 10,001.966 km and a degree of the equator is 111.319 km") {
  CHECK(distance_km({0, 0}, {90, 0}) == doctest::Approx(10001.965729).epsilon(1e-10));
  CHECK(distance_km({0, 10}, {0, 11}) == doctest::Approx(111.31949079).epsilon(1e-9));
}

TEST_CASE("distance is symmetric, obeys the triangle inequality, and does not know where longitude starts") {
  RandomStream random(7, "geodesic test");
  for (int i = 0; i < 500; ++i) {
    const auto a = anywhere(random);
    const auto b = anywhere(random);
    const auto c = anywhere(random);
    const double ab = distance_km(a, b);
    CHECK(ab == doctest::Approx(distance_km(b, a)).epsilon(1e-12));
    CHECK(ab <= distance_km(a, c) + distance_km(c, b) + 1e-9);
    const double shift = 360 * random.uniform() - 180;
    const auto shifted = [&](LatLon p) { return LatLon{p.lat_deg, std::remainder(p.lon_deg + shift, 360.0)}; };
    CHECK(distance_km(shifted(a), shifted(b)) == doctest::Approx(ab).epsilon(1e-11));
  }
}

TEST_CASE("the estimate is as close to the distance as it says") {
  RandomStream random(10, "geodesic test");
  for (int i = 0; i < 20000; ++i) {
    const auto a = anywhere(random);
    const auto b = direct(a, 360 * random.uniform(), 10000 * random.uniform());
    const double km = distance_km(a, b);
    CHECK(std::abs(distance_estimate_km(a, b) - km) < 0.05 + 3e-5 * km);
  }
  CHECK(distance_estimate_km({5, 5}, {5, 5}) == 0);
}

TEST_CASE("going in the direction and for the distance of the inverse arrives") {
  RandomStream random(8, "geodesic test");
  for (int i = 0; i < 200; ++i) {
    const auto a = anywhere(random);
    const auto b = anywhere(random);
    const auto line = inverse(a, b);
    CHECK(distance_km(direct(a, line.azimuth_from_deg, line.distance_km), b) < 1e-6);
  }
}

TEST_CASE("across the antimeridian the short way is taken and longitudes stay below 180") {
  CHECK(distance_km({0, 179}, {0, -179}) == doctest::Approx(222.639).epsilon(1e-5));
  CHECK(azimuth_deg({0, 179}, {0, -179}) == doctest::Approx(90));
  CHECK(azimuth_deg({0, -179}, {0, 179}) == doctest::Approx(270));
  const auto p = direct({0, 179}, 90, 222.639);
  CHECK(p.lon_deg == doctest::Approx(-179).epsilon(1e-6));
}

TEST_CASE("waypoints keep both ends and their spacing") {
  const LatLon a{9.55719, -0.86321};
  const LatLon b{16.2667, -0.05};
  const auto points = waypoints(a, b, 100);
  REQUIRE(points.size() == 9);
  CHECK(points.front() == a);
  CHECK(points.back() == b);
  for (std::size_t i = 1; i < points.size(); ++i)
    CHECK(distance_km(points[i - 1], points[i]) == doctest::Approx(distance_km(a, b) / 8).epsilon(1e-9));
  CHECK(waypoints(a, a, 100).size() == 2);
}

TEST_CASE("every point of a ring is at its radius, at the pole too") {
  for (const LatLon centre : {LatLon{16.966, 8.00011}, LatLon{90, 0}, LatLon{-17, 179.5}}) {
    const auto curve = ring(centre, 2000, 36);
    REQUIRE(curve.size() == 37);
    CHECK(curve.front() == curve.back());
    for (const auto& p : curve) {
      CHECK(distance_km(centre, p) == doctest::Approx(2000).epsilon(1e-9));
      CHECK(is_valid(p));
    }
  }
}

TEST_CASE("positions out of range are not valid") {
  CHECK(is_valid({90, 180}));
  CHECK_FALSE(is_valid({90.1, 0}));
  CHECK_FALSE(is_valid({0, 180.1}));
  CHECK_FALSE(is_valid({std::nan(""), 0}));
}

#include "entente/geo/buffer.hpp"

#include "entente/base/delimited.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

const ThreadExecutor kThreads;

Country disc(LatLon centre, double radius_km) { return {"D", "D", "D", {}, {}, {{ring(centre, radius_km, 180), {}}}}; }

}  // namespace

TEST_CASE("the buffer of a geodesic disc is a geodesic ring, outside and inside, wherever it lies") {
  for (const LatLon centre : {LatLon{16.966, 8.0}, LatLon{-60, 100}, LatLon{0, 0}})
    for (const double km : {100.0, -100.0}) {
      const auto curves = buffer(disc(centre, 500), km, 25, kThreads);
      REQUIRE(curves.size() == 1);
      CHECK(curves[0].front() == curves[0].back());
      // The disc is a polygon of 180 corners, so its border lies up to 0.1 km nearer to the centre.
      for (const LatLon& p : curves[0]) CHECK(distance_km(centre, p) == doctest::Approx(500 + km).epsilon(0.001));
    }
  CHECK(buffer(disc({10, 10}, 100), -120, 25, kThreads).empty());
}

TEST_CASE("every point of a state's buffer lies as far from the border as asked, on the side asked, and parts close") {
  std::vector<Country> both;
  for (const auto& country :
       parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                       "countries-50m.geojson"))
    if (country.code == "MLI" || country.code == "BFA") both.push_back(country);
  REQUIRE(both.size() == 2);
  const Country region = merge(both, "closed");
  for (const double km : {150.0, -100.0}) {
    const auto curves = buffer(region, km, 25, kThreads);
    REQUIRE_FALSE(curves.empty());
    double length_km = 0;
    for (const auto& curve : curves) {
      CHECK(curve.front() == curve.back());
      for (std::size_t i = 0; i < curve.size(); ++i) {
        CHECK(std::abs(distance_to_border_km(region, curve[i]) - std::abs(km)) < 2e-5 * std::abs(km) + 0.06);
        CHECK(contains(region, curve[i]) == (km < 0));
        if (i > 0) length_km += distance_km(curve[i - 1], curve[i]);
      }
    }
    CHECK(length_km > (km > 0 ? 4000 : 1000));
    const auto one = buffer(region, km, 25, ThreadExecutor(1));
    CHECK(one == curves);
  }
}

TEST_CASE("an inner buffer of a region with a narrow waist comes in two parts") {
  // Two squares of four degrees, joined by a strip of half a degree.
  const Country dumbbell{"D",
                         "D",
                         "D",
                         {},
                         {},
                         {{{{0, 0},
                            {0, 4},
                            {1.75, 4},
                            {1.75, 8},
                            {0, 8},
                            {0, 12},
                            {4, 12},
                            {4, 8},
                            {2.25, 8},
                            {2.25, 4},
                            {4, 4},
                            {4, 0},
                            {0, 0}},
                           {}}}};
  const auto curves = buffer(dumbbell, -60, 10, kThreads);
  CHECK(curves.size() == 2);
  for (const auto& curve : curves) CHECK(curve.front() == curve.back());
  CHECK(buffer(dumbbell, 60, 10, kThreads).size() == 1);
}

TEST_CASE("a cut at the antimeridian is not a border") {
  const Country strip{"S",
                      "S",
                      "S",
                      {},
                      {},
                      {{{{-5, 175}, {-5, 180}, {5, 180}, {5, 175}, {-5, 175}}, {}},
                       {{{-5, -180}, {-5, -175}, {5, -175}, {5, -180}, {-5, -180}}, {}}}};
  const auto curves = buffer(strip, -200, 20, kThreads);
  REQUIRE(curves.size() == 1);
  double west = 180;
  double east = -180;
  for (const LatLon& p : curves[0]) {
    CHECK(distance_to_border_km(strip, p) == doctest::Approx(200).epsilon(0.002));
    if (p.lon_deg > 0) west = std::min(west, p.lon_deg);
    if (p.lon_deg < 0) east = std::max(east, p.lon_deg);
  }
  CHECK(west == doctest::Approx(175 + 200 / 111.32).epsilon(0.001));
  CHECK(east == doctest::Approx(-175 - 200 / 111.32).epsilon(0.001));
}

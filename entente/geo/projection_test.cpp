#include "entente/geo/projection.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

double plane_area_km2(const PlaneLine& ring) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    twice += ring[i].x_km * ring[i + 1].y_km - ring[i + 1].x_km * ring[i].y_km;
  return std::abs(twice) / 2;
}

double true_area_km2(const std::vector<LatLon>& ring) {
  GeographicLib::PolygonArea area(GeographicLib::Geodesic::WGS84());
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) area.AddPoint(ring[i].lat_deg, ring[i].lon_deg);
  double perimeter = 0;
  double square_metres = 0;
  area.Compute(false, true, perimeter, square_metres);
  return std::abs(square_metres) / 1e6;
}

}  // namespace

TEST_CASE("in the equidistant plane a geodesic ring is a circle") {
  const LatLon agadez{16.966, 8.00011};
  const auto projection = Projection(MapKind::equidistant, agadez);
  for (const auto& p : ring(agadez, 2000, 36)) {
    const auto xy = projection.forward(p);
    CHECK(std::hypot(xy.x_km, xy.y_km) == doctest::Approx(2000).epsilon(1e-9));
  }
  const auto east = projection.forward(direct(agadez, 90, 500));
  CHECK(east.x_km == doctest::Approx(500));
  CHECK(std::abs(east.y_km) < 1e-6);
}

TEST_CASE(
    "in the equal-area plane areas are those of the ellipsoid, near and far, at the pole and across the date line") {
  for (const LatLon centre : {LatLon{16.966, 8.0}, LatLon{90, 0}, LatLon{-17, 179}, LatLon{0, 0}, LatLon{-60, 100}}) {
    const auto projection = Projection(MapKind::equal_area, centre);
    for (const double away_km : {10.0, 900.0, 3000.0}) {
      const auto circle = ring(direct(centre, 40, away_km), 200, 360);
      PlaneLine plane;
      for (const auto& p : circle) plane.push_back(projection.forward(p));
      CHECK(plane_area_km2(plane) == doctest::Approx(true_area_km2(circle)).epsilon(1e-4));
    }
    const auto at = projection.forward(centre);
    CHECK(std::hypot(at.x_km, at.y_km) < 0.02);
  }
  const auto north = Projection(MapKind::equal_area, {10, 20}).forward({10.1, 20});
  CHECK(north.y_km == doctest::Approx(distance_km({10, 20}, {10.1, 20})).epsilon(1e-5));
  CHECK(std::abs(north.x_km) < 1e-9);
}

TEST_CASE("a ring is cut to the window and keeps the area that is inside") {
  const PlaneLine square{{-10, -10}, {30, -10}, {30, 10}, {-10, 10}, {-10, -10}};
  const auto inside = clip_ring(square, PlaneWindow::box(20, 20));
  CHECK(inside.front() == inside.back());
  CHECK(plane_area_km2(inside) == doctest::Approx(30 * 20));
  CHECK(clip_ring({{30, 30}, {40, 30}, {40, 40}, {30, 30}}, PlaneWindow::box(20, 20)).empty());
  const PlaneLine large{{-99, -99}, {99, -99}, {99, 99}, {-99, 99}, {-99, -99}};
  CHECK(plane_area_km2(clip_ring(large, PlaneWindow::circle(10))) == doctest::Approx(314.159).epsilon(1e-3));
}

TEST_CASE("a line is cut into the parts that are inside") {
  const PlaneLine line{{-30, 0}, {0, 0}, {30, 0}, {30, 5}, {0, 5}};
  const auto parts = clip_line(line, PlaneWindow::box(20, 20));
  REQUIRE(parts.size() == 2);
  CHECK(parts[0] == PlaneLine{{-20, 0}, {0, 0}, {20, 0}});
  CHECK(parts[1] == PlaneLine{{20, 5}, {0, 5}});
  CHECK(clip_line({{-30, 30}, {30, 30}}, PlaneWindow::box(20, 20)).empty());
  CHECK(clip_line({{-30, 0}, {30, 0}}, PlaneWindow::box(20, 20)).size() == 1);
}

TEST_CASE("what simplification leaves out lies within the tolerance") {
  RandomStream random(6, "simplify test");
  PlaneLine line;
  for (int i = 0; i < 500; ++i) line.push_back({static_cast<double>(i), 5 * std::sin(i / 20.0) + random.uniform()});
  for (const double tolerance_km : {0.5, 1.0, 3.0}) {
    const auto less = simplify(line, tolerance_km);
    CHECK(less.size() < line.size());
    CHECK(less.front() == line.front());
    CHECK(less.back() == line.back());
    for (const auto& p : line) {
      double nearest = 1e9;
      for (std::size_t k = 0; k + 1 < less.size(); ++k) {
        const auto a = less[k];
        const auto b = less[k + 1];
        const double dx = b.x_km - a.x_km, dy = b.y_km - a.y_km;
        const double t = std::clamp(((p.x_km - a.x_km) * dx + (p.y_km - a.y_km) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        nearest = std::min(nearest, std::hypot(p.x_km - a.x_km - t * dx, p.y_km - a.y_km - t * dy));
      }
      CHECK(nearest <= tolerance_km + 1e-9);
    }
  }
  CHECK(simplify({{0, 0}, {0.1, 0}, {0.1, 0.1}, {0, 0}}, 1).empty());
}

TEST_CASE("a country is drawn where it is, fills a window inside it, and is empty elsewhere") {
  const auto countries =
      parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                      "countries-50m.geojson");
  const RegionIndex world(countries);
  const auto& niger = *world.find("NER");
  const auto whole = outline(niger, Projection(MapKind::equal_area, {17, 8}), PlaneWindow::circle(1500), 2);
  REQUIRE(whole.size() == 1);
  CHECK(plane_area_km2(whole[0]) == doctest::Approx(true_area_km2(niger.polygons[0].outer)).epsilon(0.002));
  const auto fine = outline(niger, Projection(MapKind::equal_area, {17, 8}), PlaneWindow::circle(1500), 0.1);
  CHECK(fine[0].size() > whole[0].size());
  CHECK(outline(niger, Projection(MapKind::equal_area, {17, 9}), PlaneWindow::box(50, 40), 2).size() == 1);
  CHECK(outline(niger, Projection(MapKind::equal_area, {48, 2}), PlaneWindow::box(50, 40), 2).empty());
  CHECK(trace(ring({17, 8}, 500), Projection(MapKind::equidistant, {17, 8}), PlaneWindow::circle(400), 1).empty());
}

TEST_CASE("in the gnomonic plane a geodesic is a straight line, near its centre to some metres") {
  RandomStream random(12, "gnomonic test");
  for (const double radius_km : {500.0, 1000.0, 2000.0}) {
    double worst_m = 0;
    for (int i = 0; i < 100; ++i) {
      const LatLon centre{140 * random.uniform() - 70, 360 * random.uniform() - 180};
      const Projection plane(MapKind::gnomonic, centre);
      const auto somewhere = [&] { return direct(centre, 360 * random.uniform(), radius_km * random.uniform()); };
      const auto line = waypoints(somewhere(), somewhere(), 50);
      const auto a = plane.forward(line.front());
      const auto b = plane.forward(line.back());
      const double length = std::hypot(b.x_km - a.x_km, b.y_km - a.y_km);
      for (const auto& at : line) {
        const auto p = plane.forward(at);
        const double off_km =
            std::abs((b.x_km - a.x_km) * (p.y_km - a.y_km) - (b.y_km - a.y_km) * (p.x_km - a.x_km)) / length;
        worst_m = std::max(worst_m, 1000 * off_km);
      }
    }
    MESSAGE("within ", radius_km, " km of the centre at most ", worst_m, " m beside the straight line");
    CHECK(worst_m < std::pow(radius_km / 1000, 4) + 0.1);
  }
  // The equidistant plane bends the same lines by kilometres.
  const LatLon centre{10, 0};
  const Projection other(MapKind::equidistant, centre);
  const auto middle = other.forward(waypoints(direct(centre, 20, 1000), direct(centre, 90, 1000), 1e6 / 2e3)[1]);
  const auto p = other.forward(direct(centre, 20, 1000));
  const auto q = other.forward(direct(centre, 90, 1000));
  CHECK(std::abs((q.x_km - p.x_km) * (middle.y_km - p.y_km) - (q.y_km - p.y_km) * (middle.x_km - p.x_km)) /
            std::hypot(q.x_km - p.x_km, q.y_km - p.y_km) >
        1);
}

TEST_CASE("what lies beyond the gnomonic horizon is drawn at it, in its direction") {
  const LatLon centre{0, 10};
  const Projection plane(MapKind::gnomonic, centre);
  const auto far = plane.forward({0, 10 + 120});
  const auto edge = plane.forward(direct(centre, 90, kGnomonicHorizon_km));
  CHECK(far.x_km == doctest::Approx(edge.x_km));
  CHECK(std::abs(far.y_km) < 1e-6);
  const auto countries =
      parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                      "countries-50m.geojson");
  for (const auto& country : countries)
    for (const auto& ring : outline(country, plane, PlaneWindow::box(2500, 2500), 5))
      for (const auto& at : ring) CHECK(std::max(std::abs(at.x_km), std::abs(at.y_km)) <= 2500 + 1e-6);
}

TEST_CASE("a line across the antimeridian goes the short way") {
  const Projection plane(MapKind::equidistant, {0, 180});
  const auto line = project(plane, std::vector<LatLon>{{0, 179}, {0, -179}});
  REQUIRE(line.size() == 5);
  for (std::size_t i = 1; i < line.size(); ++i) CHECK(line[i].x_km > line[i - 1].x_km);
}

TEST_CASE("kinds of maps are named and found by name") {
  for (const MapKind kind : {MapKind::equidistant, MapKind::equal_area, MapKind::gnomonic})
    CHECK(map_kind_named(name(kind)) == kind);
  CHECK_FALSE(map_kind_named("mercator").has_value());
}

TEST_CASE("what is drawn of rings and lines anywhere is what clipping all of their points gives") {
  // Centres at the pole, the equator and the date line; rings of many sizes from next to the window to the antipode.
  RandomStream random(7, "projection test", 0);
  int drawn = 0;
  int left_out = 0;
  for (const MapKind kind : {MapKind::equidistant, MapKind::equal_area, MapKind::gnomonic})
    for (const LatLon centre : {LatLon{17, 8}, LatLon{0, 179.5}, LatLon{88, -30}, LatLon{-45, -120}}) {
      const Projection projection(kind, centre);
      for (const double half_km : {150.0, 1500.0, 4000.0}) {
        const auto window = PlaneWindow::box(half_km, 0.7 * half_km);
        for (int i = 0; i < 60; ++i) {
          const double away_km = random.uniform() * 19000;
          const LatLon middle = direct(centre, random.uniform() * 360, away_km);
          const Ring around = ring(middle, 20 + random.uniform() * 900, 24);
          const auto all = simplify(clip_ring(project(projection, around), window), 0.5);
          const std::vector<Polygon> polygons{{around, {}}};
          const auto found = outline(polygons, projection, window, 0.5);
          REQUIRE(found.size() == (all.empty() ? 0 : 1));
          if (!all.empty()) CHECK(found.front() == all);
          (all.empty() ? left_out : drawn) += 1;
          auto parts = clip_line(project(projection, around), window);
          for (auto& part : parts) part = simplify(part, 0.5);
          CHECK(trace(around, projection, window, 0.5) == parts);
        }
      }
    }
  CHECK(drawn > 100);
  CHECK(left_out > 500);
}

#include "entente/basing/grid.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

namespace entente::basing {
namespace {

geo::Country box(const std::string& code, double south, double north, double west, double east) {
  return {code, code, "Box " + code,
          "",   "",   {{{{south, west}, {south, east}, {north, east}, {north, west}, {south, west}}, {}}}};
}

}  // namespace

TEST_CASE("a grid has one point for each square of the step, wherever the state lies") {
  const geo::RegionIndex countries({box("LOW", 0, 4, 10, 14), box("HIH", 60, 64, 10, 18)});
  const std::vector<std::string> both{"HIH", "LOW"};
  const auto points = grid_points(countries, both, 20);
  double low = 0;
  double high = 0;
  std::set<std::string> ids;
  for (const DemandPoint& p : points) {
    (p.zone == "Box LOW" ? low : high) += p.weight;
    ids.insert(p.id);
  }
  CHECK(ids.size() == points.size());
  CHECK(points.front().zone == "Box HIH");
  // Areas on the sphere: (sin north - sin south) x width x R^2.
  const double r2 = 6371.0 * 6371.0;
  const double rad = std::acos(-1.0) / 180;
  const double area_low = (std::sin(4 * rad) - std::sin(0.0)) * 4 * rad * r2;
  const double area_high = (std::sin(64 * rad) - std::sin(60 * rad)) * 8 * rad * r2;
  CHECK(low == doctest::Approx(area_low / 400).epsilon(0.05));
  CHECK(high == doctest::Approx(area_high / 400).epsilon(0.05));
}

TEST_CASE("a state that a grid misses and a code that is none are errors, not empty answers") {
  const geo::RegionIndex countries({box("TNY", 1.001, 1.002, 1.001, 1.002)});
  const std::vector<std::string> tiny{"TNY"};
  const std::vector<std::string> none{"XXX"};
  CHECK_THROWS_AS(grid_points(countries, tiny, 50), Error);
  CHECK_THROWS_AS(grid_points(countries, none, 50), Error);
  CHECK_THROWS_AS(grid_points(countries, tiny, 0), Error);
}

}  // namespace entente::basing

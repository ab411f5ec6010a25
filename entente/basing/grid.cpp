#include "entente/basing/grid.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace entente::basing {
namespace {

constexpr double kDegree_km = 111.195;  // of a great circle, on a sphere of radius 6371.0 km

}  // namespace

std::vector<DemandPoint> grid_points(const geo::RegionIndex& countries, std::span<const std::string> codes,
                                     double step_km) {
  if (!(step_km >= 1)) throw Error(ErrorCode::bad_request, "the step of the grid is under 1 km", "take 50 km");
  std::vector<DemandPoint> points;
  for (const std::string& code : codes) {
    const geo::Country& country = countries.named(code);
    const auto index = static_cast<std::size_t>(&country - countries.countries().data());
    double south = 90;
    double north = -90;
    for (const geo::Polygon& polygon : country.polygons)
      for (const geo::LatLon& p : polygon.outer) {
        south = std::min(south, p.lat_deg);
        north = std::max(north, p.lat_deg);
      }
    const std::size_t before = points.size();
    const double row_deg = step_km / kDegree_km;
    for (auto row = static_cast<long>(std::floor((south + 90) / row_deg));; ++row) {
      const double lat = -90 + (static_cast<double>(row) + 0.5) * row_deg;
      if (lat > std::min(north, 90.0)) break;
      if (lat < south) continue;
      const double around_km = 360 * kDegree_km * std::cos(lat * std::numbers::pi / 180);
      const long columns = std::max(1L, std::lround(around_km / step_km));
      for (long column = 0; column < columns; ++column) {
        const double lon = -180 + (static_cast<double>(column) + 0.5) * 360 / static_cast<double>(columns);
        const bool near = std::any_of(country.polygons.begin(), country.polygons.end(), [&](const geo::Polygon& p) {
          const auto [west, east] = std::minmax_element(
              p.outer.begin(), p.outer.end(), [](const auto& a, const auto& b) { return a.lon_deg < b.lon_deg; });
          return lon >= west->lon_deg && lon <= east->lon_deg;
        });
        if (!near || countries.country_at({lat, lon}) != index) continue;
        points.push_back({fmt::format("{}/{}", code, points.size() - before + 1), {lat, lon}, 1, country.name, 0});
      }
    }
    if (points.size() == before)
      throw Error(ErrorCode::bad_request, fmt::format("no point of a grid of {:g} km falls into {}", step_km, code),
                  "take a smaller step");
  }
  return points;
}

}  // namespace entente::basing

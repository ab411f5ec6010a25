#include "entente/geo/geodesic.hpp"

#include "entente/base/error.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>

#include <cmath>
#include <numbers>

namespace entente::geo {
namespace {

constexpr double kMetresPerKm = 1000.0;

const GeographicLib::Geodesic& earth() { return GeographicLib::Geodesic::WGS84(); }

LatLon position(double lat_deg, double lon_deg) { return {lat_deg, lon_deg >= 180.0 ? lon_deg - 360.0 : lon_deg}; }

}  // namespace

bool is_valid(LatLon p) {
  return std::isfinite(p.lat_deg) && std::isfinite(p.lon_deg) && std::abs(p.lat_deg) <= 90.0 &&
         std::abs(p.lon_deg) <= 180.0;
}

double distance_km(LatLon from, LatLon to) {
  double metres = 0;
  earth().Inverse(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg, metres);
  return metres / kMetresPerKm;
}

double distance_estimate_km(LatLon from, LatLon to) {
  constexpr double kRadians = std::numbers::pi / 180.0;
  constexpr double kEquator_km = 6378.137;
  constexpr double kFlattening = 1 / 298.257223563;
  const auto square = [](double x) { return x * x; };
  const double sin_f2 = square(std::sin(0.5 * (from.lat_deg + to.lat_deg) * kRadians));
  const double sin_g2 = square(std::sin(0.5 * (from.lat_deg - to.lat_deg) * kRadians));
  const double sin_l2 = square(std::sin(0.5 * (from.lon_deg - to.lon_deg) * kRadians));
  const double s = sin_g2 * (1 - sin_l2) + (1 - sin_f2) * sin_l2;
  const double c = (1 - sin_g2) * (1 - sin_l2) + sin_f2 * sin_l2;
  if (s <= 0 || c <= 0) return distance_km(from, to);
  const double w = std::atan(std::sqrt(s / c));
  const double r = std::sqrt(s * c) / w;
  return 2 * w * kEquator_km *
         (1 + kFlattening *
                  ((3 * r - 1) / (2 * c) * sin_f2 * (1 - sin_g2) - (3 * r + 1) / (2 * s) * (1 - sin_f2) * sin_g2));
}

GeodesicInverse inverse(LatLon from, LatLon to) {
  GeodesicInverse result;
  double metres = 0;
  earth().Inverse(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg, metres, result.azimuth_from_deg,
                  result.azimuth_to_deg);
  result.distance_km = metres / kMetresPerKm;
  return result;
}

double azimuth_deg(LatLon from, LatLon to) {
  const double azimuth = inverse(from, to).azimuth_from_deg;
  return azimuth < 0 ? azimuth + 360.0 : azimuth;
}

LatLon direct(LatLon from, double azimuth, double km) {
  double lat = 0;
  double lon = 0;
  earth().Direct(from.lat_deg, from.lon_deg, azimuth, km * kMetresPerKm, lat, lon);
  return position(lat, lon);
}

std::vector<LatLon> waypoints(LatLon from, LatLon to, double step_km) {
  check(step_km > 0, "waypoints: the step is above 0");
  const auto line = earth().InverseLine(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg);
  const double length_km = line.Distance() / kMetresPerKm;
  const auto steps = static_cast<int>(std::ceil(std::max(1.0, length_km / step_km)));
  std::vector<LatLon> points;
  points.reserve(static_cast<std::size_t>(steps) + 1);
  points.push_back(from);
  for (int i = 1; i < steps; ++i) {
    double lat = 0;
    double lon = 0;
    line.Position(line.Distance() * i / steps, lat, lon);
    points.push_back(position(lat, lon));
  }
  points.push_back(to);
  return points;
}

std::vector<LatLon> ring(LatLon centre, double radius_km, int points) {
  check(radius_km >= 0 && points >= 3, "ring: the radius is not negative and there are three points or more");
  std::vector<LatLon> curve;
  curve.reserve(static_cast<std::size_t>(points) + 1);
  for (int i = 0; i < points; ++i) curve.push_back(direct(centre, 360.0 * i / points, radius_km));
  curve.push_back(curve.front());
  return curve;
}

}  // namespace entente::geo

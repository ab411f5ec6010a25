#include "entente/basing/airways.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::basing {

geo::Country closed_region(const geo::RegionIndex& countries, const Airspace& airspace) {
  std::vector<geo::Country> closed;
  for (const auto& code : airspace.closed) {
    const auto* country = countries.find(code);
    if (country == nullptr)
      throw Error(ErrorCode::not_found, fmt::format("there is no outline of the state {} to close", code),
                  "name closed states by their ISO alpha-3 codes and load their outlines");
    if (std::none_of(closed.begin(), closed.end(), [&](const geo::Country& c) { return c.code == code; }))
      closed.push_back(*country);
  }
  return geo::merge(closed, airspace.name);
}

Station station_of(const DemandPoint& point, const geo::Country& closed, double border_watch_km) {
  if (!geo::contains(closed, point.position)) return {point.position, true};
  if (border_watch_km <= 0) return {point.position, false};
  const auto border = geo::nearest_border_point(closed, point.position);
  if (border.km > border_watch_km) return {point.position, false};
  // A little beyond the border, whose position is known to about 10 m.
  constexpr double kBeyond_km = 0.05;
  const double azimuth = geo::inverse(point.position, border.position).azimuth_to_deg;
  const auto outside = geo::direct(border.position, azimuth, kBeyond_km);
  return {geo::contains(closed, outside) ? border.position : outside, true};
}

double with_precision(double km, double precision_km, Level level) {
  if (level == Level::low) return km + precision_km;
  if (level == Level::high) return std::max(0.0, km - precision_km);
  return km;
}

bool runway_suits(const Site& site, const AircraftValues& values, Level level) {
  if (site.runway_ft <= 0) return level == Level::high || values.runway_ft <= 0;
  return site.runway_ft >= values.runway_ft;
}

}  // namespace entente::basing

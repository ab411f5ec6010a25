#include "entente/basing/airways.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/territorial_sea.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::basing {

namespace {

bool closes(const Airspace& airspace, const std::string& state) {
  return std::find(airspace.closed.begin(), airspace.closed.end(), state) != airspace.closed.end();
}

}  // namespace

geo::Country closed_region(const geo::RegionIndex& countries, const Airspace& airspace) {
  for (const auto& code : airspace.closed)
    if (countries.find(code) == nullptr)
      throw Error(ErrorCode::not_found, fmt::format("there is no outline of the state {} to close", code),
                  "name closed states by their ISO alpha-3 codes and load their outlines");
  return geo::airspace_of(countries, airspace.closed, airspace.name);
}

bool is_closed(const Site& site, const geo::Country& closed, const Airspace& airspace) {
  return closes(airspace, site.country) || geo::contains(closed, site.position);
}

Station station_of(const DemandPoint& point, const geo::Country& closed, const Airspace& airspace) {
  const double border_watch_km = airspace.border_watch_km;
  const bool inside = geo::contains(closed, point.position);
  if (!inside && !closes(airspace, point.state)) return {point.position, true};
  if (border_watch_km <= 0) return {point.position, false};
  const auto border = geo::nearest_border_point(closed, point.position);
  if (border.km > border_watch_km) return {point.position, false};
  if (!inside) return {point.position, true};
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

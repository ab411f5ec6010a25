#pragma once
// An answer about cover as files that other programs draw.

#include "entente/base/executor.hpp"
#include "entente/basing/cover.hpp"
#include "entente/geo/region.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace entente::basing {

/// Curves at a distance from a border. `kind`: "border-watch" (up to here one may look into closed airspace from
/// outside) or "within" (so near to the states watched a candidate field had to lie).
struct BorderCurve {
  std::string kind;
  std::string name;
  double km = 0;
  std::vector<std::vector<geo::LatLon>> lines;
};

/// That of the border watch of a state of the airspace; none where nothing is closed or nothing may be looked into.
/// Cost: geo::buffer().
std::vector<BorderCurve> border_watch_curves(const Airspace& airspace, const geo::RegionIndex& countries,
                                             const Executor& executor);

/// That around the states that candidates are near to. Throws Error{not_found} where the layer lacks one of them.
std::vector<BorderCurve> within_curves(std::span<const std::string> states, double km,
                                       const geo::RegionIndex& countries, const Executor& executor);

/// One state of the airspace as a GeoJSON feature collection (RFC 7946): sites, zones, ways, rings and curves, each
/// with a `kind` and the numbers of the tables. Ways are geodesics in pieces of 50 km; rings are geodesic, at the
/// distance from which the middle figures leave the hours asked for. Lines that cross the antimeridian are cut there.
/// Throws Error{bad_request} where there is no such airspace.
std::string geojson_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile,
                       std::span<const BorderCurve> curves = {});

/// The same as KML 2.2.
std::string kml_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile,
                   std::span<const BorderCurve> curves = {});

}  // namespace entente::basing

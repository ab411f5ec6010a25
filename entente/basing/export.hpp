#pragma once
// An answer about cover as files that other programs draw.

#include "entente/basing/cover.hpp"

#include <cstddef>
#include <string>

namespace entente::basing {

/// One state of the airspace as a GeoJSON feature collection (RFC 7946): sites, zones, ways and rings, each with a
/// `kind` and the numbers of the tables. Ways are geodesics in pieces of 50 km; rings are geodesic, at the distance
/// from which the middle figures leave the hours asked for. Lines that cross the antimeridian are cut there. Throws
/// Error{bad_request} where there is no such airspace.
std::string geojson_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile);

/// The same as KML 2.2.
std::string kml_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile);

/// The sites of the answer as CSV: one row for each site, zone and airspace, with the three numbers at three levels.
std::string csv_of(const CoverResult& result);

}  // namespace entente::basing

#pragma once
// Demand that is no attack of the record: populated places, and a table of the user's own.
//
// Method: docs/methods/basing.md, section 8. Points carry the zone by which results are told.

#include "entente/basing/cover.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/region.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::basing {

/// The state of a point: the one that holds it, else the nearest whose border lies within geo::kBorderTolerance_km, for
/// the coasts of the layer are generalised. None farther out at sea. Cost: that of geo::RegionIndex::country_at(); at
/// sea some milliseconds.
std::optional<std::size_t> state_at(const geo::RegionIndex& countries, geo::LatLon point);

/// The places of these states that have a population, weighted by it; the zone is the state's name, the id the place's
/// name. By state in the order given, then in the order of the layer. Places of the layer without a population are left
/// out, for they would weigh nothing. Throws Error: not_found (no such state in the layer of countries), bad_request
/// (a state without such a place).
std::vector<DemandPoint> place_points(std::span<const geo::PopulatedPlace> places, const geo::RegionIndex& countries,
                                      std::span<const std::string> codes);

/// A table of places as CSV (RFC 4180). Columns `name`, `lat`, `lon` (degrees, WGS84); where given `weight` (from 0 up,
/// else 1), `zone` (else the name of the state by state_at(), "at sea" where there is none), `precision_km` (how far
/// off the position may be, else 0). Other columns are passed over. In the order of the file. The first row that cannot
/// be taken stops the reading: a demand that lacks rows would look like a full one. Throws Error{bad_data} with file,
/// line and field.
std::vector<DemandPoint> read_demand(std::string_view csv, const std::string& file, const geo::RegionIndex& countries);

}  // namespace entente::basing

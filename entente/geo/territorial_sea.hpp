#pragma once
// Which state a place belongs to, and the airspace of states with their territorial sea: one rule for both.
//
// Method: docs/methods/geodesy.md, section 2.7. A point belongs to the state whose polygon holds it; off every polygon,
// to the state with the nearest border, if that is at most 12 nautical miles away. This is a rule of the layer and no
// statement of law: straight baselines, claims and median lines that were agreed are not in it.

#include "entente/geo/region.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace entente::geo {

/// Breadth of the territorial sea: 12 nautical miles (UN Convention on the Law of the Sea, article 3).
inline constexpr double kTerritorialSea_km = 12 * 1.852;

/// The state that a point belongs to, by its position in the index; none on the high seas. Cost: that of
/// RegionIndex::country_at(); off the polygons some milliseconds. Safe to use from many threads.
std::optional<std::size_t> state_at(const RegionIndex& countries, LatLon point);

/// Land and territorial sea of some states as one region, to be read as that of merge(): what state_at() gives to one
/// of them, to about a kilometre. States without a coast come out as merge() makes them, vertex by vertex. The sea is
/// put together from the surroundings of every few kilometres of coast, cut at the median line to other states. Throws
/// Error{not_found} where the layer lacks a code. Cost: some tens of milliseconds for 1,000 km of coast, seconds for
/// the longest coasts.
Country airspace_of(const RegionIndex& countries, std::span<const std::string> codes, std::string name);

}  // namespace entente::geo

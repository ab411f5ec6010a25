#pragma once
// A demand without a table of events: points spread evenly over states.
//
// Method: docs/methods/basing.md, section 8.

#include "entente/basing/cover.hpp"
#include "entente/geo/region.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::basing {

/// One point of weight 1 for about every `step_km` x `step_km` of each state, on rows of equal latitude; the zone is
/// the state's name, the id its code and a number. By state in the order given, then from south to north and west to
/// east; a point lies in one state only. Throws Error: not_found (no such state in the layer), bad_request (a step
/// under 1 km, a state so small that no point falls into it).
std::vector<DemandPoint> grid_points(const geo::RegionIndex& countries, std::span<const std::string> codes,
                                     double step_km);

}  // namespace entente::basing

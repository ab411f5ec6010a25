#pragma once
// Buffers: the curve at a distance from a border.
//
// Method: docs/methods/geodesy.md, section 2.6.

#include "entente/base/executor.hpp"
#include "entente/geo/region.hpp"

#include <vector>

namespace entente::geo {

/// The curve of all points that lie `km` from the region's border: outside it where km is above 0, inside where it is
/// below. Distances are geodesics, so no plane bends it; of each point returned the distance is right to 50 m, and 20 m
/// for each 1,000 km. Parts that close come back closed (the last position is the first again); a region that is
/// nowhere so far from its border gives no inner curve. Points lie about `step_km` apart. Cuts at the antimeridian and
/// the pole are not a border. Requires km other than 0 and step_km above 0. Cost: a distance to the border (linear in
/// the vertices) for each point of the raw curve; 0.2 s for a state of 250 vertices, some seconds for a region of a
/// thousand. The same bytes with any executor.
std::vector<std::vector<LatLon>> buffer(const Country& region, double km, double step_km, const Executor& executor);

}  // namespace entente::geo

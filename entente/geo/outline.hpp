#pragma once
// Whether a closed ring is the outline of an area.

#include "entente/geo/region.hpp"

#include <string>

namespace entente::geo {

/// Why a closed ring is no outline, with where; empty where it is one. A ring that encloses nothing (a point, a line
/// there and back) or whose edges cross is none; one that touches itself is. Edges are straight in longitude and
/// latitude. Cost: n log n, and a comparison for each pair of edges that overlap in longitude.
std::string fault_of_outline(const Ring& ring);

}  // namespace entente::geo

#pragma once
// A position on the WGS84 ellipsoid, degrees; latitude in [-90, 90], longitude in [-180, 180).

#include <compare>

namespace entente::geo {

struct LatLon {
  double lat_deg = 0;
  double lon_deg = 0;
  auto operator<=>(const LatLon&) const = default;
};

}  // namespace entente::geo

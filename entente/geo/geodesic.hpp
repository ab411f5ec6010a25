#pragma once
// Geodesics on the WGS84 ellipsoid.
//
// Method: docs/methods/geodesy.md, section 1 (Karney 2013, solved by GeographicLib). Angles are degrees, azimuths
// clockwise from north, distances kilometres. Longitudes that come out are in [-180, 180). All functions are free of
// state and safe to call from many threads.

#include "entente/geo/lat_lon.hpp"

#include <vector>

namespace entente::geo {

/// Whether both angles are finite and in range; a longitude of exactly 180 is accepted.
bool is_valid(LatLon position);

/// Length of the shortest geodesic. Symmetric; coincident points give 0; antipodal points have many shortest paths
/// and one length. Requires valid positions. Error about 15 nanometres; cost about one microsecond.
double distance_km(LatLon from, LatLon to);

/// The same within 50 m, plus 30 m for each 1,000 km, up to 10,000 km (Andoyer and Lambert's first-order formula); a
/// tenth of the cost. For deciding whether the exact distance is needed.
double distance_estimate_km(LatLon from, LatLon to);

/// The shortest geodesic with its directions at both ends, each in the direction of travel, in [-180, 180].
struct GeodesicInverse {
  double distance_km = 0;
  double azimuth_from_deg = 0;
  double azimuth_to_deg = 0;
};
GeodesicInverse inverse(LatLon from, LatLon to);

/// The direction in which one leaves `from` towards `to`, in [0, 360).
double azimuth_deg(LatLon from, LatLon to);

/// The point reached from `from` after `distance_km` in direction `azimuth_deg`. Negative distances go backwards.
LatLon direct(LatLon from, double azimuth_deg, double distance_km);

/// Points along the shortest geodesic, both ends included and exact, spaced evenly and at most `step_km` apart.
/// Requires step_km > 0.
std::vector<LatLon> waypoints(LatLon from, LatLon to, double step_km);

/// The curve of all points at `radius_km` from `centre`: `points` positions clockwise from north, then the first one
/// again. Requires radius_km >= 0 and points >= 3.
std::vector<LatLon> ring(LatLon centre, double radius_km, int points = 180);

}  // namespace entente::geo

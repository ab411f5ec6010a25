#pragma once
// What the computations of cover share: the closed region, and the rules by which a site serves a point.
//
// Method: docs/methods/basing.md, sections 3 and 4.

#include "entente/basing/cover.hpp"
#include "entente/geo/region.hpp"

namespace entente::basing {

/// Land and territorial sea of the closed states of an airspace, as one region. Throws Error{not_found} where the layer
/// lacks one of them.
geo::Country closed_region(const geo::RegionIndex& countries, const Airspace& airspace);

/// Whether the site lies in closed airspace, or in a state that is closed by what its source says.
bool is_closed(const Site& site, const geo::Country& closed, const Airspace& airspace);

/// Where an aircraft stands to watch a point: above it, or outside the border of the closed region if the point lies
/// inside by at most `border_watch_km`; else it is not allowed. A point that its source places in a closed state, and
/// the layer outside by at most so much, is watched from where it lies: there the layer's border is not the source's.
struct Station {
  geo::LatLon position;
  bool allowed = true;
};
Station station_of(const DemandPoint& point, const geo::Country& closed, const Airspace& airspace);

/// The distance that counts at a level: farther by the imprecision at low, nearer at high.
double with_precision(double km, double precision_km, Level level);

/// Whether the runway is long enough; one of unknown length is at level high only.
bool runway_suits(const Site& site, const AircraftValues& values, Level level);

}  // namespace entente::basing

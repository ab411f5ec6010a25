#pragma once
// Cover by very many sites at once: a thousand airfields, ten thousand points, several states of the airspace and
// aircraft.
//
// Method: docs/methods/basing.md, section 6. The rules are those of coverage_of(); no matrix is kept, and a distance is
// only computed to the end where it lies close to a limit. One difference: without detours it is asked on the sphere
// whether a direct line is free, so lines that pass a corner of closed airspace within some hundred metres may be
// judged otherwise.

#include "entente/base/executor.hpp"
#include "entente/basing/cover.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace entente::basing {

/// Shares of the demand that is watched at least the hours asked for; low, mid, high.
struct WideCover {
  std::size_t airspace = 0;
  std::size_t profile = 0;
  std::array<double, 3> together{};          // by all sites
  std::vector<std::array<double, 3>> alone;  // by each site
};

/// One entry for each airspace and profile, airspaces first. At most 7 profiles. Throws Error{bad_request}: no demand,
/// no site, too many profiles; Error{not_found} as reach_matrix(). The same bytes with any executor.
std::vector<WideCover> wide_cover(std::span<const Site> sites, std::span<const DemandPoint> demand,
                                  const geo::RegionIndex& countries, std::span<const Airspace> airspaces,
                                  std::span<const AircraftProfile> profiles, double min_hours,
                                  const Executor& executor);

}  // namespace entente::basing

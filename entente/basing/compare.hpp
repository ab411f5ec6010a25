#pragma once
// Aircraft side by side, on the same sites and demand.
//
// Method: docs/methods/basing.md, section 6. The sites are those kept and the candidates, as indices into
// CoverResult::sites.

#include "entente/base/executor.hpp"
#include "entente/basing/cover.hpp"
#include "entente/basing/wide.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace entente::basing {

/// One aircraft in one state of the airspace. Shares are low, mid, high.
struct AircraftCover {
  std::size_t airspace = 0;
  std::size_t profile = 0;
  std::array<double, 3> together{};  // watched by all sites
  std::vector<std::size_t> sites;
  std::vector<std::array<double, 3>> alone;  // by each of them
  std::size_t best = 0;  // position in both of the one that watches most alone, middle figures; the first of equals
};

/// One entry for each airspace and profile, airspaces first; none where no profile or no site is left to compare on.
/// Throws as wide_cover().
std::vector<AircraftCover> compare_aircraft(const CoverRequest& request, std::span<const AircraftProfile> profiles,
                                            const geo::RegionIndex& countries, const Executor& executor);

}  // namespace entente::basing

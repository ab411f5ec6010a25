#pragma once
// The maps of what is lost and what could stand in: one in front, and one for each state of the airspace in the annex.
// Only for this room.

#include "entente/assess/draft.hpp"
#include "entente/basing/cover.hpp"

#include <array>
#include <string>
#include <vector>

namespace entente::assess {

/// "8% (3%–12%)": the middle level, and the lowest and highest where they differ.
std::string swept(const std::array<double, 3>& share);
std::string swept(const basing::Sweep& sweep);

/// The sites of the record that a map marks.
struct MapSites {
  std::vector<const record::Site*> lost;
  std::vector<const record::Site*> kept;
};

/// Adds the section "map". `cover` and `profile` are null where coverage is not computed; then no field and no ring is
/// drawn. Without a site that has a position there is no map, and the draft has one gap more.
void add_map(Draft& d, const MapSites& sites, const basing::CoverResult* cover, const basing::AircraftProfile* profile,
             const std::vector<basing::DemandPoint>& demand);

/// Adds the section "airspace" to the annex: for each state of the airspace a map with its closed states, the ways that
/// are permitted, and what is watched, and a table of these ways. `computed` is the evidence of the coverage.
void add_airspace_maps(Draft& d, const MapSites& sites, const basing::CoverResult& cover,
                       const basing::CoverRequest& request, const std::string& computed);

}  // namespace entente::assess

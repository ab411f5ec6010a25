#pragma once
// The maps of what is lost and what could stand in: one in front, and one for each state of the airspace in the annex.
// Only for this room.

#include "entente/assess/part.hpp"
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
/// drawn. Without a site that has a position there is no map but a gap.
void add_map(Contribution& out, const Given& given, const MapSites& sites, const basing::CoverResult* cover,
             const basing::AircraftProfile* profile, const std::vector<basing::DemandPoint>& demand);

inline constexpr const char* kAirspaceHeading = "The airspace, open and closed";

/// The section "airspace" of the annex: for each state of the airspace a map with its closed states, the ways that are
/// permitted, and what is watched, and a table of these ways. `computed` is the evidence of the coverage. Requires a
/// candidate.
Section airspace_section(const Given& given, Register& evidence, const MapSites& sites,
                         const basing::CoverResult& cover, const basing::CoverRequest& request,
                         const std::string& computed);

}  // namespace entente::assess

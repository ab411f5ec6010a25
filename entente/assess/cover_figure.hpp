#pragma once
// An answer about cover as a map, for the brief and for `entente cover --format svg`.

#include "entente/assess/assessment.hpp"
#include "entente/assess/models.hpp"
#include "entente/basing/cover.hpp"
#include "entente/basing/export.hpp"
#include "entente/geo/projection.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace entente::assess {

/// The name of a field as a map writes it.
std::string map_name(const Reference& reference, const basing::Site& site);

/// The candidates that a map marks: the best of each host, and what else ranks among the first. Indices into the sites.
std::vector<std::size_t> marked_fields(const basing::CoverResult& cover);

/// The candidate that watches most alone in one state of the airspace, middle figures. Requires a candidate.
std::size_t best_alone(const basing::CoverResult& cover, std::size_t airspace);

/// Adds to a map what one state of the airspace changes: closed states, places watched or not, the shortest permitted
/// ways, and geodesic rings around the field that watches most alone, where there are candidates.
void draw_airspace(MapFigure& map, const Reference& reference, const basing::CoverRequest& request,
                   const basing::CoverResult& cover, std::size_t airspace);

/// Sets centre and radius so that marks, places and ways of every state of the airspace are seen.
void frame_all(MapFigure& map, const basing::CoverRequest& request, const basing::CoverResult& cover);

/// One state of the airspace as a figure of its own: sites, places, ways and rings. `unit` names the weights: dots are
/// drawn to the size of "deaths", to a share of the heaviest of anything else, and all alike where the weights are.
/// Throws Error{bad_request} where there is no such airspace.
Figure cover_figure(const Reference& reference, const basing::CoverRequest& request, const basing::CoverResult& cover,
                    std::size_t airspace, geo::MapKind kind, const std::string& unit,
                    std::span<const basing::BorderCurve> curves = {});

}  // namespace entente::assess

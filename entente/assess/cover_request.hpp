#pragma once
// What a case asks of `basing`: sites at stake and sites kept, the demand, the candidate fields, and the years before.
//
// One place for the brief and for `entente cover`, so that both compute the same. Pointers go into the view.

#include "entente/assess/case.hpp"
#include "entente/assess/models.hpp"
#include "entente/basing/candidates.hpp"
#include "entente/basing/cover.hpp"
#include "entente/basing/series.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <vector>

namespace entente::assess {

/// Rows of the counterpart's sites that aircraft fly from. `lost` lie in the host: open on the day, or, once the forces
/// have left, closed in the 24 months before it. `kept` lie in other states of the region and are open on the day.
/// Sites without a position are in neither. Both empty where the case names no host.
struct CoverSites {
  std::vector<const record::Site*> lost;
  std::vector<const record::Site*> kept;
};
CoverSites cover_sites(const Case& of, const record::View& view, const outlook::Situation& situation);

/// Whether a site is known to watch from the air: a logistics hub with a runway is not counted as one.
bool watches(const record::Site& site);

/// The site as basing takes it, its key as id. Requires a position. A runway that is not in the record is 0.
basing::Site basing_site(const record::Site& site);

/// Located attacks with a death toll in `violence_in`, of the last `violence_months` months, weighted by deaths (the
/// middle of low and high); the zone is the name of the state. In the order of the view.
std::vector<basing::DemandPoint> demand_points(const Case& of, const record::View& view);

/// The figures of all aircraft, for basing::profile_of.
std::vector<basing::AircraftFigureRow> aircraft_figures(const record::View& view);

/// The aircraft of the case by the figures known on the day and those that the case gives. Throws as
/// basing::profile_of().
basing::AircraftProfile profile_of(const Alternatives& alternatives, const record::View& view);

/// The request, and the airfields of the candidate hosts that the rule leaves out, with the reason.
struct CoverQuestion {
  basing::CoverRequest request;
  std::vector<basing::Rejection> left_out;
};

/// The whole question. The first airspace is open, the others are the case's, with detours. Of the sites that are kept
/// those are taken that watch(). Candidates are the airfields of the case's hosts that pass its rule; one within 5 km
/// of a site that is kept is that site. `demand` and `lost` may be empty: the caller says so in its own words. Throws
/// Error{bad_request} where the case names no candidate hosts, Error{not_found} where the layer of countries lacks a
/// state that candidates are to be near to, and as profile_of().
CoverQuestion cover_question(const Case& of, const record::View& view, const Reference& reference);

/// Coverage on the same day of each of `years` years up to the view's day, by all sites of the counterpart in the host
/// and the region that watch(), with open airspace, the demand of twelve months each. Sites that are closed by the day
/// but whose last day is not known are left out.
basing::SeriesRequest cover_series_request(const Case& of, const record::View& view,
                                           const basing::AircraftProfile& profile, int years);

}  // namespace entente::assess

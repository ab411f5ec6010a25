#pragma once
// What cover found, before it is put into tables and documents.

#include "entente/assess/models.hpp"
#include "entente/basing/candidates.hpp"
#include "entente/basing/compare.hpp"
#include "entente/basing/cover.hpp"
#include "entente/basing/demand.hpp"
#include "entente/basing/fields.hpp"
#include "entente/basing/series.hpp"
#include "entente/verbs/cover/cover.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace entente::verbs {

struct CoverAnswer {
  std::string name;  // of the case, "cover" without one
  std::string title;
  Basis basis;
  assess::Reference reference;  // what the map draws
  std::map<std::string, std::string> names;
  std::vector<std::string> watched;  // states
  double within_km = 0;              // of them, where candidates had to be near
  basing::CoverRequest request;
  basing::CoverResult result;
  std::vector<basing::Rejection> left_out;
  std::vector<basing::FieldChoice> chosen;  // as the airspaces; empty without candidates
  std::vector<basing::SeriesPoint> series;
  std::vector<basing::AircraftProfile> aircraft;  // that are compared; empty where none is
  std::vector<basing::AircraftCover> compared;
  std::map<std::string, double> host_risk;
  std::size_t vague = 0;           // of the demand the last so many points stand for areas
  std::string unit;                // of the weights: "deaths", "grid points", "people"
  std::vector<std::string> notes;  // sentences on what was taken as given
};

/// Whether the request can be answered at all, before anything is read. Throws Error{bad_request}.
void check_cover(const CoverRequest& request);

/// The case, or one made of the request for another region, with what the request says in its place. Throws as
/// Engine::load_case() and basing::parse_figure().
assess::Case cover_case(const Engine& engine, const CoverRequest& request);

/// What is watched. `attacks` are those of the record. Throws Error: not_found (no stream, no attack), bad_request
/// (several streams), bad_data (a table of the user's own), and as basing does.
basing::Demand cover_demand(const CoverRequest& request, const store::Store& store, const assess::Case& of, Day as_of,
                            const geo::RegionIndex& countries, std::vector<basing::DemandPoint> attacks);

/// Reads the record, finds demand, sites and candidates, and computes.
CoverAnswer cover_answer(const Engine& engine, const CoverRequest& request);

/// Whether the claim "too far" holds, under each state of the airspace, in sentences.
std::string verdict_of(const CoverAnswer& answer);

/// The lines above the tables.
std::vector<std::string> cover_head(const CoverAnswer& answer);

/// All tables, for people and for programs; `choose` is how many fields could be chosen.
std::vector<Table> cover_tables(const CoverAnswer& answer, std::size_t choose);

/// Those of them that programs get and text does not show as they are: "reach", "zones", "hours", "fields", and further
/// ones that no table of text holds.
std::vector<Table> cover_program_tables(const CoverAnswer& answer);

/// An estimate at the middle figures of the aircraft, from the lowest to the highest.
Cell swept(const std::array<double, 3>& v);

/// Ids of sites, joined by blanks; none where there is none.
Cell site_ids(const CoverAnswer& answer, const std::vector<std::size_t>& sites);

}  // namespace entente::verbs

#pragma once
// entente cover: what is asked, what comes out, and its forms.

#include "cli/tables.hpp"
#include "entente/assess/models.hpp"
#include "entente/base/date.hpp"
#include "entente/basing/choice.hpp"
#include "entente/basing/cover.hpp"
#include "entente/basing/series.hpp"
#include "entente/basing/wide.hpp"

#include <map>
#include <string>
#include <vector>

namespace entente::cli {

struct CoverOptions {
  std::string name;
  std::string on;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
  std::string table;
  std::vector<std::string> hosts;
  std::vector<std::string> lost;
  std::vector<std::string> kept;
  std::vector<std::string> watch;
  std::vector<std::string> closed;  // each a list with commas: one state of the airspace
  std::vector<std::string> from;
  std::vector<std::string> risks;
  std::vector<std::string> compare;  // further aircraft
  std::string aircraft;
  std::string endurance, cruise, reserve, turn, runway, link;  // figures by hand
  std::string surface;
  std::string projection = "equidistant";
  std::string counterpart;
  std::string demand = "auto";
  std::string demand_file;
  std::string stream;
  double border_watch_km = 0;
  double within_km = 0;
  double lengthen_ft = 0;
  double min_hours = 0;
  double step_km = 50;
  int months = 0;
  int years = 6;
  std::size_t choose = 2;
  std::size_t airspace = 0;
  bool airspace_given = false;
  bool line_of_sight = false;
  std::size_t threads = 0;
};

// The best sets of fields under one state of the airspace, kept sites in all of them.
struct ChosenFields {
  basing::Choice covering;
  basing::Choice median;
  basing::ParetoFront front;
};

struct CoverAnswer {
  assess::Reference reference;  // what the map draws
  std::map<std::string, std::string> names;
  std::vector<std::string> watched;  // states
  double within_km = 0;              // of them, where candidates had to be near
  std::string title;
  Day as_of{};
  std::string view_hash;
  basing::CoverRequest request;
  basing::CoverResult result;
  std::vector<basing::Rejection> left_out;
  std::vector<ChosenFields> chosen;  // as the airspaces; empty without candidates
  std::vector<basing::SeriesPoint> series;
  std::vector<basing::AircraftProfile> aircraft;  // that are compared; empty where none is
  std::vector<basing::WideCover> compared;  // airspaces first, then aircraft; sites that are kept, then candidates
  std::map<std::string, double> host_risk;
  std::string unit;                // of the weights: "deaths", "grid points", "people"
  std::vector<std::string> notes;  // sentences on what was taken as given
};

/// Reads the record, finds demand, sites and candidates, and computes. Throws Error as docs/verbs.md says.
CoverAnswer compute_cover(const CoverOptions& options);

/// Whether the claim "too far" holds, in a sentence.
std::string verdict_of(const CoverAnswer& answer);

/// Indices into the sites of the candidates of a set of `kept` sites and candidates.
std::vector<std::size_t> candidates_in(const CoverAnswer& answer, const std::vector<std::size_t>& set);

std::vector<ResultTable> cover_tables(const CoverAnswer& answer, const CoverOptions& options);
std::string cover_text(const CoverAnswer& answer, const CoverOptions& options);
std::string cover_json(const CoverAnswer& answer);

}  // namespace entente::cli

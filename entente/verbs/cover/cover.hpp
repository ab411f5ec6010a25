#pragma once
// cover: what can be watched from where, what is lost with a base, and which fields could stand in.

#include "entente/basing/candidates.hpp"
#include "entente/basing/cover.hpp"
#include "entente/geo/projection.hpp"
#include "entente/verbs/verb.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::verbs {

enum class DemandKind { automatic, attacks, events, places, grid };

template <>
inline constexpr std::array kWords<DemandKind>{std::pair{std::string_view("auto"), DemandKind::automatic},
                                               std::pair{std::string_view("attacks"), DemandKind::attacks},
                                               std::pair{std::string_view("events"), DemandKind::events},
                                               std::pair{std::string_view("places"), DemandKind::places},
                                               std::pair{std::string_view("grid"), DemandKind::grid}};

template <>
inline constexpr std::array kWords<basing::CandidateRule::Surfaces>{
    std::pair{std::string_view("paved"), basing::CandidateRule::Surfaces::paved},
    std::pair{std::string_view("paved-or-unknown"), basing::CandidateRule::Surfaces::paved_or_unknown},
    std::pair{std::string_view("any"), basing::CandidateRule::Surfaces::any}};

template <>
inline constexpr std::array kWords<geo::MapKind>{std::pair{std::string_view("equidistant"), geo::MapKind::equidistant},
                                                 std::pair{std::string_view("equal-area"), geo::MapKind::equal_area},
                                                 std::pair{std::string_view("gnomonic"), geo::MapKind::gnomonic}};

/// A case, or hosts and what is to be watched. What is not given is the case's, or as the parameter says. Figures are
/// texts as basing::parse_figure() takes them, sites as basing::parse_site() or keys of the record.
struct CoverRequest {
  std::string of_case;
  std::optional<Day> as_of;
  std::vector<std::string> hosts;
  std::vector<std::string> watch;
  std::vector<std::string> lost;
  std::vector<std::string> kept;
  record::Vintage vintage = record::Vintage::latest;

  std::vector<std::string> fields;
  std::optional<double> within_km;
  std::optional<basing::CandidateRule::Surfaces> surface;
  std::optional<double> lengthen_ft;
  std::size_t choose = 2;
  std::string whose;
  std::vector<std::string> host_risk;

  std::vector<std::string> closed;  // each a list with commas: one state of the airspace
  double border_watch_km = 0;

  std::string aircraft;
  std::vector<std::string> compare;
  std::string endurance, cruise, reserve, turn, runway, link;
  bool line_of_sight = false;
  std::optional<double> hours;

  DemandKind demand = DemandKind::automatic;
  std::string demand_file;
  std::string stream;
  bool precise = false;  // of a stream's events, those alone that are known more closely than by their region
  bool spread = false;   // those that are not are spread over their region or state
  double region_km = 100;
  std::optional<int> months;
  double step_km = 50;
  int years = 6;

  std::optional<std::size_t> airspace;
  geo::MapKind projection = geo::MapKind::equidistant;
};

/// Throws Error: bad_request (a request that contradicts itself or cannot be read), not_found (a site, a field, figures
/// of an aircraft, a stream, a demand), and as the store, the models and basing do. A document throws bad_request where
/// there is no such state of the airspace.
Result cover(const Engine& engine, const CoverRequest& request);

Verb cover_verb();

}  // namespace entente::verbs

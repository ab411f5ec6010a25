#pragma once
// What is watched: attacks of the record, deaths of a stream, populated places, a grid, a table of the user's own.
//
// Method: docs/methods/basing.md, section 8. Points carry the zone by which results are told.

#include "entente/basing/cover.hpp"
#include "entente/geo/layers.hpp"
#include "entente/geo/region.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::basing {

/// The places of these states that have a population, weighted by it; the zone is the state's name, the id the place's
/// name. By state in the order given, then in the order of the layer. Places of the layer without a population are left
/// out, for they would weigh nothing. Throws Error: not_found (no such state in the layer of countries), bad_request
/// (a state without such a place).
std::vector<DemandPoint> place_points(std::span<const geo::PopulatedPlace> places, const geo::RegionIndex& countries,
                                      std::span<const std::string> codes);

/// A table of places as CSV (RFC 4180). Columns `name`, `lat`, `lon` (degrees, WGS84); where given `weight` (from 0 up,
/// else 1), `zone` (else the name of the state by geo::state_at(), "at sea" where there is none), `precision_km` (how
/// far off the position may be, else 0). Other columns are passed over. In the order of the file. The first row that
/// cannot be taken stops the reading: a demand that lacks rows would look like a full one. Throws Error{bad_data} with
/// file, line and field.
std::vector<DemandPoint> read_demand(std::string_view csv, const std::string& file, const geo::RegionIndex& countries);

/// The points, what their weights count, and how a reader is told in one sentence.
struct Demand {
  std::vector<DemandPoint> points;
  std::string unit;  // "deaths", "grid points", "people", "weight"
  std::string words;
  std::size_t vague = 0;  // the last so many points stand for an area
};

/// Attacks of so many months, weighted by deaths; the points are those of the record and may be none.
Demand attack_demand(std::vector<DemandPoint> attacks, int months);

/// A grid over the states. Throws as grid_points().
Demand grid_demand(const geo::RegionIndex& countries, std::span<const std::string> codes, double step_km);

/// Towns of the states. Throws as place_points().
Demand place_demand(std::span<const geo::PopulatedPlace> places, const geo::RegionIndex& countries,
                    std::span<const std::string> codes);

/// A table of the user's own. Throws as read_demand().
Demand table_demand(std::string_view csv, const std::string& file, const geo::RegionIndex& countries);

/// How closely a stream knows the place of an event: better than by a region, by a region (a province, or a stretch
/// without borders), or by its state alone.
enum class PlaceKnown { closely, region, state };

/// One event of a stream that counts deaths. `country` as the stream says it.
struct CountedEvent {
  std::string_view id;
  std::string_view country;
  std::optional<double> lat_deg;
  std::optional<double> lon_deg;
  std::optional<double> deaths;
  PlaceKnown known = PlaceKnown::closely;  // else its position stands for an area
};

/// What is done with events whose place is vague: their deaths are taken where the position is, with how far off it may
/// be; spread evenly over the area; or left out.
enum class VagueEvents { taken, spread, left_out };

struct VaguePlaces {
  VagueEvents events = VagueEvents::taken;
  double region_km = 100;  // that an event known by its region may lie from its position
  double step_km = 50;     // of the grid over which deaths are spread
};

/// Deaths of a stream in some states, taken event by event, so that a stream need not be held. An event without deaths
/// is passed over; one without a position is counted if the stream places it in one of the states.
class EventDemand {
 public:
  /// `countries` must outlive it.
  EventDemand(const geo::RegionIndex& countries, std::span<const std::string> codes, VaguePlaces vague = {});
  /// Cost: that of geo::state_at(), and for an event that is known by its state one estimate of a distance for each
  /// corner of it, or for each point of its grid.
  void add(const CountedEvent& event);
  /// What was taken, in the order of the events, the vague ones last; of those that were spread one point of the grid
  /// for all. `stream` and `months` for its words.
  Demand take(const std::string& stream, int months);

 private:
  const geo::RegionIndex& countries_;
  std::set<std::string, std::less<>> codes_;
  void spread(const CountedEvent& event, DemandPoint point);
  void add_spread(std::vector<DemandPoint>& to);
  std::string vague_words() const;

  VaguePlaces vague_;
  std::vector<DemandPoint> points_;
  std::vector<DemandPoint> vague_points_;
  std::map<std::string, std::vector<DemandPoint>, std::less<>> grids_;  // by state, with the deaths spread over them
  std::size_t events_ = 0;
  std::size_t nowhere_ = 0;
  double deaths_ = 0;        // of events with a position in the states, the vague ones among them
  double vague_deaths_ = 0;  // of the vague ones
};

/// The share of the demand that is watched, without its last `vague` points; 0 where nothing is left.
double precise_share(const Coverage& coverage, std::span<const DemandPoint> demand, std::size_t vague);

}  // namespace entente::basing

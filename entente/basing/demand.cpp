#include "entente/basing/demand.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/grid.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/territorial_sea.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace entente::basing {
std::vector<DemandPoint> place_points(std::span<const geo::PopulatedPlace> places, const geo::RegionIndex& countries,
                                      std::span<const std::string> codes) {
  std::vector<DemandPoint> points;
  for (const std::string& code : codes) {
    const geo::Country& country = countries.named(code);
    const std::size_t before = points.size();
    for (const geo::PopulatedPlace& place : places)
      if (place.country == code && place.population > 0)
        points.push_back({place.name, place.position, place.population, country.name, 0, code});
    if (points.size() == before)
      throw Error(ErrorCode::bad_request, fmt::format("no populated place of {} is in the layer", code),
                  "leave the state out, or spread a grid over it");
  }
  return points;
}

std::vector<DemandPoint> read_demand(std::string_view csv, const std::string& file, const geo::RegionIndex& countries) {
  const DelimitedTable table = read_delimited(csv, file);
  const auto refuse = [&](long line, const std::string& field, const std::string& what, const std::string& remedy) {
    throw Error(ErrorCode::bad_data, what, remedy, {file, line, field});
  };
  if (!table.faults.empty()) {
    const RowFault& fault = table.faults.front();
    refuse(fault.line, fault.field, fault.reason, "correct the row");
  }
  for (const char* needed : {"name", "lat", "lon"})
    if (table.column(needed) == DelimitedTable::npos)
      refuse(1, needed, fmt::format("the table has no column \"{}\"", needed),
             "the first line names the columns: name,lat,lon and, where known, weight,zone,precision_km");
  if (table.rows.empty()) refuse(0, "", "the table has no row", "give a place a row");
  std::vector<DemandPoint> points;
  for (const DelimitedRow& row : table.rows) {
    const auto cell = [&](const char* column) {
      const std::size_t at = table.column(column);
      return at == DelimitedTable::npos ? std::string() : row.cells[at];
    };
    const auto number = [&](const char* column, double least, double most, std::optional<double> otherwise) {
      const std::string text = cell(column);
      if (text.empty() && otherwise) return *otherwise;
      const auto value = parse_number(trimmed(text));
      if (!value)
        refuse(row.line, column, fmt::format("\"{}\" is not a number", text), "write it with a point, as 16.95");
      if (*value < least || *value > most)
        refuse(row.line, column, fmt::format("{} is not from {:g} to {:g}", text, least, most), "correct the cell");
      return *value;
    };
    DemandPoint point;
    point.id = cell("name");
    if (point.id.empty()) refuse(row.line, "name", "the place has no name", "give it one");
    point.position = {number("lat", -90, 90, std::nullopt), number("lon", -180, 180, std::nullopt)};
    point.weight = number("weight", 0, 1e12, 1);
    point.precision_km = number("precision_km", 0, 20000, 0);
    point.zone = cell("zone");
    if (point.zone.empty()) {
      const auto at = geo::state_at(countries, point.position);
      point.zone = at ? countries.countries()[*at].name : "at sea";
    }
    points.push_back(std::move(point));
  }
  return points;
}

Demand attack_demand(std::vector<DemandPoint> attacks, int months) {
  Demand out{std::move(attacks), "deaths", {}};
  out.words = fmt::format("The demand is {} of the {} before the day, weighted by deaths: large ones only, no census.",
                          counted(out.points.size(), "located attack"), counted(months, "month"));
  return out;
}

Demand grid_demand(const geo::RegionIndex& countries, std::span<const std::string> codes, double step_km) {
  return {
      grid_points(countries, codes, step_km), "grid points",
      fmt::format("The demand is a grid of {:g} km over the states, every point the same: shares are shares of area.",
                  step_km)};
}

Demand place_demand(std::span<const geo::PopulatedPlace> places, const geo::RegionIndex& countries,
                    std::span<const std::string> codes) {
  Demand out{place_points(places, countries, codes), "people", {}};
  out.words = fmt::format("The demand is {}, weighted by population: rough figures of about 2017, towns only.",
                          counted(out.points.size(), "populated place"));
  return out;
}

Demand table_demand(std::string_view csv, const std::string& file, const geo::RegionIndex& countries) {
  Demand out{read_demand(csv, file, countries), "weight", {}};
  out.words = fmt::format("The demand is {} of {}, weighted as there.", counted(out.points.size(), "place"), file);
  return out;
}

EventDemand::EventDemand(const geo::RegionIndex& countries, std::span<const std::string> codes, VaguePlaces vague)
    : countries_(countries), codes_(codes.begin(), codes.end()), vague_(vague) {}

namespace {

// How far a place that is somewhere in the state may lie from the position.
double farthest_corner_km(const geo::Country& state, geo::LatLon from) {
  double out = 0;
  for (const geo::Polygon& polygon : state.polygons)
    for (const geo::LatLon& corner : polygon.outer) out = std::max(out, geo::distance_estimate_km(from, corner));
  return out;
}

}  // namespace

void EventDemand::add(const CountedEvent& event) {
  if (!event.deaths || *event.deaths <= 0) return;
  if (!event.lat_deg || !event.lon_deg) {
    nowhere_ += codes_.contains(event.country) ? 1 : 0;
    return;
  }
  const geo::LatLon at{*event.lat_deg, *event.lon_deg};
  const auto index = geo::state_at(countries_, at);
  if (!index || !codes_.contains(countries_.countries()[*index].code)) return;
  const geo::Country& state = countries_.countries()[*index];
  deaths_ += *event.deaths;
  DemandPoint point{std::string(event.id), at, *event.deaths, state.name, 0, state.code};
  if (event.known == PlaceKnown::closely) {
    ++events_;
    points_.push_back(std::move(point));
    return;
  }
  vague_deaths_ += *event.deaths;
  if (vague_.events == VagueEvents::left_out) return;
  ++events_;
  if (vague_.events == VagueEvents::spread) {
    spread(event, std::move(point));
    return;
  }
  point.precision_km = event.known == PlaceKnown::state ? farthest_corner_km(state, at) : vague_.region_km;
  vague_points_.push_back(std::move(point));
}

// Every point of the grid that may be the place gets the same part; where there is none, as in a state that is smaller
// than a step, the deaths stay at the position.
void EventDemand::spread(const CountedEvent& event, DemandPoint point) {
  auto grid = grids_.find(point.state);
  if (grid == grids_.end()) {
    std::vector<DemandPoint> points;
    try {
      points = grid_points(countries_, std::span(&point.state, 1), vague_.step_km);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::bad_request) throw;
    }
    for (DemandPoint& one : points) {
      one.weight = 0;
      one.state = point.state;
    }
    grid = grids_.emplace(point.state, std::move(points)).first;
  }
  std::vector<DemandPoint*> within;
  for (DemandPoint& one : grid->second)
    if (event.known == PlaceKnown::state || geo::distance_estimate_km(one.position, point.position) <= vague_.region_km)
      within.push_back(&one);
  if (within.empty()) vague_points_.push_back(std::move(point));
  for (DemandPoint* one : within) one->weight += *event.deaths / static_cast<double>(within.size());
}

void EventDemand::add_spread(std::vector<DemandPoint>& to) {
  for (auto& [state, grid] : grids_)
    for (DemandPoint& point : grid)
      if (point.weight > 0) to.push_back(std::move(point));
}

std::string EventDemand::vague_words() const {
  const std::string words = fmt::format(" Of its {:.0f} deaths {:.0f} are known by their region or country alone and ",
                                        deaths_, vague_deaths_);
  switch (vague_.events) {
    case VagueEvents::left_out: return words + "left out.";
    case VagueEvents::spread:
      return words + fmt::format(
                         "spread over a grid of {:g} km of their state, those of a region over what lies within "
                         "{:g} km of its position.",
                         vague_.step_km, vague_.region_km);
    case VagueEvents::taken: break;
  }
  return words + fmt::format(
                     "stand at one point for all of it, which may be {:g} km off (a region) or as far as the "
                     "state reaches; --spread spreads them over it, --precise leaves them out.",
                     vague_.region_km);
}

Demand EventDemand::take(const std::string& stream, int months) {
  Demand out{std::move(points_), "deaths", {}};
  add_spread(vague_points_);
  out.vague = vague_points_.size();
  std::move(vague_points_.begin(), vague_points_.end(), std::back_inserter(out.points));
  out.words = fmt::format("The demand is {} of {} in the {} before the day, weighted by deaths{}.",
                          counted(events_, "event"), stream, counted(months, "month"),
                          nowhere_ == 0 ? std::string()
                                        : fmt::format("; {} left out", counted(nowhere_, "more without a position is",
                                                                               "more without a position are")));
  if (vague_deaths_ > 0) out.words += vague_words();
  return out;
}

double precise_share(const Coverage& coverage, std::span<const DemandPoint> demand, std::size_t vague) {
  double weight = 0;
  double watched = 0;
  for (std::size_t p = 0; p + vague < demand.size(); ++p) {
    weight += demand[p].weight;
    if (coverage.points[p].watched) watched += demand[p].weight;
  }
  return weight > 0 ? watched / weight : 0;
}

}  // namespace entente::basing

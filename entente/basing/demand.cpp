#include "entente/basing/demand.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/grid.hpp"
#include "entente/geo/territorial_sea.hpp"

#include <fmt/format.h>

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

EventDemand::EventDemand(const geo::RegionIndex& countries, std::span<const std::string> codes, VagueEvents vague)
    : countries_(countries), codes_(codes.begin(), codes.end()), vague_(vague) {}

void EventDemand::add(const CountedEvent& event) {
  if (!event.deaths || *event.deaths <= 0) return;
  if (!event.lat_deg || !event.lon_deg) {
    nowhere_ += codes_.contains(event.country) ? 1 : 0;
    return;
  }
  const geo::LatLon at{*event.lat_deg, *event.lon_deg};
  const auto state = geo::state_at(countries_, at);
  if (!state || !codes_.contains(countries_.countries()[*state].code)) return;
  deaths_ += *event.deaths;
  if (event.vague) {
    vague_deaths_ += *event.deaths;
    if (vague_ == VagueEvents::left_out) return;
  }
  points_.push_back({std::string(event.id), at, *event.deaths, countries_.countries()[*state].name, 0,
                     countries_.countries()[*state].code});
}

Demand EventDemand::take(const std::string& stream, int months) {
  Demand out{std::move(points_), "deaths", {}};
  out.words = fmt::format("The demand is {} of {} in the {} before the day, weighted by deaths{}.",
                          counted(out.points.size(), "event"), stream, counted(months, "month"),
                          nowhere_ == 0 ? std::string()
                                        : fmt::format("; {} left out", counted(nowhere_, "more without a position is",
                                                                               "more without a position are")));
  if (vague_deaths_ > 0)
    out.words += fmt::format(
        " Of its {:.0f} deaths {:.0f} are known by their region or country alone and {}.", deaths_, vague_deaths_,
        vague_ == VagueEvents::left_out ? "left out" : "stand at one point for all of it; --precise leaves them out");
  return out;
}

}  // namespace entente::basing

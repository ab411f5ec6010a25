#include "entente/basing/aircraft.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace entente::basing {
namespace {

constexpr double kFeetPerMetre = 1.0 / 0.3048;
constexpr double kWholeOrbit = 1e-9;  // a quotient that is whole but for rounding is whole

// With less on station one aircraft would have to relieve another more than twice an hour: no orbit is kept so.
constexpr double kShortestStation_h = 0.5;

constexpr std::string_view kEndurance = "endurance_h";
constexpr std::string_view kCruise = "cruise_kmh";
constexpr std::string_view kRunway = "runway_m";
constexpr std::string_view kLink = "link_radius_km_without_relay";

double pick(const Figure& figure, Level level) {
  constexpr double Figure::*kFields[] = {&Figure::low, &Figure::mid, &Figure::high};
  return figure.*kFields[static_cast<std::size_t>(level)];
}

// The same for figures of which more is worse.
double pick_cost(const Figure& figure, Level level) {
  constexpr double Figure::*kFields[] = {&Figure::high, &Figure::mid, &Figure::low};
  return figure.*kFields[static_cast<std::size_t>(level)];
}

}  // namespace

std::string_view name(Level level) {
  constexpr std::string_view kNames[] = {"low", "mid", "high"};
  return kNames[static_cast<std::size_t>(level)];
}

AircraftValues values_at(const AircraftProfile& profile, Level level) {
  AircraftValues values{pick(profile.endurance_h, level),    pick(profile.cruise_kmh, level),
                        pick_cost(profile.reserve_h, level), pick_cost(profile.turn_h, level),
                        pick_cost(profile.runway_ft, level), std::nullopt};
  if (profile.link_radius_km) values.link_radius_km = pick(*profile.link_radius_km, level);
  return values;
}

namespace {

const AircraftFigureRow* row_of(std::span<const AircraftFigureRow> rows, std::string_view aircraft,
                                std::string_view figure) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const AircraftFigureRow& r) {
    return r.aircraft == aircraft && r.figure == figure;
  });
  return row == rows.end() ? nullptr : &*row;
}

// From what is given, else from the table, times `scale`.
std::optional<Figure> figure_of(std::span<const AircraftFigureRow> rows, std::string_view aircraft,
                                std::string_view figure, const std::optional<Figure>& given, double scale = 1) {
  std::optional<Figure> found = given;
  if (found) {
    found->planning_choice = true;
    if (found->basis.empty()) found->basis = "planning choice: given by hand";
  } else if (const AircraftFigureRow* row = row_of(rows, aircraft, figure)) {
    found = Figure{row->low * scale, row->mid * scale, row->high * scale, !row->verified, row->source};
  } else {
    return std::nullopt;
  }
  if (!(found->low >= 0 && found->low <= found->mid && found->mid <= found->high))
    throw Error(ErrorCode::bad_data, fmt::format("{} of {} is not in the order low, mid, high", figure, aircraft),
                "correct it where it is given, else in the table of aircraft", {{}, 0, std::string(figure)});
  return found;
}

}  // namespace

bool has_profile(std::span<const AircraftFigureRow> rows, std::string_view aircraft, const GivenFigures& given) {
  return (given.endurance_h || row_of(rows, aircraft, kEndurance) != nullptr) &&
         (given.cruise_kmh || row_of(rows, aircraft, kCruise) != nullptr);
}

std::vector<std::string> aircraft_with_profile(std::span<const AircraftFigureRow> rows) {
  std::vector<std::string> names;
  for (const AircraftFigureRow& row : rows)
    if (has_profile(rows, row.aircraft) && std::ranges::find(names, row.aircraft) == names.end())
      names.push_back(row.aircraft);
  return names;
}

std::optional<Figure> link_in_table(std::span<const AircraftFigureRow> rows, std::string_view aircraft) {
  return figure_of(rows, aircraft, kLink, std::nullopt);
}

AircraftProfile profile_of(std::span<const AircraftFigureRow> rows, std::string_view aircraft,
                           const PlanningChoices& choices, const GivenFigures& given) {
  const auto endurance = figure_of(rows, aircraft, kEndurance, given.endurance_h);
  const auto cruise = figure_of(rows, aircraft, kCruise, given.cruise_kmh);
  if (!endurance || !cruise) {
    const std::vector<std::string> known = aircraft_with_profile(rows);
    throw Error(ErrorCode::not_found,
                fmt::format("there is no endurance and cruise speed for the aircraft \"{}\"", aircraft),
                (known.empty() ? "none is known on the day, so "
                               : fmt::format("name one of: {}; or ", fmt::join(known, ", "))) +
                    "give both figures yourself",
                {{}, 0, std::string(kEndurance)});
  }
  if (cruise->low <= 0 || endurance->low <= 0)
    throw Error(ErrorCode::bad_data, fmt::format("endurance and cruise speed of {} are above 0", aircraft),
                "correct it where it is given, else in the table of aircraft");

  AircraftProfile profile;
  profile.name = aircraft;
  profile.endurance_h = *endurance;
  profile.cruise_kmh = *cruise;
  const Figure reserve{std::max(0.0, choices.reserve_h - choices.reserve_spread_h), choices.reserve_h,
                       choices.reserve_h + choices.reserve_spread_h, true,
                       "planning choice: time kept for holding and diversion"};
  const Figure turn{choices.turn_h, choices.turn_h, choices.turn_h, true,
                    "planning choice: time on the ground between two sorties"};
  const Figure runway{choices.runway_ft, choices.runway_ft, choices.runway_ft, true,
                      "planning choice: no runway need stated for this aircraft"};
  profile.reserve_h = figure_of(rows, aircraft, "reserve_h", given.reserve_h).value_or(reserve);
  profile.turn_h = figure_of(rows, aircraft, "turn_h", given.turn_h).value_or(turn);
  profile.runway_ft = figure_of(rows, aircraft, kRunway, given.runway_ft, kFeetPerMetre).value_or(runway);
  if (given.link_radius_km || !choices.satellite_link) {
    profile.link_radius_km = figure_of(rows, aircraft, kLink, given.link_radius_km);
    if (!profile.link_radius_km)
      throw Error(ErrorCode::not_found, fmt::format("there is no radius of the data link of \"{}\"", aircraft),
                  "give the radius yourself", {{}, 0, "link_radius_km"});
    if (profile.link_radius_km->low <= 0)
      throw Error(ErrorCode::bad_data, fmt::format("the radius of the data link of {} is above 0", aircraft),
                  "correct it where it is given, else in the table of aircraft");
  }
  return profile;
}

double time_on_station_h(const AircraftValues& aircraft, double distance_km) {
  return aircraft.endurance_h - aircraft.reserve_h - 2 * distance_km / aircraft.cruise_kmh;
}

double reach_km(const AircraftValues& aircraft, double hours) {
  return (aircraft.endurance_h - aircraft.reserve_h - hours) * aircraft.cruise_kmh / 2;
}

std::optional<int> aircraft_per_orbit(const AircraftValues& aircraft, double distance_km) {
  const double hours = time_on_station_h(aircraft, distance_km);
  if (hours < kShortestStation_h) return std::nullopt;
  const double count = (aircraft.endurance_h - aircraft.reserve_h + aircraft.turn_h) / hours;
  return static_cast<int>(std::ceil(count - kWholeOrbit));
}

bool link_reaches(const AircraftValues& aircraft, double distance_km) {
  return !aircraft.link_radius_km || distance_km <= *aircraft.link_radius_km;
}

}  // namespace entente::basing

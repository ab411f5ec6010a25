#pragma once
// Aircraft by public planning figures, always as low, middle and high.
//
// Method: docs/methods/basing.md, section 1. Hours are flight hours, distances kilometres one way. These are planning
// figures from public pages, or choices of ours that say so; they are not performance data of any air force.

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::basing {

/// Which end of the figures is taken. `low` is the one that gives the least: short endurance, slow transit, large
/// reserve, long runway, short link.
enum class Level { low, mid, high };
inline constexpr std::array<Level, 3> kLevels{Level::low, Level::mid, Level::high};
inline constexpr std::size_t kMid = 1;  // index of the middle level in all that is kept by level
std::string_view name(Level level);

/// One figure with its range, and where it comes from. `planning_choice` marks what no source states: then `basis`
/// says what was chosen and why.
struct Figure {
  double low = 0;
  double mid = 0;
  double high = 0;
  bool planning_choice = false;
  std::string basis;
};

struct AircraftProfile {
  std::string name;
  Figure endurance_h;
  Figure cruise_kmh;
  Figure reserve_h;
  Figure turn_h;                         // on the ground between two sorties
  Figure runway_ft;                      // shortest runway that will do
  std::optional<Figure> link_radius_km;  // only where the link binds: no satellite link, no relay
};

/// The figures at one level.
struct AircraftValues {
  double endurance_h = 0;
  double cruise_kmh = 0;
  double reserve_h = 0;
  double turn_h = 0;
  double runway_ft = 0;
  std::optional<double> link_radius_km;
};
AircraftValues values_at(const AircraftProfile& profile, Level level);

/// One row of a table of figures: "endurance_h", "cruise_kmh", "runway_m", "link_radius_km_without_relay", ... Other
/// figures are passed over.
struct AircraftFigureRow {
  std::string aircraft;
  std::string figure;
  double low = 0;
  double mid = 0;
  double high = 0;
  std::string source;
  bool verified = false;
};

/// What is chosen where the table has nothing: reserve 2 h, turn 4 h, runway 5,000 ft.
struct PlanningChoices {
  double reserve_h = 2;
  double reserve_spread_h = 0.5;
  double turn_h = 4;
  double runway_ft = 5000;
  bool satellite_link = true;  // then the link does not bind
};

/// Figures that somebody gives by hand, in the units of the profile. They take the place of the table's, and are
/// planning choices. A link radius binds.
struct GivenFigures {
  std::optional<Figure> endurance_h;
  std::optional<Figure> cruise_kmh;
  std::optional<Figure> reserve_h;
  std::optional<Figure> turn_h;
  std::optional<Figure> runway_ft;
  std::optional<Figure> link_radius_km;
};

/// The profile of one aircraft from what is given and, for the rest, from the rows of a table. Without a satellite link
/// the radius of the data link binds. Throws Error{not_found} where neither has an endurance, a cruise speed, or a link
/// that is to bind (the remedy names the aircraft of the table that have the first two; the place's field is
/// "endurance_h" or "link_radius_km"), Error{bad_data} where a figure is negative, not in the order low, mid, high, or
/// 0 where that is not a figure (endurance, cruise speed, link).
AircraftProfile profile_of(std::span<const AircraftFigureRow> rows, std::string_view aircraft,
                           const PlanningChoices& choices = {}, const GivenFigures& given = {});

/// Whether profile_of() finds an endurance and a cruise speed.
bool has_profile(std::span<const AircraftFigureRow> rows, std::string_view aircraft, const GivenFigures& given = {});

/// The aircraft of the table that have an endurance and a cruise speed, in its order.
std::vector<std::string> aircraft_with_profile(std::span<const AircraftFigureRow> rows);

/// The radius of the data link without relay that the table has for the aircraft, if it has one.
std::optional<Figure> link_in_table(std::span<const AircraftFigureRow> rows, std::string_view aircraft);

/// T = E - R - 2 d / V. Negative: out of reach by that much.
double time_on_station_h(const AircraftValues& aircraft, double distance_km);

/// The distance at which T falls to `hours`; negative where it is less even at the airfield. The link is not looked at.
double reach_km(const AircraftValues& aircraft, double hours);

/// Aircraft for one orbit that is never left, ceil((E - R + turn) / T); none where T is below half an hour. A geometric
/// count: spares and maintenance come on top.
std::optional<int> aircraft_per_orbit(const AircraftValues& aircraft, double distance_km);

/// Whether the link reaches; true where it does not bind.
bool link_reaches(const AircraftValues& aircraft, double distance_km);

}  // namespace entente::basing

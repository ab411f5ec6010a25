#include "entente/basing/aircraft.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <string>

using namespace entente;
using namespace entente::basing;

namespace {

const std::vector<AircraftFigureRow> kRows{{"Drone", "endurance_h", 14, 20, 27, "a page", true},
                                           {"Drone", "cruise_kmh", 313, 313, 370, "a page", true},
                                           {"Drone", "runway_m", 1524, 1524, 1524, "general knowledge", false},
                                           {"Drone", "link_radius_km_without_relay", 240, 278, 278, "a page", true},
                                           {"Glider", "endurance_h", 1, 2, 3, "a page", true}};

}  // namespace

TEST_CASE("hours on station and aircraft per orbit agree with the independent table" * doctest::test_suite("outside")) {
  const std::string path = std::string(ENTENTE_SOURCE_DIR) + "/../shared/oracles/strategy/time-on-station.csv";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: time-on-station.csv is missing");
    return;
  }
  const auto table = read_delimited(read_file(path), path);
  REQUIRE(table.rows.size() == 192);
  double worst = 0;
  int out_of_reach = 0;
  for (const auto& row : table.rows) {
    const auto number = [&](const char* column) { return std::stod(row.cells[table.column(column)]); };
    const AircraftValues values{number("endurance_h"), number("speed_kmh"), number("reserve_h"), 4, 0, std::nullopt};
    const double km = number("distance_km");
    worst = std::max(worst, std::abs(time_on_station_h(values, km) - number("hours_on_station")));
    const auto& cell = row.cells[table.column("aircraft_per_orbit")];
    const auto count = aircraft_per_orbit(values, km);
    out_of_reach += !count;
    CHECK((count ? std::to_string(*count) : std::string()) == cell);
  }
  CHECK(worst < 1e-6);
  CHECK(out_of_reach > 0);
}

TEST_CASE("by hand: 20 hours, 2 in reserve, 313 km/h and 626 km leave 14 hours, and two aircraft keep an orbit") {
  const AircraftValues values{20, 313, 2, 4, 5000, std::nullopt};
  CHECK(time_on_station_h(values, 626) == doctest::Approx(14));
  CHECK(aircraft_per_orbit(values, 626) == 2);
  CHECK(reach_km(values, 14) == doctest::Approx(626));
  CHECK(reach_km(values, 0) == doctest::Approx(2817));
  CHECK_FALSE(aircraft_per_orbit(values, 2817).has_value());
  CHECK(time_on_station_h(values, 3130) == doctest::Approx(-2));
  // At the airfield itself: 22 / 18 gives two; a quotient that is whole is not rounded up.
  CHECK(aircraft_per_orbit(values, 0) == 2);
  CHECK(aircraft_per_orbit({20, 313, 2, 0, 0, std::nullopt}, 0) == 1);
}

TEST_CASE("an orbit of minutes is not kept: no count stands for it") {
  const AircraftValues values{20, 313, 2, 4, 5000, std::nullopt};
  CHECK(aircraft_per_orbit(values, reach_km(values, 0.6)) == 37);
  CHECK_FALSE(aircraft_per_orbit(values, reach_km(values, 0.49)).has_value());
  CHECK_FALSE(aircraft_per_orbit(values, reach_km(values, 0.003)).has_value());
}

TEST_CASE("the low level takes the least: short endurance, large reserve, long runway") {
  auto profile = profile_of(kRows, "Drone");
  profile.runway_ft = {5000, 6000, 7000, false, {}};
  const auto low = values_at(profile, Level::low);
  const auto high = values_at(profile, Level::high);
  CHECK(low.endurance_h == 14);
  CHECK(high.endurance_h == 27);
  CHECK(low.reserve_h > high.reserve_h);
  CHECK(low.runway_ft == 7000);
  CHECK(high.runway_ft == 5000);
  CHECK_FALSE(low.link_radius_km.has_value());
  for (double km = 0; km < 3000; km += 100)
    CHECK(time_on_station_h(low, km) < time_on_station_h(values_at(profile, Level::mid), km));
}

TEST_CASE("what no source states is marked as a planning choice") {
  const auto profile = profile_of(kRows, "Drone");
  CHECK_FALSE(profile.endurance_h.planning_choice);
  CHECK(profile.reserve_h.planning_choice);
  CHECK(profile.turn_h.planning_choice);
  CHECK(profile.runway_ft.planning_choice);  // no verified source
  CHECK(profile.runway_ft.mid == doctest::Approx(5000));
  CHECK_FALSE(profile.reserve_h.basis.empty());
}

TEST_CASE("without a satellite link the link is the limit") {
  PlanningChoices choices;
  choices.satellite_link = false;
  const auto values = values_at(profile_of(kRows, "Drone", choices), Level::mid);
  CHECK(link_reaches(values, 278));
  CHECK_FALSE(link_reaches(values, 279));
  CHECK(link_reaches(values_at(profile_of(kRows, "Drone"), Level::mid), 2000));
}

TEST_CASE("an aircraft without figures is refused with the names that have them") {
  try {
    profile_of(kRows, "Glider");
    FAIL("a profile without speed was made");
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::not_found);
    CHECK(e.remedy() == "name one of: Drone; or give both figures yourself");
  }
  auto rows = kRows;
  rows[0].low = 30;
  CHECK_THROWS_AS(profile_of(rows, "Drone"), Error);
}

TEST_CASE("figures given by hand take the place of the table's, and make a profile where it has none") {
  GivenFigures given;
  given.endurance_h = Figure{20, 24, 40, false, {}};
  CHECK_FALSE(has_profile({}, "Predator", given));
  CHECK_THROWS_AS(profile_of({}, "Predator", {}, given), Error);
  given.cruise_kmh = Figure{130, 130, 165, false, {}};
  given.runway_ft = Figure{3000, 4000, 5000, false, {}};
  CHECK(has_profile({}, "Predator", given));
  const auto whole = profile_of({}, "Predator", {}, given);
  CHECK(whole.endurance_h.planning_choice);
  CHECK_FALSE(whole.endurance_h.basis.empty());
  CHECK(values_at(whole, Level::low).runway_ft == 5000);
  CHECK(whole.reserve_h.mid == 2);
  // Of an aircraft of the table only that figure changes.
  GivenFigures short_legs;
  short_legs.endurance_h = Figure{10, 10, 10, false, {}};
  const auto part = profile_of(kRows, "Drone", {}, short_legs);
  CHECK(part.endurance_h.high == 10);
  CHECK(part.cruise_kmh.high == 370);
  CHECK_FALSE(part.link_radius_km.has_value());
  // A link that is given binds; one that is to bind and is not known is an error.
  GivenFigures tethered;
  tethered.link_radius_km = Figure{100, 100, 100, false, {}};
  CHECK(profile_of(kRows, "Drone", {}, tethered).link_radius_km->mid == 100);
  PlanningChoices no_satellite;
  no_satellite.satellite_link = false;
  CHECK_THROWS_AS(profile_of({}, "Predator", no_satellite, given), Error);
  CHECK(link_in_table(kRows, "Drone")->mid == 278);
  CHECK_FALSE(link_in_table(kRows, "Glider").has_value());
  given.cruise_kmh = Figure{165, 130, 130, false, {}};
  CHECK_THROWS_AS(profile_of({}, "Predator", {}, given), Error);
  given.cruise_kmh = Figure{0, 130, 130, false, {}};
  CHECK_THROWS_AS(profile_of({}, "Predator", {}, given), Error);
}

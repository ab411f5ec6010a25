#pragma once
// For tests: a world in which a drone site in Niger may be lost, attacks lie in Mali, and one field in Benin could
// stand in.

#include "entente/assess/world_for_tests.hpp"

namespace entente::assess::drawn {

inline geo::Airfield airfield(const std::string& code, const std::string& country, double lat_deg, double lon_deg,
                              double runway_ft = 9000) {
  geo::Airfield field;
  field.icao = code;
  field.name = code + " Airport";
  field.country = country;
  field.position = {lat_deg, lon_deg};
  geo::Runway runway;
  runway.length_ft = runway_ft;
  runway.surface = geo::Surface::asphalt;
  field.runways.push_back(runway);
  return field;
}

/// A state as a box of longitudes and latitudes.
inline geo::Country box(const std::string& code, double west, double south, double east, double north) {
  geo::Country country;
  country.code = country.adm0_a3 = code;
  country.name = code;
  country.polygons.push_back({{{south, west}, {south, east}, {north, east}, {north, west}, {south, west}}, {}});
  return country;
}

inline World with_alternatives() {
  World w;
  w.of.alternatives.hosts = {"BEN"};
  w.of.alternatives.aircraft = "Drone";
  w.of.alternatives.min_hours = 8;
  w.of.alternatives.violence_in = {"MLI", "NER"};
  const auto figure = [](double value) { return basing::Figure{value, value, value, true, "given"}; };
  w.of.alternatives.figures.endurance_h = figure(20);
  w.of.alternatives.figures.cruise_kmh = figure(200);
  w.of.alternatives.figures.reserve_h = figure(1);
  w.of.alternatives.figures.runway_ft = figure(5000);
  w.of.alternatives.airspace = {{"Niger closed", {"NER"}, 0}};
  w.of.claims = {{"far", "too-far", "It is too far."}};
  w.presence("P1", "NER", "USA", "2013");
  w.site("Agadez", "NER", "USA", 16.97, 8.01);
  w.attack("T1", "2023-06-01", "MLI", 15.0, 2.0, 40);
  w.attack("T2", "2023-09-01", "NER", 14.5, 3.0, 10);
  w.reference.countries = {box("BEN", 1, 6, 4, 12), box("NER", 2.5, 12, 15, 23), box("MLI", -10, 12, 2.5, 24)};
  w.reference.airfields = {airfield("DBBC", "BEN", 11.0, 3.0)};
  return w;
}

}  // namespace entente::assess::drawn

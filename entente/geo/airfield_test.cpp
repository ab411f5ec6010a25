#include "entente/geo/airfield.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

std::string data(const std::string& path) { return read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/" + path); }

const std::string kFields = "icao,name,city,country_iso2,latitude_deg,longitude_deg,elevation_ft\n";
const std::string kRunways = "airfield_icao,length_ft,width_ft,surface,lighted,closed,le_ident,he_ident\n";

const AirfieldTable& shipped() {
  static const auto table =
      read_airfields(data("airfields/airfields.csv"), "airfields.csv", data("airfields/runways.csv"), "runways.csv");
  return table;
}

const Airfield& field(const std::string& icao) {
  for (const auto& airfield : shipped().airfields)
    if (airfield.icao == icao) return airfield;
  FAIL(icao);
  return shipped().airfields[0];
}

}  // namespace

TEST_CASE("NG is Nigeria, NE is Niger, NA is Namibia and not a missing value, and a code that is no more is none") {
  const auto table = read_airfields(kFields +
                                        "AAAA,A,T,NG,1,1,\nBBBB,B,T,NE,1,1,\nCCCC,C,T,NA,1,1,\nDDDD,D,T,XK,1,1,\n"
                                        "EEEE,E,T,AN,1,1,\nFFFF,F,T,,1,1,\nGGGG,G,T,SU,1,1,\n",
                                    "fields.csv", kRunways + "AAAA,9000,150,ASP,1,0,09,27\n", "runways.csv");
  std::vector<std::string> codes;
  for (const Airfield& airfield : table.airfields) codes.push_back(airfield.country);
  CHECK(codes == std::vector<std::string>{"NGA", "NER", "NAM", "XKX"});
  CHECK(table.faults.size() == 3);
}

TEST_CASE("surfaces are read from free text") {
  const std::pair<const char*, Surface> cases[] = {
      {"ASP", Surface::asphalt},      {"ASPH-G", Surface::asphalt},  {"CONC", Surface::concrete},
      {"ASPH/ CONC", Surface::paved}, {"PEM", Surface::paved},       {"LAT", Surface::laterite},
      {"Piçarra", Surface::laterite}, {"PIÇ", Surface::laterite},    {"GRE", Surface::earth},
      {"TURF-G", Surface::grass},     {"ASPH-TURF", Surface::mixed}, {"GRVL-DIRT-P", Surface::gravel},
      {"UNK", Surface::unknown},      {"", Surface::unknown},        {"G", Surface::unknown},
      {"C", Surface::unknown},        {"WATER-E", Surface::water},   {"Grassed red clay", Surface::grass},
      {"PSP", Surface::landing_mat},  {"Unpaved", Surface::earth},   {"Asphalt concrete", Surface::paved}};
  for (const auto& [text, surface] : cases) {
    CAPTURE(text);
    CHECK(name(parse_surface(text)) == name(surface));
  }
  CHECK(is_paved(Surface::asphalt));
  CHECK_FALSE(is_paved(Surface::mixed));
  CHECK_FALSE(is_paved(Surface::unknown));
  CHECK_FALSE(is_unpaved(Surface::unknown));
  for (int i = 0; i <= static_cast<int>(Surface::wood_or_roof); ++i)
    CHECK(surface_named(name(static_cast<Surface>(i))) == static_cast<Surface>(i));
}

TEST_CASE("the shipped tables are read with one fault, and most surfaces are understood") {
  REQUIRE(shipped().faults.size() == 1);
  CHECK(shipped().faults[0].reason == "\"-1\" is not a length in feet");
  CHECK(shipped().airfields.size() == 20328);
  std::size_t runways = 0;
  std::size_t told = 0;
  std::size_t understood = 0;
  for (const auto& airfield : shipped().airfields)
    for (const auto& runway : airfield.runways) {
      ++runways;
      const bool says = !runway.surface_text.empty() && runway.surface_text != "UNK";
      told += says;
      understood += says && runway.surface != Surface::unknown;
    }
  CHECK(runways == 20432);
  MESSAGE("surfaces understood: ", understood, " of ", told);
  CHECK(static_cast<double>(understood) > 0.9 * static_cast<double>(told));
}

TEST_CASE("the longest runway of Niamey is laterite and its longest paved one is asphalt") {
  const auto& niamey = field("DRRN");
  CHECK(niamey.country == "NER");
  CHECK(longest_open_runway(niamey)->length_ft == 10499);
  CHECK(longest_open_runway(niamey)->surface == Surface::laterite);
  CHECK(longest_open_runway(niamey, true)->length_ft == 9843);
  CHECK(longest_open_runway(niamey, true)->surface == Surface::asphalt);
  CHECK(longest_open_runway(field("DIOD")) == nullptr);
}

TEST_CASE("a map names a field by what tells it apart, and by its city where nothing does") {
  const auto named = [](const char* name, const char* city) {
    Airfield field;
    field.name = name;
    field.city = city;
    return map_name(field);
  };
  CHECK(named("Kotoka International Airport", "Accra") == "Kotoka");
  CHECK(named("Wa Airport", "Wa") == "Wa");
  CHECK(named("Airport", "Mahé") == "Mahé");
  CHECK(named("International Airport", "Tarawa") == "Tarawa");
  CHECK(named("Ville Airport", "N'Djole") == "N'Djole");
  CHECK(named("M'Vengue El Hadj Omar Bongo Ondimba International Airport", "Franceville") == "Franceville");
  CHECK(named("Airport", "") == "Airport");
  CHECK(named("Bagram Air Base", "Charikar") == "Bagram Air Base");
  CHECK(named("Newairport", "Town") == "Newairport");
  CHECK(named("", "Town") == "Town");
}

TEST_CASE("a bad row is reported with file, line, field and reason, and the others are kept") {
  const auto table = read_airfields(kFields +
                                        "AAAA,One,Town,NE,13.5,2.1,700\n"
                                        "BBBB,Two,Town,NE,113.5,2.1,700\n"
                                        "CCCC,Three,Town,QQ,13.5,2.1,700\n"
                                        "AAAA,Four,Town,NE,13.5,2.1,700\n"
                                        "DDDD,Five,Town,NA,-22,17,\n",
                                    "fields.csv",
                                    kRunways +
                                        "AAAA,9000,150,ASP,1,0,09,27\n"
                                        "AAAA,long,150,ASP,1,0,09,27\n"
                                        "ZZZZ,9000,150,ASP,1,0,09,27\n"
                                        ",2000,20,ASP,1,0,09,27\n"
                                        "AAAA,12000,150,ASP,1,1,09,27\n"
                                        "AAAA,8000,150,ASP,maybe,0,09,27\n",
                                    "runways.csv");
  REQUIRE(table.airfields.size() == 2);
  CHECK(table.airfields[1].country == "NAM");
  REQUIRE(table.airfields[0].runways.size() == 2);
  CHECK(longest_open_runway(table.airfields[0])->length_ft == 9000);
  REQUIRE(table.faults.size() == 6);
  CHECK(table.faults[0] == RowFault{"fields.csv", 3, 0, "latitude_deg", "\"113.5\" is not between -90 and 90"});
  CHECK(table.faults[1] == RowFault{"fields.csv", 4, 0, "country_iso2", "\"QQ\" is not a code of ISO 3166"});
  CHECK(table.faults[2].reason == "AAAA occurs twice");
  CHECK(table.faults[3] == RowFault{"runways.csv", 3, 0, "length_ft", "\"long\" is not a length in feet"});
  CHECK(table.faults[4].reason == "there is no airfield ZZZZ");
  CHECK(table.faults[5].field == "lighted");
  CHECK_THROWS_AS(read_airfields("icao\nA\n", "fields.csv", kRunways, "runways.csv"), Error);
}

TEST_CASE("the parts of the layer read back as they were") {
  const auto parts = split_airfields(shipped().airfields);
  std::size_t count = 0;
  for (std::size_t i = 1; i < parts.size(); ++i) CHECK(parts[i - 1].key < parts[i].key);
  for (const auto& part : parts) {
    if (part.key != "NER" && part.key != "NAM") continue;
    const auto back = parse_airfields(part.text);
    for (const auto& airfield : back) {
      const auto& original = field(airfield.icao);
      CHECK(airfield.name == original.name);
      CHECK(airfield.country == part.key);
      CHECK(airfield.position == original.position);
      REQUIRE(airfield.runways.size() == original.runways.size());
      for (std::size_t i = 0; i < airfield.runways.size(); ++i) {
        CHECK(airfield.runways[i].length_ft == original.runways[i].length_ft);
        CHECK(airfield.runways[i].surface == original.runways[i].surface);
      }
      ++count;
    }
  }
  CHECK(count > 20);
  CHECK_THROWS_AS(parse_airfields("{\"a\":1"), Error);
  CHECK_THROWS_AS(parse_airfields("[{}]"), Error);
}

TEST_CASE("nearly all airfields lie in their country or within the tolerance of its generalised border") {
  const RegionIndex world(parse_countries(data("natural-earth/countries-50m.geojson"), "countries-50m.geojson"));
  std::size_t inside = 0, near = 0, outside = 0, none = 0;
  for (const auto& airfield : shipped().airfields)
    switch (check_place(world, airfield.country, airfield.position).agreement) {
      case PlaceAgreement::inside: ++inside; break;
      case PlaceAgreement::near: ++near; break;
      case PlaceAgreement::outside: ++outside; break;
      case PlaceAgreement::no_polygon: ++none; break;
    }
  MESSAGE("inside ", inside, ", near ", near, ", outside ", outside, ", no polygon ", none);
  CHECK(outside <= 260);
  CHECK(check_place(world, "GHA", {16.966, 8.0}).agreement == PlaceAgreement::outside);
  CHECK(check_place(world, "CIV", {5.26139, -3.92629}).agreement != PlaceAgreement::outside);
  CHECK(check_place(world, "GUF", {4.8, -52.4}).agreement == PlaceAgreement::no_polygon);
}

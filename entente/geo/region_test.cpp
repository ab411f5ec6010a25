#include "entente/geo/region.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

std::string countries_text() {
  return read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson");
}

const RegionIndex& world() {
  static const RegionIndex index(parse_countries(countries_text(), "countries-50m.geojson"));
  return index;
}

const Country& country(const std::string& code) {
  const auto* found = world().find(code);
  REQUIRE_MESSAGE(found != nullptr, code);
  return *found;
}

//  A square of two degrees around (lat, lon), cut by nothing.
Country square(const std::string& code, double south, double west, double north, double east) {
  return {code, code, code,
          {},   {},   {{{{south, west}, {south, east}, {north, east}, {north, west}, {south, west}}, {}}}};
}

double km_over(const std::vector<Overflight>& flown, const std::string& code) {
  for (const auto& o : flown)
    if (o.code == code) return o.km;
  return 0;
}

}  // namespace

TEST_CASE("states without an ISO code in the layer are found by the layer's own, and South Sudan by its ISO code") {
  for (const char* code : {"FRA", "NOR", "SSD", "ESH", "XKX", "SOL", "NAM", "NER", "NGA"})
    CHECK(country(code).code == code);
  CHECK(country("SSD").adm0_a3 == "SDS");
  CHECK(world().countries().size() == 242);
}

TEST_CASE("inland points, most of them capitals, lie in their countries and in no other") {
  const std::pair<LatLon, const char*> capitals[] = {
      {{13.5137, 2.1098}, "NER"},   {{12.3703, -1.5247}, "BFA"}, {{9.0765, 7.3986}, "NGA"},
      {{-22.5597, 17.0832}, "NAM"}, {{48.8566, 2.3522}, "FRA"},  {{55.7558, 37.6173}, "RUS"},
      {{-17.8, 178.0}, "FJI"},      {{4.8594, 31.5713}, "SSD"},  {{59.9139, 10.7522}, "NOR"}};
  for (const auto& [point, code] : capitals) {
    const auto at = world().country_at(point);
    REQUIRE_MESSAGE(at.has_value(), code);
    CHECK(world().countries()[*at].code == code);
    CHECK(contains(country(code), point));
  }
  CHECK_FALSE(world().country_at({0, -20}).has_value());
}

TEST_CASE("the index answers as the plain test does") {
  RandomStream random(11, "region test");
  const auto& niger = country("NER");
  const auto index = static_cast<std::size_t>(&niger - world().countries().data());
  int inside = 0;
  for (int i = 0; i < 3000; ++i) {
    const LatLon p{10 + 15 * random.uniform(), -1 + 18 * random.uniform()};
    const bool in = contains(niger, p);
    inside += in;
    CHECK(world().holds(index, p) == in);
  }
  CHECK(inside > 500);
}

TEST_CASE("a point is in at most one of two neighbours, on their border too") {
  const auto left = square("L", 0, 0, 2, 2);
  const auto right = square("R", 0, 2, 2, 4);
  for (double lat = 0; lat < 2; lat += 0.125) {
    const LatLon border{lat, 2};
    CHECK(static_cast<int>(contains(left, border)) + static_cast<int>(contains(right, border)) == 1);
  }
}

TEST_CASE("a hole is outside") {
  auto ring_state = square("A", 0, 0, 4, 4);
  ring_state.polygons[0].holes.push_back({{1, 1}, {1, 3}, {3, 3}, {3, 1}, {1, 1}});
  CHECK(contains(ring_state, {0.5, 2}));
  CHECK_FALSE(contains(ring_state, {2, 2}));
  CHECK(distance_to_country_km(ring_state, {2, 2}) == doctest::Approx(distance_km({2, 2}, {1, 2})).epsilon(1e-3));
}

TEST_CASE("the poles and the antimeridian belong to those who hold them") {
  CHECK(contains(country("ATA"), {-90, 0}));
  CHECK(contains(country("ATA"), {-90, 137}));
  CHECK_FALSE(world().country_at({90, 0}).has_value());
  CHECK(contains(country("RUS"), {67, 179.9}));
  CHECK(contains(country("RUS"), {67, -179.9}));
  // Chukotka is cut at 180 degrees; the cut is not a border.
  CHECK(distance_to_border_km(country("RUS"), {67, 179.99}) > 50);
}

TEST_CASE("the distance to a border is the distance to the nearest point of it") {
  const auto state = square("A", 10, 10, 12, 12);
  CHECK(distance_to_border_km(state, {11, 9}) == doctest::Approx(distance_km({11, 9}, {11, 10})).epsilon(1e-4));
  CHECK(distance_to_border_km(state, {9, 9}) == doctest::Approx(distance_km({9, 9}, {10, 10})).epsilon(1e-9));
  CHECK(distance_to_border_km(state, {11, 11.9}) == doctest::Approx(distance_km({11, 11.9}, {11, 12})).epsilon(1e-4));
  CHECK(distance_to_country_km(state, {11, 11}) == 0);
  // Against every vertex and many points between them.
  RandomStream random(5, "border test");
  for (int i = 0; i < 20; ++i) {
    const LatLon p{5 + 20 * random.uniform(), -10 + 30 * random.uniform()};
    double nearest = 1e9;
    for (const auto& polygon : country("BFA").polygons)
      for (std::size_t k = 0; k + 1 < polygon.outer.size(); ++k)
        for (int part = 0; part < 50; ++part) {
          const auto& a = polygon.outer[k];
          const auto& b = polygon.outer[k + 1];
          const double t = part / 50.0;
          nearest = std::min(nearest, distance_km(p, {a.lat_deg + t * (b.lat_deg - a.lat_deg),
                                                      a.lon_deg + t * (b.lon_deg - a.lon_deg)}));
        }
    CHECK(distance_to_border_km(country("BFA"), p) == doctest::Approx(nearest).epsilon(2e-3));
    CHECK(distance_to_border_km(country("BFA"), p) <= nearest + 1e-9);
  }
}

TEST_CASE("the lines to Gao, Menaka and Mopti fly over the states that were sampled independently") {
  const LatLon tamale{9.55719, -0.86321}, parakou{9.35769, 2.60968}, bouake{7.7388, -5.07367};
  const LatLon gao{16.2667, -0.05}, menaka{15.9182, 2.4022}, mopti{14.4843, -4.183};
  const auto first = world().overflight(tamale, gao);
  REQUIRE(first.size() == 3);
  CHECK(first[0].code == "GHA");
  CHECK(first[1].code == "BFA");
  CHECK(first[2].code == "MLI");
  CHECK(std::abs(first[0].km - 158.8) < 2);
  CHECK(std::abs(first[1].km - 454.1) < 2);
  CHECK(std::abs(first[2].km - 134.6) < 2);
  const auto second = world().overflight(parakou, menaka);
  CHECK(std::abs(km_over(second, "BEN") - 323.1) < 2);
  CHECK(std::abs(km_over(second, "NER") - 337.7) < 2);
  CHECK(std::abs(km_over(second, "MLI") - 65.4) < 2);
  const auto third = world().overflight(bouake, mopti);
  CHECK(std::abs(km_over(third, "CIV") - 233.3) < 3);
  CHECK(std::abs(km_over(third, "BFA") - 285.9) < 3);
  CHECK(std::abs(km_over(third, "MLI") - 233.3) < 3);
}

TEST_CASE("kilometres over each state agree with fine sampling, and backwards they are the same") {
  RandomStream random(3, "overflight test");
  for (int i = 0; i < 40; ++i) {
    const LatLon a{-30 + 90 * random.uniform(), -20 + 160 * random.uniform()};
    const LatLon b{-30 + 90 * random.uniform(), -20 + 160 * random.uniform()};
    const auto flown = world().overflight(a, b);
    const double step_km = 0.5;
    const auto points = waypoints(a, b, step_km);
    const double each = distance_km(a, b) / static_cast<double>(points.size() - 1);
    std::map<std::string, double> sampled;
    std::size_t last = 0;
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
      const LatLon& p = points[k];
      if (!world().holds(last, p)) {
        const auto at = world().country_at(p);
        if (!at) continue;
        last = *at;
      }
      sampled[world().countries()[last].code] += each;
    }
    for (const auto& o : flown) CHECK(std::abs(o.km - sampled[o.code]) < 6 * each);
    for (const auto& [code, km] : sampled) CHECK(std::abs(km - km_over(flown, code)) < 6 * each);
    const auto back = world().overflight(b, a);
    CHECK(back.size() == flown.size());
    for (const auto& o : flown) CHECK(km_over(back, o.code) == doctest::Approx(o.km).epsilon(1e-3));
  }
}

TEST_CASE("a line over the pole and one across the antimeridian are measured whole") {
  const RegionIndex strips({square("W", -2, 170, 2, 180), square("E", -2, -180, 2, -170), square("N", 80, -180, 90, 0),
                            square("M", 80, 0, 90, 180)});
  const auto over = strips.overflight({0, 175}, {0, -175});
  CHECK(km_over(over, "W") == doctest::Approx(distance_km({0, 175}, {0, 180})).epsilon(1e-6));
  CHECK(km_over(over, "E") == doctest::Approx(distance_km({0, 180}, {0, -175})).epsilon(1e-6));
  const auto pole = strips.overflight({85, -90}, {85, 90});
  CHECK(km_over(pole, "N") == doctest::Approx(distance_km({85, 0}, {90, 0})).epsilon(1e-5));
  CHECK(km_over(pole, "M") == doctest::Approx(distance_km({85, 0}, {90, 0})).epsilon(1e-5));
}

TEST_CASE("shifting all longitudes shifts nothing else") {
  const Country here = square("A", 10, 10, 14, 16);
  const auto there = square("A", 10, -150, 14, -144);
  const auto a = RegionIndex({here}).overflight({8, 8}, {17, 15});
  const auto b = RegionIndex({there}).overflight({8, -152}, {17, -145});
  REQUIRE(a.size() == 1);
  REQUIRE(b.size() == 1);
  CHECK(a[0].km == doctest::Approx(b[0].km).epsilon(1e-9));
}

TEST_CASE("a line that stays in one state, and one of no length, are whole or nothing") {
  const auto flown = world().overflight({17, 8}, {18, 10});
  REQUIRE(flown.size() == 1);
  CHECK(flown[0].km == doctest::Approx(distance_km({17, 8}, {18, 10})).epsilon(1e-9));
  CHECK(world().overflight({17, 8}, {17, 8}).empty());
}

TEST_CASE("Niger has seven neighbours and Lesotho one") {
  std::set<std::string> niger;
  std::set<std::string> lesotho;
  for (const auto& pair : neighbours(world().countries())) {
    CHECK(pair.a < pair.b);
    CHECK(pair.km > 0);
    if (pair.a == "NER") niger.insert(pair.b);
    if (pair.b == "NER") niger.insert(pair.a);
    if (pair.a == "LSO") lesotho.insert(pair.b);
    if (pair.b == "LSO") lesotho.insert(pair.a);
  }
  CHECK(niger == std::set<std::string>{"BEN", "BFA", "DZA", "LBY", "MLI", "NGA", "TCD"});
  CHECK(lesotho == std::set<std::string>{"ZAF"});
}

TEST_CASE("a file of countries splits into parts that read back as the same countries") {
  const auto parts = split_countries(countries_text(), "countries-50m.geojson");
  CHECK(parts.faults.empty());
  REQUIRE(parts.parts.size() == 242);
  const auto& all = world().countries();
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(parts.parts[i].key == all[i].code);
    const auto one = parse_country(parts.parts[i].text);
    CHECK(one.name == all[i].name);
    REQUIRE(one.polygons.size() == all[i].polygons.size());
    CHECK(one.polygons[0].outer == all[i].polygons[0].outer);
  }
}

TEST_CASE("a broken feature costs itself and is named; a broken file is refused with its line") {
  const std::string good =
      R"({"type":"Feature","properties":{"name":"A","adm0_a3":"AAA","iso_a3":"-99"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}})";
  const std::string open_ring =
      R"({"type":"Feature","properties":{"name":"B","adm0_a3":"BBB"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}})";
  const std::string far =
      R"({"type":"Feature","properties":{"name":"C","adm0_a3":"CCC"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,91],[0,0]]]}})";
  const std::string nameless = R"({"type":"Feature","properties":{},"geometry":null})";
  const auto parts =
      split_countries(R"({"features":[)" + open_ring + "," + good + "," + far + "," + nameless + "]}", "x.geojson");
  REQUIRE(parts.parts.size() == 1);
  CHECK(parts.parts[0].key == "AAA");
  REQUIRE(parts.faults.size() == 3);
  CHECK(parts.faults[0].line == 1);
  CHECK(parts.faults[0].reason == "a ring is not closed");
  CHECK(parts.faults[1].line == 3);
  CHECK(parts.faults[2].field == "adm0_a3");
  CHECK_THROWS_AS(parse_country(open_ring), Error);
  try {
    split_countries("{\"features\":[\n{]", "x.geojson");
    FAIL("a broken file was taken");
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::bad_data);
    CHECK(e.place().line == 2);
  }
  CHECK_THROWS_AS(split_countries("", "x.geojson"), Error);
  CHECK_THROWS_AS(split_countries("[]", "x.geojson"), Error);
}

TEST_CASE("places, lakes and boundaries of the shipped layers are read without a fault") {
  const std::string folder = std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/";
  std::vector<RowFault> faults;
  const auto places = parse_places(read_file(folder + "populated-places-10m.geojson"), "places", &faults);
  const auto lakes = parse_lakes(read_file(folder + "lakes-50m.geojson"), "lakes", &faults);
  const auto lines = parse_boundary_lines(read_file(folder + "boundary-lines-50m.geojson"), "lines", &faults);
  const auto claims =
      parse_boundary_lines(read_file(folder + "boundary-lines-disputed-50m.geojson"), "claims", &faults);
  CHECK(faults.empty());
  CHECK(places.size() == 7343);
  CHECK(lakes.size() == 405);
  // With a space before its coordinates a layer is read whole by the JSON library, and gives the same.
  std::string spaced = read_file(folder + "lakes-50m.geojson");
  for (std::size_t at = spaced.find("s\":["); at != std::string::npos; at = spaced.find("s\":[", at + 1))
    spaced.insert(at + 3, " ");
  const auto whole = parse_lakes(spaced, "lakes", &faults);
  CHECK(faults.empty());
  REQUIRE(whole.size() == lakes.size());
  for (std::size_t i = 0; i < lakes.size(); ++i) {
    CHECK(whole[i].name == lakes[i].name);
    REQUIRE(whole[i].polygons.size() == lakes[i].polygons.size());
    for (std::size_t k = 0; k < lakes[i].polygons.size(); ++k) {
      CHECK(whole[i].polygons[k].outer == lakes[i].polygons[k].outer);
      CHECK(whole[i].polygons[k].holes == lakes[i].polygons[k].holes);
    }
  }
  CHECK(lines.size() == 361);
  CHECK(claims.size() == 24);
  int disputed = 0;
  for (const auto& line : lines) disputed += line.disputed;
  CHECK(disputed == 23);
  for (const auto& line : claims) CHECK(line.disputed);
  int of_niger = 0;
  for (const auto& place : places) of_niger += place.country == "NER";
  CHECK(of_niger > 10);

  const auto parts = split_places(read_file(folder + "populated-places-10m.geojson"), "places");
  for (const auto& part : parts.parts)
    if (part.key == "NER") CHECK(parse_places(part.text, "NER").size() == static_cast<std::size_t>(of_niger));
}

#include "entente/geo/airspace.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::geo;

namespace {

std::vector<Country> some(std::initializer_list<const char*> codes) {
  static const auto all =
      parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                      "countries-50m.geojson");
  std::vector<Country> found;
  for (const auto* code : codes)
    for (const auto& country : all)
      if (country.code == code) found.push_back(country);
  REQUIRE(found.size() == codes.size());
  return found;
}

std::size_t vertices(const Country& country) {
  std::size_t count = 0;
  for (const auto& polygon : country.polygons) count += polygon.outer.size();
  return count;
}

}  // namespace

TEST_CASE("three neighbours merge into one outline without their common borders") {
  const auto three = some({"NER", "BFA", "MLI"});
  const auto merged = merge(three, "closed");
  REQUIRE(merged.polygons.size() == 1);
  CHECK(merged.polygons[0].outer.front() == merged.polygons[0].outer.back());
  CHECK(vertices(merged) == 624);  // 623 and the first one again
  RandomStream random(2, "merge test");
  for (int i = 0; i < 2000; ++i) {
    const LatLon p{9 + 17 * random.uniform(), -13 + 30 * random.uniform()};
    const bool in_one = contains(three[0], p) || contains(three[1], p) || contains(three[2], p);
    CHECK(contains(merged, p) == in_one);
  }
  // A point on the common border is deep inside.
  CHECK(distance_to_border_km(merged, {14.9, 0.3}) > 100);
}

TEST_CASE("a state around another keeps its hole, and both together have none") {
  const auto both = some({"ZAF", "LSO"});
  CHECK_FALSE(contains(merge({both.data(), 1}, "x"), {-29.5, 28.2}));
  CHECK(contains(merge(both, "x"), {-29.5, 28.2}));
  CHECK(merge({}, "x").polygons.empty());
  CHECK_FALSE(SightLines(merge({}, "x"), {0, 0}).first_entry_km(10).has_value());
}

TEST_CASE("what blocks a line is what the line flies over") {
  const auto closed = some({"NER", "BFA", "MLI"});
  const auto merged = merge(closed, "closed");
  const RegionIndex index({merged});
  RandomStream random(4, "sight test");
  int blocked = 0;
  for (int site = 0; site < 30; ++site) {
    const LatLon from{-5 + 35 * random.uniform(), -20 + 45 * random.uniform()};
    const SightLines lines(merged, from);
    CHECK(lines.starts_inside() == contains(merged, from));
    for (int i = 0; i < 100; ++i) {
      const LatLon to{-5 + 35 * random.uniform(), -20 + 45 * random.uniform()};
      const auto line = inverse(from, to);
      double over_km = 0;
      for (const auto& o : index.overflight(from, to)) over_km += o.km;
      const bool answer = lines.blocked(line.azimuth_from_deg, line.distance_km);
      blocked += answer;
      CAPTURE(from.lat_deg);
      CAPTURE(from.lon_deg);
      CAPTURE(to.lat_deg);
      CAPTURE(to.lon_deg);
      if (over_km > 2) CHECK(answer);
      if (over_km == 0) CHECK_FALSE(answer);
    }
  }
  CHECK(blocked > 1000);
}

TEST_CASE("the first entry is where the first stretch over the region begins") {
  const auto merged = merge(some({"NER", "BFA", "MLI"}), "closed");
  const RegionIndex index({merged});
  const LatLon tamale{9.55719, -0.86321};
  const SightLines lines(merged, tamale);
  for (const LatLon to : {LatLon{16.2667, -0.05}, LatLon{15.9, 2.4}, LatLon{24, 10}, LatLon{13.5, -8}}) {
    const auto spans = index.spans(tamale, to);
    REQUIRE_FALSE(spans.empty());
    CHECK(*lines.first_entry_km(azimuth_deg(tamale, to)) == doctest::Approx(spans[0].from_km).epsilon(1e-4));
  }
  CHECK_FALSE(lines.first_entry_km(180).has_value());
}

TEST_CASE("a line may end on the border of closed airspace") {
  const auto merged = merge(some({"NER", "BFA", "MLI"}), "closed");
  const LatLon tamale{9.55719, -0.86321};
  const auto border = nearest_border_point(merged, tamale);
  CHECK(distance_km(tamale, border.position) == doctest::Approx(border.km));
  const auto line = inverse(tamale, border.position);
  CHECK_FALSE(SightLines(merged, tamale).blocked(line.azimuth_from_deg, line.distance_km));
  CHECK(SightLines(merged, tamale).blocked(line.azimuth_from_deg, line.distance_km + 5));
}

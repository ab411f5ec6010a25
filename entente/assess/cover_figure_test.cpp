#include "entente/assess/cover_figure.hpp"

#include "entente/assess/alternatives_world_for_tests.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("a map of one state of the airspace marks lost sites and fields, and what is watched") {
  World w = with_alternatives();
  w.reference.airfields.push_back(airfield("DBBD", "BEN", 8.0, 2.0));
  const basing::CoverRequest request = cover_question(w.of, w.view, w.reference).request;
  const basing::CoverResult cover = basing::cover(request, geo::RegionIndex(w.reference.countries), one_thread());
  CHECK(marked_fields(cover).size() == 2);
  CHECK(cover.sites[best_alone(cover, 0)].id == "DBBC");
  const Figure figure = cover_figure(w.reference, request, cover, 1, geo::MapKind::equidistant, "deaths");
  CHECK(figure.id == "map-airspace-2");
  CHECK(figure.finding.starts_with("Niger closed: candidate and kept fields watch "));
  const auto& map = std::get<MapFigure>(figure.data);
  CHECK(map.closed_states == std::vector<std::string>{"NER"});
  CHECK(std::ranges::count(map.marks, "lost-base", &MapFigure::Mark::kind) == 1);
  CHECK(std::ranges::count(map.marks, "candidate", &MapFigure::Mark::kind) == 2);
  REQUIRE(map.violence.size() == 2);
  CHECK(map.violence[0].watched.has_value());
  CHECK(map.dot_weight == 1);
  CHECK_FALSE(map.rings.empty());
  CHECK_THROWS_AS(cover_figure(w.reference, request, cover, 2, geo::MapKind::equidistant, "deaths"), Error);
}

TEST_CASE("weights that are not deaths are drawn to a share of the heaviest") {
  World w = with_alternatives();
  const basing::CoverRequest request = cover_question(w.of, w.view, w.reference).request;
  const basing::CoverResult cover = basing::cover(request, geo::RegionIndex(w.reference.countries), one_thread());
  const Figure figure = cover_figure(w.reference, request, cover, 0, geo::MapKind::equidistant, "people");
  CHECK(std::get<MapFigure>(figure.data).dot_weight == doctest::Approx(40.0 / 300));
}

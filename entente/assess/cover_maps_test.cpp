#include "entente/assess/cover_maps.hpp"

#include "entente/assess/alternatives_world_for_tests.hpp"
#include "entente/assess/cover_request.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

MapSites sites_of(const World& w, const Given& given) {
  const CoverSites sites = cover_sites(w.of, w.view, given.situation);
  return {sites.lost, sites.kept};
}

}  // namespace

TEST_CASE("shares show their range where the levels differ") {
  CHECK(swept(std::array{0.08, 0.08, 0.08}) == "8%");
  CHECK(swept(std::array{0.03, 0.08, 0.12}) == "8% (3%–12%)");
}

TEST_CASE("the map is centred on the newest base with a runway, and marks rivals that may come") {
  World w = with_alternatives();
  w.of.arrivals = {"RUS"};
  w.presence("P2", "MLI", "RUS", "2021");
  w.site("Bamako", "MLI", "RUS", 12.5, -7.9);
  w.site("Niamey", "NER", "USA", 13.5, 2.1).opened_on = date("2012");
  const Given given = w.given();
  Contribution out(w.view);
  add_map(out, given, sites_of(w, given), nullptr, nullptr, demand_points(w.of, w.view));
  const Figure* figure = figure_of(find(out, "map"), "map");
  REQUIRE(figure != nullptr);
  CHECK(figure->finding == "Sites of the United States in Niger");
  const auto& map = std::get<MapFigure>(figure->data);
  CHECK(map.lost_label == "Agadez");
  CHECK(map.rings.empty());
  CHECK(std::ranges::count(map.marks, "rival-base", &MapFigure::Mark::kind) == 1);
  CHECK(std::ranges::count(map.marks, "lost-base", &MapFigure::Mark::kind) == 2);
  CHECK(map.violence.size() == 2);
}

TEST_CASE("without a site that has a position there is no map but a gap") {
  World w;
  Contribution out(w.view);
  add_map(out, w.given(), {}, nullptr, nullptr, {});
  CHECK(out.sections.empty());
  CHECK(text_of(out.gaps) == "No site of the United States in Niger has a position, so no map is drawn.");
}

TEST_CASE("each state of the airspace has its map and its ways, drawn on one ground") {
  World w = with_alternatives();
  const Given given = w.given();
  const basing::CoverRequest request = cover_question(w.of, w.view, w.reference).request;
  const basing::CoverResult cover = basing::cover(request, geo::RegionIndex(w.reference.countries), one_thread());
  Register evidence(w.view);
  const Section section = airspace_section(given, evidence, sites_of(w, given), cover, request, "query:cover/sites");
  REQUIRE(section.blocks.size() == 4);
  const auto& first = std::get<MapFigure>(figure_of(&section, "map-airspace-1")->data);
  const auto& second = std::get<MapFigure>(figure_of(&section, "map-airspace-2")->data);
  CHECK(first.ground_of.empty());
  CHECK(second.ground_of == "map-airspace-1");
  CHECK(first.centre.lat_deg == second.centre.lat_deg);
  const Table* ways = table_of(&section, "ways-airspace-1");
  REQUIRE(ways != nullptr);
  CHECK(says(row_of(*ways, 0), "DBBC Airport, Benin"));
  CHECK(ways->rows.front()[0].evidence == std::vector<std::string>{"query:cover/sites"});
}

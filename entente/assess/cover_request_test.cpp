#include "entente/assess/cover_request.hpp"

#include "entente/assess/alternatives_world_for_tests.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("lost are the host's air sites, kept those of the region; demand is located deaths of the months asked") {
  World w = with_alternatives();
  w.site("Faya", "TCD", "USA", 17.9, 19.1);
  w.site("Embassy", "NER", "USA", 13.5, 2.1).kind = "embassy";
  w.site("French", "NER", "FRA", 13.5, 2.1);
  w.attack("OLD", "2019-01-01", "MLI", 15, 2, 99);
  w.attack("ELSE", "2023-06-01", "BFA", 12, 0, 99);
  w.attack("NOTOLL", "2023-06-01", "MLI", 15, 2, 0).deaths_low.reset();
  w.view.attacks.back().deaths_high.reset();
  const Given given = w.given();
  const CoverSites sites = cover_sites(w.of, w.view, given.situation);
  REQUIRE(sites.lost.size() == 1);
  CHECK(sites.lost[0]->key == "Agadez");
  REQUIRE(sites.kept.size() == 1);
  CHECK(sites.kept[0]->key == "Faya");
  const auto demand = demand_points(w.of, w.view);
  REQUIRE(demand.size() == 2);
  CHECK(demand[0].weight == 40);
  CHECK(demand[0].zone == "Mali");
}

TEST_CASE("the question has open airspace first, and fields that pass the runway rule") {
  World w = with_alternatives();
  w.reference.airfields.push_back(airfield("SHRT", "BEN", 10, 3, 2000));
  const CoverQuestion question = cover_question(w.of, w.view, w.reference);
  REQUIRE(question.request.candidates.size() == 1);
  CHECK(question.request.candidates[0].id == "DBBC");
  CHECK(question.left_out.size() == 1);
  REQUIRE(question.request.airspaces.size() == 2);
  CHECK(question.request.airspaces[0].closed.empty());
  CHECK(question.request.airspaces[1].closed == std::vector<std::string>{"NER"});
  w.of.alternatives.hosts.clear();
  CHECK_THROWS_AS(cover_question(w.of, w.view, w.reference), Error);
}

TEST_CASE("a logistics hub with a runway is not counted as watching") {
  World w;
  record::Site& site = w.site("Hub", "NER", "USA", 13.5, 2.1);
  CHECK(watches(site));
  site.kind = "air-base";
  site.mission = "logistics";
  CHECK_FALSE(watches(site));
  site.mission = "Surveillance flights";
  CHECK(watches(site));
}

#include "entente/basing/wide.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace entente;
using namespace entente::basing;

TEST_CASE("wide cover gives the shares of the plain computation, on any number of threads") {
  const geo::RegionIndex world(
      geo::parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                           "countries-50m.geojson"));
  RandomStream random(31, "wide test");
  std::vector<Site> sites;
  for (int i = 0; i < 40; ++i)
    sites.push_back({std::to_string(i),
                     "",
                     "",
                     {3 + 25 * random.uniform(), -15 + 35 * random.uniform()},
                     i % 5 == 0 ? 0.0 : 4000 + 5000 * random.uniform(),
                     geo::Surface::asphalt});
  std::vector<DemandPoint> demand;
  for (int i = 0; i < 300; ++i)
    demand.push_back({std::to_string(i),
                      {3 + 25 * random.uniform(), -15 + 35 * random.uniform()},
                      random.uniform(),
                      "",
                      i % 2 == 0 ? 0.0 : 30 * random.uniform()});
  const AircraftProfile far{"far",
                            {14, 20, 27, false, {}},
                            {313, 313, 370, false, {}},
                            {1.5, 2, 2.5, true, {}},
                            {4, 4, 4, true, {}},
                            {5000, 5000, 6000, true, {}},
                            std::nullopt};
  auto near = far;
  near.link_radius_km = Figure{150, 300, 600, false, {}};
  const std::vector<AircraftProfile> profiles{far, near};
  const std::vector<Airspace> airspaces{
      {"open", {}, 0, false}, {"closed", {"NER", "MLI", "BFA"}, 60, false}, {"round", {"NER", "MLI", "BFA"}, 60, true}};
  const auto wide = wide_cover(sites, demand, world, airspaces, profiles, 10, ThreadExecutor(1));
  REQUIRE(wide.size() == 6);
  std::vector<std::size_t> all;
  for (std::size_t s = 0; s < sites.size(); ++s) all.push_back(s);
  int otherwise = 0;
  for (const auto& cover : wide) {
    const auto& airspace = airspaces[cover.airspace];
    const bool same_question = airspace.closed.empty() || airspace.detours;
    const auto matrix = reach_matrix(sites, demand, world, airspace, ThreadExecutor());
    const auto compare = [&](double share, std::span<const std::size_t> used, std::size_t l) {
      const auto plain = coverage_of(matrix, sites, used, demand, profiles[cover.profile], kLevels[l], 10);
      if (std::abs(share - plain.share) < 1e-9) return;
      CHECK_FALSE(same_question);
      CHECK(std::abs(share - plain.share) < 0.01);
      ++otherwise;
    };
    for (std::size_t l = 0; l < 3; ++l) {
      compare(cover.together[l], all, l);
      for (std::size_t s = 0; s < sites.size(); ++s) {
        const std::size_t alone[] = {s};
        compare(cover.alone[s][l], alone, l);
      }
    }
  }
  // Of some 12,000 direct lines, those that pass a corner closely.
  CHECK(otherwise <= 3);
  const auto again = wide_cover(sites, demand, world, airspaces, profiles, 10, ThreadExecutor(2));
  for (std::size_t i = 0; i < wide.size(); ++i) {
    CHECK(wide[i].together == again[i].together);
    CHECK(wide[i].alone == again[i].alone);
  }
  CHECK_THROWS_AS(wide_cover({}, demand, world, airspaces, profiles, 10, ThreadExecutor()), Error);
}

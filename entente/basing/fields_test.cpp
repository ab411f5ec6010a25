#include "entente/basing/fields.hpp"

#include "entente/base/delimited.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace entente;
using namespace entente::basing;

namespace {

const geo::RegionIndex& world() {
  static const geo::RegionIndex index(
      geo::parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                           "countries-50m.geojson"));
  return index;
}

const Site kAgadez{"DRZA", "Agadez", "NER", {16.966, 8.00011}, 9843, geo::Surface::asphalt};
const Site kTamale{"DGLE", "Tamale", "GHA", {9.55719, -0.86321}, 7999, geo::Surface::asphalt};
const Site kParakou{"DBBP", "Parakou", "BEN", {9.35769, 2.60968}, 5600, geo::Surface::asphalt, 400};
const Site kNdjamena{"FTTJ", "N'Djamena", "TCD", {12.1337, 15.034}, 9186, geo::Surface::asphalt};

CoverRequest request() {
  CoverRequest r;
  r.lost = {kAgadez};
  r.candidates = {kTamale, kParakou, kNdjamena};
  r.demand = {{"Gao", {16.2667, -0.05}, 2, "Mali", 0},
              {"Djibo", {14.1011, -1.6306}, 3, "Burkina", 0},
              {"Diffa", {13.3154, 12.6113}, 5, "Lake Chad", 0}};
  r.profile = {"Drone",
               {14, 20, 27, false, {}},
               {313, 313, 370, false, {}},
               {1.5, 2, 2.5, true, {}},
               {4, 4, 4, true, {}},
               {5000, 5600, 6000, true, {}},
               std::nullopt};
  r.airspaces = {{"open", {}, 0}, {"Chad closed", {"TCD"}, 0}};
  r.min_hours = 12;
  return r;
}

}  // namespace

TEST_CASE("the best fields are those of the two searches, as sites of the answer") {
  const ThreadExecutor executor(1);
  const auto chosen = choose_fields(request(), {}, 1, world(), executor);
  REQUIRE(chosen.size() == 2);
  // Sites are numbered as in the answer: Agadez 0, Tamale 1, Parakou 2, N'Djamena 3.
  CHECK(chosen[0].nearest.proven);
  CHECK(chosen[0].nearest.gap() == doctest::Approx(0));
  double best = 0;
  std::size_t at = 0;
  const auto all = request();
  const auto matrix = reach_matrix(all.candidates, all.demand, world(), all.airspaces[0], executor);
  const auto problem = median_problem_of(matrix, all.demand, kUnserved_km);
  for (std::size_t s = 0; s < 3; ++s) {
    double cost = 0;
    for (std::size_t p = 0; p < 3; ++p) cost += std::min(problem.cost[s * 3 + p], problem.unserved[p]);
    if (s == 0 || cost < best) best = cost, at = s;
  }
  CHECK(chosen[0].nearest.fields == std::vector<std::size_t>{at + 1});
  CHECK(chosen[0].nearest.value == doctest::Approx(best));
  // A field in a closed state serves nothing there.
  CHECK(chosen[1].nearest.fields != std::vector<std::size_t>{3});
  CHECK(chosen[1].most_watched.value <= chosen[0].most_watched.value);
}

TEST_CASE("kept sites are in every set and not named, and the front is of candidates alone") {
  const ThreadExecutor executor(1);
  CoverRequest with_kept = request();
  with_kept.kept = {kTamale};
  with_kept.candidates = {kParakou, kNdjamena};
  const auto chosen = choose_fields(with_kept, {{"BEN", 0.25}}, 1, world(), executor);
  REQUIRE(chosen.size() == 2);
  for (const FieldChoice& c : chosen) {
    REQUIRE(c.most_watched.fields.size() == 1);
    CHECK(c.most_watched.fields.front() >= 2);
    for (const ParetoSet& set : c.front.sets)
      for (const std::size_t site : set.sites) CHECK(site >= 2);
  }
  // With Tamale kept, all three places are watched with N'Djamena beside it.
  CHECK(chosen[0].most_watched.fields == std::vector<std::size_t>{3});
  const auto parakou = std::find_if(chosen[0].front.sets.begin(), chosen[0].front.sets.end(),
                                    [](const ParetoSet& set) { return set.sites == std::vector<std::size_t>{2}; });
  REQUIRE(parakou != chosen[0].front.sets.end());
  CHECK(parakou->host_risk == doctest::Approx(0.25));
  CHECK(parakou->runway_cost == doctest::Approx(400));
}

TEST_CASE("without a candidate there is nothing to choose") {
  CoverRequest none = request();
  none.candidates.clear();
  CHECK(choose_fields(none, {}, 2, world(), ThreadExecutor(1)).empty());
}

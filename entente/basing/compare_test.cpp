#include "entente/basing/compare.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::basing;

namespace {

const geo::RegionIndex kSea{{}};

AircraftProfile profile(const std::string& name, double endurance_h) {
  return {name,
          {endurance_h, endurance_h, endurance_h, false, {}},
          {300, 300, 300, false, {}},
          {2, 2, 2, true, {}},
          {4, 4, 4, true, {}},
          {5000, 5000, 5000, true, {}},
          std::nullopt};
}

CoverRequest request() {
  CoverRequest r;
  r.lost = {{"L", "Lost", "", {0, -10}, 9000, geo::Surface::asphalt}};
  r.kept = {{"K", "Kept", "", {0, 0}, 9000, geo::Surface::asphalt}};
  r.candidates = {{"C", "Candidate", "", {0, 10}, 9000, geo::Surface::asphalt}};
  r.demand = {{"near", {0, 1}, 1, "z", 0}, {"far", {0, 11}, 3, "z", 0}};
  r.profile = profile("short", 11);
  r.airspaces = {{"open", {}, 0, false}};
  r.min_hours = 8;
  return r;
}

}  // namespace

TEST_CASE("aircraft are compared on the sites kept and the candidates, and the best field is named") {
  const ThreadExecutor executor(1);
  const std::vector<AircraftProfile> profiles{profile("short", 11), profile("long", 20)};
  const auto covers = compare_aircraft(request(), profiles, kSea, executor);
  REQUIRE(covers.size() == 2);
  CHECK(covers[0].profile == 0);
  CHECK(covers[0].sites == std::vector<std::size_t>{1, 2});
  CHECK(covers[0].together[kMid] == doctest::Approx(1));
  CHECK(covers[0].alone[0][kMid] == doctest::Approx(0.25));
  CHECK(covers[0].alone[1][kMid] == doctest::Approx(0.75));
  CHECK(covers[0].best == 1);
  // The other one sees both places from either field: of equals the first stands.
  CHECK(covers[1].alone[0][kMid] == doctest::Approx(1));
  CHECK(covers[1].best == 0);
}

TEST_CASE("without profiles or sites nothing is compared") {
  const ThreadExecutor executor(1);
  CHECK(compare_aircraft(request(), {}, kSea, executor).empty());
  CoverRequest bare = request();
  bare.kept.clear();
  bare.candidates.clear();
  const std::vector<AircraftProfile> one{profile("short", 11)};
  CHECK(compare_aircraft(bare, one, kSea, executor).empty());
}

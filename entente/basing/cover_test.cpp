#include "entente/basing/cover.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/basing/candidates.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/layers.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace entente;
using namespace entente::basing;

namespace {

const ThreadExecutor kThreads;

const geo::RegionIndex& world() {
  static const geo::RegionIndex index(
      geo::parse_countries(read_file(std::string(ENTENTE_SOURCE_DIR) + "/data/natural-earth/countries-50m.geojson"),
                           "countries-50m.geojson"));
  return index;
}

AircraftProfile drone() {
  return {"Drone",
          {14, 20, 27, false, {}},
          {313, 313, 370, false, {}},
          {1.5, 2, 2.5, true, "choice"},
          {4, 4, 4, true, "choice"},
          {5000, 5000, 5000, true, "choice"},
          std::nullopt};
}

const Site kAgadez{"DRZA", "Agadez", "NER", {16.966, 8.00011}, 9843, geo::Surface::asphalt};
const Site kTamale{"DGLE", "Tamale", "GHA", {9.55719, -0.86321}, 7999, geo::Surface::asphalt};
const Site kParakou{"DBBP", "Parakou", "BEN", {9.35769, 2.60968}, 5249, geo::Surface::unknown};
const DemandPoint kGao{"Gao", {16.2667, -0.05}, 2, "Mali", 0};
const DemandPoint kDjibo{"Djibo", {14.1011, -1.6306}, 3, "Burkina", 0};
const DemandPoint kDiffa{"Diffa", {13.3154, 12.6113}, 5, "Lake Chad", 0};
const DemandPoint kPendjari{"Pendjari", {11.0, 1.5}, 1, "Benin", 0};

CoverRequest request() {
  CoverRequest r;
  r.lost = {kAgadez};
  r.candidates = {kTamale, kParakou};
  r.demand = {kGao, kDjibo, kDiffa, kPendjari};
  r.profile = drone();
  r.airspaces = {{"open", {}, 0}, {"Sahel closed", {"NER", "BFA", "MLI"}, 0}};
  r.min_hours = 10;
  return r;
}

std::vector<std::size_t> all(const std::vector<Site>& sites) {
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < sites.size(); ++i) indices.push_back(i);
  return indices;
}

}  // namespace

TEST_CASE("by distance the coast is better than Agadez for Djibo and worse for Diffa") {
  const std::vector<Site> sites{kAgadez, kTamale};
  const std::vector<DemandPoint> demand{kDjibo, kDiffa};
  const auto matrix = reach_matrix(sites, demand, world(), {"open", {}, 0}, kThreads);
  const auto values = values_at(drone(), Level::mid);
  CHECK(time_on_station_h(values, matrix.km_at(1, 0)) == doctest::Approx(14.74).epsilon(0.001));
  CHECK(time_on_station_h(values, matrix.km_at(0, 0)) == doctest::Approx(11.10).epsilon(0.001));
  CHECK(matrix.km_at(0, 1) < matrix.km_at(1, 1));
  const auto coverage = coverage_of(matrix, sites, all(sites), demand, drone(), Level::mid, 10);
  CHECK(coverage.points[0].site == 1);
  CHECK(coverage.points[1].site == 0);
  CHECK(coverage.share == 1);
}

TEST_CASE("a line that crosses a closed state does not count, and a site in one sees nothing") {
  const std::vector<Site> sites{kAgadez, kTamale};
  const std::vector<DemandPoint> demand{kGao, kDjibo, kDiffa, kPendjari};
  const auto matrix = reach_matrix(sites, demand, world(), {"closed", {"NER", "BFA"}, 0}, kThreads);
  CHECK(matrix.permission_at(0, 0) == Permission::site_closed);
  CHECK(matrix.permission_at(1, 0) == Permission::line_crosses_closed);  // over Burkina Faso
  CHECK(matrix.permission_at(1, 1) == Permission::point_inside_closed);
  CHECK(matrix.permission_at(1, 3) == Permission::permitted);
  // The distance alone is still told.
  CHECK(matrix.km_at(1, 0) == doctest::Approx(747.500).epsilon(1e-5));
}

TEST_CASE("a point just inside a closed state may be watched from the border, one deep inside may not") {
  const std::vector<Site> sites{kTamale};
  const std::vector<DemandPoint> demand{{"Po", {11.17, -1.15}, 1, "border", 0},
                                        {"Ouagadougou", {12.3703, -1.5247}, 1, "deep", 0}};
  const auto strict = reach_matrix(sites, demand, world(), {"closed", {"BFA"}, 0}, kThreads);
  CHECK(strict.permission_at(0, 0) == Permission::point_inside_closed);
  const auto from_border = reach_matrix(sites, demand, world(), {"closed", {"BFA"}, 50}, kThreads);
  CHECK(from_border.permission_at(0, 0) == Permission::permitted);
  CHECK(from_border.permission_at(0, 1) == Permission::point_inside_closed);
  CHECK(from_border.km_at(0, 0) < geo::distance_km(kTamale.position, demand[0].position));
}

TEST_CASE("coast and territorial sea of a closed state are closed, and so is what its source places in it") {
  const std::vector<Site> sites{{"LCPH", "Paphos", "CYP", {34.718, 32.4857}, 8859, geo::Surface::asphalt},
                                {"OLBA", "Beirut", "LBN", {33.8209, 35.4884}, 12467, geo::Surface::asphalt}};
  const std::vector<DemandPoint> demand{{"off Tyre", {33.27, 35.15}, 1, "Lebanon", 0},
                                        {"far out", {33.9, 34.5}, 1, "at sea", 0},
                                        {"named", {33.4, 34.5}, 1, "Lebanon", 0, "LBN"}};
  const auto strict = reach_matrix(sites, demand, world(), {"closed", {"LBN"}, 0, false}, kThreads);
  CHECK(strict.permission_at(0, 0) == Permission::point_inside_closed);
  CHECK(strict.permission_at(0, 1) == Permission::permitted);
  CHECK(strict.permission_at(0, 2) == Permission::point_inside_closed);
  CHECK(strict.permission_at(1, 1) == Permission::site_closed);
  // From the edge of the territorial sea, 22 km off the coast.
  const std::vector<DemandPoint> beirut{{"Beirut", {33.87, 35.51}, 1, "Lebanon", 0, "LBN"}};
  const auto seen = reach_matrix(sites, beirut, world(), {"closed", {"LBN"}, 40, false}, kThreads);
  CHECK(seen.permission_at(0, 0) == Permission::permitted);
  CHECK(geo::distance_km(sites[0].position, beirut[0].position) - seen.km_at(0, 0) > 22);
  const auto near = reach_matrix(sites, beirut, world(), {"closed", {"LBN"}, 20, false}, kThreads);
  CHECK(near.permission_at(0, 0) == Permission::point_inside_closed);
}

TEST_CASE("with detours the way round counts, and it is never shorter than the direct line") {
  const std::vector<Site> sites{{"DIBK", "Bouake", "CIV", {7.7388, -5.07367}, 10827, geo::Surface::asphalt}, kAgadez};
  const std::vector<DemandPoint> demand{{"Sokoto", {13.0059, 5.2476}, 1, "Nigeria", 0}, kGao};
  const Airspace closed{"closed", {"NER", "BFA", "MLI"}, 0, false};
  auto round = closed;
  round.detours = true;
  const auto direct = reach_matrix(sites, demand, world(), closed, kThreads);
  const auto detour = reach_matrix(sites, demand, world(), round, kThreads);
  CHECK(direct.permission_at(0, 0) == Permission::line_crosses_closed);
  CHECK(direct.km_at(0, 0) == doctest::Approx(1271.186136).epsilon(1e-8));
  CHECK(detour.permission_at(0, 0) == Permission::permitted);
  CHECK(detour.km_at(0, 0) == doctest::Approx(1277.82).epsilon(1e-4));
  CHECK(detour.permission_at(0, 1) == Permission::point_inside_closed);
  CHECK(detour.permission_at(1, 0) == Permission::site_closed);
}

TEST_CASE("the same bytes come from one thread and from two") {
  const auto r = request();
  const std::vector<Site> sites{kAgadez, kTamale, kParakou};
  for (auto airspace : r.airspaces)
    for (const bool detours : {false, true}) {
      airspace.detours = detours;
      const auto one = reach_matrix(sites, r.demand, world(), airspace, ThreadExecutor(1));
      const auto two = reach_matrix(sites, r.demand, world(), airspace, ThreadExecutor(2));
      CHECK(one.km == two.km);
      CHECK(one.permission == two.permission);
    }
}

TEST_CASE("adding a site never lowers coverage, and closing a state never raises it") {
  RandomStream random(17, "cover test");
  std::vector<Site> sites;
  for (int i = 0; i < 8; ++i)
    sites.push_back({"S" + std::to_string(i),
                     "",
                     "",
                     {4 + 18 * random.uniform(), -12 + 26 * random.uniform()},
                     6000,
                     geo::Surface::asphalt});
  std::vector<DemandPoint> demand;
  for (int i = 0; i < 60; ++i)
    demand.push_back({std::to_string(i),
                      {8 + 14 * random.uniform(), -10 + 24 * random.uniform()},
                      random.uniform(),
                      i % 3 == 0 ? "a" : "b",
                      20 * random.uniform()});
  // Without watching from borders, which moves the place of the aircraft outward.
  const std::vector<Airspace> closing{{"open", {}, 0}, {"one", {"NER"}, 0}, {"two", {"NER", "MLI"}, 0}};
  std::vector<ReachMatrix> matrices;
  for (const auto& airspace : closing) matrices.push_back(reach_matrix(sites, demand, world(), airspace, kThreads));
  for (const auto level : kLevels) {
    for (const auto& matrix : matrices) {
      std::vector<std::size_t> used;
      double last = 0;
      for (std::size_t s = 0; s < sites.size(); ++s) {
        used.push_back(s);
        const auto now = coverage_of(matrix, sites, used, demand, drone(), level, 13);
        CHECK(now.share >= last);
        CHECK(now.mean_hours >= 0);
        last = now.share;
      }
    }
    double last = 2;
    for (const auto& matrix : matrices) {
      const auto now = coverage_of(matrix, sites, all(sites), demand, drone(), level, 13);
      CHECK(now.share <= last);
      last = now.share;
    }
  }
}

TEST_CASE("higher levels watch at least as much, and a position that is less precise is worth less at level low") {
  const auto r = request();
  const std::vector<Site> sites{kAgadez, kTamale};
  const auto matrix = reach_matrix(sites, r.demand, world(), r.airspaces[0], kThreads);
  const auto sweep = sweep_of(matrix, sites, all(sites), r.demand, drone(), 10);
  CHECK(sweep[0].share <= sweep[1].share);
  CHECK(sweep[1].share <= sweep[2].share);
  auto vague = r.demand;
  for (auto& point : vague) point.precision_km = 50;
  const auto blurred = sweep_of(matrix, sites, all(sites), vague, drone(), 10);
  CHECK(blurred[0].mean_hours < sweep[0].mean_hours);
  CHECK(blurred[1].mean_hours == sweep[1].mean_hours);
  CHECK(blurred[2].mean_hours > sweep[2].mean_hours);
}

TEST_CASE("a runway that is too short gives no coverage, one of unknown length only at level high") {
  auto short_strip = kTamale;
  short_strip.runway_ft = 4000;
  auto unknown = kTamale;
  unknown.runway_ft = 0;
  const std::vector<DemandPoint> demand{kDjibo};
  for (const auto& [site, share_mid, share_high] : {std::tuple{short_strip, 0.0, 0.0}, std::tuple{unknown, 0.0, 1.0}}) {
    const std::vector<Site> sites{site};
    const auto matrix = reach_matrix(sites, demand, world(), {"open", {}, 0}, kThreads);
    const auto sweep = sweep_of(matrix, sites, all(sites), demand, drone(), 5);
    CHECK(sweep[1].share == share_mid);
    CHECK(sweep[2].share == share_high);
  }
}

TEST_CASE("the marginal gain is the difference of two coverages") {
  const std::vector<Site> sites{kAgadez, kTamale, kParakou};
  const auto r = request();
  const auto matrix = reach_matrix(sites, r.demand, world(), r.airspaces[0], kThreads);
  const std::vector<std::size_t> used{0, 1};
  const auto gains = marginal_gains(matrix, sites, used, r.demand, drone(), 13);
  for (std::size_t l = 0; l < 3; ++l) {
    const auto share = [&](std::vector<std::size_t> which) {
      return coverage_of(matrix, sites, which, r.demand, drone(), kLevels[l], 13).share;
    };
    CHECK(gains[2].share[l] == doctest::Approx(share({0, 1, 2}) - share({0, 1})));
    CHECK(gains[0].share[l] == doctest::Approx(share({0, 1}) - share({1})));
  }
}

TEST_CASE("zones are told by name with their weighted middle") {
  const std::vector<DemandPoint> demand{
      {"a", {10, 0}, 1, "x", 0}, {"b", {10, 2}, 1, "x", 0}, {"c", {0, 50}, 4, "w", 0}};
  const auto zones = zones_of(demand);
  REQUIRE(zones.size() == 2);
  CHECK(zones[0].name == "w");
  CHECK(zones[0].centre.lon_deg == doctest::Approx(50));
  CHECK(zones[1].points == 2);
  CHECK(zones[1].centre.lat_deg == doctest::Approx(10).epsilon(1e-3));
  CHECK(zones[1].centre.lon_deg == doctest::Approx(1));
}

TEST_CASE("one question is answered whole") {
  const auto r = request();
  const auto result = cover(r, world(), kThreads);
  REQUIRE(result.sites.size() == 3);
  REQUIRE(result.scenarios.size() == 2);
  CHECK(result.before[1].share == 1);              // Agadez reaches all four for ten hours
  CHECK(result.scenarios[0].after[1].share == 0);  // nothing is kept
  CHECK(result.scenarios[0].loss.back().share_before[1] == 1);
  CHECK(result.scenarios[0].loss.back().share_after[1] == 0);
  CHECK(result.scenarios[0].replaced[1].share == 1);  // Parakou to Diffa: 10.49 hours
  CHECK(result.scenarios[1].replaced[1].share < 0.2);
  const auto verdicts = distance_verdicts(result);
  REQUIRE(verdicts.size() == 2);
  for (std::size_t s = 0; s < verdicts.size(); ++s) {
    // Each is that of its own figures.
    CHECK(verdicts[s].airspace == result.scenarios[s].airspace.name);
    CHECK(verdicts[s].too_far == (result.scenarios[s].replaced[1].share < 0.9 * result.before[1].share));
  }
  CHECK(words_of(verdicts) == "the candidate fields are not too far with " + verdicts[0].airspace +
                                  ", but too far with " + verdicts[1].airspace);
  CHECK(words_of(std::span(verdicts).first(1)).ends_with("are not too far with " + verdicts[0].airspace));
  CHECK(words_of(std::span(verdicts).last(1)).ends_with("are too far with " + verdicts[1].airspace));
  auto nothing = result;
  nothing.before[1].share = 0;
  CHECK(distance_verdicts(nothing).empty());
  CHECK(words_of(distance_verdicts(nothing)).find("cannot be judged") != std::string::npos);
  REQUIRE(result.scenarios[0].routes.size() == 4);
  for (const auto& route : result.scenarios[0].routes) CHECK(route.via.size() == 2);
  CHECK(result.scenarios[1].routes[3].site == kNoSite);  // Gao, in closed Mali
  for (const auto& scenario : result.scenarios) {
    REQUIRE(!scenario.by_host.empty());
    for (const auto& host : scenario.by_host)
      for (std::size_t z = 0; z < host.routes.size(); ++z) {
        const auto& way = host.routes[z];
        if (way.site == kNoSite) continue;
        CHECK(result.sites[way.site].country == host.host);
        CHECK(way.km > way.direct_km - 1e-6);
        CHECK(way.km > scenario.routes[z].km - 1e-6);  // the nearest of one host is not nearer than that of all
      }
  }
  REQUIRE(result.ranking.size() == 2);
  CHECK(result.sites[result.ranking[0]].id == "DBBP");
  // What is overflown is under the permitted way: no closed state, and as long as the way.
  for (const auto& reach : result.reach)
    for (const auto& zone : reach.zones)
      for (std::size_t a = 0; a < result.scenarios.size(); ++a) {
        const auto& closed = result.scenarios[a].airspace.closed;
        double over = 0;
        for (const auto& o : zone.access[a].overflown) {
          CHECK((std::find(closed.begin(), closed.end(), o.code) == closed.end() || o.km < 1));
          over += o.km;
        }
        if (zone.access[a].permission != Permission::permitted) CHECK(over == 0);
        CHECK(over <= zone.access[a].km * (1 + 1e-6));
      }
  // Parakou to the zone of Gao: states overflown, three numbers.
  const auto& parakou = result.reach[2];
  for (const auto& zone : parakou.zones) {
    if (zone.zone != "Mali") continue;
    CHECK(zone.km == doctest::Approx(816.996).epsilon(1e-5));
    CHECK(zone.hours[1] == doctest::Approx(18 - 2 * 816.996 / 313));
    CHECK(zone.aircraft[1] == 2);
    CHECK(zone.permission[0] == Permission::permitted);
    CHECK(zone.permission[1] == Permission::point_inside_closed);
    double over = 0;
    for (const auto& o : zone.overflown) over += o.km;
    CHECK(over == doctest::Approx(zone.km).epsilon(1e-3));
    CHECK(zone.overflown[0].code == "BEN");
    CHECK(zone.access[0].overflown.size() == zone.overflown.size());
    CHECK(zone.access[1].overflown.empty());
    REQUIRE(zone.access.size() == 2);
    CHECK(zone.access[0].hours[1] == zone.hours[1]);
    CHECK_FALSE(zone.access[1].aircraft[1].has_value());
  }
}

TEST_CASE("a demand without points or with impossible numbers is refused, and so is an unknown closed state") {
  auto r = request();
  r.demand.clear();
  CHECK_THROWS_AS(cover(r, world(), kThreads), Error);
  r = request();
  r.demand[0].position.lat_deg = 95;
  CHECK_THROWS_AS(cover(r, world(), kThreads), Error);
  r = request();
  r.demand[0].weight = std::nan("");
  CHECK_THROWS_AS(cover(r, world(), kThreads), Error);
  r = request();
  r.airspaces[1].closed = {"QQQ"};
  try {
    cover(r, world(), kThreads);
    FAIL("an unknown state was closed");
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::not_found);
  }
}

TEST_CASE("candidates are the airfields of the named hosts that the rule leaves, the others say why") {
  using geo::Surface;
  const auto field = [](const char* icao, const char* country, std::vector<geo::Runway> runways) {
    return geo::Airfield{icao, icao, "", country, {9, 0}, 0, std::move(runways)};
  };
  const auto runway = [](double length_ft, Surface surface, bool closed = false) {
    return geo::Runway{"", length_ft, 100, surface, "", false, closed};
  };
  const std::vector<geo::Airfield> fields{field("AAAA", "GHA", {runway(8000, Surface::asphalt)}),
                                          field("BBBB", "GHA", {runway(9000, Surface::laterite)}),
                                          field("CCCC", "GHA", {runway(9000, Surface::asphalt, true)}),
                                          field("DDDD", "BEN", {runway(5249, Surface::unknown)}),
                                          field("EEEE", "BEN", {}),
                                          field("FFFF", "GHA", {runway(4000, Surface::asphalt)}),
                                          field("GGGG", "NGA", {runway(9000, Surface::asphalt)}),
                                          field("HHHH", "GHA", {runway(8500, Surface::concrete)})};
  CandidateRule rule;
  rule.hosts = {"BEN", "GHA"};
  const auto list = find_candidates(fields, rule, drone());
  REQUIRE(list.candidates.size() == 3);
  CHECK(list.candidates[0].airfield.icao == "DDDD");
  CHECK(list.candidates[1].airfield.icao == "HHHH");
  CHECK(list.candidates[2].airfield.icao == "AAAA");
  CHECK(list.rejections.size() == 4);
  CHECK(list.rejections[0].reason == "the runway is long enough, its surface is not paved");
  CHECK(list.rejections[2].reason == "no runway is on record");
  CHECK(list.rejections[2].runway_unknown);
  CHECK_FALSE(list.rejections[0].runway_unknown);
  CHECK(unjudged_words(list.rejections, list.rejections[2].country, "the host")
            .find("cannot be judged: the tables hold no runway of it (" + list.rejections[2].name + ")") !=
        std::string::npos);
  CHECK(unjudged_words(list.rejections, "XXX", "nowhere").empty());
  CHECK(site_of(list.candidates[0]).runway_ft == 5249);
  rule.surfaces = CandidateRule::Surfaces::paved;
  CHECK(find_candidates(fields, rule, drone()).candidates.size() == 2);
  rule.surfaces = CandidateRule::Surfaces::any;
  CHECK(find_candidates(fields, rule, drone()).candidates.size() == 4);
  // Within a region: all fields lie at 9 N, 0 E, which is in Ghana and some 40 km from Togo.
  rule.near = {*world().find("TGO"), *world().find("NER")};
  rule.within_km = 10;
  const auto far = find_candidates(fields, rule, drone());
  CHECK(far.candidates.empty());
  CHECK(far.rejections.front().reason == "more than 10 km away");
  rule.within_km = 60;
  CHECK(find_candidates(fields, rule, drone()).candidates.size() == 4);
  rule.near = {*world().find("GHA")};
  rule.within_km = 0;
  CHECK(find_candidates(fields, rule, drone()).candidates.size() == 4);
  rule.hosts.clear();
  CHECK_THROWS_AS(find_candidates(fields, rule, drone()), Error);
  // One that is too short by no more than is asked passes, lengthened.
  rule = {};
  rule.hosts = {"GHA"};
  rule.lengthen_ft = 1000;
  const auto lengthened = find_candidates(fields, rule, drone());
  REQUIRE(lengthened.candidates.size() == 3);
  CHECK(lengthened.candidates[2].airfield.icao == "FFFF");
  CHECK(lengthened.candidates[2].lengthened_ft == 1000);
  CHECK(site_of(lengthened.candidates[2]).runway_ft == 5000);
  CHECK(site_of(lengthened.candidates[0]).lengthened_ft == 0);
  rule.lengthen_ft = 900;
  CHECK(find_candidates(fields, rule, drone()).candidates.size() == 2);
  // A runway that is long enough only for the high figures says so.
  auto profile = drone();
  profile.runway_ft = {5000, 6000, 8200, false, {}};
  rule = {};
  rule.hosts = {"GHA", "BEN"};
  const auto swept = find_candidates(fields, rule, profile);
  CHECK(swept.candidates[0].long_enough == std::array{true, true, true});
  CHECK(swept.candidates[1].long_enough == std::array{false, true, true});
  CHECK(swept.candidates[2].long_enough == std::array{false, false, true});
}

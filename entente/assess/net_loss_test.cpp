#include "entente/assess/net_loss.hpp"

#include <doctest/doctest.h>

namespace entente::assess {
namespace {

using record::PartnerStage;

constexpr double kRunway_ft = 8000;

basing::Site field(const std::string& id, const std::string& host, double lon, double runway_ft = kRunway_ft) {
  return {id, id, host, {0, lon}, runway_ft, geo::Surface::asphalt};
}

}  // namespace

TEST_CASE("the earliest replacement is of the host whose access has gone farthest, if its field reaches far enough") {
  // One place at 0 E; 100 km/h and 10 hours: eight hours are left up to 100 km, 0.9 degrees.
  basing::CoverRequest request;
  request.profile = {"d",
                     {10, 10, 10, false, {}},
                     {100, 100, 100, false, {}},
                     {0, 0, 0, true, {}},
                     {1, 1, 1, true, {}},
                     {5000, 5000, 5000, true, {}},
                     std::nullopt};
  request.lost = {field("LOST", "AAA", 0)};
  request.candidates = {field("NEAR", "NON", 0.1), field("TLK1", "TLK", 0.5),       field("TLK2", "TLK", 0.3),
                        field("TLK3", "TLK", 0.3), field("SHRT", "ACC", 0.2, 4000), field("WIDE", "ACC", 3)};
  request.demand = {{"p", {0, 0}, 1, "zone", 0}};
  request.airspaces = {{"open", {}, 0, false}};
  const auto replacement = [&](const std::map<std::string, PartnerStage>& access) {
    const auto cover = basing::cover(request, geo::RegionIndex({}), ThreadExecutor());
    const std::size_t site = earliest_replacement(request, cover, 0, access);
    return site == basing::kNoSite ? std::string("none") : cover.sites[site].id;
  };
  // The host with an accord has a short runway and one that lies too far.
  CHECK(replacement({{"ACC", PartnerStage::agreed}, {"TLK", PartnerStage::talks}}) == "TLK2");
  CHECK(replacement({}) == "NEAR");
  request.candidates.push_back(field("GOOD", "ACC", 0.8));
  CHECK(replacement({{"ACC", PartnerStage::agreed}, {"TLK", PartnerStage::talks}}) == "GOOD");
  request.min_hours = 9.99;
  CHECK(replacement({}) == "none");
}

TEST_CASE("every stage of access has its words") {
  CHECK(access_words(PartnerStage::none) == "none known");
  CHECK(access_words(PartnerStage::talks) == "talks");
  CHECK(access_words(PartnerStage::agreed) == "accord");
}

}  // namespace entente::assess

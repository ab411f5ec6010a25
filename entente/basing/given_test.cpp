#include "entente/basing/given.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace entente;
using namespace entente::basing;

namespace {

const geo::RegionIndex& one_box() {
  static const geo::RegionIndex index(
      {geo::Country{"AAA", "AAA", "Box", "", "", {{{{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}}, {}}}}});
  return index;
}

template <class F>
std::string refusal(F f) {
  try {
    f();
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    CHECK(error.place().field == "--it");
    CHECK_FALSE(error.remedy().empty());
    return error.message();
  }
  return "taken";
}

std::string site_refusal(const std::string& text) {
  return refusal([&] { parse_site(text, one_box(), "--it"); });
}

std::string figure_refusal(const std::string& text) {
  return refusal([&] { parse_figure(text, "endurance in hours", "--it"); });
}

}  // namespace

TEST_CASE("a place by hand has a name, a position, the country around it and, where given, a runway") {
  const GivenSite camp = parse_site("Camp, 1.7 ,4.8", one_box(), "--it");
  CHECK(camp.site.id == "Camp");
  CHECK(camp.site.name == "Camp");
  CHECK(camp.site.position == geo::LatLon{1.7, 4.8});
  CHECK(camp.site.country == "AAA");
  CHECK_FALSE(camp.runway_given);
  CHECK(camp.site.runway_ft == 0);
  const GivenSite rig = parse_site("Rig,-5,-170,4200", one_box(), "--it");
  CHECK(rig.site.country.empty());
  CHECK(rig.runway_given);
  CHECK(rig.site.runway_ft == 4200);
}

TEST_CASE("what is not a place is refused by what is wrong with it") {
  for (const char* wrong : {"Camp", "Camp,1.7", "Camp,1.7,4.8,4200,x", ",1.7,4.8"})
    CHECK(site_refusal(wrong) == "\"" + std::string(wrong) + "\" is not a place");
  CHECK(site_refusal("Camp,43.6,310") == "\"Camp,43.6,310\" does not lie on the earth");
  CHECK(site_refusal("Camp,north,4") == "\"north\" is not a number for the latitude");
  CHECK(site_refusal("Camp,1,4,long") == "\"long\" is not a number for the runway");
}

TEST_CASE("a figure by hand is one number or three that ascend, and says that it is a choice") {
  const Figure three = parse_figure("14, 20,27.5", "endurance in hours", "--it");
  CHECK(three.low == 14);
  CHECK(three.mid == 20);
  CHECK(three.high == 27.5);
  CHECK(three.planning_choice);
  CHECK(three.basis == "planning choice: given as --it");
  const Figure one = parse_figure("130", "cruise speed in km/h", "--it");
  CHECK(one.low == 130);
  CHECK(one.high == 130);
  for (const char* wrong : {"24,20,40", "20,24", "-1", "1,2,3,4"})
    CHECK(figure_refusal(wrong) == "\"" + std::string(wrong) + "\" is not a figure of endurance in hours");
  CHECK(figure_refusal("") == "\"\" is not a number for the endurance in hours");
  CHECK(figure_refusal("1,,3") == "\"\" is not a number for the endurance in hours");
}

TEST_CASE("the risk of a host by hand is a probability of one of the hosts") {
  const std::vector<std::string> hosts{"KEN", "UGA"};
  CHECK(parse_host_risk("KEN=0.1", hosts, "--it") == std::pair<std::string, double>("KEN", 0.1));
  const auto refused = [&](const std::string& text) { return refusal([&] { parse_host_risk(text, hosts, "--it"); }); };
  CHECK(refused("GHA=0.1") == "\"GHA=0.1\" gives no risk of a host");
  CHECK(refused("KEN") == "\"KEN\" gives no risk of a host");
  CHECK(refused("KEN=2") == "a risk of 2 is not a probability");
  CHECK(refused("KEN=high") == "\"high\" is not a number for the risk");
}

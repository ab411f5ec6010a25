#pragma once
// What somebody writes by hand: a place, a figure with its range, the risk of a host. Pure; safe from any thread.
//
// `field` is what an error names as the place of the fault, such as "--lost".

#include "entente/basing/cover.hpp"
#include "entente/geo/region.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace entente::basing {

/// A site, and whether its runway was given with it; else its length is 0.
struct GivenSite {
  Site site;
  bool runway_given = false;
};

/// "name,lat,lon" or "name,lat,lon,runway_ft"; degrees, WGS84. The id is the name, the country the one that
/// geo::state_at() gives, empty on the high seas. Throws Error{bad_request}: another number of parts, no name, a part
/// that is not a number, a position off the earth.
GivenSite parse_site(std::string_view text, const geo::RegionIndex& countries, const std::string& field);

/// "14,20,27" (low, middle and high, ascending, not negative) or one number for all three; a planning choice that names
/// `field` as its basis. `quantity` is what it is, as in "endurance in hours". Throws Error{bad_request}.
Figure parse_figure(std::string_view text, std::string_view quantity, const std::string& field);

/// "HOST=0.1": one of the hosts, and the chance, 0 to 1, that it ends the access. Throws Error{bad_request}.
std::pair<std::string, double> parse_host_risk(std::string_view text, std::span<const std::string> hosts,
                                               const std::string& field);

}  // namespace entente::basing

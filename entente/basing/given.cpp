#include "entente/basing/given.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/territorial_sea.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace entente::basing {
namespace {

[[noreturn]] void refuse(std::string message, std::string remedy, const std::string& field) {
  throw Error(ErrorCode::bad_request, std::move(message), std::move(remedy), {"", 0, field});
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

double number_of(std::string_view text, std::string_view quantity, const std::string& field) {
  text = trimmed(text);
  const auto value = parse_number(text);
  if (!value)
    refuse(fmt::format("\"{}\" is not a number for the {}", text, quantity), "write it with a point, such as 16.95",
           field);
  return *value;
}

}  // namespace

GivenSite parse_site(std::string_view text, const geo::RegionIndex& countries, const std::string& field) {
  const std::vector<std::string_view> parts = parts_of(text);
  if (parts.size() < 3 || parts.size() > 4 || parts[0].empty())
    refuse(fmt::format("\"{}\" is not a place", text), "write \"name,lat,lon\" or \"name,lat,lon,runway_ft\"", field);
  GivenSite out;
  Site& site = out.site;
  site.id = site.name = parts[0];
  site.position = {number_of(parts[1], "latitude", field), number_of(parts[2], "longitude", field)};
  if (std::abs(site.position.lat_deg) > 90 || std::abs(site.position.lon_deg) > 180)
    refuse(fmt::format("\"{}\" does not lie on the earth", text),
           "latitude from -90 to 90 comes first, longitude from -180 to 180 second", field);
  if (const auto at = geo::state_at(countries, site.position)) site.country = countries.countries()[*at].code;
  out.runway_given = parts.size() == 4;
  if (out.runway_given) site.runway_ft = number_of(parts[3], "runway", field);
  return out;
}

Figure parse_figure(std::string_view text, std::string_view quantity, const std::string& field) {
  std::vector<double> values;
  for (const std::string_view part : parts_of(text)) values.push_back(number_of(part, quantity, field));
  if (values.size() == 1) values.resize(3, values.front());
  if (values.size() != 3 || values[0] < 0 || values[0] > values[1] || values[1] > values[2])
    refuse(fmt::format("\"{}\" is not a figure of {}", text, quantity),
           "write one number, or low, middle and high in this order: 14,20,27", field);
  return {values[0], values[1], values[2], true, "planning choice: given as " + field};
}

std::pair<std::string, double> parse_host_risk(std::string_view text, std::span<const std::string> hosts,
                                               const std::string& field) {
  const std::size_t equals = text.find('=');
  const std::string host(text.substr(0, equals));
  if (equals == std::string_view::npos || std::find(hosts.begin(), hosts.end(), host) == hosts.end())
    refuse(fmt::format("\"{}\" gives no risk of a host", text), "write HOST=0.1", field);
  const double risk = number_of(text.substr(equals + 1), "risk", field);
  if (risk < 0 || risk > 1) refuse(fmt::format("a risk of {:g} is not a probability", risk), "give 0 to 1", field);
  return {host, risk};
}

}  // namespace entente::basing

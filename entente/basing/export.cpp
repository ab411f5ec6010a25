#include "entente/basing/export.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/basing/airways.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/buffer.hpp"
#include "entente/geo/geodesic.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::basing {
namespace {

using nlohmann::ordered_json;
using Line = std::vector<geo::LatLon>;

constexpr double kStep_km = 50;
constexpr int kRingPoints = 180;

struct Feature {
  std::string kind;
  std::string name;
  ordered_json properties;
  bool point = false;
  std::vector<Line> lines;  // for a point: one line of one position
};

// Parts that do not cross the antimeridian.
std::vector<Line> cut(const Line& line) {
  std::vector<Line> parts(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0 && std::abs(line[i].lon_deg - line[i - 1].lon_deg) > 180) {
      const double side = line[i - 1].lon_deg > 0 ? 180.0 : -180.0;
      const double beyond = line[i].lon_deg + 2 * side;
      const double t = (side - line[i - 1].lon_deg) / (beyond - line[i - 1].lon_deg);
      const double lat = line[i - 1].lat_deg + t * (line[i].lat_deg - line[i - 1].lat_deg);
      parts.back().push_back({lat, side});
      parts.push_back({{lat, -side}});
    }
    parts.back().push_back(line[i]);
  }
  return parts;
}

// To the nearest 1/parts.
double rounded(double value, double parts) { return std::round(value * parts) / parts; }

std::vector<Feature> features_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile,
                                 std::span<const BorderCurve> curves) {
  if (airspace >= result.scenarios.size())
    throw Error(ErrorCode::bad_request, fmt::format("there is no state of the airspace number {}", airspace),
                fmt::format("name one from 0 to {}", result.scenarios.size() - 1));
  const auto& scenario = result.scenarios[airspace];
  std::vector<Feature> features;
  for (std::size_t s = 0; s < result.sites.size(); ++s) {
    const auto& site = result.sites[s];
    ordered_json properties{{"role", role_of(result, s)},
                            {"id", site.id},
                            {"country", site.country},
                            {"runway_ft", site.runway_ft - site.lengthened_ft},
                            {"surface", geo::name(site.surface)}};
    for (std::size_t l = 0; l < kLevels.size(); ++l)
      properties["share_alone_" + std::string(name(kLevels[l]))] = rounded(result.reach[s].share[airspace][l], 1e4);
    features.push_back({"site", site.name, std::move(properties), true, {{site.position}}});
  }
  for (const auto& zone : result.zones)
    features.push_back({"zone", zone.name, {{"points", zone.points}, {"weight", zone.weight}}, true, {{zone.centre}}});
  for (const auto& route : scenario.routes) {
    if (route.site == kNoSite) continue;
    Line line{route.via.front()};
    for (std::size_t i = 0; i + 1 < route.via.size(); ++i) {
      const auto leg = geo::waypoints(route.via[i], route.via[i + 1], kStep_km);
      line.insert(line.end(), leg.begin() + 1, leg.end());
    }
    features.push_back({"way",
                        result.sites[route.site].name + " to " + route.zone,
                        {{"site", result.sites[route.site].id}, {"zone", route.zone}, {"km", rounded(route.km, 10)}},
                        false,
                        cut(line)});
  }
  const double km = reach_km(values_at(profile, Level::mid), result.before[1].min_hours);
  if (km > 0)
    for (const Site& site : result.sites)
      features.push_back({"ring",
                          site.name,
                          {{"site", site.id}, {"km", rounded(km, 10)}},
                          false,
                          cut(geo::ring(site.position, km, kRingPoints))});
  for (const BorderCurve& curve : curves) {
    Feature feature{curve.kind, curve.name, {{"km", rounded(curve.km, 10)}}, false, {}};
    for (const Line& line : curve.lines)
      for (Line& part : cut(line)) feature.lines.push_back(std::move(part));
    features.push_back(std::move(feature));
  }
  return features;
}

ordered_json position_of(geo::LatLon p) { return {rounded(p.lon_deg, 1e5), rounded(p.lat_deg, 1e5)}; }

}  // namespace

std::vector<BorderCurve> border_watch_curves(const Airspace& airspace, const geo::RegionIndex& countries,
                                             const Executor& executor) {
  if (airspace.closed.empty() || airspace.border_watch_km <= 0) return {};
  auto lines = geo::buffer(closed_region(countries, airspace), -airspace.border_watch_km, kStep_km / 2, executor);
  return {{"border-watch", airspace.name, airspace.border_watch_km, std::move(lines)}};
}

std::vector<BorderCurve> within_curves(std::span<const std::string> states, double km,
                                       const geo::RegionIndex& countries, const Executor& executor) {
  if (states.empty() || km <= 0) return {};
  std::vector<geo::Country> land;
  for (const std::string& code : std::set<std::string>(states.begin(), states.end()))
    land.push_back(countries.named(code));
  return {{"within", fmt::format("within {:g} km", km), km,
           geo::buffer(geo::merge(land, "region"), km, kStep_km / 2, executor)}};
}

std::string geojson_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile,
                       std::span<const BorderCurve> curves) {
  auto list = ordered_json::array();
  for (const auto& feature : features_of(result, airspace, profile, curves)) {
    ordered_json properties{{"kind", feature.kind}, {"name", feature.name}};
    properties.update(feature.properties);
    ordered_json geometry;
    if (feature.point) {
      geometry = {{"type", "Point"}, {"coordinates", position_of(feature.lines[0][0])}};
    } else {
      auto lines = ordered_json::array();
      for (const auto& line : feature.lines) {
        auto positions = ordered_json::array();
        for (const auto& p : line) positions.push_back(position_of(p));
        lines.push_back(std::move(positions));
      }
      geometry = {{"type", "MultiLineString"}, {"coordinates", std::move(lines)}};
    }
    list.push_back({{"type", "Feature"}, {"properties", std::move(properties)}, {"geometry", std::move(geometry)}});
  }
  const ordered_json collection{
      {"type", "FeatureCollection"}, {"name", result.scenarios[airspace].airspace.name}, {"features", std::move(list)}};
  return collection.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string kml_of(const CoverResult& result, std::size_t airspace, const AircraftProfile& profile,
                   std::span<const BorderCurve> curves) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n<Document>\n";
  const auto features = features_of(result, airspace, profile, curves);
  out += fmt::format("<name>{}</name>\n", escape_xml(result.scenarios[airspace].airspace.name));
  for (const auto& feature : features) {
    out += fmt::format("<Placemark>\n<name>{}</name>\n<description>{}</description>\n", escape_xml(feature.name),
                       escape_xml(feature.kind + " " + feature.properties.dump()));
    out += feature.point ? "" : "<MultiGeometry>\n";
    for (const auto& line : feature.lines) {
      const std::string_view tag = feature.point ? "Point" : "LineString";
      out += fmt::format("<{}><coordinates>", tag);
      for (std::size_t i = 0; i < line.size(); ++i)
        out += fmt::format("{}{:.5f},{:.5f}", i == 0 ? "" : " ", line[i].lon_deg, line[i].lat_deg);
      out += fmt::format("</coordinates></{}>\n", tag);
    }
    out += feature.point ? "</Placemark>\n" : "</MultiGeometry>\n</Placemark>\n";
  }
  return out + "</Document>\n</kml>\n";
}

}  // namespace entente::basing

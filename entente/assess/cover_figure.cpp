#include "entente/assess/cover_figure.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/geo/airfield.hpp"
#include "entente/geo/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace entente::assess {
namespace {

using basing::kMid;

constexpr std::size_t kMarkedFields = 6;  // besides the best one of each host

// A point from which the farthest of `places` is about as near as can be: from one of them, step by step a little
// towards the farthest (Badoiu and Clarkson 2003).
struct Circle {
  geo::LatLon centre;
  double radius_km = 0;
};
Circle circle_of(const std::vector<geo::LatLon>& places) {
  Circle circle{places.front(), 0};
  constexpr int kSteps = 60;
  for (int step = 1; step <= kSteps; ++step) {
    geo::GeodesicInverse farthest;
    for (const geo::LatLon& at : places) {
      const auto line = geo::inverse(circle.centre, at);
      if (line.distance_km > farthest.distance_km) farthest = line;
    }
    circle.radius_km = farthest.distance_km;
    if (step < kSteps)
      circle.centre = geo::direct(circle.centre, farthest.azimuth_from_deg, farthest.distance_km / (step + 1));
  }
  return circle;
}

void add_way(MapFigure& map, const Reference& reference, const basing::ZoneRoute& way, const basing::CoverResult& cover,
             bool nearest) {
  if (way.site == basing::kNoSite) return;
  map.ways.push_back({way.via, fmt::format("{} to {}", map_name(reference, cover.sites[way.site]), way.zone), way.km,
                      way.direct_km, nearest});
}

}  // namespace

std::string map_name(const Reference& reference, const basing::Site& site) {
  const auto field = std::ranges::find(reference.airfields, site.id, &geo::Airfield::icao);
  return field == reference.airfields.end() ? site.name : geo::map_name(*field);
}

std::vector<std::size_t> marked_fields(const basing::CoverResult& cover) {
  std::vector<std::size_t> marked;
  std::set<std::string> hosts;
  for (const std::size_t i : cover.ranking) {
    const std::string& host = cover.sites[i].country;
    if (marked.size() >= kMarkedFields && hosts.contains(host)) continue;
    hosts.insert(host);
    marked.push_back(i);
  }
  return marked;
}

std::size_t best_alone(const basing::CoverResult& cover, std::size_t airspace) {
  std::size_t best = cover.ranking.front();
  for (const std::size_t s : cover.ranking)
    if (cover.reach[s].share[airspace][kMid] > cover.reach[best].share[airspace][kMid]) best = s;
  return best;
}

void draw_airspace(MapFigure& map, const Reference& reference, const basing::CoverRequest& request,
                   const basing::CoverResult& cover, std::size_t airspace) {
  const basing::ScenarioCover& scenario = cover.scenarios[airspace];
  map.closed_states = scenario.airspace.closed;
  for (std::size_t p = 0; p < request.demand.size(); ++p) {
    const basing::DemandPoint& point = request.demand[p];
    map.violence.push_back(
        {point.position, point.weight, point.precision_km, scenario.replaced[kMid].points[p].watched});
  }
  if (!cover.ranking.empty()) {
    const basing::Site& best = cover.sites[best_alone(cover, airspace)];
    map.lost_label = map_name(reference, best);
    const basing::AircraftValues mid = basing::values_at(request.profile, basing::Level::mid);
    for (const double hours : {request.min_hours, request.min_hours + 4}) {
      const double radius_km = basing::reach_km(mid, hours);
      if (radius_km > 0)
        map.rings.push_back({best.position, radius_km,
                             fmt::format("{:.0f} h, {:.0f} km from {}", hours, radius_km, map.lost_label),
                             geo::ring(best.position, radius_km)});
    }
  }
  for (const auto& host : scenario.by_host)
    for (std::size_t z = 0; z < host.routes.size(); ++z)
      if (host.routes[z].site != scenario.routes[z].site) add_way(map, reference, host.routes[z], cover, false);
  for (const auto& way : scenario.routes) add_way(map, reference, way, cover, true);
}

void frame_all(MapFigure& map, const basing::CoverRequest& request, const basing::CoverResult& cover) {
  std::vector<geo::LatLon> places;
  for (const auto& mark : map.marks) places.push_back(mark.at);
  for (const auto& point : request.demand) places.push_back(point.position);
  for (const auto& scenario : cover.scenarios)
    for (const auto& host : scenario.by_host)
      for (const auto& way : host.routes) places.insert(places.end(), way.via.begin(), way.via.end());
  const Circle frame = circle_of(places);
  map.centre = {std::round(frame.centre.lat_deg * 100) / 100, std::round(frame.centre.lon_deg * 100) / 100};
  map.radius_km = std::max(300.0, 1.1 * frame.radius_km);
}

Figure cover_figure(const Reference& reference, const basing::CoverRequest& request, const basing::CoverResult& cover,
                    std::size_t airspace, geo::MapKind kind, const std::string& unit,
                    std::span<const basing::BorderCurve> curves) {
  if (airspace >= cover.scenarios.size())
    throw Error(ErrorCode::bad_request, fmt::format("there is no state of the airspace number {}", airspace),
                fmt::format("name one from 0 to {}", cover.scenarios.size() - 1));
  MapFigure map;
  map.kind = kind;
  map.lands = reference.countries;
  map.disputed = reference.disputed;
  map.lakes = reference.lakes;
  for (std::size_t s = cover.lost + cover.kept; s < cover.sites.size(); ++s)
    if (std::ranges::find(map.highlighted, cover.sites[s].country) == map.highlighted.end())
      map.highlighted.push_back(cover.sites[s].country);
  map.highlighted.insert(map.highlighted.begin(), cover.lost > 0 ? cover.sites.front().country : std::string());
  for (std::size_t s = 0; s < cover.lost + cover.kept; ++s)
    map.marks.push_back(
        {cover.sites[s].position, cover.sites[s].name, s < cover.lost ? "lost-base" : "other-base", ""});
  for (const std::size_t s : marked_fields(cover))
    map.marks.push_back({cover.sites[s].position, map_name(reference, cover.sites[s]), "candidate", ""});
  frame_all(map, request, cover);
  draw_airspace(map, reference, request, cover, airspace);
  if (unit != "deaths") {
    double heaviest = 0;
    bool alike = true;
    for (const basing::DemandPoint& point : request.demand) {
      heaviest = std::max(heaviest, point.weight);
      alike = alike && point.weight == request.demand.front().weight;
    }
    map.weight_words = unit;
    map.dot_weight = alike ? 0 : heaviest / 300;  // the heaviest as 300 deaths
  }
  for (const basing::BorderCurve& curve : curves) {
    map.limits.insert(map.limits.end(), curve.lines.begin(), curve.lines.end());
    map.limit_words += fmt::format("{}{} {:g} km of the border", map.limit_words.empty() ? "" : ", ",
                                   curve.kind == "within" ? "fields within" : "watched from outside up to", curve.km);
  }
  const basing::ScenarioCover& scenario = cover.scenarios[airspace];
  Figure figure;
  figure.id = fmt::format("map-airspace-{}", airspace + 1);
  figure.finding = fmt::format("{}: candidate and kept fields watch {:.0f}% of the {}", scenario.airspace.name,
                               100 * scenario.replaced[kMid].share, unit);
  figure.description = fmt::format(
      "Map, {} around {:.2f}, {:.2f}, with {}. Filled dots are watched {} or more by middle figures of {}, hollow ones are not. Thick lines are the shortest permitted ways, thin ones those from the nearest field of each other host. Rings are geodesic, by distance only. Boundaries: Natural Earth, no statement of law; disputed lines dashed.",
      geo::name(kind), map.centre.lat_deg, map.centre.lon_deg, scenario.airspace.name,
      counted(unrounded(request.min_hours), "hour"), request.profile.name);
  figure.data = std::move(map);
  return figure;
}

}  // namespace entente::assess

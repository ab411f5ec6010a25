#include "entente/basing/cover.hpp"

#include "entente/base/error.hpp"
#include "entente/basing/airways.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <tuple>

namespace entente::basing {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr std::size_t kPointsPerBlock = 16;

// One state of the airspace, prepared.
struct Airways {
  Airspace airspace;
  geo::Country closed;
  std::optional<geo::RouteNetwork> network;  // with detours
};

Airways prepare(const geo::RegionIndex& countries, const Airspace& airspace, const Executor& executor) {
  Airways airways{airspace, closed_region(countries, airspace), std::nullopt};
  if (airspace.detours) airways.network.emplace(airways.closed, geo::RouteModel::geodesic, executor);
  return airways;
}

// Where a point is watched from, and the way there.
struct Target {
  Station station;
  geo::RouteNetwork::Goal goal;  // with detours
};

template <class Take>
void each_part(Target& target, Take& take) {
  take(target.station, target.goal);
}

Target target_of(const DemandPoint& point, const Airways& airways) {
  Target target{station_of(point, airways.closed, airways.airspace), {}};
  if (airways.network && target.station.allowed) {
    target.goal = airways.network->goal(target.station.position);
    target.station.allowed = target.goal.obstacle == geo::Obstacle::none;
  }
  return target;
}

struct Way {
  Permission permission = Permission::permitted;
  double km = 0;
};

// One row of the matrix.
struct Ways {
  std::vector<double> km;
  std::vector<Permission> permission;
};

template <class Take>
void each_part(Ways& ways, Take& take) {
  take(ways.km, ways.permission);
}

Ways ways_from(const Site& site, std::span<const Target> targets, const Airways& airways) {
  Ways ways;
  ways.km.reserve(targets.size());
  ways.permission.reserve(targets.size());
  const auto fill = [&](auto&& way_to) {
    for (const Target& target : targets) {
      const Way way = way_to(target);
      ways.km.push_back(way.km);
      ways.permission.push_back(way.permission);
    }
  };
  const auto direct_km = [&](const Target& t) { return geo::distance_km(site.position, t.station.position); };
  if (is_closed(site, airways.closed, airways.airspace)) {
    fill([&](const Target& t) { return Way{Permission::site_closed, direct_km(t)}; });
  } else if (airways.network) {
    const auto origin = airways.network->origin(site.position);
    fill([&](const Target& t) {
      if (!t.station.allowed) return Way{Permission::point_inside_closed, direct_km(t)};
      const auto km = airways.network->km(origin, t.goal);
      return km ? Way{Permission::permitted, *km} : Way{Permission::no_way_round, direct_km(t)};
    });
  } else {
    const geo::SightLines lines(airways.closed, site.position);
    fill([&](const Target& t) {
      const auto line = geo::inverse(site.position, t.station.position);
      if (!t.station.allowed) return Way{Permission::point_inside_closed, line.distance_km};
      const bool blocked = lines.blocked(line.azimuth_from_deg, line.distance_km);
      return Way{blocked ? Permission::line_crosses_closed : Permission::permitted, line.distance_km};
    });
  }
  return ways;
}

ReachMatrix matrix_of(const Airways& airways, std::span<const Site> sites, std::span<const DemandPoint> demand,
                      const Executor& executor) {
  ReachMatrix matrix{airways.airspace, sites.size(), demand.size(), {}, {}};
  matrix.km.reserve(sites.size() * demand.size());
  matrix.permission.reserve(sites.size() * demand.size());
  const std::vector<Target> targets =
      map_each(executor, demand.size(), kPointsPerBlock, [&](std::size_t p) { return target_of(demand[p], airways); });
  map_reduce(
      executor, sites.size(), 1, [&](std::size_t s, std::size_t) { return ways_from(sites[s], targets, airways); },
      [&](std::size_t, const Ways& ways) {
        matrix.km.insert(matrix.km.end(), ways.km.begin(), ways.km.end());
        matrix.permission.insert(matrix.permission.end(), ways.permission.begin(), ways.permission.end());
      });
  return matrix;
}

// The nearest of `used` to each zone's centre, with the way to draw.
std::vector<ZoneRoute> routes_to(const Airways& airways, const ReachMatrix& to_centres, std::span<const Site> sites,
                                 std::span<const std::size_t> used, std::span<const DemandPoint> centres) {
  std::vector<ZoneRoute> routes;
  for (std::size_t z = 0; z < centres.size(); ++z) {
    ZoneRoute route{centres[z].zone, kNoSite, 0, 0, {}};
    for (const auto s : used) {
      if (to_centres.permission_at(s, z) != Permission::permitted) continue;
      if (route.site == kNoSite || to_centres.km_at(s, z) < route.km) {
        route.site = s;
        route.km = to_centres.km_at(s, z);
      }
    }
    if (route.site != kNoSite) {
      const auto station = station_of(centres[z], airways.closed, airways.airspace).position;
      route.direct_km = geo::distance_km(sites[route.site].position, station);
      if (airways.network)
        route.via = airways.network->route(sites[route.site].position, station).via;
      else
        route.via = {sites[route.site].position, station};
    }
    routes.push_back(std::move(route));
  }
  return routes;
}

std::vector<std::size_t> range(std::size_t first, std::size_t count) {
  std::vector<std::size_t> indices(count);
  std::iota(indices.begin(), indices.end(), first);
  return indices;
}

double share_of(double part, double whole) { return whole > 0 ? part / whole : 0.0; }

}  // namespace

std::string_view name(Permission permission) {
  constexpr std::string_view kNames[] = {"permitted", "the site's own airspace is closed",
                                         "the direct line crosses a closed state", "the point lies in a closed state",
                                         "there is no way round the closed states"};
  return kNames[static_cast<std::size_t>(permission)];
}

ReachMatrix reach_matrix(std::span<const Site> sites, std::span<const DemandPoint> demand,
                         const geo::RegionIndex& countries, const Airspace& airspace, const Executor& executor) {
  return matrix_of(prepare(countries, airspace, executor), sites, demand, executor);
}

Coverage coverage_of(const ReachMatrix& matrix, std::span<const Site> sites, std::span<const std::size_t> used,
                     std::span<const DemandPoint> demand, const AircraftProfile& profile, Level level,
                     double min_hours) {
  const AircraftValues values = values_at(profile, level);
  Coverage result;
  result.level = level;
  result.min_hours = min_hours;
  result.points.resize(demand.size());
  std::vector<std::size_t> suitable;
  for (const auto s : used)
    if (runway_suits(sites[s], values, level)) suitable.push_back(s);

  std::map<std::string, ZoneCoverage> zones;
  for (std::size_t p = 0; p < demand.size(); ++p) {
    PointCoverage& point = result.points[p];
    for (const auto s : suitable) {
      if (matrix.permission_at(s, p) != Permission::permitted) continue;
      const double km = with_precision(matrix.km_at(s, p), demand[p].precision_km, level);
      if (!link_reaches(values, km)) continue;
      if (point.site == kNoSite || km < point.km) {
        point.site = s;
        point.km = km;
      }
    }
    if (point.site != kNoSite) {
      const double hours = time_on_station_h(values, point.km);
      point.watched = hours >= min_hours;
      point.aircraft = aircraft_per_orbit(values, point.km);
      point.hours = std::max(0.0, hours);
    }
    ZoneCoverage& zone = zones[demand[p].zone];
    ++zone.points;
    zone.weight += demand[p].weight;
    zone.mean_hours += demand[p].weight * point.hours;
    if (point.watched) zone.watched_weight += demand[p].weight;
  }
  for (auto& [zone_name, zone] : zones) {
    zone.zone = zone_name;
    result.weight += zone.weight;
    result.watched_weight += zone.watched_weight;
    result.mean_hours += zone.mean_hours;
    zone.share = share_of(zone.watched_weight, zone.weight);
    zone.mean_hours = share_of(zone.mean_hours, zone.weight);
    result.zones.push_back(std::move(zone));
  }
  result.share = share_of(result.watched_weight, result.weight);
  result.mean_hours = share_of(result.mean_hours, result.weight);
  return result;
}

Sweep sweep_of(const ReachMatrix& matrix, std::span<const Site> sites, std::span<const std::size_t> used,
               std::span<const DemandPoint> demand, const AircraftProfile& profile, double min_hours) {
  Sweep sweep;
  for (std::size_t l = 0; l < kLevels.size(); ++l)
    sweep[l] = coverage_of(matrix, sites, used, demand, profile, kLevels[l], min_hours);
  return sweep;
}

std::vector<ZoneChange> changes(const Sweep& before, const Sweep& after) {
  check(before[0].zones.size() == after[0].zones.size(), "changes: both coverages are of the same demand");
  std::vector<ZoneChange> result(before[0].zones.size() + 1);
  for (std::size_t l = 0; l < kLevels.size(); ++l) {
    for (std::size_t z = 0; z + 1 < result.size(); ++z) {
      const auto& b = before[l].zones[z];
      const auto& a = after[l].zones[z];
      result[z].zone = b.zone;
      result[z].weight = b.weight;
      result[z].share_before[l] = b.share;
      result[z].share_after[l] = a.share;
      result[z].hours_before[l] = b.mean_hours;
      result[z].hours_after[l] = a.mean_hours;
    }
    auto& all = result.back();
    all.weight = before[l].weight;
    all.share_before[l] = before[l].share;
    all.share_after[l] = after[l].share;
    all.hours_before[l] = before[l].mean_hours;
    all.hours_after[l] = after[l].mean_hours;
  }
  return result;
}

std::vector<MarginalGain> marginal_gains(const ReachMatrix& matrix, std::span<const Site> sites,
                                         std::span<const std::size_t> used, std::span<const DemandPoint> demand,
                                         const AircraftProfile& profile, double min_hours) {
  std::vector<MarginalGain> gains(sites.size());
  for (std::size_t l = 0; l < kLevels.size(); ++l) {
    // How many sites in use watch each point, and whether each site does.
    const AircraftValues values = values_at(profile, kLevels[l]);
    const auto watches = [&](std::size_t s, std::size_t p) {
      if (matrix.permission_at(s, p) != Permission::permitted || !runway_suits(sites[s], values, kLevels[l]))
        return false;
      const double km = with_precision(matrix.km_at(s, p), demand[p].precision_km, kLevels[l]);
      return link_reaches(values, km) && time_on_station_h(values, km) >= min_hours;
    };
    std::vector<int> watchers(demand.size(), 0);
    double weight = 0;
    for (std::size_t p = 0; p < demand.size(); ++p) {
      weight += demand[p].weight;
      for (const auto s : used) watchers[p] += watches(s, p);
    }
    for (std::size_t s = 0; s < sites.size(); ++s) {
      const bool in_use = std::find(used.begin(), used.end(), s) != used.end();
      double gain = 0;
      for (std::size_t p = 0; p < demand.size(); ++p)
        if (watchers[p] == (in_use ? 1 : 0) && watches(s, p)) gain += demand[p].weight;
      gains[s].site = s;
      gains[s].share[l] = share_of(gain, weight);
    }
  }
  return gains;
}

std::vector<Zone> zones_of(std::span<const DemandPoint> demand) {
  struct Sum {
    Zone zone;
    double x = 0, y = 0, z = 0;
  };
  std::map<std::string, Sum> sums;
  for (const auto& point : demand) {
    auto& sum = sums[point.zone];
    ++sum.zone.points;
    sum.zone.weight += point.weight;
    // A zone without weight still has a middle.
    const double w = point.weight > 0 ? point.weight : 1e-9;
    const double lat = point.position.lat_deg * kRadians;
    const double lon = point.position.lon_deg * kRadians;
    sum.x += w * std::cos(lat) * std::cos(lon);
    sum.y += w * std::cos(lat) * std::sin(lon);
    sum.z += w * std::sin(lat);
  }
  std::vector<Zone> zones;
  for (auto& [zone_name, sum] : sums) {
    sum.zone.name = zone_name;
    sum.zone.centre = {std::atan2(sum.z, std::hypot(sum.x, sum.y)) / kRadians, std::atan2(sum.y, sum.x) / kRadians};
    zones.push_back(std::move(sum.zone));
  }
  return zones;
}

std::string_view role_of(const CoverResult& result, std::size_t site) {
  if (site < result.lost) return "lost";
  return site < result.lost + result.kept ? "kept" : "candidate";
}

const ZoneReach* heaviest_zone(const CoverResult& result, const SiteReach& reach) {
  const ZoneReach* heaviest = nullptr;
  double most = -1;
  for (const ZoneReach& z : reach.zones)
    for (const Zone& zone : result.zones)
      if (zone.name == z.zone && zone.weight > most) {
        most = zone.weight;
        heaviest = &z;
      }
  return heaviest;
}

namespace {

// What is costly about a site and the centre of a zone.
struct DirectLine {
  double km = 0;
  std::vector<geo::Overflight> overflown;
};

template <class Take>
void each_part(DirectLine& line, Take& take) {
  take(line.km, line.overflown);
}

// What lies under the permitted ways of the newest state of the airspace.
void add_permitted_ways(CoverResult& result, const Airways& airways, std::span<const DemandPoint> centres,
                        const geo::RegionIndex& countries, const Executor& executor) {
  const std::vector<Target> targets = map_each(executor, centres.size(), kPointsPerBlock,
                                               [&](std::size_t z) { return target_of(centres[z], airways); });
  const auto lines = map_each(executor, result.sites.size(), 1, [&](std::size_t s) {
    std::vector<DirectLine> ways(centres.size());
    std::optional<geo::RouteNetwork::Origin> origin;
    for (std::size_t z = 0; z < centres.size(); ++z) {
      const ZoneAccess& access = result.reach[s].zones[z].access.back();
      if (access.permission != Permission::permitted) continue;
      std::vector<geo::LatLon> via{result.sites[s].position, targets[z].station.position};
      if (airways.network && access.km > geo::distance_km(via.front(), via.back())) {
        if (!origin) origin = airways.network->origin(via.front());
        via = airways.network->route(*origin, targets[z].goal).via;
      }
      ways[z] = {access.km, countries.overflight(std::span<const geo::LatLon>(via))};
    }
    return ways;
  });
  for (std::size_t s = 0; s < result.sites.size(); ++s)
    for (std::size_t z = 0; z < centres.size(); ++z)
      result.reach[s].zones[z].access.back().overflown = lines[s][z].overflown;
}

// How each site is seen from each zone on the direct line.
void add_direct_lines(CoverResult& result, const AircraftProfile& profile, const geo::RegionIndex& countries,
                      const Executor& executor) {
  const auto lines = map_each(executor, result.sites.size(), 1, [&](std::size_t s) {
    std::vector<DirectLine> to;
    for (const Zone& zone : result.zones)
      to.push_back({geo::distance_km(result.sites[s].position, zone.centre),
                    countries.overflight(result.sites[s].position, zone.centre)});
    return to;
  });
  for (std::size_t s = 0; s < result.sites.size(); ++s)
    for (std::size_t z = 0; z < result.zones.size(); ++z) {
      auto& reach = result.reach[s].zones[z];
      reach.zone = result.zones[z].name;
      reach.km = lines[s][z].km;
      for (std::size_t l = 0; l < kLevels.size(); ++l) {
        const auto values = values_at(profile, kLevels[l]);
        reach.hours[l] = std::max(0.0, time_on_station_h(values, reach.km));
        reach.aircraft[l] = link_reaches(values, reach.km) ? aircraft_per_orbit(values, reach.km) : std::nullopt;
      }
      reach.overflown = lines[s][z].overflown;
    }
}

// Throws Error{bad_request} where a question has no answer.
void require_answerable(const CoverRequest& request) {
  const auto refuse = [](std::string message, std::string remedy) {
    throw Error(ErrorCode::bad_request, std::move(message), std::move(remedy));
  };
  if (request.demand.empty()) refuse("there is no place to watch", "give demand points with positions");
  if (request.airspaces.empty())
    refuse("there is no state of the airspace", "give one; without closed states it is open");
  for (const auto& point : request.demand) {
    if (!geo::is_valid(point.position)) refuse("the position of " + point.id + " is out of range", "correct it");
    if (!std::isfinite(point.weight) || point.weight < 0)
      refuse("the weight of " + point.id + " is not a number from 0 up", "correct it");
    if (!std::isfinite(point.precision_km) || point.precision_km < 0)
      refuse("the precision of " + point.id + " is not a number from 0 up", "correct it");
  }
  for (const auto* list : {&request.lost, &request.kept, &request.candidates})
    for (const auto& site : *list)
      if (!geo::is_valid(site.position))
        refuse("the position of the site " + site.id + " is out of range", "correct it");
}

// What all states of the airspace share. Sites are indices into CoverResult::sites.
struct Scene {
  std::vector<std::size_t> before;                                      // lost and kept
  std::vector<std::size_t> after;                                       // kept
  std::vector<std::size_t> replaced;                                    // kept and candidates
  std::vector<std::pair<std::string, std::vector<std::size_t>>> hosts;  // candidates by host, in the order they come
  std::vector<DemandPoint> centres;  // of the zones, as points of their own: for the tables and for the way to them
};

Scene scene_of(const CoverResult& result) {
  const auto first_candidate = result.lost + result.kept;
  Scene scene{range(0, first_candidate),
              range(result.lost, result.kept),
              range(result.lost, result.kept + result.candidates),
              {},
              {}};
  for (std::size_t s = first_candidate; s < result.sites.size(); ++s) {
    const auto& country = result.sites[s].country;
    auto host = std::find_if(scene.hosts.begin(), scene.hosts.end(), [&](const auto& h) { return h.first == country; });
    if (host == scene.hosts.end()) host = scene.hosts.insert(scene.hosts.end(), {country, {}});
    host->second.push_back(s);
  }
  for (const auto& zone : result.zones) scene.centres.push_back({zone.name, zone.centre, zone.weight, zone.name, 0});
  return scene;
}

ZoneAccess access_of(Permission permission, double km, const AircraftProfile& profile) {
  ZoneAccess access{permission, km, {}, {}, {}};
  for (std::size_t l = 0; l < kLevels.size(); ++l) {
    const auto values = values_at(profile, kLevels[l]);
    access.hours[l] = std::max(0.0, time_on_station_h(values, km));
    if (permission == Permission::permitted && link_reaches(values, km))
      access.aircraft[l] = aircraft_per_orbit(values, km);
  }
  return access;
}

// One state of the airspace: adds its scenario, and what it lets each site do.
void add_scenario(CoverResult& result, const Scene& scene, const CoverRequest& request, const Airspace& airspace,
                  const geo::RegionIndex& countries, const Executor& executor) {
  const auto& demand = request.demand;
  const auto airways = prepare(countries, airspace, executor);
  const auto matrix = matrix_of(airways, result.sites, demand, executor);
  const auto sweep = [&](std::span<const std::size_t> used) {
    return sweep_of(matrix, result.sites, used, demand, request.profile, request.min_hours);
  };
  if (result.scenarios.empty()) result.before = sweep(scene.before);
  ScenarioCover scenario;
  scenario.airspace = airspace;
  scenario.after = sweep(scene.after);
  scenario.replaced = sweep(scene.replaced);
  scenario.loss = changes(result.before, scenario.after);
  scenario.net_loss = changes(result.before, scenario.replaced);
  const auto gains = marginal_gains(matrix, result.sites, scene.after, demand, request.profile, request.min_hours);
  scenario.gains.assign(gains.begin() + static_cast<std::ptrdiff_t>(result.lost + result.kept), gains.end());
  const auto alone = marginal_gains(matrix, result.sites, {}, demand, request.profile, request.min_hours);
  const auto to_centres = matrix_of(airways, result.sites, scene.centres, executor);
  scenario.routes = routes_to(airways, to_centres, result.sites, scene.replaced, scene.centres);
  for (const auto& [host, fields] : scene.hosts)
    scenario.by_host.push_back({host, routes_to(airways, to_centres, result.sites, fields, scene.centres)});
  for (std::size_t s = 0; s < result.sites.size(); ++s) {
    auto& reach = result.reach[s];
    reach.share.push_back(alone[s].share);
    for (std::size_t z = 0; z < result.zones.size(); ++z) {
      const ZoneAccess access = access_of(to_centres.permission_at(s, z), to_centres.km_at(s, z), request.profile);
      reach.zones[z].permission.push_back(access.permission);
      reach.zones[z].access.push_back(access);
    }
  }
  add_permitted_ways(result, airways, scene.centres, countries, executor);
  result.scenarios.push_back(std::move(scenario));
}

// Candidates, best first.
std::vector<std::size_t> ranking_of(const CoverResult& result) {
  std::vector<std::size_t> ranking = range(result.lost + result.kept, result.candidates);
  std::vector<double> mean_km(result.sites.size(), 0);
  for (std::size_t s = 0; s < result.sites.size(); ++s)
    for (std::size_t z = 0; z < result.zones.size(); ++z)
      mean_km[s] += result.reach[s].zones[z].km * result.zones[z].weight;
  std::sort(ranking.begin(), ranking.end(), [&](std::size_t x, std::size_t y) {
    for (std::size_t a = 0; a < result.scenarios.size(); ++a) {
      const double share_x = result.reach[x].share[a][kMid];
      const double share_y = result.reach[y].share[a][kMid];
      if (share_x != share_y) return share_x > share_y;
    }
    if (mean_km[x] != mean_km[y]) return mean_km[x] < mean_km[y];
    return std::tie(result.sites[x].id, x) < std::tie(result.sites[y].id, y);
  });
  return ranking;
}

}  // namespace

CoverResult cover(const CoverRequest& request, const geo::RegionIndex& countries, const Executor& executor) {
  require_answerable(request);
  CoverResult result;
  for (const auto* list : {&request.lost, &request.kept, &request.candidates})
    result.sites.insert(result.sites.end(), list->begin(), list->end());
  result.lost = request.lost.size();
  result.kept = request.kept.size();
  result.candidates = request.candidates.size();
  result.zones = zones_of(request.demand);
  result.reach.resize(result.sites.size());
  for (std::size_t s = 0; s < result.sites.size(); ++s) {
    result.reach[s].site = s;
    result.reach[s].zones.resize(result.zones.size());
  }
  const Scene scene = scene_of(result);
  for (const Airspace& airspace : request.airspaces)
    add_scenario(result, scene, request, airspace, countries, executor);
  add_direct_lines(result, request.profile, countries, executor);
  result.ranking = ranking_of(result);
  return result;
}

std::vector<DistanceVerdict> distance_verdicts(const CoverResult& result, double tolerance) {
  const double before = result.before[kMid].share;
  std::vector<DistanceVerdict> out;
  if (before <= 0) return out;
  for (const ScenarioCover& s : result.scenarios)
    out.push_back({s.airspace.name, s.replaced[kMid].share < tolerance * before});
  return out;
}

std::string words_of(std::span<const DistanceVerdict> verdicts) {
  if (verdicts.empty())
    return "whether the candidate fields are too far cannot be judged, since nothing was watched before";
  const auto with = [&](bool too_far) {
    std::string out;
    for (const DistanceVerdict& v : verdicts)
      if (v.too_far == too_far)
        out += fmt::format("{}with {}", out.empty() ? "" : (too_far ? " or " : " and "), v.airspace);
    return out;
  };
  const std::string near = with(false);
  const std::string far = with(true);
  if (far.empty()) return fmt::format("the candidate fields are not too far {}", near);
  if (near.empty()) return fmt::format("the candidate fields are too far {}", far);
  return fmt::format("the candidate fields are not too far {}, but too far {}", near, far);
}

}  // namespace entente::basing

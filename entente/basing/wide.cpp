#include "entente/basing/wide.hpp"

#include "entente/base/error.hpp"
#include "entente/basing/airways.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/geo/routes.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

namespace entente::basing {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kSphere_km = 6371.0088;
constexpr double kSphereError = 0.006;    // a distance on the sphere is off by less than 0.56%
constexpr std::size_t kMostProfiles = 7;  // 21 limits fit one mask
constexpr std::size_t kSitesPerBlock = 16;
constexpr std::size_t kPointsPerBlock = 16;

using Mask = std::uint32_t;

struct Vector {
  double x = 0, y = 0, z = 0;
};

Vector on_sphere(geo::LatLon p) {
  const double c = std::cos(p.lat_deg * kRadians);
  return {c * std::cos(p.lon_deg * kRadians), c * std::sin(p.lon_deg * kRadians), std::sin(p.lat_deg * kRadians)};
}

// The distance up to which one profile at one level watches long enough, and the bit that says so.
struct Limit {
  double km = 0;
  Level level = Level::mid;
  Mask bit = 0;
};

// Bits of the limits that a distance in [low_km, high_km] is surely within, and of those it may be within.
struct Within {
  Mask surely = 0;
  Mask maybe = 0;
};

Within within(double low_km, double high_km, double precision_km, const std::vector<Limit>& limits) {
  Within result;
  const double low[] = {with_precision(low_km, precision_km, Level::low), low_km,
                        with_precision(low_km, precision_km, Level::high)};
  const double high[] = {with_precision(high_km, precision_km, Level::low), high_km,
                         with_precision(high_km, precision_km, Level::high)};
  for (const auto& limit : limits) {
    const auto level = static_cast<std::size_t>(limit.level);
    if (low[level] <= limit.km) result.maybe |= limit.bit;
    if (high[level] <= limit.km) result.surely |= limit.bit;
  }
  return result;
}

// Bits of the limits that the direct distance is within. `rough_km` is that on the sphere; what it leaves open is told
// by the estimate, and what that leaves open by the geodesic.
Mask within_direct(double rough_km, geo::LatLon from, geo::LatLon to, double precision_km,
                   const std::vector<Limit>& limits) {
  auto known = within(rough_km * (1 - kSphereError), rough_km * (1 + kSphereError), precision_km, limits);
  if (known.surely == known.maybe) return known.surely;
  const double estimate_km = geo::distance_estimate_km(from, to);
  const double off_km = 0.05 + 3e-5 * estimate_km;
  known = within(std::max(0.0, estimate_km - off_km), estimate_km + off_km, precision_km, limits);
  if (known.surely == known.maybe && estimate_km < 9000) return known.surely;
  const double km = geo::distance_km(from, to);
  return within(km, km, precision_km, limits).surely;
}

// A point of the demand, prepared.
struct Point {
  Station station;
  Vector vector;
  double weight = 0;
  double precision_km = 0;
  double nearest_squared = 0;  // chord beyond which no limit reaches
  geo::RouteNetwork::Goal goal;
};

template <class Take>
void each_part(Point& point, Take& take) {
  take(point.station, point.vector, point.weight, point.precision_km, point.nearest_squared, point.goal);
}

Point point_of(const DemandPoint& demand, const geo::RouteNetwork& network, const Airspace& airspace,
               double farthest_km) {
  Point point;
  point.station = station_of(demand, network.closed(), airspace);
  point.vector = on_sphere(point.station.position);
  point.weight = demand.weight;
  point.precision_km = demand.precision_km;
  point.goal = network.goal(point.station.position, airspace.detours && point.station.allowed);
  if (point.goal.obstacle != geo::Obstacle::none) point.station.allowed = false;
  const double angle =
      std::min(std::numbers::pi, (farthest_km + demand.precision_km) * (1 + kSphereError) / kSphere_km);
  const double chord = 2 * std::sin(angle / 2);
  point.nearest_squared = chord * chord;
  return point;
}

using Sums = std::array<double, 32>;  // weight watched, by limit

// What a block of sites watches: all of it by point, each of it by site.
struct Watched {
  std::vector<Mask> together;
  std::vector<Sums> alone;
};

template <class Take>
void each_part(Watched& watched, Take& take) {
  take(watched.together, watched.alone);
}

// The weight that one site watches; the bits of each point are added to `together`.
Sums watched_from(const Site& site, Mask suitable, std::span<const Point> points, const geo::RouteNetwork& network,
                  bool detours, const std::vector<Limit>& limits, std::vector<Mask>& together) {
  Sums sums{};
  const Vector from = on_sphere(site.position);
  const auto origin = network.origin(site.position, detours);
  if (origin.obstacle != geo::Obstacle::none || suitable == 0) return sums;
  for (std::size_t p = 0; p < points.size(); ++p) {
    const Point& point = points[p];
    if (!point.station.allowed) continue;
    const double dx = from.x - point.vector.x;
    const double dy = from.y - point.vector.y;
    const double dz = from.z - point.vector.z;
    const double squared = dx * dx + dy * dy + dz * dz;
    if (squared > point.nearest_squared) continue;  // a way round is longer still
    Mask mask = 0;
    if (network.sees(origin, point.goal)) {
      const double rough_km = 2 * kSphere_km * std::asin(std::min(1.0, std::sqrt(squared) / 2));
      mask = within_direct(rough_km, site.position, point.station.position, point.precision_km, limits);
    } else if (detours) {
      const double km = network.km_by_corners(origin, point.goal);
      mask = within(km, km, point.precision_km, limits).surely;
    }
    mask &= suitable;
    if (mask == 0) continue;
    together[p] |= mask;
    for (std::size_t i = 0; i < limits.size(); ++i)
      if ((mask & limits[i].bit) != 0) sums[i] += point.weight;
  }
  return sums;
}

}  // namespace

std::vector<WideCover> wide_cover(std::span<const Site> sites, std::span<const DemandPoint> demand,
                                  const geo::RegionIndex& countries, std::span<const Airspace> airspaces,
                                  std::span<const AircraftProfile> profiles, double min_hours,
                                  const Executor& executor) {
  if (sites.empty() || demand.empty())
    throw Error(ErrorCode::bad_request, "there are no sites or no places to watch", "give both");
  if (profiles.empty() || profiles.size() > kMostProfiles)
    throw Error(ErrorCode::bad_request, "between one and seven aircraft can be compared at once",
                "name fewer aircraft");

  std::vector<Limit> limits;
  double farthest_km = 0;
  for (std::size_t k = 0; k < profiles.size(); ++k)
    for (std::size_t l = 0; l < kLevels.size(); ++l) {
      const auto values = values_at(profiles[k], kLevels[l]);
      const double km = std::min(reach_km(values, min_hours),
                                 values.link_radius_km.value_or(std::numeric_limits<double>::infinity()));
      limits.push_back({km, kLevels[l], Mask{1} << (k * 3 + l)});
      farthest_km = std::max(farthest_km, km);
    }
  std::vector<Mask> suitable(sites.size(), 0);
  for (std::size_t s = 0; s < sites.size(); ++s)
    for (std::size_t k = 0; k < profiles.size(); ++k)
      for (std::size_t l = 0; l < kLevels.size(); ++l)
        if (runway_suits(sites[s], values_at(profiles[k], kLevels[l]), kLevels[l]))
          suitable[s] |= limits[k * 3 + l].bit;

  double whole = 0;
  for (const auto& point : demand) whole += point.weight;
  std::vector<WideCover> result;
  for (std::size_t a = 0; a < airspaces.size(); ++a) {
    const geo::RouteNetwork network(closed_region(countries, airspaces[a]), geo::RouteModel::geodesic, executor);
    const std::vector<Point> points = map_each(executor, demand.size(), kPointsPerBlock, [&](std::size_t p) {
      return point_of(demand[p], network, airspaces[a], farthest_km);
    });
    std::vector<Sums> alone;
    std::vector<Mask> together(demand.size(), 0);
    map_reduce(
        executor, sites.size(), kSitesPerBlock,
        [&](std::size_t first, std::size_t last) {
          Watched watched{std::vector<Mask>(demand.size(), 0), {}};
          for (std::size_t s = first; s < last; ++s)
            watched.alone.push_back(
                watched_from(sites[s], is_closed(sites[s], network.closed(), airspaces[a]) ? Mask{0} : suitable[s],
                             points, network, airspaces[a].detours, limits, watched.together));
          return watched;
        },
        [&](std::size_t, const Watched& watched) {
          alone.insert(alone.end(), watched.alone.begin(), watched.alone.end());
          for (std::size_t p = 0; p < together.size(); ++p) together[p] |= watched.together[p];
        });

    std::vector<double> watched(limits.size(), 0);
    for (std::size_t p = 0; p < demand.size(); ++p)
      for (std::size_t i = 0; i < limits.size(); ++i)
        if ((together[p] & limits[i].bit) != 0) watched[i] += demand[p].weight;
    for (std::size_t k = 0; k < profiles.size(); ++k) {
      WideCover cover{a, k, {}, std::vector<std::array<double, 3>>(sites.size())};
      for (std::size_t l = 0; l < kLevels.size(); ++l) {
        const std::size_t i = k * 3 + l;
        cover.together[l] = whole > 0 ? watched[i] / whole : 0;
        for (std::size_t s = 0; s < sites.size(); ++s) cover.alone[s][l] = whole > 0 ? alone[s][i] / whole : 0;
      }
      result.push_back(std::move(cover));
    }
  }
  return result;
}

}  // namespace entente::basing

#pragma once
// What can be watched from where: reach, time on station, aircraft per orbit, and the share of the demand.
//
// Method: docs/methods/basing.md, sections 2 to 4. Reach is not coverage: one aircraft watches one place, so three
// numbers are always given together: whether a point is within reach, the hours on station of one sortie, and the
// aircraft that one permanent orbit needs. Planning-level, from public figures; demand points are places of reported
// violence or population, never people. Index conventions: [site][point]; arrays of three are low, mid, high.

#include "entente/base/executor.hpp"
#include "entente/basing/aircraft.hpp"
#include "entente/geo/airfield.hpp"
#include "entente/geo/lat_lon.hpp"
#include "entente/geo/region.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::basing {

inline constexpr std::size_t kNoSite = std::numeric_limits<std::size_t>::max();

/// A place to fly from. `country` as geo::Country::code. A runway length of 0 is not known; `lengthened_ft` of it would
/// have to be built first.
struct Site {
  std::string id;
  std::string name;
  std::string country;
  geo::LatLon position;
  double runway_ft = 0;
  geo::Surface surface = geo::Surface::unknown;
  double lengthened_ft = 0;
};

/// A place that should be watched. `precision_km` is how far off the position may be; `state` the one that its source
/// names, as geo::Country::code, empty where it names none.
struct DemandPoint {
  std::string id;
  geo::LatLon position;
  double weight = 1;
  std::string zone;
  double precision_km = 0;
  std::string state{};
};

/// A state of the airspace. No closed states: open. Closed are land and territorial sea (geo::airspace_of()), and the
/// sites and points whose source names a closed state wherever the layer puts them. A demand point in closed states may
/// be watched only from outside, from the nearest point of their common border, at sea 12 nautical miles off the coast,
/// if it is at most `border_watch_km` away. Without `detours` a direct line that enters a closed state does not count;
/// with them the shortest way round does.
struct Airspace {
  std::string name;
  std::vector<std::string> closed;  // as geo::Country::code
  double border_watch_km = 0;
  bool detours = false;
};

/// Why a point cannot be watched from a site whatever the aircraft.
enum class Permission : std::uint8_t {
  permitted,
  site_closed,
  line_crosses_closed,
  point_inside_closed,
  no_way_round,
};
std::string_view name(Permission permission);

/// Distances from every site to every point in one state of the airspace, by the way that counts there. For a point
/// that is watched from a border the distance is the one to that border. Distances of lines that are not permitted are
/// kept: they say what the distance alone would give.
struct ReachMatrix {
  Airspace airspace;
  std::size_t sites = 0;
  std::size_t points = 0;
  std::vector<double> km;              // [site * points + point]
  std::vector<Permission> permission;  // the same

  double km_at(std::size_t site, std::size_t point) const { return km[site * points + point]; }
  Permission permission_at(std::size_t site, std::size_t point) const { return permission[site * points + point]; }
};

/// Throws Error{not_found} where the layer has no country of a closed code. Cost: one geodesic for each pair, about two
/// microseconds in all; with detours the graph of the closed region before that, some tens of milliseconds. The same
/// bytes on any executor.
ReachMatrix reach_matrix(std::span<const Site> sites, std::span<const DemandPoint> demand,
                         const geo::RegionIndex& countries, const Airspace& airspace, const Executor& executor);

/// The best site for one point: the nearest that is permitted, whose runway is long enough and whose link reaches.
/// A runway of unknown length is long enough at level high only.
struct PointCoverage {
  std::size_t site = kNoSite;
  double km = 0;
  double hours = 0;             // 0 where there is no site or the time is negative
  std::optional<int> aircraft;  // for one permanent orbit; none where it cannot be kept
  bool watched = false;         // at least the hours asked for
};

struct ZoneCoverage {
  std::string zone;
  std::size_t points = 0;
  double weight = 0;
  double watched_weight = 0;
  double share = 0;       // watched_weight / weight
  double mean_hours = 0;  // weighted; points out of reach count 0
};

struct Coverage {
  Level level = Level::mid;
  double min_hours = 0;
  double weight = 0;
  double watched_weight = 0;
  double share = 0;
  double mean_hours = 0;
  std::vector<PointCoverage> points;  // as the demand
  std::vector<ZoneCoverage> zones;    // ordered by name
};

/// Coverage of the demand from the sites `used` (indices into the matrix) at one level. At level low a point lies its
/// precision_km farther away, at high as much nearer. A demand without weight has share 0.
Coverage coverage_of(const ReachMatrix& matrix, std::span<const Site> sites, std::span<const std::size_t> used,
                     std::span<const DemandPoint> demand, const AircraftProfile& profile, Level level,
                     double min_hours);

/// The same at all three levels.
using Sweep = std::array<Coverage, 3>;
Sweep sweep_of(const ReachMatrix& matrix, std::span<const Site> sites, std::span<const std::size_t> used,
               std::span<const DemandPoint> demand, const AircraftProfile& profile, double min_hours);

/// What changes from one coverage to another, by zone; the last row, zone "", is the whole demand.
struct ZoneChange {
  std::string zone;
  double weight = 0;
  std::array<double, 3> share_before{};
  std::array<double, 3> share_after{};
  std::array<double, 3> hours_before{};  // mean_hours
  std::array<double, 3> hours_after{};
};
std::vector<ZoneChange> changes(const Sweep& before, const Sweep& after);

/// By how much the watched share rises when the site joins those in use (falls when it leaves, if it is one of them).
struct MarginalGain {
  std::size_t site = 0;
  std::array<double, 3> share{};
};
std::vector<MarginalGain> marginal_gains(const ReachMatrix& matrix, std::span<const Site> sites,
                                         std::span<const std::size_t> used, std::span<const DemandPoint> demand,
                                         const AircraftProfile& profile, double min_hours);

/// The demand of one zone and the middle of it, weighted, on the sphere.
struct Zone {
  std::string name;
  std::size_t points = 0;
  double weight = 0;
  geo::LatLon centre;
};
/// Ordered by name.
std::vector<Zone> zones_of(std::span<const DemandPoint> demand);

/// One site and the centre of one zone in one state of the airspace: the three numbers by the way that counts there.
struct ZoneAccess {
  Permission permission = Permission::permitted;
  double km = 0;                               // direct where it is not permitted
  std::array<double, 3> hours{};               // may be negative; meaningless where it is not permitted
  std::array<std::optional<int>, 3> aircraft;  // none where it is not permitted, out of reach or beyond the link
  std::vector<geo::Overflight> overflown;      // states under the permitted way, kilometres each; else empty
};

/// One site seen from one zone.
struct ZoneReach {
  std::string zone;
  double km = 0;                               // direct, to the centre of the zone
  std::array<double, 3> hours{};               // may be negative: out of reach by so much
  std::array<std::optional<int>, 3> aircraft;  // for one permanent orbit
  std::vector<geo::Overflight> overflown;      // states under the direct line, kilometres each
  std::vector<Permission> permission;          // by airspace, of the way to the centre
  std::vector<ZoneAccess> access;              // by airspace
};

/// One site in all: the zones, and what it watches alone.
struct SiteReach {
  std::size_t site = 0;  // index into the list of sites
  std::vector<ZoneReach> zones;
  std::vector<std::array<double, 3>> share;  // by airspace: share of the demand it watches alone
};

/// What is asked: which sites are lost, which stay, which could come, for what demand, with what aircraft, under which
/// states of the airspace.
struct CoverRequest {
  std::vector<Site> lost;
  std::vector<Site> kept;
  std::vector<Site> candidates;
  std::vector<DemandPoint> demand;
  AircraftProfile profile;
  std::vector<Airspace> airspaces;  // the first one is what held before
  double min_hours = 8;             // a point counts as watched from so many hours on station
};

/// The shortest way that is permitted to a zone's centre, for drawing; `site` is kNoSite where there is none. A centre
/// inside closed airspace is watched from the border, so the way ends there.
struct ZoneRoute {
  std::string zone;
  std::size_t site = kNoSite;
  double km = 0;
  double direct_km = 0;          // the geodesic between the same ends: what the way round costs is the difference
  std::vector<geo::LatLon> via;  // corners; between two of them the way is a geodesic
};

/// The nearest field of one candidate host to each zone.
struct HostRoutes {
  std::string host;               // as Site::country
  std::vector<ZoneRoute> routes;  // as the zones
};

/// One state of the airspace. `before` is the coverage of lost and kept sites under the first airspace.
struct ScenarioCover {
  Airspace airspace;
  Sweep after;                       // kept sites only
  Sweep replaced;                    // kept sites and all candidates
  std::vector<ZoneChange> loss;      // before -> after
  std::vector<ZoneChange> net_loss;  // before -> replaced
  std::vector<ZoneRoute> routes;     // from the nearest kept site or candidate to each zone
  std::vector<HostRoutes> by_host;   // the same for the candidates of each host, in the order in which hosts come
  std::vector<MarginalGain> gains;   // of each candidate over the kept sites; site = index into CoverResult::sites
};

/// Whether kept sites and candidates stand in for what was watched, under one state of the airspace, at level mid.
struct DistanceVerdict {
  std::string airspace;
  bool too_far = false;
};

struct CoverResult {
  std::vector<Site> sites;  // lost, then kept, then candidates
  std::size_t lost = 0;     // how many of each
  std::size_t kept = 0;
  std::size_t candidates = 0;
  std::vector<Zone> zones;
  Sweep before;
  std::vector<ScenarioCover> scenarios;  // as the airspaces
  std::vector<SiteReach> reach;          // of every site
  std::vector<std::size_t> ranking;      // candidates, best first; indices into sites
};

/// "lost", "kept" or "candidate".
std::string_view role_of(const CoverResult& result, std::size_t site);

/// Of the zones that a site is seen from the one that weighs most in all; nullptr where there is none.
const ZoneReach* heaviest_zone(const CoverResult& result, const SiteReach& reach);

/// Everything above for one question. Candidates are ranked by the share that they watch alone at level mid in the
/// first airspace, then in the others, then by mean distance to the demand, then by id. Throws Error{bad_request}
/// where there is no demand, no airspace, a weight that is negative or not finite, or a position out of range.
CoverResult cover(const CoverRequest& request, const geo::RegionIndex& countries, const Executor& executor);

/// Compares what kept sites and candidates watch with what was watched before, at level mid: too far where they do not
/// reach `tolerance`, a share of the earlier coverage. One verdict a state of the airspace, each from the figures of
/// that state alone; none where nothing was watched before, so that there is nothing to measure against.
std::vector<DistanceVerdict> distance_verdicts(const CoverResult& result, double tolerance = 0.9);

/// "the candidate fields are not too far with all airspace open, but too far with Niger closed"; what cannot be judged
/// is said.
std::string words_of(std::span<const DistanceVerdict> verdicts);

}  // namespace entente::basing

// Orientation is told by one determinant for both models: positions are vectors, unit vectors on the sphere or
// (longitude, latitude, 1), and c lies left of the line from a to b when a . ((b - a) x (c - a)) > 0.
#include "entente/geo/routes.hpp"

#include "entente/geo/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <queue>
#include <utility>

namespace entente::geo {
namespace {

using Vector = std::array<double, 3>;

constexpr std::size_t kSectors = 360;
constexpr std::size_t kNodesPerBlock = 4;
constexpr double kLongestEdge_deg = 0.25;
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr double kInfinite = std::numeric_limits<double>::infinity();

Vector minus(const Vector& a, const Vector& b) { return {a[0] - b[0], a[1] - b[1], a[2] - b[2]}; }

double left_of(const Vector& a, const Vector& b, const Vector& c) {
  const Vector u = minus(b, a);
  const Vector v = minus(c, a);
  return a[0] * (u[1] * v[2] - u[2] * v[1]) + a[1] * (u[2] * v[0] - u[0] * v[2]) + a[2] * (u[0] * v[1] - u[1] * v[0]);
}

LatLon one_side(LatLon p) { return {p.lat_deg, p.lon_deg == 180.0 ? -180.0 : p.lon_deg}; }

// The outline as closed rings without the cuts at the antimeridian, where both sides have the same edge.
std::vector<Ring> rings_of(const Country& closed, RouteModel model) {
  std::vector<Ring> rings;
  if (model == RouteModel::degrees) {
    for (const auto& polygon : closed.polygons) rings.push_back(polygon.outer);
    return rings;
  }
  Country turned = closed;
  for (auto& polygon : turned.polygons)
    for (auto& p : polygon.outer) p = one_side(p);
  std::map<std::pair<LatLon, LatLon>, int> count;
  for (const auto& polygon : turned.polygons)
    for (std::size_t i = 0; i + 1 < polygon.outer.size(); ++i)
      ++count[std::minmax(polygon.outer[i], polygon.outer[i + 1])];
  std::multimap<LatLon, LatLon> next;
  for (const auto& [edge, times] : count) {
    if (times % 2 == 0 || edge.first == edge.second) continue;
    next.emplace(edge.first, edge.second);
    next.emplace(edge.second, edge.first);
  }
  const auto take = [&](LatLon from, LatLon to) {
    const auto [first, last] = next.equal_range(from);
    next.erase(std::find_if(first, last, [&](const auto& entry) { return entry.second == to; }));
  };
  while (!next.empty()) {
    Ring ring{next.begin()->first};
    while (ring.size() == 1 || ring.back() != ring.front()) {
      const auto step = next.find(ring.back());
      if (step == next.end()) break;
      const LatLon to = step->second;
      take(ring.back(), to);
      take(to, ring.back());
      ring.push_back(to);
    }
    rings.push_back(std::move(ring));
  }
  return rings;
}

// Whether the closed region lies left of the ring, asked beside the middle of its longest edge.
bool closed_on_left(const Country& closed, const Ring& ring) {
  std::size_t longest = 0;
  double best = -1;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double lat = ring[i + 1].lat_deg - ring[i].lat_deg;
    const double lon = ring[i + 1].lon_deg - ring[i].lon_deg;
    if (std::abs(lon) > 180) continue;  // across the antimeridian
    if (const double length = std::hypot(lat, lon); length > best) {
      best = length;
      longest = i;
    }
  }
  const LatLon a = ring[longest];
  const LatLon b = ring[longest + 1];
  constexpr double kBeside = 1e-5;  // degrees, about a metre
  const double lat = (b.lat_deg - a.lat_deg) / best;
  const double lon = (b.lon_deg - a.lon_deg) / best;
  return contains(closed,
                  {0.5 * (a.lat_deg + b.lat_deg) + kBeside * lon, 0.5 * (a.lon_deg + b.lon_deg) - kBeside * lat});
}

Ring densified(const Ring& ring) {
  Ring result;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double lat = ring[i + 1].lat_deg - ring[i].lat_deg;
    const double lon = std::remainder(ring[i + 1].lon_deg - ring[i].lon_deg, 360.0);
    const auto parts =
        std::max(1, static_cast<int>(std::ceil(std::max(std::abs(lat), std::abs(lon)) / kLongestEdge_deg)));
    for (int k = 0; k < parts; ++k)
      result.push_back({ring[i].lat_deg + lat * k / parts, std::remainder(ring[i].lon_deg + lon * k / parts, 360.0)});
  }
  return result;
}

}  // namespace

std::string_view name(Obstacle obstacle) {
  constexpr std::string_view kNames[] = {"none", "the start lies in closed airspace", "the end lies in closed airspace",
                                         "every way crosses closed airspace"};
  return kNames[static_cast<std::size_t>(obstacle)];
}

RouteNetwork::RouteNetwork(Country closed, RouteModel model, const Executor& executor)
    : closed_(std::move(closed)), model_(model) {
  for (auto ring : rings_of(closed_, model_)) {
    if (ring.size() < 4) continue;
    if (!closed_on_left(closed_, ring)) std::reverse(ring.begin(), ring.end());
    if (model_ == RouteModel::geodesic)
      ring = densified(ring);
    else
      ring.pop_back();
    const auto first = static_cast<std::uint32_t>(vertices_.size());
    const auto count = static_cast<std::uint32_t>(ring.size());
    for (std::uint32_t i = 0; i < count; ++i)
      vertices_.push_back({ring[i], embed(ring[i]), first + (i + count - 1) % count, first + (i + 1) % count});
  }
  for (std::uint32_t v = 0; v < vertices_.size(); ++v)
    if (left_of(vertices_[vertices_[v].previous].vector, vertices_[v].vector, vertices_[vertices_[v].next].vector) > 0)
      nodes_.push_back(v);

  link_start_.push_back(0);
  for (const auto& links : map_each(executor, nodes_.size(), kNodesPerBlock,
                                    [&](std::size_t n) { return links_from(static_cast<std::uint32_t>(n)); })) {
    links_.insert(links_.end(), links.begin(), links.end());
    link_start_.push_back(static_cast<std::uint32_t>(links_.size()));
  }
}

RouteNetwork::Vector RouteNetwork::embed(LatLon p) const {
  if (model_ == RouteModel::degrees) return {p.lon_deg, p.lat_deg, 1};
  const double c = std::cos(p.lat_deg * kRadians);
  return {c * std::cos(p.lon_deg * kRadians), c * std::sin(p.lon_deg * kRadians), std::sin(p.lat_deg * kRadians)};
}

// The direction in sectors, counted from north to east.
double RouteNetwork::direction(const Fan& from, const Vector& to) const {
  const Vector d = minus(to, from.vector);
  double east = d[0];
  double north = d[1];
  if (model_ == RouteModel::geodesic) {
    east = d[0] * from.east[0] + d[1] * from.east[1] + d[2] * from.east[2];
    north = d[0] * from.north[0] + d[1] * from.north[1] + d[2] * from.north[2];
  }
  const double turns = std::atan2(east, north) / (2 * std::numbers::pi);
  return (turns < 0 ? turns + 1 : turns) * static_cast<double>(kSectors);
}

RouteNetwork::Fan RouteNetwork::fan(LatLon position, std::uint32_t vertex) const {
  Fan fan;
  fan.position = position;
  fan.vector = embed(position);
  fan.vertex = vertex;
  // East is z x p, north is p x east; at a pole any frame will do.
  const Vector& p = fan.vector;
  const double r = std::hypot(p[0], p[1]);
  fan.east = r > 0 ? Vector{-p[1] / r, p[0] / r, 0} : Vector{0, 1, 0};
  const Vector& e = fan.east;
  fan.north = {p[1] * e[2] - p[2] * e[1], p[2] * e[0] - p[0] * e[2], p[0] * e[1] - p[1] * e[0]};
  std::vector<double> directions(vertices_.size());
  for (std::size_t v = 0; v < vertices_.size(); ++v) directions[v] = direction(fan, vertices_[v].vector);
  const auto sectors_of = [&](std::uint32_t v, auto&& body) {
    if (v == vertex || vertices_[v].next == vertex) return;
    double low = directions[v];
    double high = directions[vertices_[v].next];
    if (low > high) std::swap(low, high);
    if (high - low > static_cast<double>(kSectors) / 2) {
      std::swap(low, high);
      high += static_cast<double>(kSectors);
    }
    // One sector more on both sides against rounding.
    for (auto s = static_cast<std::ptrdiff_t>(low) - 1; s <= static_cast<std::ptrdiff_t>(high) + 1; ++s)
      body(static_cast<std::size_t>(s + static_cast<std::ptrdiff_t>(kSectors)) % kSectors);
  };
  fan.sector_start.assign(kSectors + 1, 0);
  const auto count = static_cast<std::uint32_t>(vertices_.size());
  for (std::uint32_t v = 0; v < count; ++v) sectors_of(v, [&](std::size_t s) { ++fan.sector_start[s + 1]; });
  for (std::size_t s = 1; s <= kSectors; ++s) fan.sector_start[s] += fan.sector_start[s - 1];
  fan.sector_edges.resize(fan.sector_start.back());
  auto next = fan.sector_start;
  for (std::uint32_t v = 0; v < count; ++v) sectors_of(v, [&](std::size_t s) { fan.sector_edges[next[s]++] = v; });
  return fan;
}

// Whether the line from a vertex to another place starts into the closed region. Along the outline it does not.
bool RouteNetwork::turns_inward(std::uint32_t vertex, const Vector& to, std::uint32_t to_vertex) const {
  const Vertex& v = vertices_[vertex];
  if (to_vertex == v.previous || to_vertex == v.next) return false;
  const Vector& p = vertices_[v.previous].vector;
  const Vector& n = vertices_[v.next].vector;
  const bool left_of_in = left_of(p, v.vector, to) > 0;
  const bool left_of_out = left_of(v.vector, n, to) > 0;
  return left_of(p, v.vector, n) > 0 ? left_of_in && left_of_out : left_of_in || left_of_out;
}

// Whether the line through the vertex only touches the region there; a shortest way turns at no other corners.
bool RouteNetwork::touches(std::uint32_t vertex, const Vector& other) const {
  const Vertex& v = vertices_[vertex];
  const double p = left_of(other, v.vector, vertices_[v.previous].vector);
  const double n = left_of(other, v.vector, vertices_[v.next].vector);
  constexpr double kAlong = 1e-15;  // along an edge
  return !((p > kAlong && n < -kAlong) || (p < -kAlong && n > kAlong));
}

bool RouteNetwork::free(const Fan& from, const Vector& to, std::uint32_t to_vertex) const {
  if (vertices_.empty()) return true;
  if (from.vertex != kNone && turns_inward(from.vertex, to, to_vertex)) return false;
  if (to_vertex != kNone && turns_inward(to_vertex, from.vector, from.vertex)) return false;
  const auto sector = static_cast<std::size_t>(direction(from, to)) % kSectors;
  for (std::uint32_t i = from.sector_start[sector]; i < from.sector_start[sector + 1]; ++i) {
    const std::uint32_t a = from.sector_edges[i];
    const std::uint32_t b = vertices_[a].next;
    if (a == to_vertex || b == to_vertex) continue;
    const Vector& va = vertices_[a].vector;
    const Vector& vb = vertices_[b].vector;
    // Ends that lie on the line count as left of it, so that a corner is crossed by one of its edges.
    if ((left_of(from.vector, to, va) >= 0) != (left_of(from.vector, to, vb) >= 0) &&
        (left_of(va, vb, from.vector) >= 0) != (left_of(va, vb, to) >= 0))
      return false;
  }
  return true;
}

std::vector<RouteNetwork::Link> RouteNetwork::links_from(std::uint32_t node) const {
  std::vector<Link> links;
  const std::uint32_t vertex = nodes_[node];
  const Fan here = fan(vertices_[vertex].position, vertex);
  for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
    const std::uint32_t other = nodes_[n];
    if (n == node || !touches(vertex, vertices_[other].vector) || !touches(other, here.vector)) continue;
    if (!free(here, vertices_[other].vector, other)) continue;
    links.push_back({n, distance_km(here.position, vertices_[other].position)});
  }
  return links;
}

RouteNetwork::Origin RouteNetwork::origin(LatLon from, bool corners) const {
  Origin result;
  result.position = from;
  result.km.assign(nodes_.size(), kInfinite);
  result.before.assign(nodes_.size(), kNone);
  if (contains(closed_, from)) {
    result.obstacle = Obstacle::start_inside;
    return result;
  }
  result.fan = fan(from, kNone);
  if (!corners) return result;
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
    const Vertex& v = vertices_[nodes_[n]];
    if (!touches(nodes_[n], result.fan.vector) || !free(result.fan, v.vector, nodes_[n])) continue;
    result.km[n] = distance_km(from, v.position);
    result.before[n] = n;
    open.emplace(result.km[n], n);
  }
  while (!open.empty()) {
    const auto [km, n] = open.top();
    open.pop();
    if (km > result.km[n]) continue;
    for (std::uint32_t i = link_start_[n]; i < link_start_[n + 1]; ++i) {
      const double through = km + links_[i].km;
      const std::uint32_t next = links_[i].node;
      if (through >= result.km[next]) continue;
      result.km[next] = through;
      result.before[next] = n;
      open.emplace(through, next);
    }
  }
  return result;
}

RouteNetwork::Goal RouteNetwork::goal(LatLon to, bool corners) const {
  Goal result;
  result.position = to;
  result.vector = embed(to);
  if (contains(closed_, to)) {
    result.obstacle = Obstacle::end_inside;
    return result;
  }
  if (!corners) return result;
  const Fan here = fan(to, kNone);
  for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
    const Vertex& v = vertices_[nodes_[n]];
    if (!touches(nodes_[n], here.vector) || !free(here, v.vector, nodes_[n])) continue;
    result.corner.push_back(n);
    result.km.push_back(distance_km(to, v.position));
  }
  return result;
}

bool RouteNetwork::sees(const Origin& from, const Goal& to) const {
  return from.obstacle == Obstacle::none && to.obstacle == Obstacle::none && free(from.fan, to.vector, kNone);
}

double RouteNetwork::km_by_corners(const Origin& from, const Goal& to) const {
  double best = kInfinite;
  for (std::size_t i = 0; i < to.corner.size(); ++i) best = std::min(best, from.km[to.corner[i]] + to.km[i]);
  return best;
}

std::optional<double> RouteNetwork::km(const Origin& from, const Goal& to) const {
  if (from.obstacle != Obstacle::none || to.obstacle != Obstacle::none) return std::nullopt;
  if (free(from.fan, to.vector, kNone)) return distance_km(from.position, to.position);
  const double best = km_by_corners(from, to);
  if (best == kInfinite) return std::nullopt;
  return best;
}

Route RouteNetwork::route(LatLon from, LatLon to) const {
  const Origin start = origin(from);
  if (start.obstacle != Obstacle::none) return {start.obstacle, 0, {}};
  return route(start, goal(to));
}

Route RouteNetwork::route(const Origin& start, const Goal& end) const {
  if (start.obstacle != Obstacle::none) return {start.obstacle, 0, {}};
  if (end.obstacle != Obstacle::none) return {end.obstacle, 0, {}};
  const LatLon from = start.position;
  const LatLon to = end.position;
  if (free(start.fan, end.vector, kNone)) return {Obstacle::none, distance_km(from, to), {from, to}};
  double best = kInfinite;
  std::uint32_t last = kNone;
  for (std::size_t i = 0; i < end.corner.size(); ++i)
    if (const double km = start.km[end.corner[i]] + end.km[i]; km < best) {
      best = km;
      last = end.corner[i];
    }
  if (last == kNone) return {Obstacle::enclosed, 0, {}};
  Route route{Obstacle::none, best, {to}};
  for (std::uint32_t n = last;; n = start.before[n]) {
    route.via.push_back(vertices_[nodes_[n]].position);
    if (start.before[n] == n) break;
  }
  route.via.push_back(from);
  std::reverse(route.via.begin(), route.via.end());
  return route;
}

}  // namespace entente::geo

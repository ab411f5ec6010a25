#include "entente/geo/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace entente::geo {
namespace {

// Twice the area of a triangle, in square degrees: positive where c lies left of the way from a to b.
double turn(const LatLon& a, const LatLon& b, const LatLon& c) {
  return (b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg);
}

struct Edge {
  LatLon from;
  LatLon to;
  double west() const { return std::min(from.lon_deg, to.lon_deg); }
  double east() const { return std::max(from.lon_deg, to.lon_deg); }
  double south() const { return std::min(from.lat_deg, to.lat_deg); }
  double north() const { return std::max(from.lat_deg, to.lat_deg); }
};

// Both ends of each lie on different sides of the other; edges that share an end or only touch do not cross.
bool cross(const Edge& a, const Edge& b) {
  if (a.north() < b.south() || b.north() < a.south()) return false;
  return turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to) < 0 &&
         turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to) < 0;
}

// A square of ten metres, in square degrees at the equator: less than any island that a layer draws.
constexpr double kSmallest_deg2 = 1e-8;

}  // namespace

std::string fault_of_outline(const Ring& ring) {
  if (ring.empty()) return "an outline has no position";
  double area = 0;
  std::vector<Edge> edges;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    area += turn(ring.front(), ring[i], ring[i + 1]) / 2;
    edges.push_back({ring[i], ring[i + 1]});
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.west() < b.west(); });
  std::vector<const Edge*> near;  // edges that begin west of the one at hand and do not end west of it
  for (const Edge& edge : edges) {
    std::erase_if(near, [&](const Edge* other) { return other->east() < edge.west(); });
    for (const Edge* other : near)
      if (cross(edge, *other))
        return fmt::format("an outline crosses itself near longitude {:g} and latitude {:g}", edge.from.lon_deg,
                           edge.from.lat_deg);
    near.push_back(&edge);
  }
  if (std::abs(area) < kSmallest_deg2)
    return fmt::format("an outline at longitude {:g} and latitude {:g} encloses nothing", ring.front().lon_deg,
                       ring.front().lat_deg);
  return {};
}

}  // namespace entente::geo

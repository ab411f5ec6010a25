#include "entente/geo/airspace.hpp"

#include "entente/geo/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace entente::geo {
namespace {

constexpr int kSectors = 720;
constexpr double kLongestEdge_deg = 0.25;
constexpr double kTouch_km = 0.01;  // a line may end on the border, which is known to about 10 m

struct Step {
  LatLon a, b;
  auto operator<=>(const Step&) const = default;
};

double sector_of(double x, double y) {
  const double turns = std::atan2(x, y) / (2 * std::numbers::pi);
  return (turns < 0 ? turns + 1 : turns) * kSectors;
}

}  // namespace

Country merge(std::span<const Country> countries, std::string code) {
  // Each edge as often as it occurs; those that occur an even number of times are inside the merged region.
  std::vector<Step> steps;
  for (const auto& country : countries)
    for (const auto& polygon : country.polygons) {
      const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i)
          if (ring[i] != ring[i + 1]) steps.push_back({std::min(ring[i], ring[i + 1]), std::max(ring[i], ring[i + 1])});
      };
      add(polygon.outer);
      for (const auto& hole : polygon.holes) add(hole);
    }
  std::sort(steps.begin(), steps.end());
  std::vector<Step> outline;
  for (std::size_t i = 0; i < steps.size();) {
    std::size_t end = i;
    while (end < steps.size() && steps[end] == steps[i]) ++end;
    if ((end - i) % 2 == 1) outline.push_back(steps[i]);
    i = end;
  }

  // Every vertex has an even number of edges left, so that walking on always comes back to the start.
  std::multimap<LatLon, std::size_t> at;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    at.emplace(outline[i].a, i);
    at.emplace(outline[i].b, i);
  }
  std::vector<bool> used(outline.size(), false);
  Country merged;
  merged.code = std::move(code);
  for (std::size_t start = 0; start < outline.size(); ++start) {
    if (used[start]) continue;
    used[start] = true;
    Ring ring{outline[start].a, outline[start].b};
    while (ring.back() != ring.front()) {
      const auto [first, last] = at.equal_range(ring.back());
      const auto next = std::find_if(first, last, [&](const auto& entry) { return !used[entry.second]; });
      if (next == last) break;
      used[next->second] = true;
      const Step& step = outline[next->second];
      ring.push_back(step.a == ring.back() ? step.b : step.a);
    }
    merged.polygons.push_back({std::move(ring), {}});
  }
  return merged;
}

SightLines::SightLines(const Country& region, LatLon from)
    : inside_(contains(region, from)), by_direction_(static_cast<std::size_t>(kSectors)) {
  if (inside_) return;
  struct Plane {
    double x, y;
  };
  const auto project = [&](LatLon p) {
    const auto line = inverse(from, p);
    const double azimuth = line.azimuth_from_deg * std::numbers::pi / 180.0;
    return Plane{line.distance_km * std::sin(azimuth), line.distance_km * std::cos(azimuth)};
  };
  for (const auto& polygon : region.polygons) {
    const Ring& ring = polygon.outer;
    if (ring.empty()) continue;
    Plane a = project(ring[0]);
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const double lat_step = ring[i + 1].lat_deg - ring[i].lat_deg;
      const double lon_step = ring[i + 1].lon_deg - ring[i].lon_deg;
      const auto parts =
          std::max(1, static_cast<int>(std::ceil(std::max(std::abs(lat_step), std::abs(lon_step)) / kLongestEdge_deg)));
      for (int k = 1; k <= parts; ++k) {
        const double t = static_cast<double>(k) / parts;
        const Plane b = k == parts ? project(ring[i + 1])
                                   : project({ring[i].lat_deg + t * lat_step, ring[i].lon_deg + t * lon_step});
        edges_.push_back({a.x, a.y, b.x, b.y});
        a = b;
      }
    }
  }
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    const Edge& edge = edges_[e];
    double low = sector_of(edge.xa, edge.ya);
    double high = sector_of(edge.xb, edge.yb);
    if (low > high) std::swap(low, high);
    if (high - low > kSectors / 2.0) {  // the edge passes north
      std::swap(low, high);
      high += kSectors;
    }
    // One sector more on both sides against rounding.
    for (int s = static_cast<int>(low) - 1; s <= static_cast<int>(high) + 1; ++s)
      by_direction_[static_cast<std::size_t>((s + kSectors) % kSectors)].push_back(static_cast<std::uint32_t>(e));
  }
}

std::optional<double> SightLines::first_entry_km(double azimuth_deg) const {
  if (inside_) return 0.0;
  const double azimuth = azimuth_deg * std::numbers::pi / 180.0;
  const double ux = std::sin(azimuth);
  const double uy = std::cos(azimuth);
  const auto sector = static_cast<std::size_t>(sector_of(ux, uy)) % static_cast<std::size_t>(kSectors);
  std::optional<double> first;
  for (const auto e : by_direction_[sector]) {
    const Edge& edge = edges_[e];
    const double vx = edge.xb - edge.xa;
    const double vy = edge.yb - edge.ya;
    const double cross = ux * vy - uy * vx;
    if (cross == 0) continue;
    const double along = (edge.xa * vy - edge.ya * vx) / cross;
    const double part = (edge.xa * uy - edge.ya * ux) / cross;
    if (along >= 0 && part >= 0 && part <= 1 && (!first || along < *first)) first = along;
  }
  return first;
}

bool SightLines::blocked(double azimuth_deg, double km) const {
  const auto entry = first_entry_km(azimuth_deg);
  return entry && *entry < km - kTouch_km;
}

}  // namespace entente::geo

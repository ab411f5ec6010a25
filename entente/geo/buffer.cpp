#include "entente/geo/buffer.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace entente::geo {
namespace {

constexpr double kCornerStep_deg = 15;
constexpr std::size_t kSamplesPerBlock = 16;

// A point of the raw curve; what lies nearer to another part of the border falls away.
struct Sample {
  LatLon position;
  bool stays = true;
};

// Twice the signed area in degrees: above 0 where the ring goes against the clock.
double turning(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    sum += ring[i].lon_deg * ring[i + 1].lat_deg - ring[i + 1].lon_deg * ring[i].lat_deg;
  return sum;
}

bool is_cut(LatLon a, LatLon b) {
  const bool meridian = std::abs(a.lon_deg) >= 180 && a.lon_deg == b.lon_deg;
  const bool pole = std::abs(a.lat_deg) >= 89.99 && std::abs(b.lat_deg) >= 89.99;
  return meridian || pole;
}

// The raw curve along one ring that has the region on its left.
std::vector<Sample> raw_curve(const Ring& ring, double km, double step_km) {
  const double side_deg = km > 0 ? 90 : -90;  // right of the direction of travel is outside
  const double away_km = std::abs(km);
  struct Edge {
    LatLon a, b;
    double from_deg = 0, to_deg = 0;  // azimuths at both ends
  };
  std::vector<Edge> edges;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    if (ring[i] == ring[i + 1] || is_cut(ring[i], ring[i + 1])) continue;
    const auto line = inverse(ring[i], ring[i + 1]);
    if (line.distance_km > 0) edges.push_back({ring[i], ring[i + 1], line.azimuth_from_deg, line.azimuth_to_deg});
  }
  std::vector<Sample> curve;
  const auto add = [&](LatLon at, double azimuth_deg) { curve.push_back({direct(at, azimuth_deg, away_km)}); };
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const Edge& edge = edges[e];
    // The middle of an edge at least: where the next edge turns to the curve, its ends fall away.
    const auto parts = std::max(2, static_cast<int>(std::ceil(distance_km(edge.a, edge.b) / step_km)));
    for (int k = 0; k <= parts; ++k) {
      const double t = static_cast<double>(k) / parts;
      const LatLon at{edge.a.lat_deg + t * (edge.b.lat_deg - edge.a.lat_deg),
                      edge.a.lon_deg + t * (edge.b.lon_deg - edge.a.lon_deg)};
      const double azimuth = k == 0 ? edge.from_deg : k == parts ? edge.to_deg : inverse(at, edge.b).azimuth_from_deg;
      add(at, azimuth + side_deg);
    }
    // Around the corner, where the next edge turns away from the curve.
    const Edge& next = edges[(e + 1) % edges.size()];
    if (!(next.a == edge.b)) {
      curve.push_back({edge.b, false});  // a cut: the curve goes on in another ring
      continue;
    }
    const double turn = std::remainder(next.from_deg - edge.to_deg, 360.0);
    if ((km > 0) == (turn > 0)) continue;
    const double arc_km = away_km * std::abs(turn) * std::numbers::pi / 180;
    const int steps = static_cast<int>(std::ceil(std::max(std::abs(turn) / kCornerStep_deg, arc_km / step_km)));
    for (int k = 1; k < steps; ++k) add(edge.b, edge.to_deg + side_deg + turn * k / steps);
  }
  return curve;
}

// Stretches of points that stay, in order; the ring's end goes on at its start.
std::vector<std::vector<LatLon>> stretches(const std::vector<Sample>& curve) {
  std::vector<std::vector<LatLon>> out;
  const auto gap = std::find_if(curve.begin(), curve.end(), [](const Sample& s) { return !s.stays; });
  if (gap == curve.end()) {
    if (curve.empty()) return out;
    auto& whole = out.emplace_back();
    for (const Sample& s : curve) whole.push_back(s.position);
    whole.push_back(whole.front());
    return out;
  }
  const auto first = static_cast<std::size_t>(gap - curve.begin());
  bool open = false;
  for (std::size_t i = 1; i <= curve.size(); ++i) {
    const Sample& s = curve[(first + i) % curve.size()];
    if (s.stays && !open) out.emplace_back();
    if (s.stays) out.back().push_back(s.position);
    open = s.stays;
  }
  return out;
}

}  // namespace

std::vector<std::vector<LatLon>> buffer(const Country& region, double km, double step_km, const Executor& executor) {
  check(km != 0 && std::isfinite(km) && step_km > 0, "buffer: a distance other than 0 and a step above 0");
  const double away_km = std::abs(km);
  const double slack_km = 2e-5 * away_km + 0.05;
  std::vector<std::vector<LatLon>> pieces;
  for (const Polygon& polygon : region.polygons) {
    const auto take = [&](Ring ring, bool outer) {
      if (ring.size() < 4) return;
      if ((turning(ring) > 0) != outer) std::reverse(ring.begin(), ring.end());
      const std::vector<Sample> curve = raw_curve(ring, km, step_km);
      const auto kept = map_each(executor, curve.size(), kSamplesPerBlock, [&](std::size_t i) {
        Sample sample = curve[i];
        sample.stays = sample.stays && contains(region, sample.position) == (km < 0) &&
                       distance_to_border_km(region, sample.position) >= away_km - slack_km;
        return sample;
      });
      for (auto& piece : stretches(kept)) pieces.push_back(std::move(piece));
    };
    take(polygon.outer, true);
    for (const Ring& hole : polygon.holes) take(hole, false);
  }
  // Where the raw curve crosses itself, two stretches end beside each other: join each end to the nearest start.
  const double join_km = 6 * step_km;
  const auto closed = [](const std::vector<LatLon>& curve) {
    return curve.size() > 2 && curve.front() == curve.back();
  };
  std::vector<bool> used(pieces.size(), false);
  std::vector<std::vector<LatLon>> curves;
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    if (used[p]) continue;
    used[p] = true;
    std::vector<LatLon> curve = pieces[p];
    while (!closed(curve)) {
      std::size_t next = pieces.size();
      double nearest_km = join_km;
      if (const double back_km = distance_km(curve.back(), curve.front()); curve.size() > 2 && back_km <= nearest_km) {
        nearest_km = back_km;
        next = p;
      }
      for (std::size_t q = 0; q < pieces.size(); ++q) {
        if (used[q] || closed(pieces[q])) continue;
        if (const double gap_km = distance_km(curve.back(), pieces[q].front()); gap_km < nearest_km) {
          nearest_km = gap_km;
          next = q;
        }
      }
      if (next == pieces.size()) break;
      if (next == p) {
        curve.push_back(curve.front());
        break;
      }
      used[next] = true;
      curve.insert(curve.end(), pieces[next].begin(), pieces[next].end());
    }
    if (curve.size() > 2) curves.push_back(std::move(curve));
  }
  return curves;
}

}  // namespace entente::geo

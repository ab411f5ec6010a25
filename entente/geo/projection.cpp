// Symbols: q, q_pole authalic functions of latitude; beta authalic latitude; e eccentricity; D stretch at the centre.
#include "entente/geo/projection.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/geodesic.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/Gnomonic.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace entente::geo {
namespace {

constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kEquator_km = 6378.137;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kE2 = kFlattening * (2 - kFlattening);
constexpr int kCircleCorners = 180;
constexpr double kStep_deg = 0.5;

double authalic_q(double sin_lat) {
  const double e = std::sqrt(kE2);
  return (1 - kE2) *
         (sin_lat / (1 - kE2 * sin_lat * sin_lat) - 1 / (2 * e) * std::log((1 - e * sin_lat) / (1 + e * sin_lat)));
}

const double kQPole = authalic_q(1);
const double kRadiusQ_km = kEquator_km * std::sqrt(kQPole / 2);

double sin_authalic(double lat_deg) { return std::clamp(authalic_q(std::sin(lat_deg * kRadians)) / kQPole, -1.0, 1.0); }

// A half-plane: points with nx x + ny y <= c are in.
struct HalfPlane {
  double nx, ny, c;
  double outside_by(PlanePoint p) const { return nx * p.x_km + ny * p.y_km - c; }
};

std::vector<HalfPlane> half_planes(const PlaneWindow& window) {
  if (window.radius_km <= 0)
    return {{1, 0, window.east_km}, {-1, 0, -window.west_km}, {0, 1, window.north_km}, {0, -1, -window.south_km}};
  std::vector<HalfPlane> sides;
  const double inner_km = window.radius_km * std::cos(std::numbers::pi / kCircleCorners);
  for (int i = 0; i < kCircleCorners; ++i) {
    const double angle = 2 * std::numbers::pi * (i + 0.5) / kCircleCorners;
    sides.push_back({std::sin(angle), std::cos(angle), inner_km});
  }
  return sides;
}

PlanePoint between(PlanePoint a, PlanePoint b, double t) {
  return {a.x_km + t * (b.x_km - a.x_km), a.y_km + t * (b.y_km - a.y_km)};
}

PlaneLine window_ring(const PlaneWindow& window) {
  PlaneLine ring;
  if (window.radius_km > 0) {
    for (int i = 0; i < kCircleCorners; ++i) {
      const double angle = 2 * std::numbers::pi * i / kCircleCorners;
      ring.push_back({window.radius_km * std::sin(angle), window.radius_km * std::cos(angle)});
    }
  } else {
    ring = {{window.west_km, window.south_km},
            {window.east_km, window.south_km},
            {window.east_km, window.north_km},
            {window.west_km, window.north_km}};
  }
  ring.push_back(ring.front());
  return ring;
}

bool outside_box(const PlaneLine& line, const PlaneWindow& w) {
  const auto all = [&](auto&& beyond) { return std::all_of(line.begin(), line.end(), beyond); };
  return all([&](PlanePoint p) { return p.x_km > w.east_km; }) ||
         all([&](PlanePoint p) { return p.x_km < w.west_km; }) ||
         all([&](PlanePoint p) { return p.y_km > w.north_km; }) ||
         all([&](PlanePoint p) { return p.y_km < w.south_km; });
}

// A line as project() cuts it: calls take(position) for each point, until one call says no.
template <class Take>
bool each_point(std::span<const LatLon> line, double step_deg, Take&& take) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0) {
      const LatLon a = line[i - 1];
      const double lat = line[i].lat_deg - a.lat_deg;
      const double lon = std::remainder(line[i].lon_deg - a.lon_deg, 360.0);
      const auto parts = static_cast<int>(std::ceil(std::max(std::abs(lat), std::abs(lon)) / step_deg));
      for (int k = 1; k < parts; ++k)
        if (!take(LatLon{a.lat_deg + lat * k / parts, a.lon_deg + lon * k / parts})) return false;
    }
    if (!take(line[i])) return false;
  }
  return true;
}

// Whether the whole line lies beyond one side of the window, told on a sphere: most lines of a map of the world do, and
// need no geodesic. True only where outside_box() of the projected line would be, so that nothing drawn depends on it.
//
// On the sphere x is at least R sin c sin(azimuth) in all three planes (arc c; they give c, 2 sin(c / 2) and tan c for
// sin c). The ellipsoid's distances differ by under 0.6%, its azimuths by under a degree where c < 154 degrees, and by
// under 0.3 degrees within the gnomonic plane: under 400 km together, or a twelfth of x in the gnomonic plane.
bool far_outside(const Projection& projection, std::span<const LatLon> line, const PlaneWindow& window,
                 double step_deg) {
  constexpr double kSphere_km = 6371;
  constexpr double kLeastCosine = -0.9;
  const auto reach = [](double side_km) { return (1.1 * std::abs(side_km) + 500) / kSphere_km; };
  const double reach_east = reach(window.east_km);
  const double reach_west = reach(window.west_km);
  const double reach_north = reach(window.north_km);
  const double reach_south = reach(window.south_km);
  const double sin_lat = std::sin(projection.centre().lat_deg * kRadians);
  const double cos_lat = std::cos(projection.centre().lat_deg * kRadians);
  bool east = true;
  bool west = true;
  bool north = true;
  bool south = true;
  const bool asked = each_point(line, step_deg, [&](LatLon p) {
    const double turn = (p.lon_deg - projection.centre().lon_deg) * kRadians;
    const double sin_p = std::sin(p.lat_deg * kRadians);
    const double cos_p = std::cos(p.lat_deg * kRadians);
    const double cos_turn = std::cos(turn);
    const double x = cos_p * std::sin(turn);
    const double y = cos_lat * sin_p - sin_lat * cos_p * cos_turn;
    east = east && x > reach_east;
    west = west && -x > reach_west;
    north = north && y > reach_north;
    south = south && -y > reach_south;
    return (east || west || north || south) && sin_lat * sin_p + cos_lat * cos_p * cos_turn > kLeastCosine;
  });
  return asked && !line.empty();
}

double distance_to_segment_km(PlanePoint p, PlanePoint a, PlanePoint b) {
  const double dx = b.x_km - a.x_km;
  const double dy = b.y_km - a.y_km;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x_km - a.x_km) * dx + (p.y_km - a.y_km) * dy) / length, 0.0, 1.0) : 0.0;
  const PlanePoint q = between(a, b, t);
  return std::hypot(p.x_km - q.x_km, p.y_km - q.y_km);
}

// Marks the points of [first, last] that stay.
void mark(const PlaneLine& line, std::size_t first, std::size_t last, double tolerance_km, std::vector<bool>& stays) {
  std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
  while (!open.empty()) {
    const auto [a, b] = open.back();
    open.pop_back();
    double worst = tolerance_km;
    std::size_t at = 0;
    for (std::size_t i = a + 1; i < b; ++i)
      if (const double d = distance_to_segment_km(line[i], line[a], line[b]); d > worst) {
        worst = d;
        at = i;
      }
    if (at == 0) continue;
    stays[at] = true;
    open.emplace_back(a, at);
    open.emplace_back(at, b);
  }
}

}  // namespace

PlaneWindow PlaneWindow::box(double half_width_km, double half_height_km) {
  return {-half_width_km, -half_height_km, half_width_km, half_height_km, 0};
}

PlaneWindow PlaneWindow::circle(double radius_km) { return {-radius_km, -radius_km, radius_km, radius_km, radius_km}; }

std::string_view name(MapKind kind) {
  constexpr std::string_view kNames[] = {"equidistant", "equal-area", "gnomonic"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<MapKind> map_kind_named(std::string_view name_of_kind) {
  for (const MapKind kind : {MapKind::equidistant, MapKind::equal_area, MapKind::gnomonic})
    if (name(kind) == name_of_kind) return kind;
  return std::nullopt;
}

Projection::Projection(MapKind kind, LatLon centre) : kind_(kind), centre_(centre) {
  check(is_valid(centre), "Projection: the centre is a position");
  if (kind != MapKind::equal_area) return;
  // At the pole itself the formulas divide by zero; 10 m beside it they do not.
  const double lat = std::clamp(centre.lat_deg, -89.9999, 89.9999);
  sin_beta_ = sin_authalic(lat);
  cos_beta_ = std::sqrt(1 - sin_beta_ * sin_beta_);
  const double s = std::sin(lat * kRadians);
  const double m = std::cos(lat * kRadians) / std::sqrt(1 - kE2 * s * s);
  stretch_ = kEquator_km * m / (kRadiusQ_km * cos_beta_);
}

PlanePoint Projection::forward(LatLon position) const {
  if (kind_ == MapKind::equidistant) {
    const auto line = inverse(centre_, position);
    const double azimuth = line.azimuth_from_deg * kRadians;
    return {line.distance_km * std::sin(azimuth), line.distance_km * std::cos(azimuth)};
  }
  if (kind_ == MapKind::gnomonic) {
    if (const auto line = inverse(centre_, position); line.distance_km > kGnomonicHorizon_km)
      position = direct(centre_, line.azimuth_from_deg, kGnomonicHorizon_km);
    static const GeographicLib::Gnomonic gnomonic(GeographicLib::Geodesic::WGS84());
    double x = 0;
    double y = 0;
    gnomonic.Forward(centre_.lat_deg, centre_.lon_deg, position.lat_deg, position.lon_deg, x, y);
    return {x / 1000, y / 1000};
  }
  const double sin_beta = sin_authalic(position.lat_deg);
  const double cos_beta = std::sqrt(1 - sin_beta * sin_beta);
  const double turn = (position.lon_deg - centre_.lon_deg) * kRadians;
  const double b =
      kRadiusQ_km * std::sqrt(2 / std::max(1e-12, 1 + sin_beta_ * sin_beta + cos_beta_ * cos_beta * std::cos(turn)));
  return {b * stretch_ * cos_beta * std::sin(turn),
          b / stretch_ * (cos_beta_ * sin_beta - sin_beta_ * cos_beta * std::cos(turn))};
}

PlaneLine project(const Projection& projection, std::span<const LatLon> line, double step_deg) {
  check(step_deg > 0, "project: the step is above 0");
  PlaneLine result;
  result.reserve(line.size());
  each_point(line, step_deg, [&](LatLon p) {
    result.push_back(projection.forward(p));
    return true;
  });
  return result;
}

PlaneLine clip_ring(const PlaneLine& ring, const PlaneWindow& window) {
  if (ring.size() < 4 || outside_box(ring, window)) return {};
  PlaneLine current(ring.begin(), ring.end() - 1);
  for (const auto& side : half_planes(window)) {
    PlaneLine next;
    for (std::size_t i = 0; i < current.size(); ++i) {
      const PlanePoint a = current[i];
      const PlanePoint b = current[(i + 1) % current.size()];
      const double out_a = side.outside_by(a);
      const double out_b = side.outside_by(b);
      if (out_a <= 0) next.push_back(a);
      if ((out_a < 0 && out_b > 0) || (out_a > 0 && out_b < 0)) next.push_back(between(a, b, out_a / (out_a - out_b)));
    }
    current = std::move(next);
    if (current.size() < 3) return {};
  }
  current.push_back(current.front());
  return current;
}

std::vector<PlaneLine> clip_line(const PlaneLine& line, const PlaneWindow& window) {
  if (line.size() < 2 || outside_box(line, window)) return {};
  const auto sides = half_planes(window);
  std::vector<PlaneLine> parts;
  bool open = false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    double enter = 0;
    double leave = 1;
    for (const auto& side : sides) {
      const double a = side.outside_by(line[i]);
      const double b = side.outside_by(line[i + 1]);
      if (a > 0 && b > 0)
        leave = -1;
      else if (a > 0)
        enter = std::max(enter, a / (a - b));
      else if (b > 0)
        leave = std::min(leave, a / (a - b));
    }
    if (enter >= leave) {
      open = false;
      continue;
    }
    if (!open || enter > 0) parts.push_back({between(line[i], line[i + 1], enter)});
    parts.back().push_back(between(line[i], line[i + 1], leave));
    open = leave == 1;
  }
  return parts;
}

PlaneLine simplify(const PlaneLine& line, double tolerance_km) {
  if (line.size() < 3) return line;
  const bool ring = line.front() == line.back();
  std::vector<bool> stays(line.size(), false);
  stays.front() = stays.back() = true;
  if (ring) {
    // A ring has no ends: the point farthest from the first one is the second fixed one.
    std::size_t far = 0;
    double worst = -1;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const double d = std::hypot(line[i].x_km - line[0].x_km, line[i].y_km - line[0].y_km);
      if (d > worst) {
        worst = d;
        far = i;
      }
    }
    stays[far] = true;
    mark(line, 0, far, tolerance_km, stays);
    mark(line, far, line.size() - 1, tolerance_km, stays);
  } else {
    mark(line, 0, line.size() - 1, tolerance_km, stays);
  }
  PlaneLine result;
  for (std::size_t i = 0; i < line.size(); ++i)
    if (stays[i]) result.push_back(line[i]);
  if (ring && result.size() < 4) return {};
  return result;
}

std::vector<PlaneLine> outline(std::span<const Polygon> polygons, const Projection& projection,
                               const PlaneWindow& window, double tolerance_km) {
  std::vector<PlaneLine> rings;
  const auto add = [&](const Ring& ring) {
    if (far_outside(projection, ring, window, kStep_deg)) return;
    auto clipped = simplify(clip_ring(project(projection, ring, kStep_deg), window), tolerance_km);
    if (!clipped.empty()) rings.push_back(std::move(clipped));
  };
  for (const auto& polygon : polygons) {
    add(polygon.outer);
    for (const auto& hole : polygon.holes) add(hole);
  }
  return rings;
}

std::vector<PlaneLine> outline(const Country& country, const Projection& projection, const PlaneWindow& window,
                               double tolerance_km) {
  auto rings = outline(country.polygons, projection, window, tolerance_km);
  if (rings.empty() && contains(country, projection.centre())) rings.push_back(window_ring(window));
  return rings;
}

std::vector<PlaneLine> trace(std::span<const LatLon> line, const Projection& projection, const PlaneWindow& window,
                             double tolerance_km) {
  if (far_outside(projection, line, window, kStep_deg)) return {};
  auto parts = clip_line(project(projection, line, kStep_deg), window);
  for (auto& part : parts) part = simplify(part, tolerance_km);
  return parts;
}

}  // namespace entente::geo

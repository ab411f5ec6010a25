#pragma once
// Maps: from positions to a plane in kilometres, clipped and simplified for drawing.
//
// Method: docs/methods/geodesy.md, section 5. x is east, y is north of the centre. Drawing only: distances and
// crossings are computed on the ellipsoid, never in a plane.

#include "entente/geo/lat_lon.hpp"
#include "entente/geo/region.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace entente::geo {

struct PlanePoint {
  double x_km = 0;
  double y_km = 0;
  bool operator==(const PlanePoint&) const = default;
};

using PlaneLine = std::vector<PlanePoint>;

/// A window of the plane: a box, or a box that only bounds a circle around the centre (radius_km > 0).
struct PlaneWindow {
  double west_km = 0, south_km = 0, east_km = 0, north_km = 0;
  double radius_km = 0;

  static PlaneWindow box(double half_width_km, double half_height_km);
  static PlaneWindow circle(double radius_km);
};

/// What a map keeps true. `equidistant`: distances and directions from the centre, so that rings around it are circles.
/// `equal_area`: areas (Lambert's azimuthal projection of the ellipsoid, Snyder 1987, pages 187 to 190). `gnomonic`:
/// geodesics are straight lines, to a metre within 1,000 km of the centre (Karney 2013, section 8); it shows less
/// than half the earth, and scale grows fast with the distance.
enum class MapKind { equidistant, equal_area, gnomonic };

/// "equidistant", "equal-area", "gnomonic"; and back.
std::string_view name(MapKind kind);
std::optional<MapKind> map_kind_named(std::string_view name);

/// A projection around a centre. A value; safe to use from many threads.
class Projection {
 public:
  Projection(MapKind kind, LatLon centre);

  /// The position in the plane. Not for the antipode of the centre. In the gnomonic plane a position farther than
  /// kGnomonicHorizon_km lies in its direction at that distance.
  PlanePoint forward(LatLon position) const;

  MapKind kind() const { return kind_; }
  LatLon centre() const { return centre_; }

 private:
  MapKind kind_;
  LatLon centre_;
  double sin_beta_ = 0, cos_beta_ = 1, stretch_ = 1;  // of the equal-area projection: authalic latitude, D
};

/// What a gnomonic map can show at most; a quarter of the meridian, where its plane ends, is 10,002 km.
inline constexpr double kGnomonicHorizon_km = 8000;

/// A line of positions in the plane; edges longer than `step_deg` in longitude or latitude get points in between, for
/// they are straight in longitude and latitude and not in the plane. An edge goes the short way around in longitude.
PlaneLine project(const Projection& projection, std::span<const LatLon> line, double step_deg = 0.5);

/// The part of a closed ring inside the window (Sutherland and Hodgman 1974), closed again; empty where there is none.
/// A ring that leaves and comes back is joined along the edge of the window, which is right for filling.
PlaneLine clip_ring(const PlaneLine& ring, const PlaneWindow& window);

/// The parts of an open line inside the window, in order. For a circle the parts end on a regular polygon of 180
/// corners in it.
std::vector<PlaneLine> clip_line(const PlaneLine& line, const PlaneWindow& window);

/// Fewer points: no point that is left out lies more than `tolerance_km` from the line that is left (Douglas and
/// Peucker 1973). Ends stay; a ring stays closed, and one that shrinks below a triangle comes back empty.
PlaneLine simplify(const PlaneLine& line, double tolerance_km);

/// The rings of polygons that are seen in the window, projected, clipped and simplified; for filling by the even-odd
/// rule. Not for windows near the antipode.
std::vector<PlaneLine> outline(std::span<const Polygon> polygons, const Projection& projection,
                               const PlaneWindow& window, double tolerance_km);

/// The same of a country; one that fills the window gives the window.
std::vector<PlaneLine> outline(const Country& country, const Projection& projection, const PlaneWindow& window,
                               double tolerance_km);

/// The same for an open line, such as a boundary or a geodesic.
std::vector<PlaneLine> trace(std::span<const LatLon> line, const Projection& projection, const PlaneWindow& window,
                             double tolerance_km);

}  // namespace entente::geo

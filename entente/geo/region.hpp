#pragma once
// Countries as polygons: which one a point lies in, how far it is from a border, which ones a line flies over, and
// which ones are neighbours.
//
// Method: docs/methods/geodesy.md, section 2. An edge of a polygon is straight in longitude and latitude, as GeoJSON
// has it. Rings are cut at the antimeridian (longitudes stay in [-180, 180]) as Natural Earth does. Boundaries are a
// reference layer with a vintage and are disputed by design: they are not statements of law, and no fact of the record.

#include "entente/geo/lat_lon.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::geo {

/// A closed curve: the last position is the first again.
using Ring = std::vector<LatLon>;

struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

struct Country {
  std::string code;     // ISO 3166 alpha-3; where the layer has none ("-99"), its own code (SOL, CYN, ...)
  std::string adm0_a3;  // the layer's own key; differs from the ISO code in a few cases (SDS is SSD, SAH is ESH)
  std::string name;
  std::string continent;
  std::string subregion;
  std::vector<Polygon> polygons;
};

/// How far outside its country's polygon a point may lie and still count as in it. The 1:50 million coast is
/// generalised, small islands are missing, and positions are rounded; docs/methods/geodesy.md, section 2.3 gives
/// what was measured on the airfields.
inline constexpr double kBorderTolerance_km = 25.0;

/// Whether the point lies in one of the country's polygons (even-odd rule, holes are outside). A point on a border
/// belongs to exactly one of the two neighbours that share the edge. Latitudes beyond 89.99 count as 89.99.
/// Cost: linear in the vertices of the polygons whose box holds the point.
bool contains(const Country& country, LatLon point);

/// The nearest point of a border or coast.
struct BorderPoint {
  LatLon position;
  double km = 0;
};

/// The nearest point of the country's border or coast, seen from inside or outside. The distance is good to 10 m.
/// Requires a country with polygons. Cost: linear in its vertices, about 0.1 ms for 250.
BorderPoint nearest_border_point(const Country& country, LatLon point);

/// Distance to the nearest border or coast, inside or outside.
double distance_to_border_km(const Country& country, LatLon point);

/// 0 inside, else the distance to the border.
double distance_to_country_km(const Country& country, LatLon point);

/// A stretch of a line over one country, measured from the start of the line.
struct LineSpan {
  std::size_t country = 0;  // position in the index
  double from_km = 0;
  double to_km = 0;
};

/// The length of a line over one country.
struct Overflight {
  std::string code;
  double km = 0;
  bool operator==(const Overflight&) const = default;
};

/// For base/bytes.hpp.
template <class Take>
void each_part(Overflight& overflight, Take& take) {
  take(overflight.code, overflight.km);
}

/// Countries prepared for many questions. Built once, then const; safe to use from many threads.
/// Building costs about one millisecond for each 10,000 vertices.
class RegionIndex {
 public:
  explicit RegionIndex(std::vector<Country> countries);

  const std::vector<Country>& countries() const { return countries_; }

  /// The country with this code, or none.
  const Country* find(std::string_view code) const;

  /// The same; throws Error{not_found} where there is none.
  const Country& named(std::string_view code) const;

  /// The country that holds the point; where layers overlap, the first one. None at sea.
  std::optional<std::size_t> country_at(LatLon point) const;

  /// Whether country `index` holds the point: as contains(), but only edges near its latitude are looked at.
  bool holds(std::size_t index, LatLon point) const;

  /// Where the shortest geodesic from one point to the other is over which country, in order along the line; stretches
  /// under one metre are left out. The line is refined until no piece is more than 2 m from the geodesic, and borders
  /// are crossed exactly; so good to some metres unless the line runs along a border. A meridian that passes a pole
  /// and lines across the antimeridian are handled. Cost: some tens of microseconds.
  std::vector<LineSpan> spans(LatLon from, LatLon to) const;

  /// The sums of spans() by country, in the order in which the line enters them.
  std::vector<Overflight> overflight(LatLon from, LatLon to) const;

  /// The same of a way of several legs, from each position to the next.
  std::vector<Overflight> overflight(std::span<const LatLon> way) const;

 private:
  struct Edge {
    double lat_a = 0, lon_a = 0, lat_b = 0, lon_b = 0;  // lat_a <= lat_b
    std::uint32_t country = 0;
  };
  std::vector<Country> countries_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> cell_start_;  // by one-degree cell, row by row from the south-west
  std::vector<std::uint32_t> cell_edges_;
  std::vector<std::vector<std::uint32_t>> band_edges_;  // by country and one-degree band of latitude
  std::vector<int> first_band_;
  std::vector<std::size_t> band_offset_;
};

/// Two countries that share a border, `a` before `b`; km = length of the shared edges.
struct Neighbours {
  std::string a;
  std::string b;
  double km = 0;
};

/// Which countries share a border: those with an edge in common, which holds for layers made as one coverage. Borders
/// of a single point do not count. Ordered by code. Cost: n log n in the number of edges.
std::vector<Neighbours> neighbours(std::span<const Country> countries);

}  // namespace entente::geo

#pragma once
// Closed airspace: states merged into one region, and what can be reached from a place without entering it.
//
// Method: docs/methods/geodesy.md, section 3.

#include "entente/geo/lat_lon.hpp"
#include "entente/geo/region.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace entente::geo {

/// One region out of several countries: edges that two of them share fall away, so that no corridor is left along a
/// common border. The result's rings are to be read together by the even-odd rule, as contains() does: each is the
/// outer ring of a polygon, holes too. Requires countries of one coverage (common borders with common vertices).
/// No countries give a region without polygons, which contains nothing. Cost: n log n in the vertices.
Country merge(std::span<const Country> countries, std::string code);

/// The straight lines from one place and the region they may not enter. Geodesics from a place are the rays of the
/// azimuthal-equidistant plane around it: there the border is cut into edges of a quarter degree, and each line is
/// tested against those in its direction. Good to some metres up to 5,000 km; not for lines near the antipode.
/// Building costs about one microsecond a vertex, a question well under one. A value; safe to use from many threads.
class SightLines {
 public:
  /// `region` may have no polygons: then nothing is blocked.
  SightLines(const Country& region, LatLon from);

  /// Whether the place itself lies in the region: then every line is blocked.
  bool starts_inside() const { return inside_; }

  /// Distance at which the line in this direction first enters the region; none where it never does. 0 from inside.
  std::optional<double> first_entry_km(double azimuth_deg) const;

  /// Whether the line of this direction and length enters the region. A line that ends on the border does not.
  bool blocked(double azimuth_deg, double km) const;

 private:
  struct Edge {
    double xa, ya, xb, yb;  // kilometres east and north in the plane
  };
  bool inside_ = false;
  std::vector<Edge> edges_;
  std::vector<std::vector<std::uint32_t>> by_direction_;  // edges that a ray in this sector can meet
};

}  // namespace entente::geo

#include "entente/geo/territorial_sea.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/airspace.hpp"
#include "entente/geo/geodesic.hpp"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_point.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/geometries/ring.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

namespace entente::geo {
namespace {

namespace bg = boost::geometry;
using PlanePoint = bg::model::d2::point_xy<double>;  // longitude, latitude
using PlanePolygon = bg::model::polygon<PlanePoint>;
using Area = bg::model::multi_polygon<PlanePolygon>;

constexpr double kPiece_km = 3;  // of the coast, where median lines are drawn
constexpr int kDiscCorners = 36;
constexpr double kDegree_km = 111.32;
constexpr double kFar_deg = (2 * kTerritorialSea_km + kPiece_km) / kDegree_km;  // no median line with what is farther
constexpr double kPoleward_deg = 89;
constexpr double kSliver_deg2 = 1e-6;  // about a hundredth of a square kilometre

double lon_scale(double lat_deg) { return std::max(0.01, std::cos(lat_deg * std::numbers::pi / 180)); }

struct Edge {
  LatLon a, b;
  auto operator<=>(const Edge&) const = default;
};

// A cut at the antimeridian or at the pole is not a coast.
bool is_cut(LatLon a, LatLon b) {
  return (std::abs(a.lon_deg) == 180.0 && a.lon_deg == b.lon_deg) ||
         (std::abs(a.lat_deg) > kPoleward_deg && std::abs(b.lat_deg) > kPoleward_deg);
}

// Edges in the order of the rings, their ends in one order.
void add_edges(const Polygon& polygon, std::vector<Edge>& edges) {
  const auto add = [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i)
      if (ring[i] != ring[i + 1] && !is_cut(ring[i], ring[i + 1]))
        edges.push_back({std::min(ring[i], ring[i + 1]), std::max(ring[i], ring[i + 1])});
  };
  add(polygon.outer);
  for (const Ring& hole : polygon.holes) add(hole);
}

struct Bounds {
  double south = 90, west = 180, north = -90, east = -180;

  void add(LatLon p) {
    south = std::min(south, p.lat_deg);
    north = std::max(north, p.lat_deg);
    west = std::min(west, p.lon_deg);
    east = std::max(east, p.lon_deg);
  }
};

Bounds bounds_of(const Polygon& polygon) {
  Bounds bounds;
  for (const LatLon p : polygon.outer) bounds.add(p);
  return bounds;
}

// Whether two polygons lie so near to each other that one's coast may bound the other's sea, or they share a border.
// A polygon ends at the antimeridian, and the sea goes on beyond it.
bool near(const Bounds& a, const Bounds& b) {
  if (a.south > b.north + kFar_deg || b.south > a.north + kFar_deg) return false;
  const double poleward = std::min(90.0, std::max({std::abs(a.south), std::abs(a.north)}) + kFar_deg);
  const double far_lon = kFar_deg / lon_scale(poleward);
  return std::ranges::any_of(std::array{-360.0, 0.0, 360.0}, [&](double turn) {
    return a.west <= b.east + turn + far_lon && b.west + turn <= a.east + far_lon;
  });
}

// Those polygons of the others that are near to one of the states', in their order.
std::vector<const Polygon*> near_polygons(const std::vector<Country>& states,
                                          const std::vector<const Country*>& others) {
  std::vector<Bounds> mine;
  for (const Country& state : states)
    for (const Polygon& polygon : state.polygons) mine.push_back(bounds_of(polygon));
  std::vector<const Polygon*> found;
  for (const Country* other : others)
    for (const Polygon& polygon : other->polygons) {
      const Bounds bounds = bounds_of(polygon);
      if (std::any_of(mine.begin(), mine.end(), [&](const Bounds& b) { return near(b, bounds); }))
        found.push_back(&polygon);
    }
  return found;
}

// Those edges that no other polygon has, in pieces of at most so many kilometres.
std::vector<Edge> coast_pieces(const std::vector<Edge>& edges, const std::vector<Edge>& sorted, double longest_km) {
  std::vector<Edge> pieces;
  for (const Edge& edge : edges) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), edge);
    if (last - first > 1) continue;
    const double lat = edge.b.lat_deg - edge.a.lat_deg;
    const double lon = edge.b.lon_deg - edge.a.lon_deg;
    const double km = kDegree_km * std::hypot(lat, lon * lon_scale(edge.a.lat_deg));
    const int parts = std::max(1, static_cast<int>(std::ceil(km / longest_km)));
    LatLon from = edge.a;
    for (int k = 1; k <= parts; ++k) {
      const double t = static_cast<double>(k) / parts;
      const LatLon to = k == parts ? edge.b : LatLon{edge.a.lat_deg + t * lat, edge.a.lon_deg + t * lon};
      pieces.push_back({from, to});
      from = to;
    }
  }
  return pieces;
}

LatLon middle(const Edge& edge) {
  return {0.5 * (edge.a.lat_deg + edge.b.lat_deg), 0.5 * (edge.a.lon_deg + edge.b.lon_deg)};
}

using Corners = std::vector<std::array<double, 2>>;  // longitude, latitude; not closed

// What of a convex polygon lies where x * lon + y * lat <= limit.
Corners clipped(const Corners& corners, double x, double y, double limit) {
  Corners out;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const auto& a = corners[i];
    const auto& b = corners[(i + 1) % corners.size()];
    const double da = x * a[0] + y * a[1] - limit;
    const double db = x * b[0] + y * b[1] - limit;
    if (da <= 0) out.push_back(a);
    if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
      const double t = da / (da - db);
      out.push_back({a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])});
    }
  }
  return out;
}

// Places at the reach of the sea around a place. The last ones are remembered, since the next piece begins where one
// ends.
class DiscMemory {
 public:
  using Disc = std::array<LatLon, kDiscCorners>;

  const Disc& around(LatLon place) {
    for (const Entry& entry : last_)
      if (entry.known && entry.place == place) return entry.disc;
    Entry& entry = last_[next_++ % last_.size()];
    entry.known = true;
    entry.place = place;
    for (int k = 0; k < kDiscCorners; ++k)
      entry.disc[static_cast<std::size_t>(k)] = direct(place, k * 360.0 / kDiscCorners, kTerritorialSea_km);
    return entry.disc;
  }

 private:
  struct Entry {
    bool known = false;
    LatLon place;
    Disc disc{};
  };
  std::array<Entry, 4> last_;
  std::size_t next_ = 0;
};

// The sea within reach of a piece of the coast: the hull of the discs around its ends. Pieces that meet share a disc,
// so that their outlines run on into each other.
Corners sea_around(const Edge& piece, DiscMemory& discs) {
  bg::model::multi_point<PlanePoint> points;
  for (const LatLon end : {piece.a, piece.b})
    for (const LatLon p : discs.around(end))
      points.push_back({piece.a.lon_deg + std::remainder(p.lon_deg - piece.a.lon_deg, 360.0), p.lat_deg});
  bg::model::ring<PlanePoint> hull;
  bg::convex_hull(points, hull);
  Corners corners;
  for (std::size_t i = 0; i + 1 < hull.size(); ++i) corners.push_back({hull[i].x(), hull[i].y()});
  return corners;
}

// As far as no place of another state's coast is nearer to it than the middle of the piece. `others` are sorted by
// latitude.
Corners to_median_line(Corners sea, LatLon centre, const std::vector<LatLon>& others) {
  const double scale = lon_scale(centre.lat_deg);
  auto other = std::lower_bound(others.begin(), others.end(), LatLon{centre.lat_deg - kFar_deg, -1000});
  for (; other != others.end() && other->lat_deg <= centre.lat_deg + kFar_deg && !sea.empty(); ++other) {
    const double lon = std::remainder(other->lon_deg - centre.lon_deg, 360.0);
    if (std::abs(lon) * scale > kFar_deg) continue;
    // The bisector in the plane (longitude * scale, latitude) around the middle.
    const double x = 2 * lon * scale * scale;
    const double y = 2 * (other->lat_deg - centre.lat_deg);
    const double squared = lon * lon * scale * scale + 0.25 * y * y;
    sea = clipped(sea, x, y, squared + x * centre.lon_deg + y * centre.lat_deg);
  }
  return sea;
}

void add_piece(const Corners& corners, double lon_shift, std::vector<Area>& pieces) {
  if (corners.size() < 3) return;
  PlanePolygon polygon;
  for (const auto& c : corners) polygon.outer().push_back({c[0] + lon_shift, c[1]});
  bg::correct(polygon);
  if (bg::area(polygon) > kSliver_deg2) pieces.push_back(Area{polygon});
}

// All pieces as one area; neighbours in the list are joined first.
Area joined(std::vector<Area> pieces) {
  while (pieces.size() > 1) {
    std::vector<Area> next;
    for (std::size_t i = 0; i < pieces.size(); i += 2) {
      if (i + 1 == pieces.size()) {
        next.push_back(std::move(pieces[i]));
        continue;
      }
      Area both;
      bg::union_(pieces[i], pieces[i + 1], both);
      next.push_back(std::move(both));
    }
    pieces = std::move(next);
  }
  return pieces.empty() ? Area{} : std::move(pieces.front());
}

PlanePolygon plane_polygon(const Polygon& polygon) {
  PlanePolygon out;
  for (const LatLon p : polygon.outer) out.outer().push_back({p.lon_deg, p.lat_deg});
  for (const Ring& hole : polygon.holes) {
    auto& inner = out.inners().emplace_back();
    for (const LatLon p : hole) inner.push_back({p.lon_deg, p.lat_deg});
  }
  bg::correct(out);
  return out;
}

// The squares of a quarter of a degree that the edges of an area pass, to tell quickly that a polygon stays clear of
// it. An area of sea is a strip narrower than two such squares, so that land which meets it meets one of them.
class SeaCells {
 public:
  explicit SeaCells(const std::vector<Area>& pieces) : held_(static_cast<std::size_t>(kRows) * kColumns) {
    for (const Area& piece : pieces) {
      Bounds box;
      for (const PlanePolygon& polygon : piece)
        for (const PlanePoint& p : polygon.outer()) box.add({p.y(), p.x()});
      each(box.west, box.south, box.east, box.north, [&](std::size_t cell) {
        held_[cell] = 1;
        return false;
      });
    }
  }

  bool may_meet(const Polygon& polygon) const {
    const auto meets = [&](const Ring& ring) {
      for (std::size_t i = 0; i + 1 < ring.size(); ++i)
        if (any(ring[i].lon_deg, ring[i].lat_deg, ring[i + 1].lon_deg, ring[i + 1].lat_deg)) return true;
      return false;
    };
    return meets(polygon.outer) || std::any_of(polygon.holes.begin(), polygon.holes.end(), meets);
  }

 private:
  static constexpr int kPerDegree = 4;
  static constexpr int kRows = 180 * kPerDegree;
  static constexpr int kColumns = 360 * kPerDegree;
  static int row(double lat_deg) { return std::clamp(static_cast<int>((lat_deg + 90) * kPerDegree), 0, kRows - 1); }
  static int column(double lon_deg) {
    return std::clamp(static_cast<int>((lon_deg + 180) * kPerDegree), 0, kColumns - 1);
  }

  // Calls take(cell) for each square in the box around an edge, until one call says yes; says whether one did.
  template <class Take>
  static bool each(double lon_a, double lat_a, double lon_b, double lat_b, const Take& take) {
    for (int r = row(std::min(lat_a, lat_b)); r <= row(std::max(lat_a, lat_b)); ++r)
      for (int c = column(std::min(lon_a, lon_b)); c <= column(std::max(lon_a, lon_b)); ++c)
        if (take(static_cast<std::size_t>(r) * kColumns + static_cast<std::size_t>(c))) return true;
    return false;
  }
  bool any(double lon_a, double lat_a, double lon_b, double lat_b) const {
    return each(lon_a, lat_a, lon_b, lat_b, [&](std::size_t cell) { return held_[cell] != 0; });
  }

  std::vector<char> held_;
};

// The sea off the coast of the states, in pieces; foreign land is not taken out.
std::vector<Area> waters_of(const std::vector<Edge>& coast, const std::vector<LatLon>& other_coast) {
  std::vector<Area> waters;
  DiscMemory discs;
  for (const Edge& piece : coast) {
    if (std::abs(piece.a.lat_deg) > kPoleward_deg || std::abs(piece.b.lat_deg) > kPoleward_deg) continue;
    const Corners around = to_median_line(sea_around(piece, discs), middle(piece), other_coast);
    add_piece(clipped(clipped(around, 1, 0, 180), -1, 0, 180), 0, waters);
    add_piece(clipped(around, -1, 0, -180), -360, waters);
    add_piece(clipped(around, 1, 0, -180), 360, waters);
  }
  return waters;
}

Country country_of(const Area& area, std::string name) {
  Country out;
  out.code = std::move(name);
  const auto add = [&](const auto& ring) {
    if (std::abs(bg::area(ring)) < kSliver_deg2) return;
    Ring positions;
    for (const PlanePoint& p : ring) positions.push_back({p.y(), p.x()});
    out.polygons.push_back({std::move(positions), {}});
  };
  for (const PlanePolygon& polygon : area) {
    add(polygon.outer());
    for (const auto& hole : polygon.inners()) add(hole);
  }
  return out;
}

}  // namespace

std::optional<std::size_t> state_at(const RegionIndex& countries, LatLon point) {
  if (const auto holds = countries.country_at(point)) return holds;
  // Only states with a vertex near by are measured; along coasts they lie closer than this box.
  constexpr double kBox_deg = 2;
  const double box_lon_deg = kBox_deg / lon_scale(point.lat_deg);
  const auto near = [&](const Polygon& polygon) {
    return std::any_of(polygon.outer.begin(), polygon.outer.end(), [&](LatLon p) {
      return std::abs(p.lat_deg - point.lat_deg) < kBox_deg &&
             std::abs(std::remainder(p.lon_deg - point.lon_deg, 360.0)) < box_lon_deg;
    });
  };
  std::optional<std::size_t> nearest;
  double nearest_km = kTerritorialSea_km;
  for (std::size_t c = 0; c < countries.countries().size(); ++c) {
    const Country& country = countries.countries()[c];
    if (std::none_of(country.polygons.begin(), country.polygons.end(), near)) continue;
    if (const double km = distance_to_country_km(country, point); km <= nearest_km) {
      nearest = c;
      nearest_km = km;
    }
  }
  return nearest;
}

Country airspace_of(const RegionIndex& countries, std::span<const std::string> codes, std::string name) {
  std::vector<Country> states;
  std::vector<const Country*> others;
  for (const std::string& code : codes) countries.named(code);
  for (const Country& country : countries.countries())
    if (std::find(codes.begin(), codes.end(), country.code) != codes.end())
      states.push_back(country);
    else
      others.push_back(&country);
  const std::vector<const Polygon*> neighbours = near_polygons(states, others);

  std::vector<Edge> mine;
  std::vector<Edge> theirs;
  for (const Country& state : states)
    for (const Polygon& polygon : state.polygons) add_edges(polygon, mine);
  for (const Polygon* polygon : neighbours) add_edges(*polygon, theirs);
  std::vector<Edge> sorted = mine;
  sorted.insert(sorted.end(), theirs.begin(), theirs.end());
  std::sort(sorted.begin(), sorted.end());
  const std::vector<Edge> coast = coast_pieces(mine, sorted, kPiece_km);
  if (coast.empty()) return merge(states, std::move(name));
  std::vector<LatLon> other_coast;
  for (const Edge& piece : coast_pieces(theirs, sorted, kPiece_km)) other_coast.push_back(middle(piece));
  std::sort(other_coast.begin(), other_coast.end());

  std::vector<Area> waters = waters_of(coast, other_coast);
  const SeaCells cells(waters);
  Area sea = joined(std::move(waters));
  for (const Polygon* polygon : neighbours) {
    if (!cells.may_meet(*polygon)) continue;
    Area left;
    bg::difference(sea, plane_polygon(*polygon), left);
    sea = std::move(left);
  }
  std::vector<Area> parts;
  for (const Country& state : states)
    for (const Polygon& polygon : state.polygons) parts.push_back(Area{plane_polygon(polygon)});
  parts.push_back(std::move(sea));
  return country_of(joined(std::move(parts)), std::move(name));
}

}  // namespace entente::geo

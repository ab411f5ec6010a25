#include "entente/geo/region.hpp"

#include "entente/base/error.hpp"
#include "entente/geo/geodesic.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <tuple>

namespace entente::geo {
namespace {

constexpr double kPoleward_deg = 89.99;      // beyond it a ring of a polar country has no edge to cross
constexpr double kLineTolerance_km = 0.002;  // largest distance of a straight piece from the geodesic
constexpr double kLongestPiece_km = 100.0;
constexpr double kShortestPiece_km = 0.001;
constexpr double kDegree_km = 111.32;
constexpr double kRadians = std::numbers::pi / 180.0;

double clamped_lat(double lat_deg) { return std::clamp(lat_deg, -kPoleward_deg, kPoleward_deg); }

// Whether the edge is crossed by the ray from the point towards the east. The edge is put in one order first, so that
// a point on an edge that two countries share is in one of them and not in both.
bool ray_crosses(double lat_a, double lon_a, double lat_b, double lon_b, double lat, double lon) {
  if (lat_a > lat_b || (lat_a == lat_b && lon_a > lon_b)) {
    std::swap(lat_a, lat_b);
    std::swap(lon_a, lon_b);
  }
  if (lat < lat_a || lat >= lat_b) return false;
  const double at = lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a);
  return lon < at;
}

bool odd_crossings(const Ring& ring, double lat, double lon) {
  bool odd = false;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i)
    odd ^= ray_crosses(ring[i].lat_deg, ring[i].lon_deg, ring[i + 1].lat_deg, ring[i + 1].lon_deg, lat, lon);
  return odd;
}

template <class Body>
void for_each_ring(const Country& country, Body&& body) {
  for (const auto& polygon : country.polygons) {
    body(polygon.outer);
    for (const auto& hole : polygon.holes) body(hole);
  }
}

// A cut at the antimeridian or at the pole is not a border.
bool is_cut(LatLon a, LatLon b) {
  return (std::abs(a.lon_deg) == 180.0 && a.lon_deg == b.lon_deg) ||
         (std::abs(a.lat_deg) > 89.9 && std::abs(b.lat_deg) > 89.9);
}

using Vector3 = std::array<double, 3>;

Vector3 on_sphere(LatLon p) {
  const double c = std::cos(p.lat_deg * kRadians);
  return {c * std::cos(p.lon_deg * kRadians), c * std::sin(p.lon_deg * kRadians), std::sin(p.lat_deg * kRadians)};
}

double squared_distance(const Vector3& p, const Vector3& a, const Vector3& b) {
  double along = 0;
  double length = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    along += (p[k] - a[k]) * (b[k] - a[k]);
    length += (b[k] - a[k]) * (b[k] - a[k]);
  }
  const double t = length > 0 ? std::clamp(along / length, 0.0, 1.0) : 0.0;
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    const double d = p[k] - a[k] - t * (b[k] - a[k]);
    sum += d * d;
  }
  return sum;
}

LatLon between(LatLon a, LatLon b, double t) {
  return {a.lat_deg + t * (b.lat_deg - a.lat_deg), a.lon_deg + t * (b.lon_deg - a.lon_deg)};
}

// The point of a short edge that is nearest to `point`, by golden section.
BorderPoint nearest_on_edge(LatLon point, LatLon a, LatLon b) {
  constexpr double kGolden = 0.6180339887498949;
  const auto at = [&](double t) {
    const LatLon p = between(a, b, t);
    return BorderPoint{p, distance_km(point, p)};
  };
  double low = 0;
  double high = 1;
  double t1 = high - kGolden;
  double t2 = kGolden;
  BorderPoint p1 = at(t1);
  BorderPoint p2 = at(t2);
  for (int i = 0; i < 30; ++i) {
    if (p1.km <= p2.km) {
      high = t2;
      t2 = t1;
      p2 = p1;
      t1 = high - kGolden * (high - low);
      p1 = at(t1);
    } else {
      low = t1;
      t1 = t2;
      p1 = p2;
      t2 = low + kGolden * (high - low);
      p2 = at(t2);
    }
  }
  BorderPoint best = at(0);
  for (const auto& other : {at(1), p1, p2})
    if (other.km < best.km) best = other;
  return best;
}

// A piece of the geodesic that is straight in longitude and latitude to within the tolerance.
struct Piece {
  double from_km = 0, to_km = 0;
  double lat_a = 0, lon_a = 0, lat_b = 0, lon_b = 0;
};

double turned(double lon_deg) {
  return lon_deg > 180.0 ? lon_deg - 360.0 : (lon_deg < -180.0 ? lon_deg + 360.0 : lon_deg);
}

struct Node {
  double km = 0, lat = 0, lon = 0;
};

// Adds a piece, cut in two where it crosses the antimeridian.
void add_piece(const Node& a, const Node& b, std::vector<Piece>& pieces) {
  const double step = turned(b.lon - a.lon);
  const double end = a.lon + step;
  if (std::abs(end) <= 180.0) {
    pieces.push_back({a.km, b.km, a.lat, a.lon, b.lat, end});
    return;
  }
  const double side = end > 0 ? 180.0 : -180.0;
  const double t = (side - a.lon) / step;
  const double lat = a.lat + t * (b.lat - a.lat);
  const double km = a.km + t * (b.km - a.km);
  pieces.push_back({a.km, km, a.lat, a.lon, lat, side});
  pieces.push_back({km, b.km, lat, -side, b.lat, end - 2 * side});
}

void refine(const GeographicLib::GeodesicLine& line, const Node& a, const Node& b, std::vector<Piece>& pieces) {
  const double length = b.km - a.km;
  if (length > kShortestPiece_km) {
    Node middle{0.5 * (a.km + b.km), 0, 0};
    line.Position(middle.km * 1000.0, middle.lat, middle.lon);
    const double lat_off = middle.lat - 0.5 * (a.lat + b.lat);
    const double lon_off = turned(middle.lon - turned(a.lon + 0.5 * turned(b.lon - a.lon)));
    const double off_km = kDegree_km * std::hypot(lat_off, lon_off * std::cos(middle.lat * kRadians));
    if (length > kLongestPiece_km || off_km > kLineTolerance_km) {
      refine(line, a, middle, pieces);
      refine(line, middle, b, pieces);
      return;
    }
  }
  add_piece(a, b, pieces);
}

std::vector<Piece> pieces_of(LatLon from, LatLon to) {
  const auto line = GeographicLib::Geodesic::WGS84().InverseLine(from.lat_deg, from.lon_deg, to.lat_deg, to.lon_deg);
  std::vector<Piece> pieces;
  refine(line, {0, from.lat_deg, turned(from.lon_deg)}, {line.Distance() / 1000.0, to.lat_deg, turned(to.lon_deg)},
         pieces);
  return pieces;
}

int cell_row(double lat_deg) { return std::clamp(static_cast<int>(std::floor(lat_deg)) + 90, 0, 179); }
int cell_column(double lon_deg) { return std::clamp(static_cast<int>(std::floor(lon_deg)) + 180, 0, 359); }

// Where along the piece (0 to 1) it meets the edge, ends included; below 0 when it does not. Meetings that lie on a
// common end are reported for each edge: the caller sorts them, and stretches of no length fall away.
double meeting(const Piece& p, double lat_a, double lon_a, double lat_b, double lon_b) {
  const double ux = p.lon_b - p.lon_a;
  const double uy = p.lat_b - p.lat_a;
  const double vx = lon_b - lon_a;
  const double vy = lat_b - lat_a;
  const double cross = ux * vy - uy * vx;
  if (cross == 0) return -1;
  const double wx = lon_a - p.lon_a;
  const double wy = lat_a - p.lat_a;
  const double t = (wx * vy - wy * vx) / cross;
  const double s = (wx * uy - wy * ux) / cross;
  constexpr double kSlack = 1e-12;
  if (t < -kSlack || t > 1 + kSlack || s < -kSlack || s > 1 + kSlack) return -1;
  return std::clamp(t, 0.0, 1.0);
}

}  // namespace

bool contains(const Country& country, LatLon point) {
  const double lat = clamped_lat(point.lat_deg);
  bool odd = false;
  for_each_ring(country, [&](const Ring& ring) { odd ^= odd_crossings(ring, lat, point.lon_deg); });
  return odd;
}

BorderPoint nearest_border_point(const Country& country, LatLon point) {
  // First on the sphere over all edges, in pieces of half a degree; then on the ellipsoid over those that can win.
  constexpr double kPiece_deg = 0.5;
  constexpr double kSphereError = 1.01;  // the sphere's distances differ by less than 0.6%
  const Vector3 p = on_sphere(point);
  struct Candidate {
    double squared;
    LatLon a, b;
  };
  std::vector<Candidate> candidates;
  double nearest = std::numeric_limits<double>::infinity();
  const auto bound_now = [&] { return nearest * kSphereError * kSphereError * 1.001 + 1e-10; };
  // A squared distance that an edge cannot fall short of, by its latitudes alone; its chord lies up to 1e-5 inside.
  const auto least_squared = [&](LatLon a, LatLon b) {
    const double south = std::min(a.lat_deg, b.lat_deg);
    const double north = std::max(a.lat_deg, b.lat_deg);
    const double gap = std::max({0.0, south - point.lat_deg, point.lat_deg - north}) * kRadians;
    const double chord = std::max(0.0, 0.99 * std::min(gap, 0.4) - 2e-5);
    return chord * chord;
  };
  for_each_ring(country, [&](const Ring& ring) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      if (is_cut(ring[i], ring[i + 1]) || least_squared(ring[i], ring[i + 1]) > bound_now()) continue;
      const double size =
          std::max(std::abs(ring[i + 1].lat_deg - ring[i].lat_deg), std::abs(ring[i + 1].lon_deg - ring[i].lon_deg));
      const auto parts = std::max(1, static_cast<int>(std::ceil(size / kPiece_deg)));
      for (int k = 0; k < parts; ++k) {
        const LatLon a = between(ring[i], ring[i + 1], static_cast<double>(k) / parts);
        const LatLon b = between(ring[i], ring[i + 1], static_cast<double>(k + 1) / parts);
        const double d = squared_distance(p, on_sphere(a), on_sphere(b));
        if (d <= bound_now()) candidates.push_back({d, a, b});
        nearest = std::min(nearest, d);
      }
    }
  });
  check(!candidates.empty(), "nearest_border_point: the country has a border");
  const double bound = bound_now();
  BorderPoint best{{}, std::numeric_limits<double>::infinity()};
  for (const auto& c : candidates)
    if (c.squared <= bound)
      if (const auto nearer = nearest_on_edge(point, c.a, c.b); nearer.km < best.km) best = nearer;
  return best;
}

double distance_to_border_km(const Country& country, LatLon point) { return nearest_border_point(country, point).km; }

double distance_to_country_km(const Country& country, LatLon point) {
  return contains(country, point) ? 0.0 : distance_to_border_km(country, point);
}

RegionIndex::RegionIndex(std::vector<Country> countries) : countries_(std::move(countries)) {
  for (std::size_t c = 0; c < countries_.size(); ++c) {
    const std::size_t begin = edges_.size();
    for_each_ring(countries_[c], [&](const Ring& ring) {
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        LatLon a = ring[i];
        LatLon b = ring[i + 1];
        if (a == b) continue;
        if (a.lat_deg > b.lat_deg || (a.lat_deg == b.lat_deg && a.lon_deg > b.lon_deg)) std::swap(a, b);
        edges_.push_back({a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg, static_cast<std::uint32_t>(c)});
      }
    });
    int low = 179;
    int high = -1;
    for (std::size_t e = begin; e < edges_.size(); ++e) {
      low = std::min(low, cell_row(edges_[e].lat_a));
      high = std::max(high, cell_row(edges_[e].lat_b));
    }
    first_band_.push_back(low);
    band_offset_.push_back(band_edges_.size());
    if (high >= low) band_edges_.resize(band_edges_.size() + static_cast<std::size_t>(high - low) + 1);
    for (std::size_t e = begin; e < edges_.size(); ++e)
      for (int row = cell_row(edges_[e].lat_a); row <= cell_row(edges_[e].lat_b); ++row)
        band_edges_[band_offset_[c] + static_cast<std::size_t>(row - low)].push_back(static_cast<std::uint32_t>(e));
  }
  band_offset_.push_back(band_edges_.size());

  const auto cells_of = [](const Edge& e, auto&& body) {
    for (int row = cell_row(e.lat_a); row <= cell_row(e.lat_b); ++row)
      for (int column = cell_column(std::min(e.lon_a, e.lon_b)); column <= cell_column(std::max(e.lon_a, e.lon_b));
           ++column)
        body(static_cast<std::size_t>(row) * 360 + static_cast<std::size_t>(column));
  };
  cell_start_.assign(std::size_t{180} * 360 + 1, 0);
  for (const auto& e : edges_) cells_of(e, [&](std::size_t cell) { ++cell_start_[cell + 1]; });
  for (std::size_t i = 1; i < cell_start_.size(); ++i) cell_start_[i] += cell_start_[i - 1];
  cell_edges_.resize(cell_start_.back());
  auto next = cell_start_;
  for (std::size_t e = 0; e < edges_.size(); ++e)
    cells_of(edges_[e], [&](std::size_t cell) { cell_edges_[next[cell]++] = static_cast<std::uint32_t>(e); });
}

const Country* RegionIndex::find(std::string_view code) const {
  for (const auto& country : countries_)
    if (country.code == code) return &country;
  return nullptr;
}

const Country& RegionIndex::named(std::string_view code) const {
  const Country* country = find(code);
  if (country == nullptr)
    throw Error(ErrorCode::not_found, fmt::format("the layer of countries has no \"{}\"", code),
                "use an ISO 3166 alpha-3 code such as SOM");
  return *country;
}

bool RegionIndex::holds(std::size_t index, LatLon point) const {
  const double lat = clamped_lat(point.lat_deg);
  const int band = cell_row(lat) - first_band_[index];
  const std::size_t bands = band_offset_[index + 1] - band_offset_[index];
  if (band < 0 || static_cast<std::size_t>(band) >= bands) return false;
  bool odd = false;
  for (const auto e : band_edges_[band_offset_[index] + static_cast<std::size_t>(band)]) {
    const Edge& edge = edges_[e];
    odd ^= ray_crosses(edge.lat_a, edge.lon_a, edge.lat_b, edge.lon_b, lat, point.lon_deg);
  }
  return odd;
}

std::optional<std::size_t> RegionIndex::country_at(LatLon point) const {
  for (std::size_t c = 0; c < countries_.size(); ++c)
    if (holds(c, point)) return c;
  return std::nullopt;
}

std::vector<LineSpan> RegionIndex::spans(LatLon from, LatLon to) const {
  const auto pieces = pieces_of(from, to);

  struct Crossing {
    std::uint32_t country;
    double km;
    auto operator<=>(const Crossing&) const = default;
  };
  std::vector<Crossing> crossings;
  std::vector<std::uint32_t> seen;  // an edge lies in several cells: take it once a piece
  for (const auto& piece : pieces) {
    seen.clear();
    for (int row = cell_row(std::min(piece.lat_a, piece.lat_b)); row <= cell_row(std::max(piece.lat_a, piece.lat_b));
         ++row)
      for (int column = cell_column(std::min(piece.lon_a, piece.lon_b));
           column <= cell_column(std::max(piece.lon_a, piece.lon_b)); ++column) {
        const std::size_t cell = static_cast<std::size_t>(row) * 360 + static_cast<std::size_t>(column);
        for (std::uint32_t i = cell_start_[cell]; i < cell_start_[cell + 1]; ++i) {
          const std::uint32_t e = cell_edges_[i];
          const Edge& edge = edges_[e];
          const double t = meeting(piece, edge.lat_a, edge.lon_a, edge.lat_b, edge.lon_b);
          if (t < 0 || std::find(seen.begin(), seen.end(), e) != seen.end()) continue;
          seen.push_back(e);
          crossings.push_back({edge.country, piece.from_km + t * (piece.to_km - piece.from_km)});
        }
      }
  }
  std::sort(crossings.begin(), crossings.end());

  // Between two crossings of a country's border the line is inside or outside as its middle is.
  const double length_km = pieces.back().to_km;
  const auto position_at = [&](double km) {
    auto piece =
        std::upper_bound(pieces.begin(), pieces.end(), km, [](double v, const Piece& p) { return v < p.to_km; });
    if (piece == pieces.end()) --piece;
    const double span = piece->to_km - piece->from_km;
    const double t = span > 0 ? (km - piece->from_km) / span : 0.0;
    return LatLon{piece->lat_a + t * (piece->lat_b - piece->lat_a), piece->lon_a + t * (piece->lon_b - piece->lon_a)};
  };
  std::vector<LineSpan> result;
  std::size_t at = 0;
  for (std::size_t c = 0; c < countries_.size(); ++c) {
    double begin = 0;
    double open_from = -1;  // start of the stretch that is inside
    double open_to = -1;
    const auto stretch = [&](double end) {
      if (end - begin <= 0.5 * kShortestPiece_km) return;
      const bool inside = holds(c, position_at(0.5 * (begin + end)));
      if (inside && open_from >= 0) {
        open_to = end;
      } else if (inside) {
        open_from = begin;
        open_to = end;
      } else if (open_from >= 0) {
        if (open_to - open_from >= kShortestPiece_km) result.push_back({c, open_from, open_to});
        open_from = -1;
      }
      begin = end;
    };
    for (; at < crossings.size() && crossings[at].country == c; ++at) stretch(crossings[at].km);
    stretch(length_km);
    if (open_from >= 0 && open_to - open_from >= kShortestPiece_km) result.push_back({c, open_from, open_to});
  }
  std::sort(result.begin(), result.end(), [](const LineSpan& a, const LineSpan& b) {
    return std::tie(a.from_km, a.country) < std::tie(b.from_km, b.country);
  });
  return result;
}

std::vector<Overflight> RegionIndex::overflight(LatLon from, LatLon to) const {
  const std::array<LatLon, 2> line{from, to};
  return overflight(line);
}

std::vector<Overflight> RegionIndex::overflight(std::span<const LatLon> way) const {
  std::vector<Overflight> result;
  for (std::size_t leg = 1; leg < way.size(); ++leg)
    for (const auto& span : spans(way[leg - 1], way[leg])) {
      const auto& code = countries_[span.country].code;
      const auto same = std::find_if(result.begin(), result.end(), [&](const Overflight& o) { return o.code == code; });
      if (same == result.end())
        result.push_back({code, span.to_km - span.from_km});
      else
        same->km += span.to_km - span.from_km;
    }
  return result;
}

std::vector<Neighbours> neighbours(std::span<const Country> countries) {
  struct SharedEdge {
    LatLon a, b;
    std::size_t country;
  };
  std::vector<SharedEdge> edges;
  for (std::size_t c = 0; c < countries.size(); ++c)
    for_each_ring(countries[c], [&](const Ring& ring) {
      for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        if (ring[i] == ring[i + 1] || is_cut(ring[i], ring[i + 1])) continue;
        edges.push_back({std::min(ring[i], ring[i + 1]), std::max(ring[i], ring[i + 1]), c});
      }
    });
  std::sort(edges.begin(), edges.end(), [](const SharedEdge& x, const SharedEdge& y) {
    return std::tie(x.a, x.b, x.country) < std::tie(y.a, y.b, y.country);
  });
  std::map<std::pair<std::string, std::string>, double> shared_km;
  for (std::size_t i = 0; i < edges.size(); ++i)
    for (std::size_t k = i + 1; k < edges.size() && edges[k].a == edges[i].a && edges[k].b == edges[i].b; ++k) {
      if (edges[k].country == edges[i].country) continue;
      const auto& x = countries[edges[i].country].code;
      const auto& y = countries[edges[k].country].code;
      shared_km[std::minmax(x, y)] += distance_km(edges[i].a, edges[i].b);
    }
  std::vector<Neighbours> result;
  for (const auto& [pair, km] : shared_km) result.push_back({pair.first, pair.second, km});
  return result;
}

}  // namespace entente::geo

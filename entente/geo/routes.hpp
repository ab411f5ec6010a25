#pragma once
// Shortest ways around closed airspace.
//
// Method: docs/methods/geodesy.md, section 3.2: a visibility graph over the outline of the closed region (Lozano-Perez
// and Wesley 1979), whose edges are geodesics.

#include "entente/base/executor.hpp"
#include "entente/geo/lat_lon.hpp"
#include "entente/geo/region.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace entente::geo {

/// Why there is no way.
enum class Obstacle { none, start_inside, end_inside, enclosed };
std::string_view name(Obstacle obstacle);

struct Route {
  Obstacle obstacle = Obstacle::none;  // none: reachable
  double km = 0;
  std::vector<LatLon> via;  // both ends included; empty where there is no way
};

/// `geodesic`: edges are great circles where it is asked whether they are free, and geodesics of the ellipsoid in
/// their length; the outline is cut into pieces of at most a quarter of a degree. Such an edge differs from the
/// geodesic by some hundred metres sideways on 1,000 km, which costs less than a metre of length. `degrees`: edges are
/// straight in longitude and latitude, as planar engines take them, for comparison with them; not across the
/// antimeridian.
enum class RouteModel { geodesic, degrees };

/// The ways around one closed region (see merge()). Built once, then const; safe to use from many threads. Building
/// costs about the square of the number of corners, some tens of milliseconds for a thousand. The border itself is
/// free to fly along.
class RouteNetwork {
 public:
  RouteNetwork(Country closed, RouteModel model, const Executor& executor);

  /// The shortest way from one position to the other; the direct geodesic where that is free.
  Route route(LatLon from, LatLon to) const;

  /// A place to start from, with the distance to every corner of the outline; and a place to go to, with the corners
  /// that are seen from it. For many sites and many points, make each once.
  /// Without `corners` they only serve sees(), and cost much less.
  struct Origin;
  struct Goal;
  Origin origin(LatLon from, bool corners = true) const;
  Goal goal(LatLon to, bool corners = true) const;

  /// The same between two places that were made once.
  Route route(const Origin& start, const Goal& end) const;

  /// Whether the direct line is free; false where one of the ends is inside. Cost: some tens of nanoseconds.
  bool sees(const Origin& from, const Goal& to) const;

  /// The shortest way by the corners that the goal sees; infinite where there is none. Not shorter than the direct line
  /// where that is free.
  double km_by_corners(const Origin& from, const Goal& to) const;

  /// Length of the shortest way, none where there is none. Cost: the number of corners that the goal sees, and one
  /// geodesic where the direct line is free.
  std::optional<double> km(const Origin& from, const Goal& to) const;

  const Country& closed() const { return closed_; }

  /// Corners that a way can turn at, and lines between two of them that are free.
  std::size_t corners() const { return nodes_.size(); }
  std::size_t edges() const { return links_.size(); }

 private:
  using Vector = std::array<double, 3>;
  struct Vertex {
    LatLon position;
    Vector vector{};
    std::uint32_t previous = 0, next = 0;  // with the closed region on the left
  };
  /// All vertices as seen from one place: their directions, and the outline's edges by direction.
  struct Fan {
    LatLon position;
    Vector vector{};
    Vector east{}, north{};             // of the place, for directions; of the geodesic model
    std::uint32_t vertex = 0xFFFFFFFF;  // where the place is one
    std::vector<std::uint32_t> sector_start;
    std::vector<std::uint32_t> sector_edges;  // an edge goes from this vertex to its next one
  };
  Vector embed(LatLon position) const;
  double direction(const Fan& from, const Vector& to) const;
  Fan fan(LatLon position, std::uint32_t vertex) const;
  bool free(const Fan& from, const Vector& to, std::uint32_t to_vertex) const;
  bool turns_inward(std::uint32_t vertex, const Vector& to, std::uint32_t to_vertex) const;
  bool touches(std::uint32_t vertex, const Vector& other) const;
  struct Link {
    std::uint32_t node = 0;
    double km = 0;
  };
  std::vector<Link> links_from(std::uint32_t node) const;

  Country closed_;
  RouteModel model_;
  std::vector<Vertex> vertices_;
  std::vector<std::uint32_t> nodes_;  // corners: vertices at which a way can turn
  std::vector<std::uint32_t> link_start_;
  std::vector<Link> links_;

 public:
  struct Origin {
    Obstacle obstacle = Obstacle::none;
    LatLon position;
    Fan fan;
    std::vector<double> km;             // to each corner; infinite where there is no way
    std::vector<std::uint32_t> before;  // the corner before it; its own number where it is seen directly
  };
  struct Goal {
    Obstacle obstacle = Obstacle::none;
    LatLon position;
    Vector vector{};
    std::vector<std::uint32_t> corner;  // seen from here
    std::vector<double> km;             // to each of them
  };
};

/// For base/bytes.hpp.
template <class Take>
void each_part(RouteNetwork::Goal& goal, Take& take) {
  take(goal.obstacle, goal.position, goal.vector, goal.corner, goal.km);
}

}  // namespace entente::geo

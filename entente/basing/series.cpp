#include "entente/basing/series.hpp"

#include "entente/base/error.hpp"

namespace entente::basing {
namespace {

// The columns `points` of a matrix.
ReachMatrix part_of(const ReachMatrix& matrix, const std::vector<std::size_t>& points) {
  ReachMatrix part{matrix.airspace, matrix.sites, points.size(), {}, {}};
  for (std::size_t s = 0; s < matrix.sites; ++s)
    for (const auto p : points) {
      part.km.push_back(matrix.km_at(s, p));
      part.permission.push_back(matrix.permission_at(s, p));
    }
  return part;
}

}  // namespace

std::vector<SeriesPoint> cover_series(const SeriesRequest& request, const geo::RegionIndex& countries,
                                      const Executor& executor) {
  if (request.window_days <= 0)
    throw Error(ErrorCode::bad_request, "the window of the demand is not positive", "give a number of days above 0");
  std::vector<Site> sites;
  std::vector<DemandPoint> demand;
  for (const auto& dated : request.sites) sites.push_back(dated.site);
  for (const auto& dated : request.demand) demand.push_back(dated.point);
  const auto matrix = reach_matrix(sites, demand, countries, request.airspace, executor);

  struct Window {
    std::vector<DemandPoint> demand;
    ReachMatrix matrix;
  };
  const auto window_of = [&](Day day) {
    std::vector<std::size_t> points;
    Window window;
    for (std::size_t p = 0; p < request.demand.size(); ++p) {
      const Day on = request.demand[p].on;
      if (on > day || on <= day - std::chrono::days{request.window_days}) continue;
      points.push_back(p);
      window.demand.push_back(demand[p]);
    }
    window.matrix = part_of(matrix, points);
    return window;
  };
  const auto sweep = [&](const Window& window, const std::vector<std::size_t>& open) {
    return sweep_of(window.matrix, sites, open, window.demand, request.profile, request.min_hours);
  };

  std::vector<SeriesPoint> series;
  std::optional<Window> first;
  for (const Day day : request.days) {
    std::vector<std::size_t> open;
    for (std::size_t s = 0; s < sites.size(); ++s) {
      const auto& dated = request.sites[s];
      if ((!dated.opened || *dated.opened <= day) && (!dated.closed || *dated.closed > day)) open.push_back(s);
    }
    const auto window = window_of(day);
    if (!first) first = window;
    const auto now = sweep(window, open);
    const auto still = sweep(*first, open);
    SeriesPoint point{day, open.size(), window.demand.size(), now[0].weight, {}, {}, {}};
    for (std::size_t l = 0; l < kLevels.size(); ++l) {
      point.share[l] = now[l].share;
      point.mean_hours[l] = now[l].mean_hours;
      point.share_of_first_demand[l] = still[l].share;
    }
    series.push_back(point);
  }
  return series;
}

}  // namespace entente::basing

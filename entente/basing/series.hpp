#pragma once
// Coverage through the years, as sites open and close and violence moves.
//
// Method: docs/methods/basing.md, section 7.

#include "entente/base/date.hpp"
#include "entente/base/executor.hpp"
#include "entente/basing/cover.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace entente::basing {

/// A site and the days on which it is open: from `opened`, if known, to before `closed`, if it has closed.
struct DatedSite {
  Site site;
  std::optional<Day> opened;
  std::optional<Day> closed;
};

struct DatedPoint {
  DemandPoint point;
  Day on{};
};

struct SeriesRequest {
  std::vector<DatedSite> sites;
  std::vector<DatedPoint> demand;
  AircraftProfile profile;
  Airspace airspace;
  double min_hours = 8;
  std::vector<Day> days;
  int window_days = 365;  // the demand of a day is that of so many days up to it, itself included
};

/// One day. Shares are low, mid, high; 0 where the window holds no demand.
struct SeriesPoint {
  Day day{};
  std::size_t sites_open = 0;
  std::size_t points = 0;
  double weight = 0;
  std::array<double, 3> share{};
  std::array<double, 3> mean_hours{};
  std::array<double, 3> share_of_first_demand{};  // these sites, the demand of the first day's window
};

/// One entry for each day, in the order asked. Throws Error{bad_request} where the window is not positive, and as
/// reach_matrix(). Cost: one matrix of all sites and points, then a pass over it for each day.
std::vector<SeriesPoint> cover_series(const SeriesRequest& request, const geo::RegionIndex& countries,
                                      const Executor& executor);

}  // namespace entente::basing

#include "entente/basing/compare.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace entente::basing {

std::vector<AircraftCover> compare_aircraft(const CoverRequest& request, std::span<const AircraftProfile> profiles,
                                            const geo::RegionIndex& countries, const Executor& executor) {
  std::vector<Site> sites = request.kept;
  sites.insert(sites.end(), request.candidates.begin(), request.candidates.end());
  if (profiles.empty() || sites.empty()) return {};
  std::vector<AircraftCover> out;
  for (WideCover& wide :
       wide_cover(sites, request.demand, countries, request.airspaces, profiles, request.min_hours, executor)) {
    AircraftCover cover{
        wide.airspace, wide.profile, wide.together, std::vector<std::size_t>(sites.size()), std::move(wide.alone), 0};
    std::iota(cover.sites.begin(), cover.sites.end(), request.lost.size());
    const auto best = std::max_element(cover.alone.begin(), cover.alone.end(),
                                       [](const auto& a, const auto& b) { return a[kMid] < b[kMid]; });
    cover.best = static_cast<std::size_t>(best - cover.alone.begin());
    out.push_back(std::move(cover));
  }
  return out;
}

}  // namespace entente::basing

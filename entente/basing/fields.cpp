#include "entente/basing/fields.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace entente::basing {
namespace {

constexpr std::size_t kFrontWork = 400'000'000;  // sets times points, some seconds

// The candidates' rows of a matrix of kept sites and candidates.
ReachMatrix without_kept(const ReachMatrix& matrix, std::size_t kept) {
  ReachMatrix out{matrix.airspace, matrix.sites - kept, matrix.points, {}, {}};
  const auto skipped = static_cast<std::ptrdiff_t>(kept * matrix.points);
  out.km.assign(matrix.km.begin() + skipped, matrix.km.end());
  out.permission.assign(matrix.permission.begin() + skipped, matrix.permission.end());
  return out;
}

// `choice` is of kept sites and candidates.
BestFields best_of(Choice choice, std::size_t lost, std::size_t kept) {
  BestFields best{{}, choice.value, choice.bound, choice.proven, choice.nodes};
  for (const std::size_t s : choice.sets.front())
    if (s >= kept) best.fields.push_back(s + lost);
  return best;
}

std::vector<SiteTraits> traits_of(const CoverRequest& request, const std::map<std::string, double>& host_risk) {
  const double needed_ft = values_at(request.profile, Level::mid).runway_ft;
  std::vector<SiteTraits> traits;
  for (const Site& s : request.candidates) {
    const auto risk = host_risk.find(s.country);
    traits.push_back(
        {risk == host_risk.end() ? 0 : risk->second, s.lengthened_ft + std::max(0.0, needed_ft - s.runway_ft)});
  }
  return traits;
}

}  // namespace

double BestFields::gap() const { return std::abs(bound - value) / std::max(1e-9, std::abs(value)); }

std::vector<FieldChoice> choose_fields(const CoverRequest& request, const std::map<std::string, double>& host_risk,
                                       std::size_t most, const geo::RegionIndex& countries, const Executor& executor) {
  std::vector<FieldChoice> out;
  if (request.candidates.empty()) return out;
  const std::size_t lost = request.lost.size();
  const std::size_t kept = request.kept.size();
  std::vector<Site> sites = request.kept;
  sites.insert(sites.end(), request.candidates.begin(), request.candidates.end());
  ChoiceOptions options;
  for (std::size_t i = 0; i < kept; ++i) options.fixed.push_back(i);
  options.choose = kept + most;
  ParetoOptions pareto;
  pareto.choose = most;
  pareto.unserved_km = kUnserved_km;
  pareto.most_sets = std::max<std::size_t>(1000, kFrontWork / std::max<std::size_t>(1, request.demand.size()));
  const std::vector<SiteTraits> traits = traits_of(request, host_risk);
  const auto watched = [&](const ReachMatrix& matrix, std::span<const Site> from) {
    return covering_of(matrix, from, request.demand, request.profile, Level::mid, request.min_hours);
  };
  for (const Airspace& airspace : request.airspaces) {
    const ReachMatrix matrix = reach_matrix(sites, request.demand, countries, airspace, executor);
    FieldChoice chosen;
    chosen.most_watched = best_of(maximal_covering(watched(matrix, sites), options), lost, kept);
    chosen.nearest = best_of(p_median(median_problem_of(matrix, request.demand, kUnserved_km), options), lost, kept);
    const ReachMatrix alone = without_kept(matrix, kept);
    chosen.front =
        pareto_front(watched(alone, request.candidates), alone, request.candidates, traits, request.demand, pareto);
    for (ParetoSet& set : chosen.front.sets)
      for (std::size_t& site : set.sites) site += lost + kept;
    out.push_back(std::move(chosen));
  }
  return out;
}

}  // namespace entente::basing

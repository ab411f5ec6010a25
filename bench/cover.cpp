// How fast is cover by very many sites, and the exact choice among many?
//
//   cover [RECORD [THREADS]]
//
// 1,000 airfields of Africa, southern Europe and western Asia (the longest runways) x 10,000 points of a grid over ten
// states x 3 states of the airspace x 3 aircraft; then the best 5 of the 200 longest runways for the same points,
// proven; the same on a plane where cover is nearly complete, which is where bounds are weakest; the front of up to 3
// of them. Checks that the answer of one site alone is that of the full matrix, and that the result does not depend on
// the number of threads.

#include "bench/measure.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/base/random.hpp"
#include "entente/basing/choice.hpp"
#include "entente/basing/grid.hpp"
#include "entente/basing/wide.hpp"
#include "entente/record/view.hpp"
#include "entente/store/duck/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <set>
#include <span>

using namespace entente;
using bench::Timer;

namespace {

// Sites and points at random on a unit square, weights 1 to 10.
basing::Covering on_a_plane(std::uint64_t seed, std::size_t sites, std::size_t points, double radius) {
  RandomStream random(seed, "bench plane");
  basing::Covering covering;
  std::vector<std::array<double, 2>> at;
  for (std::size_t p = 0; p < points; ++p) {
    at.push_back({random.uniform(), random.uniform()});
    covering.weight.push_back(1 + 9 * random.uniform());
  }
  for (std::size_t s = 0; s < sites; ++s) {
    const std::array<double, 2> here{random.uniform(), random.uniform()};
    auto& covers = covering.covers.emplace_back();
    for (std::uint32_t p = 0; p < points; ++p)
      if (std::hypot(at[p][0] - here[0], at[p][1] - here[1]) < radius) covers.push_back(p);
  }
  return covering;
}

constexpr std::size_t kSites = 1000;
constexpr std::size_t kPoints = 10000;
constexpr std::size_t kChoices = 200;
constexpr double kMinHours = 8;

struct World {
  geo::RegionIndex index;
  std::vector<basing::Site> sites;
  std::vector<basing::DemandPoint> demand;
  std::vector<basing::AircraftProfile> profiles;
};

World world_of(const store::Store& store) {
  const record::View view = record::View::from(store.as_of(*parse_day("2024-03-17"), record::Vintage::latest));
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : store.layer(geo::kCountriesLayer))
    countries.push_back(geo::parse_country(part.text));
  std::set<std::string> near;
  for (const geo::Country& c : countries)
    if (c.continent == "Africa" || c.subregion == "Southern Europe" || c.subregion == "Western Asia")
      near.insert(c.code);
  World world{geo::RegionIndex(std::move(countries)), {}, {}, {}};
  for (const geo::LayerPart& part : store.layer(geo::kAirfieldsLayer, near))
    for (const geo::Airfield& a : geo::parse_airfields(part.text))
      if (!a.runways.empty())
        world.sites.push_back(
            {a.icao, a.name, a.country, a.position, a.runways.front().length_ft, a.runways.front().surface});
  std::stable_sort(world.sites.begin(), world.sites.end(),
                   [](const auto& a, const auto& b) { return a.runway_ft > b.runway_ft; });
  const std::vector<std::string> watched{"NER", "MLI", "BFA", "TCD", "NGA", "DZA", "LBY", "MRT", "SDN", "ETH"};
  world.demand = basing::grid_points(world.index, watched, 28);
  const std::vector<basing::AircraftFigureRow> figures = assess::aircraft_figures(view);
  for (const char* name : {"MQ-9A", "TB2", "Heron 1"}) world.profiles.push_back(basing::profile_of(figures, name));
  return world;
}

// Whether the result is the same on one thread.
bool time_cover(const World& world, std::span<const basing::Airspace> airspaces, std::size_t threads,
                std::vector<basing::WideCover>& covers) {
  const Timer wide;
  covers = basing::wide_cover(world.sites, world.demand, world.index, airspaces, world.profiles, kMinHours,
                              ThreadExecutor(threads));
  fmt::print("cover, {} sites x {} points x {} airspaces x {} aircraft: {}\n", kSites, kPoints, airspaces.size(),
             world.profiles.size(), wide.text());
  const Timer again;
  const auto single = basing::wide_cover(world.sites, world.demand, world.index, airspaces, world.profiles, kMinHours,
                                         ThreadExecutor(1));
  fmt::print("the same on one thread: {}\n", again.text());
  bool same = true;
  for (std::size_t i = 0; i < covers.size(); ++i)
    same = same && covers[i].together == single[i].together && covers[i].alone == single[i].alone;
  fmt::print("the result is {}\n", same ? "the same" : "NOT THE SAME");
  return same;
}

// How far the shares of single sites in `cover` lie from those of the full matrix.
double distance_to_matrix(const basing::ReachMatrix& matrix, std::span<const basing::Site> few, const World& world,
                          const basing::WideCover& cover) {
  double off = 0;
  for (std::size_t s = 0; s < kChoices; ++s) {
    const std::vector<std::size_t> alone{s};
    const double share =
        basing::coverage_of(matrix, few, alone, world.demand, world.profiles.front(), basing::Level::mid, kMinHours)
            .share;
    off = std::max(off, std::abs(share - cover.alone[s][1]));
  }
  fmt::print("largest difference of a share from that of the matrix: {:g}\n", off);
  return off;
}

void time_choices(const basing::ReachMatrix& matrix, std::span<const basing::Site> few, const World& world,
                  const basing::ChoiceOptions& options) {
  for (const double hours : {8.0, 9.75, 12.0}) {
    const auto covering =
        basing::covering_of(matrix, few, world.demand, world.profiles.front(), basing::Level::mid, hours);
    const Timer time;
    const auto best = basing::maximal_covering(covering, options);
    fmt::print("best 5 of {} by cover from {:g} h: {}, {} nodes, {:.0f} of {} points, {}\n", kChoices, hours,
               time.text(), best.nodes, best.value, kPoints,
               best.proven ? "proven" : fmt::format("gap to {:.0f}", best.bound));
  }
  for (const double radius : {0.2, 0.25, 0.3, 0.35})
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const auto covering = on_a_plane(seed, kChoices, kPoints, radius);
      const Timer time;
      const auto best = basing::maximal_covering(covering, options);
      double whole = 0;
      for (const double w : covering.weight) whole += w;
      fmt::print("best 5 of {} on a plane, radius {:g}, seed {}: {}, {} nodes, {:.4f} of the weight, {}\n", kChoices,
                 radius, seed, time.text(), best.nodes, best.value / whole,
                 best.proven ? "proven" : fmt::format("gap to {:.4f}", best.bound / whole));
    }
}

void time_front(const basing::ReachMatrix& matrix, std::span<const basing::Site> few, const World& world) {
  const Timer time;
  basing::ParetoOptions pareto;
  pareto.choose = 3;
  pareto.most_sets = 200'000;
  std::vector<basing::SiteTraits> traits;
  std::set<std::string> hosts;
  for (const auto& site : few) {
    hosts.insert(site.country);
    traits.push_back({0.01 * static_cast<double>(hosts.size() % 10), std::max(0.0, 12000 - site.runway_ft)});
  }
  const auto covering = basing::covering_of(matrix, few, world.demand, world.profiles.front(), basing::Level::mid, 12);
  const auto front = basing::pareto_front(covering, matrix, few, traits, world.demand, pareto);
  fmt::print("front of up to 3 of {}: {}, {} sets, sets of up to {} compared\n", kChoices, time.text(),
             front.sets.size(), front.largest);
}

void time_median(const basing::ReachMatrix& matrix, const World& world, const basing::ChoiceOptions& options) {
  const Timer time;
  const auto median = basing::p_median(basing::median_problem_of(matrix, world.demand, 3000), options);
  fmt::print("best 5 of {} by mean distance: {}, {} nodes, {:.1f} km, {}\n", kChoices, time.text(), median.nodes,
             median.value / static_cast<double>(kPoints),
             median.proven ? "proven" : fmt::format("gap to {:.1f} km", median.bound / static_cast<double>(kPoints)));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string record = argc > 1 ? argv[1] : "out/record.duckdb";
  const std::size_t threads = argc > 2 ? static_cast<std::size_t>(std::atoi(argv[2])) : 0;
  World world = world_of(*store::duck::open(record));
  if (world.sites.size() < kSites || world.demand.size() < kPoints) {
    fmt::print(stderr, "only {} sites and {} points\n", world.sites.size(), world.demand.size());
    return 1;
  }
  world.sites.resize(kSites);
  world.demand.resize(kPoints);
  const std::vector<basing::Airspace> airspaces{
      {"open", {}, 0, false}, {"one closed", {"NER"}, 0, true}, {"three closed", {"NER", "MLI", "BFA"}, 100, true}};
  std::vector<basing::WideCover> covers;
  const bool same = time_cover(world, airspaces, threads, covers);

  const Timer matrix_time;
  const std::vector<basing::Site> few(world.sites.begin(), world.sites.begin() + kChoices);
  const auto matrix = basing::reach_matrix(few, world.demand, world.index, airspaces.front(), ThreadExecutor(threads));
  fmt::print("matrix, {} sites x {} points, open: {}\n", kChoices, kPoints, matrix_time.text());
  const double off = distance_to_matrix(matrix, few, world, covers.front());
  basing::ChoiceOptions options;
  options.choose = 5;
  time_choices(matrix, few, world, options);
  time_front(matrix, few, world);
  time_median(matrix, world, options);
  return same && off == 0 ? 0 : 1;
}

// How do geodesics, the country of a point and the exact choice of sites compare with other programs on the same input?
//
//   cover_peers FOLDER RECORD
//
// Works on made-up pairs and points and on the airfields of the record, prints its own times, and writes input and
// answers to FOLDER, where bench/cover-peers reads them: pairs.f64 and distances.f64 (lat, lon, lat, lon; metres),
// points.f64 and countries.txt, and for each choice NAME.lp with NAME.value.

#include "bench/measure.hpp"
#include "entente/assess/cover_request.hpp"
#include "entente/base/random.hpp"
#include "entente/basing/choice.hpp"
#include "entente/basing/grid.hpp"
#include "entente/geo/geodesic.hpp"
#include "entente/record/view.hpp"
#include "entente/store/duck/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <fstream>
#include <map>
#include <numbers>
#include <optional>
#include <set>
#include <string>
#include <vector>

using namespace entente;
using bench::Timer;

namespace {

constexpr std::size_t kPairs = 1'000'000;
constexpr std::size_t kPlaces = 200'000;
constexpr std::size_t kSites = 200;
constexpr std::size_t kPoints = 10'000;
constexpr std::size_t kChoose = 5;

geo::LatLon anywhere(RandomStream& random) {
  return {std::asin(2 * random.uniform() - 1) * 180 / std::numbers::pi, 360 * random.uniform() - 180};
}

void write(const std::string& file, const std::vector<double>& numbers) {
  std::ofstream out(file, std::ios::binary);
  for (const double x : numbers) {
    const auto bytes = std::bit_cast<std::array<char, sizeof x>>(x);
    out.write(bytes.data(), bytes.size());
  }
}

void geodesics(const std::string& folder) {
  RandomStream random(1, "peers pairs");
  std::vector<double> pairs;
  for (std::size_t i = 0; i < 2 * kPairs; ++i) {
    const geo::LatLon at = anywhere(random);
    pairs.insert(pairs.end(), {at.lat_deg, at.lon_deg});
  }
  std::vector<double> metres(kPairs);
  const Timer timer;
  for (std::size_t i = 0; i < kPairs; ++i) {
    const double* p = &pairs[4 * i];
    metres[i] = 1000 * geo::distance_km({p[0], p[1]}, {p[2], p[3]});
  }
  fmt::print("geodesics: {} pairs, {}\n", kPairs, timer.text());
  write(folder + "/pairs.f64", pairs);
  write(folder + "/distances.f64", metres);
}

void countries_of(const std::string& folder, const geo::RegionIndex& index) {
  RandomStream random(2, "peers points");
  std::vector<double> points;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    const geo::LatLon at = anywhere(random);
    points.insert(points.end(), {at.lat_deg, at.lon_deg});
  }
  std::vector<std::optional<std::size_t>> found(kPlaces);
  const Timer timer;
  for (std::size_t i = 0; i < kPlaces; ++i) found[i] = index.country_at({points[2 * i], points[2 * i + 1]});
  fmt::print("countries: {} points, {}\n", kPlaces, timer.text());
  write(folder + "/points.f64", points);
  std::ofstream out(folder + "/countries.txt");
  for (const auto& country : found) out << (country ? index.countries()[*country].adm0_a3 : "-") << "\n";
}

// As an integer program in the LP format: y = 1 where a site is chosen, z up to 1 where a point is watched. Points that
// the same sites watch are one, as our own search takes them.
std::size_t write_lp(const std::string& file, const basing::Covering& covering) {
  std::vector<std::vector<std::size_t>> watchers(covering.weight.size());
  for (std::size_t s = 0; s < covering.covers.size(); ++s)
    for (const std::uint32_t p : covering.covers[s]) watchers[p].push_back(s);
  std::map<std::vector<std::size_t>, double> merged;
  for (std::size_t p = 0; p < watchers.size(); ++p)
    if (!watchers[p].empty()) merged[watchers[p]] += covering.weight[p];
  std::ofstream out(file);
  out << "Maximize\n obj:";
  std::size_t n = 0;
  for (const auto& [sites, weight] : merged) out << fmt::format(" + {:.10g} z{}\n", weight, n++);
  out << "Subject To\n p:";
  for (std::size_t s = 0; s < covering.covers.size(); ++s) out << fmt::format(" + y{}\n", s);
  out << fmt::format(" <= {}\n", kChoose);
  n = 0;
  for (const auto& [sites, weight] : merged) {
    out << fmt::format(" c{}: z{}", n, n);
    for (const std::size_t s : sites) out << fmt::format(" - y{}\n", s);
    out << " <= 0\n";
    ++n;
  }
  out << "Bounds\n";
  for (std::size_t i = 0; i < n; ++i) out << fmt::format(" 0 <= z{} <= 1\n", i);
  out << "Binary\n";
  for (std::size_t s = 0; s < covering.covers.size(); ++s) out << fmt::format(" y{}\n", s);
  out << "End\n";
  return n;
}

void choose(const std::string& folder, const std::string& name, const basing::Covering& covering) {
  basing::ChoiceOptions options;
  options.choose = kChoose;
  options.most_nodes = 1'000'000;
  const Timer timer;
  const basing::Choice best = basing::maximal_covering(covering, options);
  fmt::print("choice {}: best {} of {} for {} points, value {:.6f}, {}, {} nodes, {}\n", name, kChoose,
             covering.covers.size(), covering.weight.size(), best.value, best.proven ? "proven" : "not proven",
             best.nodes, timer.text());
  const std::size_t merged = write_lp(folder + "/" + name + ".lp", covering);
  fmt::print("  written with {} points, those that the same sites watch merged\n", merged);
  std::ofstream(folder + "/" + name + ".value") << fmt::format("{:.10g}\n", best.value);
}

basing::Covering on_a_plane(std::size_t points, double radius) {
  RandomStream random(1, "peers plane");
  basing::Covering covering;
  std::vector<std::array<double, 2>> at;
  for (std::size_t p = 0; p < points; ++p) {
    at.push_back({random.uniform(), random.uniform()});
    covering.weight.push_back(1 + std::floor(9 * random.uniform()));
  }
  for (std::size_t s = 0; s < kSites; ++s) {
    const std::array<double, 2> here{random.uniform(), random.uniform()};
    auto& covers = covering.covers.emplace_back();
    for (std::uint32_t p = 0; p < points; ++p)
      if (std::hypot(at[p][0] - here[0], at[p][1] - here[1]) < radius) covers.push_back(p);
  }
  return covering;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: cover_peers FOLDER RECORD\n");
    return 64;
  }
  const std::string folder = argv[1];
  const auto store = store::duck::open(argv[2]);
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : store->layer(geo::kCountriesLayer))
    countries.push_back(geo::parse_country(part.text));
  std::set<std::string> africa;
  for (const geo::Country& c : countries)
    if (c.continent == "Africa") africa.insert(c.code);
  const Timer built;
  const geo::RegionIndex index(std::move(countries));
  fmt::print("index of countries: {}\n", built.text());
  geodesics(folder);
  countries_of(folder, index);

  std::vector<basing::Site> sites;
  for (const geo::LayerPart& part : store->layer(geo::kAirfieldsLayer, africa))
    for (const geo::Airfield& a : geo::parse_airfields(part.text))
      if (!a.runways.empty())
        sites.push_back(
            {a.icao, a.name, a.country, a.position, a.runways.front().length_ft, a.runways.front().surface});
  std::stable_sort(sites.begin(), sites.end(), [](const auto& a, const auto& b) { return a.runway_ft > b.runway_ft; });
  sites.resize(std::min(sites.size(), kSites));
  const std::vector<std::string> watched{"NER", "MLI", "BFA", "TCD", "NGA", "DZA", "LBY", "MRT", "SDN", "ETH"};
  auto demand = basing::grid_points(index, watched, 28);
  demand.resize(std::min(demand.size(), kPoints));
  const auto matrix = basing::reach_matrix(sites, demand, index, {"open", {}, 0, false}, ThreadExecutor());
  choose(folder, "airfields", basing::covering_within(matrix, demand, 700));
  choose(folder, "plane-25-few-points", on_a_plane(1000, 0.25));
  for (const double radius : {0.2, 0.35})
    choose(folder, fmt::format("plane-{:.0f}", 100 * radius), on_a_plane(kPoints, radius));
  return 0;
}

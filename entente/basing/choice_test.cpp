#include "entente/basing/choice.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

using namespace entente;
using namespace entente::basing;

namespace {

Covering random_covering(RandomStream& random, std::size_t sites, std::size_t points, double density, bool whole) {
  Covering covering;
  for (std::size_t p = 0; p < points; ++p)
    covering.weight.push_back(whole ? static_cast<double>(1 + random.below(5)) : random.uniform());
  covering.covers.resize(sites);
  for (auto& covers : covering.covers)
    for (std::uint32_t p = 0; p < points; ++p)
      if (random.uniform() < density) covers.push_back(p);
  return covering;
}

double weight_of(const Covering& covering, const std::vector<std::size_t>& chosen) {
  std::set<std::uint32_t> seen;
  for (const auto s : chosen) seen.insert(covering.covers[s].begin(), covering.covers[s].end());
  double sum = 0;
  for (const auto p : seen) sum += covering.weight[p];
  return sum;
}

// Calls body for every set of p out of n.
void for_each_set(std::size_t n, std::size_t p, const std::function<void(const std::vector<std::size_t>&)>& body) {
  std::vector<std::size_t> chosen;
  const std::function<void(std::size_t)> extend = [&](std::size_t from) {
    if (chosen.size() == p) return body(chosen);
    for (std::size_t s = from; s < n; ++s) {
      chosen.push_back(s);
      extend(s + 1);
      chosen.pop_back();
    }
  };
  extend(0);
}

// Points and sites on a plane, covered within a radius.
Covering plane_covering(RandomStream& random, std::size_t sites, std::size_t points, double radius) {
  Covering covering;
  std::vector<std::pair<double, double>> at;
  for (std::size_t p = 0; p < points; ++p) {
    at.emplace_back(random.uniform(), random.uniform());
    covering.weight.push_back(1 + 9 * random.uniform());
  }
  for (std::size_t s = 0; s < sites; ++s) {
    const double x = random.uniform();
    const double y = random.uniform();
    auto& covers = covering.covers.emplace_back();
    for (std::uint32_t p = 0; p < points; ++p)
      if (std::hypot(at[p].first - x, at[p].second - y) < radius) covers.push_back(p);
  }
  return covering;
}

}  // namespace

TEST_CASE("by hand: starting from the largest site is not best") {
  // A watches 1 2 3, B 3 4 5, C 1 4, D 5 6; weights 4 1 3 5 2 6.
  const Covering covering{{4, 1, 3, 5, 2, 6}, {{0, 1, 2}, {2, 3, 4}, {0, 3}, {4, 5}}};
  const double expected[] = {10, 17, 21};
  for (std::size_t p = 1; p <= 3; ++p) {
    const auto choice = maximal_covering(covering, {p, {}, true, 20000});
    CHECK(choice.value == doctest::Approx(expected[p - 1]));
    CHECK(choice.proven);
    CHECK(choice.bound == choice.value);
  }
  CHECK(maximal_covering(covering, {2, {}, true, 20000}).sets == std::vector<std::vector<std::size_t>>{{2, 3}});
  CHECK(maximal_covering(covering, {3, {}, true, 20000}).sets ==
        std::vector<std::vector<std::size_t>>{{0, 1, 3}, {0, 2, 3}});
  CHECK(maximal_covering(covering, {9, {}, false, 20000}).value == doctest::Approx(21));
  CHECK(maximal_covering(covering, {2, {0}, false, 20000}).sets[0] == std::vector<std::size_t>{0, 3});
}

TEST_CASE("the best sets of airfields are those of the independent enumeration" * doctest::test_suite("outside")) {
  const std::string folder = std::string(ENTENTE_SOURCE_DIR) + "/../shared/oracles/strategy/";
  if (!std::filesystem::exists(folder + "mclp.json")) {
    MESSAGE("skipped: mclp.json is missing");
    return;
  }
  const auto oracle = nlohmann::json::parse(read_file(folder + "mclp.json"));
  const auto demand_table = read_delimited(read_file(folder + "mclp-demand.csv"), "mclp-demand.csv");
  const auto site_table = read_delimited(read_file(folder + "mclp-candidates.csv"), "mclp-candidates.csv");
  std::vector<Site> sites;
  for (const auto& row : site_table.rows)
    sites.push_back({row.cells[0], "", "", {std::stod(row.cells[1]), std::stod(row.cells[2])}, 8000, {}});
  std::vector<DemandPoint> people;
  for (const auto& row : demand_table.rows) {
    const auto cell = [&](const char* column) { return row.cells[demand_table.column(column)]; };
    people.push_back({cell("demand_id"),
                      {std::stod(cell("latitude_deg")), std::stod(cell("longitude_deg"))},
                      std::stod(cell("weight")),
                      "",
                      0});
  }
  REQUIRE(people.size() == 78);
  auto places = people;
  for (auto& place : places) place.weight = 1;
  const auto matrix = reach_matrix(sites, people, geo::RegionIndex({}), {"open", {}, 0, false}, ThreadExecutor());
  std::size_t cases = 0;
  for (const auto& row : oracle["cases"]) {
    const auto& demand = row["weight"] == "population" ? people : places;
    const auto covering = covering_within(matrix, demand, row["radius_km"]);
    const auto choice = maximal_covering(covering, {row["sites"], {}, true, 20000});
    CHECK(choice.proven);
    CHECK(choice.value == row["covered"].get<double>());
    std::set<std::set<std::string>> expected;
    for (const auto& set : row["optimal_sets"]) expected.insert(set.get<std::set<std::string>>());
    std::set<std::set<std::string>> found;
    for (const auto& set : choice.sets) {
      std::set<std::string> names;
      for (const auto s : set) names.insert(sites[s].id);
      found.insert(names);
    }
    CHECK(found == expected);
    ++cases;
  }
  CHECK(cases == 24);
}

TEST_CASE("branch and bound finds what trying every set finds, ties included") {
  RandomStream random(21, "choice test");
  for (int round = 0; round < 60; ++round) {
    const bool whole = round % 2 == 0;
    const std::size_t n = 4 + random.below(7);
    const auto covering = random_covering(random, n, 10 + random.below(25), 0.1 + 0.4 * random.uniform(), whole);
    const std::size_t p = 1 + random.below(4);
    double best = -1;
    std::set<std::vector<std::size_t>> sets;
    for_each_set(n, p, [&](const std::vector<std::size_t>& chosen) {
      const double value = weight_of(covering, chosen);
      if (value > best + 1e-9) {
        best = value;
        sets.clear();
      }
      if (value > best - 1e-9) sets.insert(chosen);
    });
    const auto choice = maximal_covering(covering, {p, {}, true, 100000});
    CHECK(choice.proven);
    CHECK(choice.value == doctest::Approx(best));
    CHECK(std::set(choice.sets.begin(), choice.sets.end()) == sets);
    const auto one = maximal_covering(covering, {p, {}, false, 100000});
    CHECK(one.value == doctest::Approx(best));
    REQUIRE(one.sets.size() == 1);
    CHECK(sets.contains(one.sets[0]));
  }
}

TEST_CASE("the median is what trying every set finds, with points that some sites cannot serve") {
  RandomStream random(22, "choice test");
  for (int round = 0; round < 40; ++round) {
    MedianProblem problem{4 + random.below(6), 8 + random.below(20), {}, {}};
    for (std::size_t i = 0; i < problem.sites * problem.points; ++i)
      problem.cost.push_back(random.uniform() < 0.2 ? std::numeric_limits<double>::infinity() : 100 * random.uniform());
    for (std::size_t p = 0; p < problem.points; ++p) problem.unserved.push_back(80 + 40 * random.uniform());
    const std::size_t p = 1 + random.below(3);
    double best = std::numeric_limits<double>::infinity();
    for_each_set(problem.sites, p, [&](const std::vector<std::size_t>& chosen) {
      double sum = 0;
      for (std::size_t i = 0; i < problem.points; ++i) {
        double least = problem.unserved[i];
        for (const auto s : chosen) least = std::min(least, problem.cost[s * problem.points + i]);
        sum += least;
      }
      best = std::min(best, sum);
    });
    const auto choice = p_median(problem, {p, {}, false, 100000});
    CHECK(choice.proven);
    CHECK(choice.value == doctest::Approx(best));
  }
}

TEST_CASE("one more site never watches less, and a search cut short tells its gap") {
  RandomStream random(23, "choice test");
  const auto covering = plane_covering(random, 40, 400, 0.15);
  double last = 0;
  for (std::size_t p = 1; p <= 6; ++p) {
    const auto choice = maximal_covering(covering, {p, {}, false, 20000});
    CHECK(choice.proven);
    CHECK(choice.value >= last);
    CHECK(choice.value == doctest::Approx(weight_of(covering, choice.sets[0])));
    last = choice.value;
  }
  const auto hard = random_covering(random, 60, 300, 0.2, false);
  const auto cut = maximal_covering(hard, {6, {}, false, 3});
  CHECK_FALSE(cut.proven);
  CHECK(cut.bound > cut.value);
}

TEST_CASE("the front is what comparing every set with every other gives") {
  RandomStream random(24, "choice test");
  for (int round = 0; round < 30; ++round) {
    const std::size_t n = 4 + random.below(5);
    const std::size_t m = 12;
    const std::size_t p = 1 + random.below(4);
    std::vector<Site> sites;
    std::vector<SiteTraits> traits;
    for (std::size_t s = 0; s < n; ++s) {
      sites.push_back({std::to_string(s), "", s < 3 ? "AAA" : "BBB", {0, 0}, 8000, {}});
      traits.push_back({s < 3 ? 0.1 : 0.3, static_cast<double>(random.below(4))});
    }
    std::vector<DemandPoint> demand;
    for (std::size_t q = 0; q < m; ++q) demand.push_back({std::to_string(q), {0, 0}, 1 + random.uniform(), "", 0});
    ReachMatrix matrix{{}, n, m, {}, {}};
    for (std::size_t i = 0; i < n * m; ++i) {
      matrix.km.push_back(1000 * random.uniform());
      matrix.permission.push_back(random.uniform() < 0.2 ? Permission::line_crosses_closed : Permission::permitted);
    }
    const auto covering = covering_within(matrix, demand, 400);
    double total = 0;
    for (const auto& point : demand) total += point.weight;
    // Every set with its four figures; two sites of one host carry its risk once.
    struct Row {
      std::vector<std::size_t> set;
      std::array<long, 4> figures{};
    };
    std::vector<Row> rows;
    for (std::size_t k = 1; k <= std::min(p, n); ++k)
      for_each_set(n, k, [&](const std::vector<std::size_t>& chosen) {
        double km = 0;
        for (std::size_t q = 0; q < m; ++q) {
          double least = 2000;
          for (const auto s : chosen)
            if (matrix.permission_at(s, q) == Permission::permitted) least = std::min(least, matrix.km_at(s, q));
          km += demand[q].weight * least;
        }
        const bool first = std::any_of(chosen.begin(), chosen.end(), [](std::size_t s) { return s < 3; });
        const bool second = std::any_of(chosen.begin(), chosen.end(), [](std::size_t s) { return s >= 3; });
        double cost = 0;
        for (const auto s : chosen) cost += traits[s].runway_cost;
        rows.push_back({chosen,
                        {-std::lround(1000 * weight_of(covering, chosen) / total), std::lround(km / total),
                         std::lround(1000 * (1 - (first ? 0.9 : 1) * (second ? 0.7 : 1))), std::lround(cost)}});
      });
    std::set<std::vector<std::size_t>> expected;
    for (std::size_t a = 0; a < rows.size(); ++a) {
      bool beaten = false;
      for (std::size_t b = 0; b < rows.size() && !beaten; ++b) {
        bool as_good = a != b;
        for (std::size_t i = 0; i < 4; ++i) as_good = as_good && rows[b].figures[i] <= rows[a].figures[i];
        beaten = as_good && (rows[b].figures != rows[a].figures || b < a);
      }
      if (!beaten) expected.insert(rows[a].set);
    }
    const auto front = pareto_front(covering, matrix, sites, traits, demand, {p});
    std::set<std::vector<std::size_t>> found;
    for (const auto& set : front.sets) found.insert(set.sites);
    CHECK(found == expected);
    CHECK(front.largest == std::min(p, n));
    // Cut short, the front is that of smaller sets.
    const auto cut = pareto_front(covering, matrix, sites, traits, demand, {3, 2000, n + 2});
    CHECK(cut.largest == 1);
    CHECK(cut.sets.size() == pareto_front(covering, matrix, sites, traits, demand, {1}).sets.size());
  }
}

TEST_CASE("a choice that cannot be made is refused") {
  const Covering covering{{1}, {{0}, {}}};
  CHECK_THROWS_AS(maximal_covering({{}, {}}, {1, {}, false, 10}), Error);
  CHECK_THROWS_AS(maximal_covering(covering, {0, {}, false, 10}), Error);
  CHECK_THROWS_AS(maximal_covering(covering, {1, {5}, false, 10}), Error);
  CHECK_THROWS_AS(maximal_covering(covering, {1, {0, 1}, false, 10}), Error);
  CHECK_THROWS_AS(maximal_covering(covering, {2, {0, 0}, false, 10}), Error);
}

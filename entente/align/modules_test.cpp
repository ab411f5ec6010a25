#include "entente/align/modules.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::align;

namespace {

// Cliques of `size` nodes in a ring, one edge from each to the next.
Network ring_of_cliques(std::size_t cliques, std::size_t size) {
  Network out(cliques * size);
  for (std::size_t c = 0; c < cliques; ++c) {
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = i + 1; j < size; ++j) out.set(c * size + i, c * size + j, 1);
    out.set(c * size, ((c + 1) % cliques) * size + 1, 1);
  }
  return out;
}

Network noise(std::size_t nodes, std::uint64_t seed) {
  Network out(nodes);
  RandomStream random(seed, "noise");
  for (std::size_t i = 0; i < nodes; ++i)
    for (std::size_t j = i + 1; j < nodes; ++j) out.set(i, j, random.uniform());
  return out;
}

}  // namespace

TEST_CASE("modularity by hand: two pairs without a bridge have one half, one group has none") {
  Network pairs(4);
  pairs.set(0, 1, 2);
  pairs.set(2, 3, 2);
  CHECK(modularity(pairs, {0, 0, 1, 1}) == doctest::Approx(0.5));
  CHECK(modularity(pairs, {0, 0, 0, 0}) == doctest::Approx(0));
  CHECK(modularity(pairs, {0, 1, 2, 3}) == doctest::Approx(-0.25));
  CHECK(modularity(Network(3), {0, 1, 2}) == 0);
}

TEST_CASE("cliques in a ring are found, whatever the order of moving") {
  const Network ring = ring_of_cliques(6, 5);
  const std::vector<std::size_t> truth = [] {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < 30; ++i) out.push_back(i / 5);
    return out;
  }();
  for (const std::uint64_t seed : {1, 2, 3, 4, 5}) CHECK(communities(ring, seed) == truth);
  const Modularity m = modularity_against_chance(ring, {5, 20, 1});
  CHECK(m.range.lo == m.range.hi);
  CHECK(m.value == doctest::Approx(modularity(ring, truth)));
  CHECK(m.excess > 0.1);
  REQUIRE(m.groups.size() == 6);
  CHECK(m.groups[0].size() == 5);
}

TEST_CASE("a network of noise falls apart no more than its rewired twins") {
  const Modularity m = modularity_against_chance(noise(40, 3), {10, 20, 1});
  CHECK(m.value > 0);  // some partition is always found
  CHECK(std::abs(m.excess) < 0.01);
}

TEST_CASE("rewiring keeps every strength and loses the camps") {
  Network camps = noise(30, 4);
  for (std::size_t i = 0; i < 30; ++i)
    for (std::size_t j = i + 1; j < 30; ++j)
      if (i / 15 == j / 15) camps.set(i, j, 3 * camps.weight(i, j));
  const Network null = rewired(camps, 7);
  for (std::size_t i = 0; i < 30; ++i) CHECK(null.strength(i) == doctest::Approx(camps.strength(i)).epsilon(1e-5));
  std::vector<std::size_t> two(30);
  for (std::size_t i = 0; i < 30; ++i) two[i] = i / 15;
  CHECK(modularity(camps, two) > 0.2);
  CHECK(std::abs(modularity(null, two)) < 0.1);
  CHECK(rewired(camps, 7).weight(0, 1) == null.weight(0, 1));
  CHECK(rewired(camps, 8).weight(0, 1) != null.weight(0, 1));
}

TEST_CASE("the network of a session holds the states that agree beyond chance") {
  record::View view;
  view.as_of = *parse_day("2000-01-01");
  view.voters = {"AAA", "BBB", "CCC", "DDD"};
  for (std::int32_t r = 0; r < 40; ++r) {
    view.roll_calls.push_back({r, 1, *parse_day("1990-01-01") + std::chrono::days(r), false, "", ""});
    const bool even = r % 2 == 0;
    for (std::uint16_t v = 0; v < 4; ++v) {
      // A and B always differ from each other on nothing, C votes with them in three of four, D never.
      const bool yes = v < 2 ? even : v == 2 ? (r % 8 == 0 ? !even : even) : !even;
      view.ballots.push_back({r, v, yes ? record::Choice::yes : record::Choice::no});
    }
  }
  const auto networks = vote_networks(view, {}, 1, 1);
  REQUIRE(networks.size() == 1);
  CHECK(networks[0].states == std::vector<std::string>{"AAA", "BBB", "CCC"});
  CHECK(networks[0].network.weight(0, 1) == doctest::Approx(1));
  CHECK(networks[0].network.weight(0, 2) < 1);
  CHECK(networks[0].network.weight(0, 2) > 0);
  CHECK(vote_networks(view, {"AAA", "BBB"}, 1, 1).empty());
  CHECK(vote_networks(view, {}, 2, 3).empty());
}

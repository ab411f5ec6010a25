// No figure of the room lies outside its own interval, whatever little there is to count.

#include "entente/align/edges.hpp"

#include "entente/align/modules.hpp"
#include "entente/align/moves.hpp"
#include "entente/align/partners.hpp"
#include "entente/align/polarity.hpp"
#include "entente/align/similarity.hpp"
#include "entente/align/tone.hpp"
#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace entente;
using namespace entente::align;

namespace {

void check_holds(double value, const stats::Interval& interval, double lowest, double highest) {
  CHECK(std::isfinite(value));
  CHECK(lowest <= interval.lo);
  CHECK(interval.lo <= value);
  CHECK(value <= interval.hi);
  CHECK(interval.hi <= highest);
}

void check_shares(const Shares& shares) {
  const double n = static_cast<double>(shares.shares.size());
  check_holds(shares.hhi, shares.hhi_interval, 1 / n - kRounding, 1 + kRounding);
  check_holds(shares.effective_number, shares.effective_number_interval, 1 - kRounding, n + kRounding);
  for (const Shares::Share& s : shares.shares) check_holds(s.share, s.interval, 0, 1);
}

record::View hosting(const std::vector<int>& size_classes) {
  record::View view;
  view.as_of = *parse_day("2024-01-01");
  for (std::size_t i = 0; i < size_classes.size(); ++i) {
    record::Presence p;
    p.key = "P" + std::to_string(i);
    p.id = "presences:" + p.key;
    p.host = "HHH";
    p.sender = "S" + std::to_string(i % 3);
    p.systematic = true;
    p.size_class = size_classes[i];
    p.from = *parse_date("2000");
    view.presences.push_back(p);
  }
  return view;
}

}  // namespace

TEST_CASE("shares of amounts lie in their intervals, of equal, lopsided and lone rows") {
  for (const double first : {1e-6, 1.0, 5.0, 1e6})
    for (const double second : {0.0, 1.0, 1e6})
      for (const double third : {0.0, 1.0, 7.0})
        for (int more = 0; more < 6; ++more) {
          std::vector<Amount> rows{{"AAA", 2020, first}, {"BBB", 2020, second}, {"CCC", 2020, third}};
          for (int i = 0; i < more; ++i) rows.push_back({"D" + std::to_string(i % 4), 2020, 1});
          check_shares(shares_of_amounts(rows, 2020, 2020));
        }
  // Four rows alike: the least concentration there is, which no draw can reach.
  const SharesOfAmounts even =
      shares_of_amounts({{"A", 2020, 1}, {"B", 2020, 1}, {"C", 2020, 1}, {"D", 2020, 1}}, 2020, 2020);
  CHECK(even.hhi == doctest::Approx(0.25));
  CHECK(even.hhi_interval.lo == even.hhi);
  CHECK(even.effective_number_interval.hi == even.effective_number);
}

TEST_CASE("shares of forces hosted lie in their intervals") {
  for (const std::vector<int>& classes :
       std::vector<std::vector<int>>{{1}, {4}, {1, 1}, {1, 4}, {2, 2, 2}, {1, 2, 3}, {4, 4, 4, 4, 4, 4}, {1, 1, 1, 4}})
    check_shares(shares_hosted(hosting(classes), {"HHH"}, *parse_day("2020-01-01")));
}

TEST_CASE("rates of tone and their changes lie in their intervals, from no act in one row on") {
  constexpr double kNoEnd = std::numeric_limits<double>::infinity();
  for (const double acts : {0.0, 1.0, 2.5, 3.0, 50.0, 100'000.0})
    for (const double rows : {1.0, 13.0, 10'000.0, 100'000'000.0}) {
      const ToneRate rate = tone_rate(acts, rows);
      check_holds(rate.per_10000, rate.interval, 0, kNoEnd);
      for (const double after : {0.0, 1.0, 7.0, 100'000.0}) {
        const auto change = tone_change({{1, 30, 30, rows, {acts, 0, 0, 0}}, {2, 30, 30, 20, {after, 0, 0, 0}}}, 1);
        REQUIRE(change.has_value());
        check_holds((*change)[0].ratio, (*change)[0].interval, 0, kNoEnd);
      }
    }
}

TEST_CASE("slopes lie in their intervals, over all series of five to seven years of three values") {
  for (std::size_t n = 5; n <= 7; ++n) {
    std::vector<int> years;
    int series = 1;
    for (std::size_t i = 0; i < n; ++i) {
      years.push_back(2000 + static_cast<int>(i));
      series *= 3;
    }
    for (int code = 0; code < series; code += n == 5 ? 1 : 17) {
      std::vector<double> values;
      for (int rest = code; values.size() < n; rest /= 3) values.push_back(rest % 3 == 2 ? 10 : rest % 3);
      const auto s = slope(years, values);
      REQUIRE(s.has_value());
      check_holds(s->per_year, s->interval, -10, 10);
      CHECK(s->clear == (s->interval.lo > 0 || s->interval.hi < 0));
    }
  }
}

TEST_CASE("measures of similarity lie in their intervals, over tables of few votes") {
  RandomStream random(4, "tables of votes");
  for (int trial = 0; trial < 3000; ++trial) {
    CrossTable table(trial % 2 == 0 ? 3 : 2);
    const auto most = 1 + random.below(40);
    const auto filled = random.uniform();
    for (int i = 0; i < table.codes(); ++i)
      for (int j = 0; j < table.codes(); ++j)
        if (random.uniform() < filled) table.at(i, j) = static_cast<long>(random.below(most));
    if (table.total() == 0) continue;
    const Similarity s = similarity(table);
    check_holds(s.agreement, s.agreement_interval, 0, 1);
    check_holds(s.s_squared, s.s_squared_interval, -1, 1);
    CHECK(s.s_absolute >= -1);
    CHECK(s.s_absolute <= 1);
    CHECK(s.kappa.has_value() == s.kappa_interval.has_value());
    CHECK(s.pi.has_value() == s.pi_interval.has_value());
    if (s.kappa) check_holds(*s.kappa, *s.kappa_interval, -100, 1);
    if (s.pi) check_holds(*s.pi, *s.pi_interval, -100, 1);
  }
}

TEST_CASE("a move and its rank lie in their intervals, though no draw ranks as high as the mean") {
  // CCC moves furthest on average and is first in no draw: AAA and BBB take turns ahead of it.
  const auto moves = rank_moves({{"AAA", 0, -1, {-9, 7, -9, 7, -9, 7}},
                                 {"BBB", 0, -1, {7, -9, 7, -9, 7, -9}},
                                 {"CCC", 0, -2, {-2, -2, -2, -2, -2, -2}}});
  CHECK(moves[0].state == "CCC");
  CHECK(moves[0].rank == 1);
  for (const Move& m : moves) {
    check_holds(m.change, *m.change_interval, -9, 9);
    check_holds(m.rank, *m.rank_interval, 1, 3);
  }
}

TEST_CASE("modularity and what chance gives lie in their intervals") {
  RandomStream random(6, "small networks");
  for (const std::size_t nodes : {3, 4, 6})
    for (int trial = 0; trial < 20; ++trial) {
      Network network(nodes);
      for (std::size_t i = 0; i < nodes; ++i)
        for (std::size_t j = i + 1; j < nodes; ++j) network.set(i, j, random.uniform() < 0.4 ? 0 : random.uniform());
      const Modularity m = modularity_against_chance(network, {5, 5, static_cast<std::uint64_t>(trial)});
      check_holds(m.value, m.range, -1, 1);
      check_holds(m.chance, m.chance_interval, -1, 1);
    }
}

TEST_CASE("a network without camps is not beyond chance by a rounding error") {
  Modularity m;
  m.value = 1e-16;
  CHECK_FALSE(m.beyond_chance());
  m.value = 0.01;
  CHECK(m.beyond_chance());
}

TEST_CASE("values that differ by rounding are constant, small changes are not") {
  CHECK(constant(std::vector<double>{}));
  CHECK(constant(std::vector<double>{0.1 + 0.2, 0.3}));
  CHECK(constant(std::vector<double>{1e-12, -1e-12}));
  CHECK(constant(std::vector<double>{1e12, 1e12 + 1}));
  CHECK_FALSE(constant(std::vector<double>{0, 1e-6}));
}

#include "entente/outlook/backtest.hpp"

#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <cmath>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("an earlier day hides later demands and outcomes as a view of that day does") {
  const auto whole = shipped::view(2026, 6, 1);
  for (const Day day : {shipped::day(2024, 3, 17), shipped::day(2012, 5, 1), shipped::day(1977, 5, 1)}) {
    const auto masked = demands_as_of(whole, day);
    const auto true_view = shipped::view(day);
    REQUIRE(masked.demands.size() == true_view.demands.size());
    for (std::size_t i = 0; i < masked.demands.size(); ++i) {
      CHECK(masked.demands[i].id == true_view.demands[i].id);
      CHECK(masked.demands[i].outcome == true_view.demands[i].outcome);
      CHECK(masked.demands[i].outcome_on == true_view.demands[i].outcome_on);
    }
    REQUIRE(masked.agreements.size() == true_view.agreements.size());
    for (std::size_t i = 0; i < masked.agreements.size(); ++i) {
      CHECK(masked.agreements[i].id == true_view.agreements[i].id);
      CHECK(masked.agreements[i].denounced_on == true_view.agreements[i].denounced_on);
    }
  }
}

TEST_CASE("the track record of the exit question, 2012 to 2025, month by month") {
  const auto view = shipped::view(2026, 6, 1);
  const auto start = std::chrono::steady_clock::now();
  const Backtest b = backtest_exit(view, shipped::ladder_file(), 2012, 2025);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  CHECK(b.demands > 30);
  CHECK(b.score.n == doctest::Approx(b.demands));
  CHECK(b.misses.size() == 10);
  for (std::size_t i = 1; i < b.misses.size(); ++i)
    CHECK(std::abs(b.misses[i - 1].mean_probability - b.misses[i - 1].occurred) >=
          std::abs(b.misses[i].mean_probability - b.misses[i].occurred));
  MESSAGE(fmt::format("{} forecasts, {} demands, {} left, {} pending, {:.0f} ms", b.forecasts.size(), b.demands,
                      b.demands_left, b.pending, took.count()));
  MESSAGE(fmt::format(
      "Brier {:.3f}, base {:.3f}, skill {:.3f} ({:.3f} to {:.3f}); log loss {:.3f}, base {:.3f}, skill {:.3f} "
      "({:.3f} to {:.3f})",
      b.score.score, b.base.score, b.skill, b.skill_interval.lo, b.skill_interval.hi, b.log_loss, b.base_log_loss,
      b.log_skill, b.log_skill_interval.lo, b.log_skill_interval.hi));
  CHECK(b.demands == 40);
  CHECK(b.demands_left == 13);
  CHECK(b.can_be_judged);
  CHECK(b.skill_interval.lo > 0);
}

TEST_CASE("a demand whose horizon ends after the record does is pending, on whatever later day it is judged") {
  const auto view = shipped::view(2035, 1, 1);
  const Backtest b = backtest_exit(view, shipped::ladder_file(), 2025, 2034);
  // Somalia asked the United Arab Emirates on 12 January 2026, the last thing the record knows.
  for (const BacktestForecast& f : b.forecasts) {
    CHECK(f.demand != "demands:B146");
    CHECK(f.on <= shipped::day(2026, 1, 31));
  }
}

TEST_CASE("two backtests of the same record are the same") {
  const auto view = shipped::view(2020, 1, 1);
  const LadderFile file = shipped::ladder_file();
  const Backtest a = backtest_exit(view, file, 2015, 2019);
  const Backtest b = backtest_exit(view, file, 2015, 2019);
  CHECK(a.skill_interval == b.skill_interval);
  CHECK(a.log_loss == b.log_loss);
}

TEST_CASE("leaving a region out takes the demands of its hosts from the classes of each other, and no forecast") {
  const auto view = shipped::view(2026, 6, 1);
  const LadderFile file = shipped::ladder_file();
  const std::set<std::string> sahel{"NER", "MLI", "BFA", "TCD"};
  Regions regions;
  for (const std::string& host : sahel) regions[host] = sahel;
  const Backtest all = backtest_exit(view, file, 2012, 2025);
  const Backtest without = backtest_exit(view, file, 2012, 2025, 1, regions);
  REQUIRE(without.forecasts.size() == all.forecasts.size());
  int moved = 0;
  for (std::size_t i = 0; i < all.forecasts.size(); ++i) {
    const BacktestForecast& f = without.forecasts[i];
    if (!sahel.contains(f.host)) CHECK(f.probability == all.forecasts[i].probability);
    moved += f.probability != all.forecasts[i].probability ? 1 : 0;
  }
  CHECK(moved > 0);
  MESSAGE(fmt::format("without the Sahel's own region: skill {:.3f} ({:.3f} to {:.3f})", without.skill,
                      without.skill_interval.lo, without.skill_interval.hi));
}

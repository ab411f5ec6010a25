#include "entente/outlook/watch_list.hpp"

#include "entente/base/random.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("a factor that matters is found by the rolling score, and one that does not gives no skill") {
  const auto world = [](double effect) {
    std::vector<WatchRow> panel;
    RandomStream random(9, "watch");
    for (int year = 1990; year < 2020; ++year)
      for (int host = 0; host < 60; ++host) {
        const double x = random.uniform() < 0.3 ? 1 : 0;
        const double p = 1 / (1 + std::exp(3.5 - effect * x));
        const bool asked = random.uniform() < p;
        panel.push_back({fmt::format("P{}", host), fmt::format("H{}", host), "S", year, 0, {1, x}, asked, asked, true});
      }
    return panel;
  };
  const WatchScore strong = roll_watch_list(world(2.5), 2000, 2019, 1, 300);
  CHECK(strong.better_than_chance);
  CHECK(strong.auc > 0.65);
  const WatchScore none = roll_watch_list(world(0), 2000, 2019, 1, 300);
  CHECK_FALSE(none.better_than_chance);
}

TEST_CASE("the watch list on the record that ships: chosen before 2015, looked at once after") {
  const auto panel = watch_panel(shipped::view(2026, 1, 1));
  double best = 0;
  double best_loss = 1e9;
  for (const double ridge : {1.0, 3.0, 10.0, 30.0, 100.0, 300.0}) {
    const WatchScore s = roll_watch_list(panel, 1985, 2014, ridge, 0);
    if (s.log_loss < best_loss) {
      best_loss = s.log_loss;
      best = ridge;
    }
  }
  CHECK(best == kWatchRidge);
  const WatchScore before = roll_watch_list(panel, 1985, 2014, kWatchRidge);
  CHECK(before.better_than_chance);
  const WatchScore after = roll_watch_list(panel, 2015, 2025, kWatchRidge);
  CHECK(after.events == 33);
  for (const WatchScore& s : {before, after})
    MESSAGE(fmt::format(
        "{} to {}: rows {} events {} loss {:.4f} base {:.4f} skill {:.3f} ({:.3f} to {:.3f}) auc {:.3f} top ten {}",
        s.from_year, s.to_year, s.rows, s.events, s.log_loss, s.base_log_loss, s.skill, s.skill_interval.lo,
        s.skill_interval.hi, s.auc, s.in_yearly_top_ten));
}

TEST_CASE("the watch list of 15 January 2024 ranks presences and says how good it was") {
  const auto list = watch_list(shipped::view(2024, 1, 15));
  REQUIRE(list.has_value());
  CHECK(list->ranked.size() > 80);
  for (std::size_t i = 1; i < list->ranked.size(); ++i)
    CHECK(list->ranked[i - 1].probability >= list->ranked[i].probability);
  int place = 0;
  for (std::size_t i = 0; i < list->ranked.size(); ++i)
    if (list->ranked[i].host == "NER" && list->ranked[i].sender == "USA") place = static_cast<int>(i) + 1;
  CHECK(place >= 1);
  CHECK(place <= 15);
  CHECK(std::find(list->open.begin(), list->open.end(), "demands:B141") != list->open.end());
  MESSAGE(list->verdict << " Niger and the United States: place " << place);
}

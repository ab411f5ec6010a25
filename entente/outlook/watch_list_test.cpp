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

namespace {

Date month(int y, unsigned m) { return *parse_date(fmt::format("{}-{:02}", y, m)); }

}  // namespace

TEST_CASE("a monthly panel: under risk from the first to the last month, out of it while a demand is open") {
  //  presence  1990-03 ............ 1992-06 (ended by the host)
  //  demand             1991-05 .. 1991-08
  record::View view;
  view.as_of = *parse_day("1993-12-31");
  record::Presence p;
  p.id = "presences:P1";
  p.key = "P1";
  p.host = "AAA";
  p.sender = "BBB";
  p.systematic = true;
  p.from = month(1990, 3);
  p.to = month(1992, 6);
  p.end_cause = "host-demanded";
  view.presences.push_back(p);
  record::Demand d;
  d.id = "demands:D1";
  d.host = "AAA";
  d.sender = "BBB";
  d.presence_id = "P1";
  d.on = month(1991, 5);
  d.known_on = *parse_day("1991-05-31");
  d.outcome = "stayed-lapsed";
  d.outcome_on = month(1991, 8);
  view.demands.push_back(d);
  record::Event later;  // the record goes on to the day
  later.known_on = *parse_day("1993-12-15");
  view.events.push_back(later);
  const auto rows = watch_panel(view, {}, {Panel::monthly, false});
  std::vector<std::string> under_risk;
  std::vector<std::string> asked;
  std::vector<std::string> within;
  for (const WatchRow& r : rows) {
    const std::string month = fmt::format("{}-{:02}", r.year, r.month);
    under_risk.push_back(month);
    if (r.asked) asked.push_back(month);
    if (r.within_year) within.push_back(month);
    CHECK(r.window_over);
  }
  CHECK(under_risk.front() == "1990-03");
  CHECK(under_risk.back() == "1992-06");
  CHECK(rows.size() == 28 - 3);  // June, July and August 1991 begin with an open demand
  CHECK(asked == std::vector<std::string>{"1991-05", "1992-06"});
  CHECK(within.front() == "1990-06");
  CHECK(within.size() == 12 + 10);  // June 1990 to May 1991, September 1991 to June 1992
  // Of the demand the panel knows what was known before the month: nothing in May, one demand in ten years after it.
  for (const WatchRow& r : rows)
    CHECK(r.x[3] ==
          doctest::Approx(r.year == 1990 || r.month == 0 || (r.year == 1991 && r.month <= 5) ? 0 : std::log(2.0)));
  // A view of June 1991 holds the months up to May, and no window that is not over.
  view.as_of = *parse_day("1991-05-31");
  view.presences[0].to.reset();
  view.presences[0].end_cause.clear();
  const auto early = watch_panel(view, {}, {Panel::monthly, false});
  CHECK(early.size() == 15);
  for (const WatchRow& r : early) CHECK(r.window_over == (r.year == 1990 && r.month <= 6));
}

TEST_CASE("years after the record's end are not years without a demand") {
  for (const Panel panel : {Panel::yearly, Panel::monthly}) {
    const auto rows = watch_panel(shipped::view(2035, 1, 1), {}, {panel, false});
    REQUIRE_FALSE(rows.empty());
    for (const WatchRow& r : rows) CHECK(r.year <= 2026);
  }
}

TEST_CASE("yearly or monthly, with deaths or without: chosen on years before 2015") {
  const auto view = shipped::view(2015, 1, 1);
  const auto years = watch_panel(view);
  auto months = watch_panel(view, {}, {Panel::monthly, false});
  const WatchScore with_deaths =
      roll_watch_list(watch_panel(view, {}, {Panel::monthly, true}), 2012, 2014, kWatchRidge, 100);
  const WatchScore without = roll_watch_list(months, 2012, 2014, kWatchRidge, 100);
  // Of the monthly forecasts those of 1 January alone: the question of the yearly panel.
  for (WatchRow& r : months) r.window_over = r.window_over && r.month == 1;
  const WatchScore january = roll_watch_list(months, 1985, 2014, kWatchRidge, 100);
  const WatchScore yearly = roll_watch_list(years, 1985, 2014, kWatchRidge, 100);
  CHECK(std::abs(january.skill - yearly.skill) < 0.01);  // cannot be told apart, so the simpler one is the list
  CHECK(with_deaths.log_loss > without.log_loss);        // so deaths are offered and not taken in
  for (const WatchScore& s : {yearly, january, with_deaths, without})
    MESSAGE(fmt::format("{} to {}: forecasts {} came {} loss {:.4f} base {:.4f} skill {:.3f} ({:.3f} to {:.3f})",
                        s.from_year, s.to_year, s.rows, s.events, s.log_loss, s.base_log_loss, s.skill,
                        s.skill_interval.lo, s.skill_interval.hi));
}

TEST_CASE("neighbours are tested against as many other hosts, the same draws on any number of threads") {
  const auto view = shipped::view(2015, 1, 1);
  // Where every host borders a host that asked just before it did, the neighbours tell more than others do.
  Neighbours planted;
  std::vector<const record::Demand*> demands;
  for (const record::Demand& d : view.demands) demands.push_back(&d);
  for (const record::Demand* d : demands)
    for (const record::Demand* before : demands)
      if (before->host != d->host && before->known_on < d->known_on &&
          days_between(before->known_on, d->known_on) < 540 && year_of(before->known_on) < year_of(d->on.first))
        planted[d->host].push_back(before->host);
  const NeighbourTest found = neighbour_test(view, planted, 2014, 40, 1, ThreadExecutor(1));
  CHECK(found.more_than_chance);
  CHECK(found.share_below == 1);
  // And where neighbours are drawn at random themselves, they do not.
  Neighbours random;
  RandomStream stream(3, "test");
  const auto rows = watch_panel(view);
  for (const auto& [host, near] : planted)
    for (int i = 0; i < 3; ++i) random[host].push_back(rows[stream.below(rows.size())].host);
  const NeighbourTest none = neighbour_test(view, random, 2014, 40, 1, ThreadExecutor(2));
  CHECK_FALSE(none.more_than_chance);
  CHECK(neighbour_test(view, random, 2014, 40, 1, ThreadExecutor(1)).difference == none.difference);
  CHECK(none.to_year == 2014);
  // The interval holds its estimate, however skew the draws are; a few draws carry none, and no verdict.
  REQUIRE(none.placebo_interval.has_value());
  CHECK(none.placebo_interval->lo <= none.placebo_gain);
  CHECK(none.placebo_gain <= none.placebo_interval->hi);
  const NeighbourTest few = neighbour_test(view, planted, 2014, 2, 1, ThreadExecutor(1));
  CHECK_FALSE(few.placebo_interval.has_value());
  CHECK_FALSE(few.difference_interval.has_value());
  CHECK_FALSE(few.can_be_judged);
}

#include "entente/outlook/scenario.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace entente;
using namespace entente::outlook;

namespace {

const ThreadExecutor kThreads;

Branch branch(const std::string& id) {
  Branch b;
  b.id = id;
  b.words = id;
  return b;
}

}  // namespace

TEST_CASE("a branch that changes nothing the classes look at changes nothing") {
  const auto view = shipped::view(2024, 3, 17);
  const auto r =
      run_branches(view, situation(view, "NER", "USA"), shipped::ladder_file(), {branch("nothing")}, 500, 1, kThreads);
  REQUIRE(r.size() == 1);
  CHECK(r[0].same_classes);
  CHECK(r[0].difference == 0);
  CHECK(r[0].difference_interval.lo == 0);
  CHECK(r[0].difference_interval.hi == 0);
}

TEST_CASE("branches move the number by the ladder, assumptions are marked, and impossible ones say why") {
  const auto view = shipped::view(2024, 3, 17);
  const Situation s = situation(view, "NER", "USA");
  Branch silent = branch("ninety days of silence");
  silent.silent_days = 90;
  Branch calm = branch("had there been no coup");
  calm.coup = false;
  Branch mediation = branch("mediation succeeds");
  mediation.assumed = 0.05;
  Branch endless = branch("endless silence");
  endless.silent_days = 1000;
  const auto r = run_branches(view, s, shipped::ladder_file(), {silent, calm, mediation, endless}, 4000, 1, kThreads);
  REQUIRE(r.size() == 4);
  const double now = exit_ladder(view, s, shipped::ladder_file()).probability;
  for (const BranchResult& b : r) CHECK(b.unconditional == doctest::Approx(now));
  CHECK(r[0].probability < now - 0.2);
  CHECK(r[0].difference_interval.hi < 0);
  CHECK(r[1].last_class == "no-coup-firm");
  CHECK(r[1].difference_interval.hi < 0);
  CHECK(r[1].difference_interval.lo < r[1].difference);
  CHECK(r[1].difference < r[1].difference_interval.hi);
  CHECK(r[2].assumed);
  CHECK(r[2].probability == 0.05);
  CHECK_FALSE(r[3].why_not.empty());
  MESSAGE(fmt::format("silence {:.2f}, difference {:.2f} ({:.2f} to {:.2f}); no coup {:.2f}, {:.2f} ({:.2f} to {:.2f})",
                      r[0].probability, r[0].difference, r[0].difference_interval.lo, r[0].difference_interval.hi,
                      r[1].probability, r[1].difference, r[1].difference_interval.lo, r[1].difference_interval.hi));
}

TEST_CASE("before a demand a coup raises the chance of one, whatever the number of threads") {
  const auto view = shipped::view(2023, 7, 1);
  const Situation s = situation(view, "NER", "USA");
  Branch coup = branch("a coup");
  coup.coup = true;
  const auto one = run_branches(view, s, shipped::ladder_file(), {coup}, 2000, 1, ThreadExecutor(1));
  const auto two = run_branches(view, s, shipped::ladder_file(), {coup}, 2000, 1, ThreadExecutor(2));
  CHECK(one[0].difference > 0);
  CHECK(one[0].difference_interval.lo > 0);
  CHECK(one[0].difference_interval == two[0].difference_interval);
  CHECK(one[0].interval == two[0].interval);
}

TEST_CASE("the interval of a branch is that of a ladder in its place, scatter of senders and all") {
  const auto view = shipped::view(2024, 3, 17);
  const LadderFile file = shipped::ladder_file();
  Situation s = situation(view, "NER", "USA");
  Branch nothing = branch("nothing");
  Branch calm = branch("no coup");
  calm.coup = false;
  Branch agreed = branch("assumed");
  agreed.assumed = 0.9;
  const auto r = run_branches(view, s, file, {nothing, calm, agreed}, 4000, 1, kThreads);
  const Ladder now = exit_ladder(view, s, file);
  CHECK(r[0].interval == now.interval);
  CHECK(r[2].difference_interval.lo == doctest::Approx(0.9 - now.interval.hi));
  CHECK(r[2].difference_interval.hi == doctest::Approx(0.9 - now.interval.lo));
  // Senders alike (a large weight below) give a narrower interval and a narrower difference.
  LadderFile alike = file;
  alike.exit.weight_below = 4096;
  const auto narrow = run_branches(view, s, alike, {calm}, 4000, 1, kThreads);
  CHECK(r[1].interval.hi - r[1].interval.lo > 1.2 * (narrow[0].interval.hi - narrow[0].interval.lo));
  s.traits.coup = false;
  CHECK(r[1].interval == exit_ladder(view, s, file).interval);
}

TEST_CASE("an assumed probability outside 0 to 1 is refused") {
  const auto view = shipped::view(2024, 3, 17);
  Branch wrong = branch("wrong");
  wrong.assumed = 1.5;
  CHECK_THROWS_AS(run_branches(view, situation(view, "NER", "USA"), shipped::ladder_file(), {wrong}, 10, 1, kThreads),
                  Error);
}

TEST_CASE("the interval of a difference between branches holds about as often as it says") {
  // 150 worlds of 180 firm demands; 60% of those after a coup lead to an exit within the year, 40% of the others. The
  // classes are drawn towards each other, as the file says, so a little less than 80% of the intervals hold -20 points.
  constexpr int kWorlds = 150;
  const LadderFile file = shipped::ladder_file();
  Branch calm = branch("no coup");
  calm.coup = false;
  Situation s;
  s.state = State::demanded;
  s.counterpart = "BBB";
  s.demand_on = shipped::day(2020, 1, 1);
  s.traits = {.sender = "BBB", .kind = "withdrawal-demanded", .coup = true};
  int inside = 0;
  for (int w = 0; w < kWorlds; ++w) {
    RandomStream random(29, "scenario-test", static_cast<std::uint64_t>(w));
    record::View view;
    view.as_of = shipped::day(2020, 1, 1);
    for (int i = 0; i < 180; ++i) {
      record::Demand d;
      d.id = fmt::format("demands:D{:03}", i);
      d.host = "AAA";
      d.sender = "BBB";
      d.kind = "withdrawal-demanded";
      d.coup_within_24m = i % 2 == 0;
      d.on = *parse_date("1990-01-01");
      d.known_on = d.on.first;
      d.outcome = random.uniform() < (d.coup_within_24m ? 0.6 : 0.4) ? "left" : "stayed-renegotiated";
      d.outcome_on = *parse_date("1990-04-01");
      view.demands.push_back(std::move(d));
    }
    const auto r = run_branches(view, s, file, {calm}, 500, 1, kThreads);
    REQUIRE(r.size() == 1);
    REQUIRE(r[0].why_not.empty());
    inside += r[0].difference_interval.lo <= -0.2 && -0.2 <= r[0].difference_interval.hi ? 1 : 0;
  }
  MESSAGE(fmt::format("held in {} of {} worlds", inside, kWorlds));
  CHECK(inside > 0.8 * kWorlds - 20);  // four standard errors of 4.9
  CHECK(inside < 0.8 * kWorlds + 20);
}

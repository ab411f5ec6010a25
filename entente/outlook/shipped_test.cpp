// What the room says of the record that ships, checked against figures that were counted independently of it.

#include "entente/outlook/shipped_test.hpp"

#include "entente/outlook/arrival.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/coverage.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/exit_time.hpp"
#include "entente/outlook/indicators.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

using namespace entente;
using namespace entente::outlook;

namespace {

struct Count {
  int k = 0, n = 0;
  double k_units = 0;
  int n_units = 0;
};

template <class Member>
Count count_if(const std::vector<Trial>& trials, Member member) {
  Count c;
  std::map<std::string, std::pair<double, double>> units;
  for (const Trial& t : trials) {
    if (!member(t)) continue;
    c.n += 1;
    c.k += t.hit ? 1 : 0;
    units[t.unit].first += t.hit ? 1 : 0;
    units[t.unit].second += 1;
  }
  for (const auto& [unit, counts] : units) {
    c.k_units += counts.first / counts.second;
    c.n_units += 1;
  }
  return c;
}

void expect(const Count& c, int k, int n, double k_units, int n_units) {
  CHECK(c.k == k);
  CHECK(c.n == n);
  CHECK(c.k_units == doctest::Approx(k_units));
  CHECK(c.n_units == n_units);
}

const Rung& rung(const Ladder& ladder, const std::string& name) {
  for (const auto* rungs : {&ladder.rungs, &ladder.sides})
    for (const Rung& r : *rungs)
      if (r.name == name) return r;
  FAIL("no class " << name);
  return ladder.rungs.front();
}

}  // namespace

TEST_CASE("the base rates of 17 March 2024 are those counted in the table's description") {
  const auto view = shipped::view(2024, 3, 17);
  const auto counted = exit_trials(view, "demands:B063", 0, 365);
  const auto& trials = counted.trials;
  expect(count_if(trials, [](const Trial&) { return true; }), 42, 119, 38, 115);
  expect(count_if(trials, [](const Trial& t) { return t.traits.coup; }), 16, 19, 12, 15);
  expect(count_if(trials, [](const Trial& t) { return !t.traits.coup; }), 26, 100, 26, 100);
  expect(count_if(trials, [](const Trial& t) { return t.traits.kind == "agreement-denounced"; }), 8, 14, 8, 14);
  expect(count_if(trials,
                  [](const Trial& t) {
                    return !t.traits.coup &&
                           (t.traits.kind == "agreement-denounced" || t.traits.kind == "withdrawal-demanded");
                  }),
         21, 71, 21, 71);
  expect(count_if(trials, [](const Trial& t) { return t.traits.sender == "USA"; }), 10, 50, 10, 50);
  expect(count_if(trials, [](const Trial& t) { return t.traits.sender == "FRA"; }), 10, 15, 10, 15);
  expect(count_if(trials, [](const Trial& t) { return t.traits.sender == "RUS"; }), 2, 18, 2, 18);
  CHECK(counted.censored == std::vector<std::string>{"demands:B059", "demands:B141", "demands:B062"});
}

TEST_CASE("the rates of all that is known later are those of the table's description too") {
  const auto trials = exit_trials(shipped::view(2026, 6, 1), "", 0, 365).trials;
  expect(count_if(trials, [](const Trial& t) { return t.traits.coup; }), 18, 22, 12 + 0.0, 16);
  const auto c = count_if(trials, [](const Trial& t) { return t.traits.sender == "FRA"; });
  CHECK(c.k == 12);
  CHECK(c.n == 19);
}

TEST_CASE("Niger and the United States on 17 March 2024: one number from the ladder") {
  const auto view = shipped::view(2024, 3, 17);
  const Situation s = situation(view, "NER", "USA");
  CHECK(s.state == State::demanded);
  CHECK(s.demand == "demands:B063");
  CHECK(s.elapsed_days == 1);
  CHECK(s.traits.coup);
  const Ladder ladder = exit_ladder(view, s, shipped::ladder_file());
  REQUIRE(ladder.rungs.size() == 2);
  CHECK(ladder.rungs[0].k == 42);
  CHECK(ladder.rungs[0].n == 119);
  CHECK(ladder.rungs[0].interval.lo == doctest::Approx(0.30).epsilon(0.02));
  CHECK(ladder.rungs[0].interval.hi == doctest::Approx(0.41).epsilon(0.02));
  CHECK(ladder.rungs[1].k == 16);
  CHECK(ladder.rungs[1].n == 19);
  CHECK(ladder.rungs[1].interval_units.lo == doctest::Approx(0.64).epsilon(0.01));
  CHECK(ladder.rungs[1].interval_units.hi == doctest::Approx(0.90).epsilon(0.01));
  CHECK(rung(ladder, "same-sender").k == 10);
  CHECK(rung(ladder, "same-sender").n == 50);
  CHECK(rung(ladder, "denounced").k == 8);
  // (12 + 4 x 38.5 / 116) / 19; the independent estimate with the parent taken by case was about 71%.
  CHECK(ladder.probability == doctest::Approx((12 + 4 * 38.5 / 116) / 19));
  CHECK(ladder.confidence_capped);
  CHECK(ladder.dissent == "same-sender");
  CHECK(ladder.left_out == "demands:B063");
  CHECK(to_string(ladder.horizon_on) == "2025-03-16");
  for (const auto& trial : ladder.trials) CHECK(trial.id != "demands:B063");
  CHECK(ladder.interval.lo == doctest::Approx(0.53).epsilon(0.01));
  CHECK(ladder.interval.hi == doctest::Approx(0.86).epsilon(0.01));
  REQUIRE(ladder.sensitivity.size() == 3);
  CHECK(ladder.sensitivity[0].lo == doctest::Approx((11 + 4 * 37.5 / 115) / 18));
  CHECK(ladder.sensitivity[1].hi_without == "Malagasy Republic and France, January 1973");
}

TEST_CASE("time that has passed since the demand takes the cases that were quicker out of the classes") {
  const auto view = shipped::view(2024, 4, 12);
  const Ladder ladder = exit_ladder(view, situation(view, "NER", "USA"), shipped::ladder_file());
  CHECK(ladder.from_day == 21);
  CHECK(std::find(ladder.past.begin(), ladder.past.end(), "demands:B023") != ladder.past.end());  // Ethiopia, 6 days
  CHECK(std::find(ladder.past.begin(), ladder.past.end(), "demands:B022") == ladder.past.end());  // Chad, 30 days
}

TEST_CASE("the weights of the ladder file are the best on what was known before 2020") {
  const LadderFile file = shipped::ladder_file();
  const auto view = shipped::view(file.exit.chosen_as_of);
  const auto exit = choose_weights(file.exit, exit_trials(view, "", 0, file.exit.horizon_days).trials);
  CHECK(exit.weight == file.exit.weight);
  CHECK(exit.weight_below == file.exit.weight_below);
  const auto asks = choose_weights(file.asks, presence_years(view, AskEvent::asked));
  CHECK(asks.weight == file.asks.weight);
  CHECK(asks.weight_below == file.asks.weight_below);
}

TEST_CASE(
    "the split of demands without a coup into firm and soft ones raises the score on what was known before 2020") {
  const LadderFile file = shipped::ladder_file();
  const auto view = shipped::view(file.exit.chosen_as_of);
  const auto trials = exit_trials(view, "", 0, file.exit.horizon_days).trials;
  const auto best_of = [&](const LadderSpec& spec) {
    double best = -1e9;
    for (const WeightScore& w : choose_weights(spec, trials).between) best = std::max(best, w.score);
    return best;
  };
  LadderSpec unsplit = file.exit;
  std::erase_if(unsplit.classes, [](const ClassSpec& c) { return c.parent == "no-coup"; });
  LadderSpec denounced = file.exit;
  ClassSpec further;
  further.name = "post-coup-denounced";
  further.parent = "post-coup";
  further.kinds = {"agreement-denounced"};
  denounced.classes.push_back(further);
  const double split = best_of(file.exit);
  MESSAGE(fmt::format("split {:.4f}, unsplit {:.4f}, with a class of denounced agreements {:.4f}", split,
                      best_of(unsplit), best_of(denounced)));
  CHECK(split > best_of(unsplit) + 0.005);
  CHECK(std::abs(best_of(denounced) - split) < 0.005);
}

TEST_CASE("coverage of the printed interval on demands before 2020, blocks and single episodes left out") {
  const LadderFile file = shipped::ladder_file();
  const auto view = shipped::view(file.exit.chosen_as_of);
  const auto trials = exit_trials(view, "", 0, 365).trials;
  const Coverage c = check_coverage(file.exit, trials);
  MESSAGE(fmt::format("blocks left out: by sender {}/{}, by decade {}/{}", c.by_below.inside, c.by_below.blocks.size(),
                      c.by_decade.inside, c.by_decade.blocks.size()));
  CHECK(c.by_below.inside * 10 >= static_cast<int>(c.by_below.blocks.size()) * 6);
  CHECK(c.by_decade.inside * 10 >= static_cast<int>(c.by_decade.blocks.size()) * 7);
  const EpisodeCoverage e = check_episodes(file.exit, trials);
  MESSAGE(
      fmt::format("episodes left out: {} of them, {} of several demands; {:.1f} left, {:.1f} expected; by sender "
                  "{}/{} ({} episodes), by decade {}/{} ({})",
                  e.episodes, e.several, e.all.k, e.all.expected, e.by_below.inside, e.by_below.blocks.size(),
                  e.by_below.episodes, e.by_decade.inside, e.by_decade.blocks.size(), e.by_decade.episodes));
  CHECK(e.episodes == 101);
  CHECK(e.all.n == 101);
  CHECK(e.all.inside);
  for (const Block& b : e.rungs) CHECK(b.inside);
  CHECK(e.by_below.inside * 10 >= static_cast<int>(e.by_below.blocks.size()) * 7);
  CHECK(e.by_decade.inside * 10 >= static_cast<int>(e.by_decade.blocks.size()) * 7);
}

TEST_CASE("presence-years and host-ended presences are those of the table's description") {
  const auto view = shipped::view(2026, 6, 1);
  const auto trials = presence_years(view, AskEvent::ended);
  const auto all = count_if(trials, [](const Trial&) { return true; });
  CHECK(all.n == 7428);
  CHECK(all.k == 90);  // the description's 91 counts one that ended in January 2026, outside the exposure
  const auto us = count_if(trials, [](const Trial& t) { return t.traits.sender == "USA"; });
  CHECK(us.k == 25);
  CHECK(us.n == 3308);
  const auto former = count_if(trials, [](const Trial& t) { return t.traits.former_territory; });
  CHECK(former.k == 41);
  CHECK(former.n == 2123);
  // By the coups that ship; the description used a list that does not (18 of 207).
  const auto coup = count_if(trials, [](const Trial& t) { return t.traits.coup; });
  CHECK(coup.k == 20);
  CHECK(coup.n == 248);
}

TEST_CASE("before the demand the question is whether the host asks the presence to leave") {
  const auto view = shipped::view(2024, 1, 15);
  const Situation s = situation(view, "NER", "USA");
  CHECK(s.state == State::no_demand);
  CHECK(s.traits.coup);
  CHECK(s.traits.other_asked);
  const Ladder asked = asks_ladder(view, s, shipped::ladder_file());
  const Ladder ended = asks_ladder(view, s, shipped::ladder_file(), AskEvent::ended);
  CHECK(asked.last().name == "coup-years");
  CHECK(asked.probability > ended.rungs[0].pooled);
  const auto before = shipped::view(2023, 7, 1);
  CHECK_FALSE(situation(before, "NER", "USA").traits.coup);
  CHECK(asks_ladder(before, situation(before, "NER", "USA"), shipped::ladder_file()).probability < asked.probability);
}

TEST_CASE("after the exit the state is ended, and a presence kept by a deal is open to a new demand") {
  const auto view = shipped::view(2025, 6, 1);
  const Situation niger = situation(view, "NER", "USA");
  CHECK(niger.state == State::ended);
  CHECK(to_string(*niger.ended_on) == "2024-09-15");
  CHECK(situation(view, "TCD", "USA").state == State::no_demand);
  CHECK(situation(view, "TCD", "FRA").state == State::ended);
  CHECK(situation(view, "NER", "CHL").state == State::none);
}

TEST_CASE("time to exit on 17 March 2024, by both clocks") {
  const auto view = shipped::view(2024, 3, 17);
  const auto times = exit_times(view, situation(view, "NER", "USA"));
  const auto find = [&](const std::string& name, Clock clock) -> const ExitTime& {
    for (const ExitTime& e : times)
      if (e.name == name && e.clock == clock) return e;
    FAIL("no curve " << name);
    return times.front();
  };
  const ExitTime& all = find("all", Clock::demand);
  CHECK(all.curve.n == 122);
  CHECK(all.of_the_case);
  const ExitTime& coup = find("post-coup", Clock::demand);
  CHECK(coup.curve.n == 19);
  CHECK(coup.curve.events[0] == 18);
  CHECK(all.left_by(365) == doctest::Approx(0.350).epsilon(0.002));
  CHECK(coup.left_by(365) == doctest::Approx(16.0 / 19));  // nobody is censored in this group
  CHECK(coup.median_day == 58);
  CHECK(coup.median_of_those_who_left == 53);
  CHECK_FALSE(find("no-coup", Clock::demand).median_day.has_value());
  CHECK(find("no-coup", Clock::demand).median_of_those_who_left == 279);
  CHECK(find("all", Clock::denunciation).curve.n == 15);
  CHECK_FALSE(find("small", Clock::demand).of_the_case);
  // France and Mali: 178 days from the demand, 105 from the denunciation; Burkina Faso 31 days.
  for (const auto& d : view.demands) {
    if (d.id == "demands:B054") {
      CHECK(days_to_outcome(d) == 178);
      CHECK(days_between(*denounced_on(view, d), midpoint(*d.outcome_on)) == 105);
    }
    if (d.id == "demands:B055") CHECK(days_to_outcome(d) == 31);
  }
}

TEST_CASE("time to exit on 1 August 2024 is of the demands that were open as long, in every figure") {
  const auto view = shipped::view(2024, 8, 1);
  const auto times = exit_times(view, situation(view, "NER", "USA"));
  bool found = false;
  for (const ExitTime& e : times) {
    CHECK(static_cast<std::size_t>(e.curve.n) == e.evidence.size());
    CHECK(e.left == e.curve.events[0]);
    CHECK_FALSE(e.known_on(e.elapsed_days));
    if (e.median_of_those_who_left) CHECK(*e.median_of_those_who_left > e.elapsed_days);
    if (e.name != "post-coup" || e.clock != Clock::demand) continue;
    found = true;
    CHECK(e.curve.n == 7);
    CHECK(e.left == 6);
  }
  CHECK(found);
}

TEST_CASE("where all of a group left, the median of all and of those that left are one") {
  int both = 0;
  for (const auto& [host, sender, day] :
       {std::tuple("SEN", "FRA", "1972-04-04"), std::tuple("NER", "USA", "2024-08-01"),
        std::tuple("MDG", "FRA", "1974-06-01"), std::tuple("EGY", "SUN", "1973-01-01")}) {
    const auto view = shipped::view(*parse_day(day));
    for (const ExitTime& e : exit_times(view, situation(view, host, sender))) {
      CAPTURE(host);
      CAPTURE(day);
      CAPTURE(e.name);
      // Those that left are among those counted, so half of them is never more than half of all.
      if (e.median_day) {
        REQUIRE(e.median_of_those_who_left.has_value());
        CHECK(*e.median_of_those_who_left <= *e.median_day);
      }
      if (e.left == 0 || e.left != e.curve.n) continue;
      ++both;
      CHECK(e.median_day == e.median_of_those_who_left);
    }
  }
  CHECK(both > 0);
}

TEST_CASE("arrival of another power on 17 March 2024: episodes at risk, negatives among them") {
  const auto view = shipped::view(2024, 3, 17);
  const std::vector<std::string> africa{"NER", "MLI", "BFA", "GIN", "TCD", "GAB", "SDN", "CAF"};
  const Arrival a = arrival(view, situation(view, "NER", "USA"), shipped::ladder_file(), "RUS", africa);
  CHECK_FALSE(a.already_there);
  const Ladder& l = a.within_365;
  CHECK(l.last().name == "post-coup");
  CHECK(l.last().k == 1);
  CHECK(l.last().n == 9);
  CHECK(a.within_90.last().k == 1);
  CHECK(a.signed_states == 24);  // the host itself left out; 25 with it
  CHECK(a.forces_after_agreement == 3);
  CHECK(a.forces_at_any_time == 6);
  CHECK(l.rungs[0].k == 3);
  CHECK(l.rungs[0].n == 75);
  REQUIRE(a.classes.size() == 3);
  CHECK(a.classes[0].name == "coup-hosts");
  CHECK(a.classes[0].k == 2);
  CHECK(a.classes[0].n == 5);
  CHECK(a.classes[1].k == 2);
  CHECK(a.classes[1].n == 2);
  CHECK(a.classes[2].k == 3);
  MESSAGE(fmt::format("90 days {:.3f} ({:.3f} to {:.3f}), 365 days {:.3f} ({:.3f} to {:.3f})", a.within_90.probability,
                      a.within_90.interval.lo, a.within_90.interval.hi, l.probability, l.interval.lo, l.interval.hi));
  CHECK(arrival(shipped::view(2024, 4, 27), situation(shipped::view(2024, 4, 27), "NER", "USA"), shipped::ladder_file(),
                "RUS")
            .already_there);
  const LadderFile file = shipped::ladder_file();
  const auto before = shipped::view(file.arrival.chosen_as_of);
  const auto trials = arrival_trials(before, file, "RUS", "", 0, 365).trials;
  // Too few to choose by, so the exit ladder's weights stand.
  CHECK(count_if(trials, [](const Trial&) { return true; }).k < 10);
  CHECK(file.arrival.weight == file.exit.weight);
  CHECK(file.arrival.weight_below == file.exit.weight_below);
}

TEST_CASE("indicators move the judgement by what was counted, both ways") {
  const auto view = shipped::view(2024, 3, 17);
  const Situation s = situation(view, "NER", "USA");
  const LadderFile file = shipped::ladder_file();
  const auto list = indicators(view, s, file, 4);
  REQUIRE(!list.empty());
  const double now = exit_ladder(view, s, file).probability;
  for (const Indicator& i : list) {
    CHECK(i.now == doctest::Approx(now));
    CHECK(i.seen < i.now);
    CHECK(i.not_seen > i.now);
    // The two branches, weighted by their chance, give back the number up to the shrinkage of small classes.
    CHECK(i.chance * i.seen + (1 - i.chance) * i.not_seen == doctest::Approx(now).epsilon(0.15));
    MESSAGE(fmt::format("{} by {}: now {:.2f} seen {:.2f} (n {}) not {:.2f} (n {}) chance {:.2f}", i.observable,
                        to_string(i.by), i.now, i.seen, i.seen_n, i.not_seen, i.not_seen_n, i.chance));
  }
  // An arrival within ninety days settles its own question; nobody by then leaves one arrival among the others.
  const auto arrivals = arrival_indicators(view, s, file, "RUS", 365);
  REQUIRE(arrivals.size() == 1);
  CHECK(arrivals[0].seen == 1);
  CHECK(arrivals[0].not_seen < arrivals[0].now);
  CHECK(to_string(arrivals[0].by) == "2024-06-15");
  CHECK(arrival_indicators(view, s, file, "RUS", 90).empty());
  const DeathsModel deaths = read_deaths_model(shipped::model_text("deaths.toml"), "deaths.toml");
  const auto half_year = deaths_indicators(view, *deaths_ahead(view, "NER", deaths), deaths);
  REQUIRE(half_year.size() == 1);
  CHECK(half_year[0].seen > half_year[0].now);
  CHECK(half_year[0].not_seen < half_year[0].now);
  CHECK(deaths_indicators(view, *deaths_ahead(view, "NER", deaths), deaths, 100).empty());
  const auto before = shipped::view(2023, 7, 1);
  const auto calm = indicators(before, situation(before, "NER", "USA"), file);
  REQUIRE(calm.size() == 1);
  CHECK(calm[0].id == "coup");
  CHECK(calm[0].seen > calm[0].not_seen);
}

#include "entente/outlook/course.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/backtest.hpp"
#include "entente/outlook/course_columns.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <ctime>

using namespace entente;
using namespace entente::outlook;

namespace {

CourseSpec spec() { return read_course_spec(shipped::model_text("stages.toml"), "data/model/stages.toml"); }

CourseModel model_of(const record::View& view, const StepUse& use = {}) {
  return {view, spec(), shipped::ladder_file(), 1, use};
}

// P(left by a day) of the demand of a host on a sender that is open on the day of the view.
double left_by(const record::View& view, const std::string& host, const std::string& sender, Day by) {
  const CourseModel model = model_of(view);
  const Situation s = situation(view, host, sender);
  const auto standing = model.standing(view, s.demand);
  REQUIRE(standing);
  const int day = days_between(standing->demand_on, by);
  return chances_of_leaving(model, *standing, std::span(&day, 1)).front();
}

}  // namespace

TEST_CASE("what was agreed moves the forecast, as of that day") {
  using shipped::day;
  // Both sides had signed the exit by 15 September.
  CHECK(left_by(shipped::view(2024, 5, 20), "NER", "USA", day(2025, 3, 16)) >= 0.80);
  // Manila gave Subic until the end of the year, and Washington said that it would meet the day.
  CHECK(left_by(shipped::view(1992, 6, 15), "PHL", "USA", day(1992, 12, 31)) >= 0.70);
  // France had announced four to six months.
  CHECK(left_by(shipped::view(2022, 2, 18), "MLI", "FRA", day(2022, 3, 25)) <= 0.12);
  // Before anything was said the ladder's class speaks.
  const double before = left_by(shipped::view(2024, 3, 17), "NER", "USA", day(2025, 3, 16));
  CHECK(before > 0.35);
  CHECK(before < 0.90);
}

TEST_CASE("the branches of every observable add up to the whole, in the record and in drawn cases") {
  int looked = 0;
  double farthest = 0;
  for (const Day on : {shipped::day(1975, 1, 1), shipped::day(1992, 6, 15), shipped::day(2009, 3, 1),
                       shipped::day(2022, 2, 18), shipped::day(2024, 5, 20)}) {
    const record::View view = shipped::view(on);
    const CourseModel model = model_of(view);
    std::vector<Standing> standings;
    for (const record::Demand& d : view.demands)
      if (const auto s = model.standing(view, d.id); s && is_state(view, d.sender)) standings.push_back(*s);
    RandomStream random(7, "course_test/cases", static_cast<std::uint64_t>(on.time_since_epoch().count()));
    for (int i = 0; i < 40; ++i) {  // 200 over the five days
      Standing s = standings[random.below(standings.size())];
      s.stage = static_cast<record::DemandStage>(random.below(4));
      s.day = static_cast<int>(random.below(700));
      s.since_day = static_cast<int>(random.below(static_cast<std::uint64_t>(s.day) + 1));
      s.planned_day.reset();
      if (random.uniform() < 0.5) s.planned_day = s.day - 200 + static_cast<int>(random.below(900));
      s.deadline_day.reset();
      if (random.uniform() < 0.5) s.deadline_day = s.day - 100 + static_cast<int>(random.below(400));
      s.conditions = random.bits() & ((std::uint64_t{1} << 40) - 1) & ~((std::uint64_t{1} << 26) - 1);
      standings.push_back(s);
    }
    for (const Standing& s : standings)
      for (const Observed what : {Observed::unresolved, Observed::committed, Observed::half_gone, Observed::softened}) {
        const int by = s.day + 90;
        const int to = s.day + 365;
        const double whole = chances_of_leaving(model, s, std::span(&to, 1)).front();
        const CourseBranches b = branches_of(model, s, what, by, to);
        farthest = std::max(farthest, std::abs(b.chance * b.seen + (1 - b.chance) * b.unseen - whole));
        CHECK(b.chance >= 0);
        CHECK(b.chance <= 1);
        CHECK(std::min(b.seen, b.unseen) <= whole + 1e-12);
        CHECK(std::max(b.seen, b.unseen) >= whole - 1e-12);
        ++looked;
      }
  }
  MESSAGE(looked << " branches, farthest " << farthest);
  CHECK(looked >= 800);
  CHECK(farthest < 1e-12);
}

TEST_CASE("a course adds up to one on every day, never falls back, and holds its number in its interval") {
  const record::View view = shipped::view(2024, 5, 20);
  const std::clock_t begin = std::clock();
  const CourseModel model = model_of(view);
  const double fitted = double(std::clock() - begin) / CLOCKS_PER_SEC;
  const auto standing = model.standing(view, "demands:B063");
  REQUIRE(standing);
  CHECK(standing->stage == record::DemandStage::committed);
  const Course one = course(model, *standing, 365, ThreadExecutor(1));
  MESSAGE("fit " << fitted << " s, fit and course " << double(std::clock() - begin) / CLOCKS_PER_SEC << " s; "
                 << one.probability << " (" << one.interval.lo << " to " << one.interval.hi << ")");
  double before = 0;
  for (const CourseDay& d : one.days) {
    CHECK(d.left >= before);
    before = d.left;
    CHECK(d.left + d.partly_left + d.stays + d.live() == doctest::Approx(1).epsilon(1e-12));
  }
  CHECK(one.interval.lo <= one.probability);
  CHECK(one.interval.hi >= one.probability);
  REQUIRE(one.left_by[1]);
  CHECK(*one.left_by[1] > view.as_of);
  CHECK(one.days.back().on == one.horizon_on);
  const Course many = course(model_of(view), *standing, 365, ThreadExecutor(64));
  CHECK(many.interval == one.interval);
  CHECK(many.probability == one.probability);
}

TEST_CASE("without its steps a demand is open, and a step that is delayed is not there yet") {
  const record::View view = shipped::view(2024, 5, 20);
  const CourseModel none = model_of(view, {.none = true});
  const CourseModel late = model_of(view, {.delay_days = 30});
  CHECK(none.standing(view, "demands:B063")->stage == record::DemandStage::open);
  CHECK_FALSE(late.standing(view, "demands:B063")->planned_day);
  for (const MoveCount& c : none.counts())
    if (c.from != record::DemandStage::open) CHECK(c.n == 0);
}

TEST_CASE("what became known later moves nothing: the record of today cut at a day forecasts as that day's own") {
  const record::View today = shipped::view(2026, 6, 1);
  for (const Day on : {shipped::day(1992, 6, 15), shipped::day(2009, 3, 1), shipped::day(2024, 5, 20)}) {
    const record::View then = shipped::view(on);
    const record::View cut = demands_as_of(today, on);
    const CourseModel own = model_of(then);
    const CourseModel of_today = model_of(cut);
    CHECK(own.demands() == of_today.demands());
    for (const record::Demand& d : then.demands) {
      const auto a = own.standing(then, d.id);
      const auto b = of_today.standing(cut, d.id);
      REQUIRE(a.has_value() == b.has_value());
      if (!a) continue;
      const int to = a->day + 300;
      CAPTURE(d.id);
      CHECK(chances_of_leaving(own, *a, std::span(&to, 1)) == chances_of_leaving(of_today, *b, std::span(&to, 1)));
    }
  }
}

TEST_CASE("a condition moves the course and its difference is paired") {
  const record::View view = shipped::view(2024, 3, 17);
  const CourseModel model = model_of(view);
  const auto standing = model.standing(view, "demands:B063");
  REQUIRE(standing);
  Branch no_coup;
  no_coup.id = "no-coup";
  no_coup.coup = false;
  Branch silence;
  silence.id = "silence";
  silence.silent_days = 90;
  Branch same;
  same.id = "same";
  same.coup = true;
  const auto r = course_branches(model, *standing, {no_coup, silence, same}, 365, ThreadExecutor());
  REQUIRE(r.size() == 3);
  CHECK(r[0].difference < 0);
  CHECK(r[1].difference < 0);
  CHECK(r[2].difference == 0);
  CHECK(r[2].same_classes);
  for (const BranchResult& b : r) {
    CHECK(b.interval.lo <= b.probability);
    CHECK(b.probability <= b.interval.hi);
    CHECK(b.difference_interval.lo <= b.difference);
    CHECK(b.difference <= b.difference_interval.hi);
  }
  const CourseBranches open = branches_of(model, *standing, Observed::unresolved, standing->day + 90, 365);
  CHECK(r[1].probability == doctest::Approx(open.seen).epsilon(1e-12));
}

TEST_CASE("between two turns nothing changes that a rate depends on, and at each something may") {
  const CourseSpec of = spec();
  Standing s;
  s.since_day = 17;
  s.planned_day = 400;
  s.deadline_day = 61;
  using enum record::DemandStage;
  for (const record::DemandStage stage : {open, committed, softened, half_gone}) {
    const std::vector<int> turns = columns::turns(of, s, stage);
    CHECK(std::is_sorted(turns.begin(), turns.end()));
    const auto on = [&](double day) {
      return columns::on_day(of, 0, stage, day, day - s.since_day, s.planned_day, s.deadline_day);
    };
    for (int day = 1; day < 900; ++day) {
      CAPTURE(day);
      CHECK((on(day - 0.5) != on(day + 0.5)) == (std::count(turns.begin(), turns.end(), day) > 0));
      CHECK(on(day + 0.01) == on(day + 0.99));
    }
  }
}

TEST_CASE("looking at a demand on other days changes nothing of the course") {
  const record::View view = shipped::view(2024, 5, 20);
  const CourseModel model = model_of(view);
  const auto standing = model.standing(view, "demands:B063");
  REQUIRE(standing);
  const int to = standing->day + 500;
  std::vector<int> every;
  for (int day = standing->day + 1; day <= to; ++day) every.push_back(day);
  CHECK(chances_of_leaving(model, *standing, every).back() ==
        chances_of_leaving(model, *standing, std::span(&to, 1)).front());
}

TEST_CASE("before the record knows much, the ladder's classes are the forecast") {
  // 1958: a handful of demands. The prior is centred on the classes, so the year's chance is near theirs.
  const record::View view = shipped::view(1958, 4, 1);
  const CourseModel model = model_of(view);
  for (const record::Demand& d : view.demands)
    if (const auto s = model.standing(view, d.id)) {
      const int to = s->day + 365;
      const double p = chances_of_leaving(model, *s, std::span(&to, 1)).front();
      CHECK(p > 0.01);
      CHECK(p < 0.99);
    }
}

TEST_CASE("the model file says what is wrong with it") {
  std::string text = shipped::model_text("stages.toml");
  const auto at = text.find("\"refused\"");
  text.replace(at, 9, "\"refusal\"");
  CHECK_THROWS_WITH_AS(read_course_spec(text, "stages.toml"), doctest::Contains("\"refusal\" is not a condition"),
                       Error);
}

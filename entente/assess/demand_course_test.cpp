#include "entente/assess/demand_course.hpp"

#include "entente/assess/world_for_tests.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/course_words.hpp"
#include "entente/outlook/stage_question.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

constexpr double kRounding = 1e-9;

// A demand that is open on the day, after others.
World asked() {
  World w;
  w.asks(QuestionKind::presence);
  w.draw_demand();
  w.view.as_of = day("2024-04-20");
  return w;
}

// Of the demands before, those that ended in an exit were committed three weeks ahead of it; without these the model
// has nothing to learn what a commitment tells. Some took longer than half a year, so that there are reference classes
// for a demand that is open so long.
World demanded() {
  World w = asked();
  for (int i = 0; i < 24; i += 2)
    w.step(fmt::format("C{:03}", i), fmt::format("B{:03}", i), fmt::format("{}-04-20", 2020 - i), "sender-says-leaves");
  for (int i = 0; i < 6; ++i) {
    const int year = 1990 - i;
    const bool left = i % 2 == 0;
    const std::string key = fmt::format("B2{:02}", i);
    w.resolved(key, fmt::format("{}-02-01", year), "GHA", left ? "USA" : "FRA", left ? "left" : "stayed-renegotiated",
               fmt::format("{}-11-20", year));
  }
  return w;
}

// The sender says that it leaves; without a day where `planned` is empty.
World committed(World w, const std::string& planned = "") {
  record::Step& s = w.step("S1", "B100", "2024-04-19", planned.empty() ? "sender-says-leaves" : "date-agreed");
  if (!planned.empty()) s.planned_on = date(planned);
  return w;
}

Judgement judged(const Contribution& found) {
  REQUIRE_FALSE(found.judgements.empty());
  return found.judgements.front();
}

// P(judgement) from a branch pair of the ledger.
double total(double chance, double seen, double unseen) { return chance * seen + (1 - chance) * unseen; }

// The demand on a later day, after up to four steps; some name days for the exit, or a deadline of the host.
World drawn_on(World w, std::uint64_t i) {
  RandomStream random(37, "demand_course_test/worlds", i);
  static const std::vector<std::string> kinds{
      "sender-says-leaves", "date-agreed",  "sender-refuses", "terms-offered", "demand-softened",
      "demand-repeated",    "deadline-set", "half-gone",      "talks-opened",  "withdrawal-begun"};
  const auto below = [&](int n) { return static_cast<int>(random.below(static_cast<std::uint64_t>(n))); };
  Day on = day("2024-03-16");
  for (int n = below(5); n > 0; --n) {
    on += std::chrono::days(1 + below(60));
    record::Step& s = w.step(fmt::format("S{}", n), "B100", to_string(on), kinds[random.below(kinds.size())]);
    if (random.uniform() < 0.6) s.planned_on = date(to_string(on + std::chrono::days(1 + below(400))));
  }
  w.view.as_of = on + std::chrono::days(1 + below(120));
  return w;
}

}  // namespace

TEST_CASE("the branches of what is watched add up to the number") {
  for (World w : {demanded(), committed(demanded()), committed(demanded(), "2024-12-15")}) {
    const Given given = w.given();
    const Contribution found = presence_part(given);
    CHECK_FALSE(found.indicators.empty());
    for (const Indicator& i : found.indicators) {
      CHECK(i.p_now == judged(found).p);
      CHECK(std::min(*i.p_if_seen, *i.p_if_not_seen) <= i.p_now);
      CHECK(std::max(*i.p_if_seen, *i.p_if_not_seen) >= i.p_now);
    }
    // The ledger holds the same: the observable, then what follows under each condition.
    int pairs = 0;
    for (std::size_t i = 0; i + 2 < found.forecasts.size(); ++i) {
      const auto& [chance, seen, unseen] = std::tie(found.forecasts[i], found.forecasts[i + 1], found.forecasts[i + 2]);
      if (chance.question.given || !outlook::is_of_stages(chance.question.event)) continue;
      REQUIRE(seen.question.given.has_value());
      REQUIRE(unseen.question.given.has_value());
      CHECK(seen.question.given->seen);
      CHECK_FALSE(unseen.question.given->seen);
      CHECK(std::abs(total(chance.p, seen.p, unseen.p) - *judged(found).p) < kRounding);
      for (const Forecast* f : {&chance, &seen, &unseen}) {
        CHECK(f->interval.lo <= f->p);
        CHECK(f->p <= f->interval.hi);
      }
      ++pairs;
    }
    CHECK(pairs > 0);
  }
}

TEST_CASE("they do so wherever a demand may stand, for each day that is asked about") {
  const World world = demanded();
  double farthest = 0;
  int looked = 0;
  int dated = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    World w = drawn_on(world, i);
    const auto course = course_of_demand(w.given(), 700);
    REQUIRE(course);
    dated += course->asked.size() > 1 ? 1 : 0;
    for (const outlook::Course& one : course->asked) {
      const int to_day = days_between(course->standing.demand_on, one.horizon_on);
      for (const auto& b : outlook::watched(course->model, course->standing, to_day)) {
        farthest = std::max(farthest, std::abs(total(b.chance, b.seen, b.unseen) - one.probability));
        ++looked;
      }
    }
  }
  MESSAGE(looked << " branches, farthest " << farthest);
  CHECK(farthest < kRounding);
  CHECK(looked > 1000);
  CHECK(dated > 30);
}

TEST_CASE("a commitment raises the number, and the ladder stays beside it") {
  World before = demanded();
  World after = committed(demanded());
  const Contribution without = presence_part(before.given());
  const Contribution with = presence_part(after.given());
  CHECK(*judged(with).p > *judged(without).p + 0.02);
  CHECK(judged(with).horizon == judged(without).horizon);
  REQUIRE(judged(with).base_rate.has_value());
  CHECK(judged(with).base_rate->k == judged(without).base_rate->k);
  CHECK(judged(with).base_rate->n == judged(without).base_rate->n);
  CHECK(std::ranges::count(judged(with).evidence, "row:steps:S1") == 1);
  CHECK(judged(with).evidence.front() == "row:demands:B100");
  const std::string text = text_of(find(with, "course"));
  CHECK(says(text, "The sender has been committed to leaving since 19 April 2024."));
  CHECK(says(text, "as the outside view"));
  // What has happened already is nothing to watch for.
  for (const Indicator& i : with.indicators) CHECK_FALSE(says(i.observable, "has said that it leaves"));
  CHECK(std::ranges::any_of(without.indicators,
                            [](const Indicator& i) { return says(i.observable, "has said that it leaves"); }));
}

TEST_CASE("a day that is agreed is the horizon, with a month after it and the usual year") {
  World w = committed(demanded(), "2024-09-15");
  Contribution found = presence_part(w.given());
  const Judgement j = judged(found);
  CHECK(j.horizon == day("2024-09-15"));
  CHECK(says(found.title, "exit by 15 September 2024 put at"));
  CHECK(says(found.title, ", by 16 October 2024 at"));
  CHECK(says(j.base_rate->unit, "counted to day 183"));
  CHECK(std::ranges::count(j.would_change, "an exit date agreed by both sides") == 0);
  const Table* table = table_of(find(found, "course"), "course");
  REQUIRE(table != nullptr);
  REQUIRE(table->rows.size() == 3);
  CHECK(table->rows[0][0].text == "15 September 2024, the day that is named");
  CHECK(table->rows[1][0].text == "16 October 2024, a month after it");
  CHECK(table->rows[2][0].text == "16 March 2025");
  std::vector<double> p;
  for (const Forecast& f : found.forecasts)
    if (f.question.event == outlook::Event::exit && !f.question.given) p.push_back(f.p);
  REQUIRE(p.size() == 3);
  CHECK(p[0] == *j.p);
  CHECK((p[0] < p[1] && p[1] < p[2]));
  const Table* days = table_of(find(found, "exit-time"), "exit-day");
  REQUIRE(days != nullptr);
  CHECK(days->rows.size() == 3);
  CHECK(evidence_of(found, "query:course").call->verb == "outlook stages");
  // Once the day has passed, the usual one is asked about again.
  w.view.as_of = day("2024-09-16");
  CHECK(judged(presence_part(w.given())).horizon == day("2025-03-16"));
}

TEST_CASE("a day more than twenty years ahead is named, and the usual one asked about") {
  World w = committed(demanded(), "2124-09-15");
  const Contribution found = presence_part(w.given());
  CHECK(judged(found).horizon == day("2025-03-16"));
  const std::string text = text_of(find(found, "course"));
  CHECK(says(text, "15 September 2124 is named for the exit, more than twenty years ahead"));
  CHECK(table_of(find(found, "course"), "course") == nullptr);
}

TEST_CASE("branches of the case are those of the course") {
  World w = committed(demanded());
  w.of.branches = {{.id = "silence", .words = "nothing is settled for 90 days", .silent_days = 90}};
  Contribution found = presence_part(w.given());
  const Table* table = table_of(find(found, "futures"), "futures");
  REQUIRE(table != nullptr);
  CHECK(says(evidence_of(found, "query:futures").summary, "the course of the demand"));
  const Given given = w.given();
  const auto course = course_of_demand(given, 365);
  const auto open = outlook::branches_of(course->model, course->standing, outlook::Observed::unresolved,
                                         course->standing.day + 90, course->to_day());
  CHECK(says(row_of(*table, 0), fmt::format("| {:.0f}% (", std::round(100 * open.seen))));
}

TEST_CASE("without an open demand there is no course") {
  World w;
  w.asks(QuestionKind::presence);
  w.presence("P1", "NER", "USA", "2013");
  CHECK_FALSE(course_of_demand(w.given(), 365));
}

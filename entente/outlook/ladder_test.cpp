#include "entente/outlook/ladder.hpp"

#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/model_file.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace entente;
using namespace entente::outlook;

namespace {

// One line of cases: "unit sender coup|none hit|miss".
Trial trial(const std::string& unit, const std::string& sender, bool coup, bool hit) {
  static int counter = 0;
  Trial t;
  t.id = fmt::format("demands:T{}", ++counter);
  t.label = t.id;
  t.unit = unit.empty() ? t.id : unit;
  t.group = t.unit;
  t.group_words = t.unit;
  t.below = sender;
  t.traits.sender = sender;
  t.traits.coup = coup;
  t.hit = hit;
  return t;
}

LadderSpec two_rungs(double weight, double below = 8) {
  LadderSpec spec;
  spec.name = "exit";
  spec.words = "it leaves";
  ClassSpec all{.name = "all", .words = "all demands"};
  ClassSpec coup{.name = "coup", .words = "after a coup", .parent = "all"};
  coup.coup = true;
  ClassSpec sender{.name = "sender", .words = "to {sender}"};
  sender.sender = "same";
  spec.classes = {all, coup};
  spec.sides = {sender};
  spec.weight = weight;
  spec.weight_below = below;
  return spec;
}

std::vector<Trial> some_trials() {
  std::vector<Trial> trials;
  for (int i = 0; i < 12; ++i) trials.push_back(trial("", i % 2 == 0 ? "USA" : "FRA", false, i % 4 == 0));
  trials.push_back(trial("one", "USA", true, true));
  trials.push_back(trial("one", "FRA", true, true));
  trials.push_back(trial("two", "FRA", true, true));
  trials.push_back(trial("", "FRA", true, false));
  return trials;
}

}  // namespace

TEST_CASE("a class is drawn towards its parent as if the parent added `weight` episodes") {
  const Ladder ladder = climb(two_rungs(4), some_trials(), {.sender = "USA", .coup = true}, "the United States", "");
  REQUIRE(ladder.rungs.size() == 2);
  CHECK(ladder.rungs[0].k == 6);
  CHECK(ladder.rungs[0].n == 16);
  CHECK(ladder.rungs[0].k_units == doctest::Approx(5));
  CHECK(ladder.rungs[0].n_units == 15);
  CHECK(ladder.rungs[1].k == 3);
  CHECK(ladder.rungs[1].n == 4);
  CHECK(ladder.rungs[1].k_units == doctest::Approx(2));
  CHECK(ladder.rungs[1].n_units == 3);
  const double root = 5.5 / 16;
  CHECK(ladder.rungs[0].pooled == doctest::Approx(root));
  CHECK(ladder.probability == doctest::Approx((2 + 4 * root) / 7));
  CHECK(ladder.interval.lo < ladder.last().interval_pooled.lo);
  CHECK(ladder.interval.hi > ladder.last().interval_pooled.hi);
}

TEST_CASE("a large weight gives the parent's number and a small one the class's own") {
  const Traits of_case{.sender = "USA", .coup = true};
  CHECK(climb(two_rungs(1e9), some_trials(), of_case, "", "").probability == doctest::Approx(5.5 / 16).epsilon(1e-6));
  CHECK(climb(two_rungs(1e-9), some_trials(), of_case, "", "").probability == doctest::Approx(2.0 / 3).epsilon(1e-6));
}

TEST_CASE("side classes are shown with the sender's name and never enter the number") {
  LadderSpec without = two_rungs(4);
  without.sides.clear();
  const Traits of_case{.sender = "USA", .coup = true};
  const Ladder with_side = climb(two_rungs(4), some_trials(), of_case, "the United States", "");
  CHECK(with_side.probability == climb(without, some_trials(), of_case, "", "").probability);
  REQUIRE(with_side.sides.size() == 1);
  CHECK(with_side.sides[0].words == "to the United States");
  CHECK(with_side.sides[0].k == 4);
  CHECK(with_side.sides[0].n == 7);
}

TEST_CASE("leaving out the case's own episode changes the number and is reported") {
  const Ladder ladder = climb(two_rungs(4), some_trials(), {.sender = "USA", .coup = true}, "", "one");
  REQUIRE(!ladder.sensitivity.empty());
  const double root = 4.5 / 15;
  CHECK(ladder.sensitivity[0].lo == doctest::Approx((1 + 4 * root) / 6));
  CHECK(ladder.sensitivity[1].lo < ladder.probability);
  CHECK(ladder.sensitivity[1].hi > ladder.probability);
}

TEST_CASE("what is left out leaves something: of one case or one episode no number without it is given") {
  const auto names = [](const Ladder& ladder) {
    std::vector<std::string> out;
    for (const Sensitivity& s : ladder.sensitivity) out.push_back(s.what);
    return out;
  };
  const Traits of_case{.sender = "USA", .coup = true};
  CHECK(names(climb(two_rungs(4), {trial("one", "USA", true, true)}, of_case, "", "")).empty());
  CHECK(names(climb(two_rungs(4), {trial("one", "USA", true, true)}, of_case, "", "one")).empty());
  CHECK(names(climb(two_rungs(4), {trial("one", "USA", true, true), trial("one", "FRA", true, false)}, of_case, "",
                    "one")) == std::vector<std::string>{"each single case left out"});
  CHECK(names(climb(two_rungs(4), {trial("one", "USA", true, true), trial("two", "FRA", true, false)}, of_case, "",
                    "one"))
            .size() == 3);
}

TEST_CASE("classes that span more than thirty points cap the confidence") {
  std::vector<Trial> trials;
  for (int i = 0; i < 40; ++i) trials.push_back(trial("", "FRA", false, false));
  for (int i = 0; i < 12; ++i) trials.push_back(trial("", "FRA", true, true));
  const Ladder wide = climb(two_rungs(4), trials, {.sender = "USA", .coup = true}, "", "");
  CHECK(wide.spread == doctest::Approx(1.0 - 12.0 / 52));
  CHECK(wide.confidence_capped);
  CHECK(wide.dissent == "all");
  for (Trial& t : trials) t.hit = t.id.back() % 2 == 0;
  CHECK_FALSE(climb(two_rungs(4), trials, {.sender = "USA", .coup = true}, "", "").confidence_capped);
}

TEST_CASE("every number and every share lies in its interval, however few the trials") {
  for (const double weight : {0.25, 4.0, 32.0})
    for (const double below : {1.0, 8.0, 256.0})
      for (int wide_n = 0; wide_n <= 12; wide_n += 3)
        for (int wide_k = 0; wide_k <= wide_n; wide_k += 3)
          for (int n = wide_n == 0 ? 1 : 0; n <= 3; ++n)
            for (int k = 0; k <= n; ++k) {
              std::vector<Trial> trials;
              for (int i = 0; i < wide_n; ++i) trials.push_back(trial("", "FRA", false, i < wide_k));
              for (int i = 0; i < n; ++i) trials.push_back(trial("", "USA", true, i < k));
              const Ladder l = climb(two_rungs(weight, below), trials, {.sender = "USA", .coup = true}, "", "");
              CAPTURE(fmt::format("{} of {}, {} of {}, weights {} and {}", wide_k, wide_n, k, n, weight, below));
              CHECK(0 <= l.interval.lo);
              CHECK(l.interval.lo <= l.probability);
              CHECK(l.probability <= l.interval.hi);
              CHECK(l.interval.hi <= 1);
              for (const auto* rungs : {&l.rungs, &l.sides})
                for (const Rung& r : *rungs) {
                  CHECK(r.interval_pooled.lo <= r.pooled);
                  CHECK(r.pooled <= r.interval_pooled.hi);
                  if (r.n == 0) {
                    CHECK(r.interval == stats::Interval{0, 1});
                    continue;
                  }
                  CHECK(r.interval.lo <= 1.0 * r.k / r.n);
                  CHECK(1.0 * r.k / r.n <= r.interval.hi);
                }
              for (const Sensitivity& x : l.sensitivity) {
                CHECK(x.lo <= x.hi);
                CHECK_FALSE(x.lo_without.empty());
              }
            }
}

TEST_CASE("an empty nearest class gives the wider one's number, a wider interval, and says so") {
  std::vector<Trial> trials;
  for (int i = 0; i < 12; ++i) trials.push_back(trial("", "FRA", false, i < 2));
  const Ladder l = climb(two_rungs(4, 32), trials, {.sender = "FRA", .coup = true}, "France", "");
  CHECK(l.last().name == "coup");
  CHECK(l.last().n == 0);
  CHECK(l.nearest().name == "all");
  CHECK(l.probability == doctest::Approx(2.5 / 13));
  CHECK(l.interval.lo < l.rungs[0].interval_pooled.lo);
  CHECK(l.interval.hi > l.rungs[0].interval_pooled.hi);
  CHECK(l.interval.lo > 0);
  CHECK(l.evidence.size() == 12);
  REQUIRE(l.sensitivity.size() == 2);
  for (const Sensitivity& x : l.sensitivity) {
    CHECK(x.lo == doctest::Approx(1.5 / 12));
    CHECK(x.hi == doctest::Approx(2.5 / 12));
    CHECK_FALSE(x.lo_without.empty());
    CHECK_FALSE(x.hi_without.empty());
  }
  REQUIRE(l.notes.size() == 1);
  CHECK(l.notes[0].find("No case of the nearest class, after a coup, is known on the day") == 0);
}

TEST_CASE("no trial at all is an error that says so") {
  try {
    climb(two_rungs(4), {}, {}, "", "");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
  }
}

TEST_CASE("the weight chosen grows as classes resemble their parent") {
  const auto world = [](double rate_coup) {
    RandomStream random(11, "weights");
    std::vector<Trial> trials;
    for (int i = 0; i < 300; ++i) {
      const bool coup = i % 3 == 0;
      trials.push_back(trial("", "S" + std::to_string(i % 7), coup, random.uniform() < (coup ? rate_coup : 0.3)));
    }
    return trials;
  };
  const double apart = choose_weights(two_rungs(1), world(0.9)).weight;
  const double alike = choose_weights(two_rungs(1), world(0.3)).weight;
  CHECK(apart <= 8);
  CHECK(alike >= 256);
}

TEST_CASE("a broken model file names the line and the field") {
  const auto fault = [](const std::string& text) {
    try {
      read_ladder_file(text, "ladder.toml");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_data);
      return fmt::format("{} {} {}", error.place().line, error.place().field, error.message());
    }
    return std::string("no error");
  };
  CHECK(fault("[exit\n").substr(0, 2) == "1 ");
  const std::string head = "[exit]\nwords = \"w\"\nchosen_as_of = \"2019-12-31\"\nweight = 4\nweight_below = 8\n";
  CHECK(fault(head) == "1 class there is no class");
  CHECK(fault("[exit]\nwords = \"w\"\nchosen_as_of = \"2019-12-31\"\nweight = 0\n") ==
        "4 weight the value must be above 0");
  CHECK(fault("[exit]\nwords = \"w\"\nchosen_as_of = \"2019-13-31\"\nweight = 4\n") ==
        "3 chosen_as_of this is not a day written YYYY-MM-DD");
  CHECK(fault(head + "[[exit.class]]\nname = \"all\"\nwords = \"all\"\ntalks = \"none\"\n") ==
        "9 talks this key is not known here");
  CHECK(fault(head + "[[exit.class]]\nname = \"all\"\nwords = \"all\"\n[[exit.class]]\nname = \"c\"\nwords = \"c\"\n"
                     "parent = \"b\"\n") == "9 parent the parent is not declared before its child");
  CHECK(fault(head + "[[exit.class]]\nname = \"all\"\nwords = \"all\"\nkinds = [\"renewal-refusd\"]\n") ==
        "9 kinds there is no kind of demand \"renewal-refusd\"");
}

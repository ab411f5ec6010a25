#include "entente/outlook/coverage.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace entente;
using namespace entente::outlook;

namespace {

Trial trial(const std::string& unit, const std::string& sender, bool coup, bool hit) {
  Trial t;
  t.unit = unit;
  t.group = unit;
  t.below = sender;
  t.traits.sender = sender;
  t.traits.coup = coup;
  t.hit = hit;
  return t;
}

LadderSpec two_rungs(double weight, double below) {
  LadderSpec spec;
  spec.name = "exit";
  ClassSpec all{.name = "all", .words = "all demands"};
  ClassSpec coup{.name = "coup", .words = "after a coup", .parent = "all"};
  coup.coup = true;
  spec.classes = {all, coup};
  spec.weight = weight;
  spec.weight_below = below;
  return spec;
}

// Twelve senders of ten episodes each; each sender's rate is drawn from Beta(8 x .4, 8 x .6).
std::vector<Trial> scattered(RandomStream& random) {
  std::vector<Trial> trials;
  for (int s = 0; s < 12; ++s) {
    const double p = random.beta(8 * 0.4, 8 * 0.6);
    for (int i = 0; i < 10; ++i)
      trials.push_back(trial(fmt::format("{}/{}", s, i), fmt::format("S{}", s), true, random.uniform() < p));
  }
  return trials;
}

struct Held {
  double whole = 0;     // share of blocks inside, each left out whole
  double episodes = 0;  // its episodes left out one by one
};

Held held(double weight_below) {
  constexpr int kWorlds = 40;
  RandomStream random(3, "coverage");
  Held h;
  double blocks = 0;
  for (int world = 0; world < kWorlds; ++world) {
    const auto trials = scattered(random);
    const Coverage whole = check_coverage(two_rungs(4, weight_below), trials);
    const EpisodeCoverage single = check_episodes(two_rungs(4, weight_below), trials);
    REQUIRE(single.by_below.blocks.size() == whole.by_below.blocks.size());
    CHECK(single.by_below.episodes == 120);
    h.whole += whole.by_below.inside;
    h.episodes += single.by_below.inside;
    blocks += static_cast<double>(whole.by_below.blocks.size());
  }
  REQUIRE(blocks == 480);
  h.whole /= blocks;
  h.episodes /= blocks;
  return h;
}

}  // namespace

TEST_CASE("the interval holds what it says when senders scatter as the weight below says, and is found out if not") {
  // Standard error of the share sqrt(.8 x .2 / 480) = 0.018, doubled for blocks of one world being dependent.
  const Held right = held(8);
  MESSAGE(fmt::format("held, blocks left out {:.3f}, episodes left out {:.3f}", right.whole, right.episodes));
  CHECK(right.whole > 0.8 - 0.08);
  CHECK(right.whole < 0.8 + 0.08);
  CHECK(right.episodes > 0.8 - 0.08);
  CHECK(right.episodes < 0.8 + 0.1);
  // Where senders are taken to be alike, the interval is too narrow, and either check says so.
  const Held narrow = held(4096);
  MESSAGE(fmt::format("senders taken as alike: {:.3f}, {:.3f}", narrow.whole, narrow.episodes));
  CHECK(narrow.whole < 0.72);
  CHECK(narrow.episodes < 0.72);
}

TEST_CASE("an episode is left out with all its demands, and its hits count as one") {
  //  unit:   one (left, left)   two (left, stayed)   three (stayed)   four (left)
  const std::vector<Trial> trials{trial("one", "A", true, true),    trial("one", "B", true, true),
                                  trial("two", "A", true, true),    trial("two", "A", true, false),
                                  trial("three", "A", true, false), trial("four", "B", false, true)};
  const EpisodeCoverage e = check_episodes(two_rungs(4, 8), trials, 1);
  CHECK(e.episodes == 4);
  CHECK(e.several == 2);
  CHECK(e.all.n == 4);
  CHECK(e.all.k == doctest::Approx(2.5));
  // Without "one" the root holds 1.5 of 3 and the coup class .5 of 2; without "two" 2 of 3 and 1 of 2; without "three"
  // 2.5 of 3 and 1.5 of 2; "four" is in the root alone: 1.5 of 3.
  const double one = (0.5 + 4 * 2.0 / 4) / 6;
  const double two = (1 + 4 * 2.5 / 4) / 6;
  const double three = (1.5 + 4 * 3.0 / 4) / 6;
  const double four = 2.0 / 4;
  CHECK(e.all.expected == doctest::Approx(one + two + three + four));
  REQUIRE(e.rungs.size() == 2);
  CHECK(e.rungs[0].name == "all");
  CHECK(e.rungs[0].n == 1);
  CHECK(e.rungs[0].expected == doctest::Approx(four));
  CHECK(e.rungs[1].expected == doctest::Approx(one + two + three));
  // One episode alone: half of its own chance lies on its side of the middle.
  CHECK(e.rungs[0].position == doctest::Approx(1 - four / 2));
}

TEST_CASE("nothing to leave out gives no blocks") {
  CHECK(check_episodes(two_rungs(4, 8), {}).episodes == 0);
  const std::vector<Trial> one{trial("one", "A", true, true)};
  CHECK(check_episodes(two_rungs(4, 8), one).by_below.blocks.empty());
  CHECK(check_coverage(two_rungs(4, 8), {}).by_below.blocks.empty());
}

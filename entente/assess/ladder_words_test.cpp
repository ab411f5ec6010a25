#include "entente/assess/ladder_words.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

outlook::Rung rung(const std::string& name, int k, int n) {
  outlook::Rung r;
  r.name = name;
  r.words = "demands of " + name;
  r.k = k;
  r.n = n;
  r.n_units = n;
  return r;
}

outlook::Ladder ladder(std::vector<outlook::Rung> rungs) {
  outlook::Ladder l;
  l.rungs = std::move(rungs);
  return l;
}

}  // namespace

TEST_CASE("the base rate is that of the nearest class that holds a case, beside the next wider one") {
  Judgement j;
  add_base_rate(j, ladder({rung("all", 30, 60), rung("post-coup", 8, 12), rung("denounced", 0, 0)}), "demands");
  REQUIRE(j.base_rate.has_value());
  CHECK(j.base_rate->k == 8);
  CHECK(j.base_rate->n == 12);
  CHECK(j.base_rate->parent_n == 60);
  Judgement few;
  add_base_rate(few, ladder({rung("all", 2, 5)}), "demands");
  CHECK_FALSE(few.base_rate.has_value());
  CHECK(few.no_base_rate_because == "too few cases are known on the day: 2 of 5 in the widest class");
}

TEST_CASE("confidence falls with the spread of the classes and with few episodes near the case") {
  outlook::Ladder l = ladder({rung("all", 30, 60), rung("near", 12, 25)});
  CHECK(confidence_of(l).level == "moderate");
  l.confidence_capped = true;
  CHECK(confidence_of(l).level == "low to moderate");
  CHECK(says(confidence_of(l).because, "run from 48% to 50%"));
  const Confidence few = confidence_of(ladder({rung("all", 30, 60), rung("near", 0, 0)}));
  CHECK(few.level == "low to moderate");
  CHECK(few.because == "no case of the nearest class is known on the day");
}

TEST_CASE("the dissent is the class that the ladder names, among the sides first") {
  outlook::Ladder l = ladder({rung("all", 30, 60)});
  CHECK(dissent_of(l).empty());
  l.sides = {rung("large", 1, 10)};
  l.dissent = "large";
  CHECK(dissent_of(l) == "The class farthest from this number is demands of large: 1 of 10 (10%)");
}

TEST_CASE("a class is cited hits first, each row once, with the call of its question") {
  World w;
  outlook::Ladder l;
  for (int i = 0; i < 8; ++i) {
    const std::string key = fmt::format("B{}", i);
    w.demand(key, "2020-01-01", "MLI", "FRA");
    outlook::Trial t;
    t.id = "demands:" + key;
    t.hit = i >= 6;
    l.trials.push_back(t);
  }
  l.trials.push_back(l.trials.back());
  outlook::Rung r = rung("all", 2, 8);
  for (std::size_t i = 0; i < l.trials.size(); ++i) r.trials.push_back(i);
  CHECK(trials_of(l, r).size() == 8);
  const Given given = w.given();
  Contribution out(w.view);
  CHECK(cite_class(given, out.evidence, "exit", l, r) == "query:exit/all");
  const Evidence cited = evidence_of(out, "query:exit/all");
  CHECK(cited.rows.size() == kShownRows);
  CHECK(cited.rows[0] == "row:demands:B6");
  CHECK(cited.rows[2] == "row:demands:B0");
  CHECK(cited.call->verb == "outlook exit");
  CHECK(cited.n == 8);
}

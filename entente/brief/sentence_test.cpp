#include "entente/brief/sentence.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::brief;

namespace {

assess::Judgement exit_judgement() {
  assess::Judgement judgement;
  judgement.id = "KJ1";
  judgement.claim = "the forces of the United States will have left Niger";
  judgement.horizon = parse_day("2025-03-17");
  judgement.p = 0.71;
  judgement.interval = stats::Interval{0.5, 0.88};
  return judgement;
}

}  // namespace

TEST_CASE("a judgement is rendered with word, number, interval and horizon") {
  CHECK(sentence(exit_judgement()) ==
        "It is likely (71%, 80% interval 50–88%) that the forces of the United States will have left Niger by 17 March "
        "2025.");
}

TEST_CASE("a small probability carries its frequency, a chance takes its own opening") {
  auto judgement = exit_judgement();
  judgement.p = 0.12;
  judgement.interval = stats::Interval{0.04, 0.3};
  CHECK(sentence(judgement).starts_with("It is very unlikely (12%, about 1 in 8; 80% interval 4–30%) that the forces"));
  judgement.p = 0.5;
  CHECK(sentence(judgement).starts_with("There is a roughly even chance (50%, 80% interval"));
  judgement.p = 0.02;
  CHECK(sentence(judgement).starts_with("There is almost no chance (2%, about 1 in 50; 80%"));
}

TEST_CASE("a value between the terms of a scale with gaps says so") {
  auto judgement = exit_judgement();
  judgement.p = 0.22;
  CHECK(sentence(judgement, scale("phia"))
            .starts_with("It is highly unlikely (22%, 80% interval 50–88%, between terms)"));
}

TEST_CASE("a judgement without a probability is a plain sentence") {
  auto judgement = exit_judgement();
  judgement.p.reset();
  judgement.interval.reset();
  judgement.horizon.reset();
  CHECK(sentence(judgement) == "The forces of the United States will have left Niger.");
}

TEST_CASE("an interval over more than two bands is said, a narrower one is not") {
  auto judgement = exit_judgement();
  CHECK(interval_sentence(judgement) == "The interval is wide: it runs from “roughly even chance” to “very likely”.");
  judgement.interval = stats::Interval{0.6, 0.9};
  CHECK(interval_sentence(judgement).empty());
}

TEST_CASE("confidence has a sentence of its own") {
  auto judgement = exit_judgement();
  CHECK(confidence_sentence(judgement).empty());
  judgement.confidence = assess::Confidence{"low to moderate", "the classes span 20 to 84%."};
  CHECK(confidence_sentence(judgement) == "Analytic confidence: low to moderate, because the classes span 20 to 84%.");
}

TEST_CASE("the base rate names class, count, share, interval and the wider class") {
  auto judgement = exit_judgement();
  judgement.base_rate = assess::BaseRate{"demands by governments that came to power in a coup",
                                         16,
                                         19,
                                         "demands that became public",
                                         {0.71, 0.92},
                                         "all demands",
                                         42,
                                         119};
  CHECK(
      base_rate_sentence(judgement) ==
      "Base rate: among demands by governments that came to power in a coup, 16 of 19 demands that became public (84%, "
      "80% interval 71–92%); in the wider class, all demands, 42 of 119 (35%).");
  judgement.base_rate.reset();
  judgement.no_base_rate_because = "no comparable case is recorded";
  CHECK(base_rate_sentence(judgement) == "Base rate: none, because no comparable case is recorded.");
}

#include "entente/assess/hindcast.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;

namespace {

Told told(double p, double base_rate, outlook::Verdict verdict) {
  Told out;
  out.forecast.probability = p;
  out.forecast.base_rate = base_rate;
  out.came.verdict = verdict;
  return out;
}

}  // namespace

TEST_CASE("what was told is scored on what came or did not; what is open or cannot be resolved does not count") {
  const ToldScore score =
      score_told({told(0.8, 0.5, outlook::Verdict::yes), told(0.4, 0.5, outlook::Verdict::no),
                  told(0.1, 0.9, outlook::Verdict::pending), told(0.1, 0.9, outlook::Verdict::cannot_resolve),
                  told(0.1, 0.9, outlook::Verdict::not_met)});
  CHECK(score.resolved == 2);
  CHECK(score.brier == doctest::Approx((0.2 * 0.2 + 0.4 * 0.4) / 2));
  CHECK(score.base_brier == doctest::Approx(0.25));
  CHECK(score_told({told(0.1, 0.9, outlook::Verdict::pending)}).resolved == 0);
}

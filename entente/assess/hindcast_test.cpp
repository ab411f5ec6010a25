#include "entente/assess/hindcast.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;

namespace {

PastForecast resolved_as(double p, double base_rate, outlook::Verdict verdict) {
  PastForecast out;
  out.forecast.probability = p;
  out.forecast.base_rate = base_rate;
  out.came.verdict = verdict;
  return out;
}

}  // namespace

TEST_CASE("what was told is scored on what came or did not; what is open or cannot be resolved does not count") {
  const PastScore score = score_of(
      {resolved_as(0.8, 0.5, outlook::Verdict::yes), resolved_as(0.4, 0.5, outlook::Verdict::no),
       resolved_as(0.1, 0.9, outlook::Verdict::pending), resolved_as(0.1, 0.9, outlook::Verdict::cannot_resolve),
       resolved_as(0.1, 0.9, outlook::Verdict::not_met)});
  CHECK(score.resolved == 2);
  CHECK(score.brier == doctest::Approx((0.2 * 0.2 + 0.4 * 0.4) / 2));
  CHECK(score.base_brier == doctest::Approx(0.25));
  CHECK(score_of({resolved_as(0.1, 0.9, outlook::Verdict::pending)}).resolved == 0);
}

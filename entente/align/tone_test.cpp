#include "entente/align/tone.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::align;

TEST_CASE("a rate is set against all that the stream told") {
  const ToneRate quiet = tone_rate(20, 10'000);
  const ToneRate loud = tone_rate(200, 100'000);
  CHECK(quiet.per_10000 == doctest::Approx(20));
  CHECK(loud.per_10000 == doctest::Approx(20));
  CHECK(quiet.interval.lo < 20);
  CHECK(quiet.interval.hi > 20);
  CHECK(loud.interval.hi - loud.interval.lo < 0.5 * (quiet.interval.hi - quiet.interval.lo));
}

TEST_CASE("no act in a covered month is a rate near zero, with an upper end") {
  const ToneRate none = tone_rate(0, 10'000);
  CHECK(none.per_10000 == 0);
  CHECK(none.interval.lo == 0);
  // Gamma(1/2): the 90% quantile is half the square of the normal quantile of 95%.
  CHECK(none.interval.hi == doctest::Approx(0.5 * 1.6448536 * 1.6448536).epsilon(1e-6));
  CHECK_THROWS_AS(tone_rate(0, 0), Error);
}

TEST_CASE("twice the acts at twice the coverage is not a change, at the same coverage it is a rise") {
  const ToneMonth before{600, 30, 30, 10'000, {100, 50, 100, 0}};
  const ToneMonth wider{601, 31, 31, 20'000, {200, 100, 200, 0}};
  const ToneMonth louder{601, 31, 31, 10'000, {200, 50, 50, 0}};
  const auto same = tone_change({before, wider}, 1);
  REQUIRE(same.has_value());
  CHECK((*same)[0].ratio == doctest::Approx(1).epsilon(0.01));
  CHECK((*same)[0].p_rise == doctest::Approx(0.5).epsilon(0.02));
  const auto rise = tone_change({before, louder}, 1);
  CHECK((*rise)[0].ratio == doctest::Approx(2).epsilon(0.02));
  CHECK((*rise)[0].interval.lo > 1.5);
  CHECK((*rise)[0].p_rise > 0.999);
  CHECK((*rise)[2].p_rise < 0.001);
  // Nothing seen on either side says nothing.
  CHECK((*rise)[3].p_rise == doctest::Approx(0.5).epsilon(1e-9));
  CHECK((*rise)[3].interval.hi > 10);
}

TEST_CASE("recent months are months of the calendar, and a gap is not a month of zeros") {
  const ToneMonth old{590, 30, 30, 10'000, {10, 0, 0, 0}};
  const ToneMonth last{600, 30, 30, 10'000, {30, 0, 0, 0}};
  CHECK((*tone_change({old, last}, 3))[0].acts_before == 10);
  CHECK_FALSE(tone_change({last}, 3).has_value());
  CHECK_FALSE(tone_change({old, last}, 12).has_value());
  CHECK_FALSE(tone_change({}, 1).has_value());
}

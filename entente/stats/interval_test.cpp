#include "entente/stats/interval.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace entente;
using namespace entente::stats;

TEST_CASE("Jeffreys intervals agree with R's qbeta") {
  // qbeta(c(.05, .95), 45.5, 5734.5), and so on; the counts and values of the hazard-counts oracle.
  struct Row {
    double k, n, rate, lo, hi;
  };
  for (const Row& r : {Row{45, 5779, 0.0078719723183391, 0.006061701191581696, 0.009875655413471981},
                       Row{19, 480, 0.04054054054054054, 0.02692599115604893, 0.05632429481859027},
                       Row{7, 96, 0.07731958762886598, 0.0384008686267776, 0.1261419829378567},
                       Row{32, 203, 0.15931372549019607, 0.11924311841295727, 0.20318850272729308}}) {
    CHECK(jeffreys_mean(r.k, r.n) == doctest::Approx(r.rate).epsilon(1e-12));
    const Interval i = jeffreys(r.k, r.n, 0.9);
    CHECK(i.lo == doctest::Approx(r.lo).epsilon(1e-6));
    CHECK(i.hi == doctest::Approx(r.hi).epsilon(1e-6));
  }
}

TEST_CASE("an 80% Jeffreys interval holds the true share about four times in five") {
  // Averaged over shares drawn uniformly the coverage of Jeffreys' interval is close to its level.
  RandomStream random(7, "interval-test");
  int inside = 0;
  constexpr int kRuns = 4000;
  for (int run = 0; run < kRuns; ++run) {
    const double p = random.uniform();
    int k = 0;
    for (int i = 0; i < 15; ++i) k += random.uniform() < p ? 1 : 0;
    const Interval i = jeffreys(k, 15);
    inside += i.lo <= p && p <= i.hi ? 1 : 0;
  }
  // Standard error sqrt(.8 x .2 / 4000) = 0.0063; four of them, and 0.01 for Jeffreys against uniform.
  CHECK(static_cast<double>(inside) / kRuns == doctest::Approx(0.8).epsilon(0.0).scale(1.0).epsilon(0.035));
}

TEST_CASE("a rate without events still has an upper end") {
  // qgamma(.9, 0.5) / 10; the lower quantile, 0.00079, lies above the rate that was seen.
  const Interval i = gamma_rate(0, 10);
  CHECK(i.lo == 0);
  CHECK(i.hi == doctest::Approx(0.1352772).epsilon(1e-5));
  // qgamma(c(.1, .9), 3.5) / 2
  CHECK(gamma_rate(3, 2).lo == doctest::Approx(0.7082766).epsilon(1e-6));
  CHECK(gamma_rate(3, 2).hi == doctest::Approx(3.0042589).epsilon(1e-6));
  for (int twelfths = 0; twelfths <= 600; ++twelfths)
    for (const double exposure : {0.01, 1.0, 1e6}) {
      const double k = twelfths / 12.0;
      const Interval rate = gamma_rate(k, exposure);
      CHECK(rate.lo <= k / exposure);
      CHECK(k / exposure <= rate.hi);
      CHECK(std::isfinite(rate.hi));
    }
}

TEST_CASE("a share lies in its interval, whole cases or fractions, and nothing counted is nothing known") {
  CHECK(jeffreys(0, 0) == Interval{0, 1});
  for (int n = 1; n <= 60; ++n)
    for (int twelfths = 0; twelfths <= 12 * n; ++twelfths) {
      const double k = twelfths / 12.0;
      const Interval i = jeffreys(k, n);
      CHECK(i.lo <= k / n);
      CHECK(k / n <= i.hi);
      CHECK(i.lo <= jeffreys_mean(k, n));
      CHECK(jeffreys_mean(k, n) <= i.hi);
    }
  CHECK(jeffreys(0, 1).lo == 0);
  CHECK(jeffreys(1, 1).hi == 1);
}

#include "entente/stats/survival.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace entente;
using namespace entente::stats;

namespace {

// Twenty made-up exits with ties: cause 1 left, 2 kept, 0 censored.
std::vector<Spell> example() {
  const std::vector<double> days{6, 22, 30, 31, 53, 58, 68, 141, 150, 178, 224, 870, 258, 374, 19, 4, 90, 90, 200, 365};
  const std::vector<int> cause{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 2, 0, 0, 0};
  std::vector<Spell> spells;
  for (std::size_t i = 0; i < days.size(); ++i) spells.push_back({"", days[i], static_cast<Cause>(cause[i])});
  return spells;
}

}  // namespace

TEST_CASE("survival and incidence agree with R's survival, their variances with Greenwood there and with R's etm") {
  // R 4.2, survival 3.5-3:
  //   t <- c(6,22,30,31,53,58,68,141,150,178,224,870,258,374,19,4,90,90,200,365)
  //   s <- c(1,1,1,1,1,1,1,1,1,1,1,1,2,1,1,2,2,0,0,0)
  //   f <- survfit(Surv(t, s > 0) ~ 1); cbind(f$time, f$surv, f$std.err * f$surv)
  //   survfit(Surv(t, factor(s, 0:2)) ~ 1)$pstate
  // etm 1.1.1, states 0, 1, 2 with transitions 0 -> 1 and 0 -> 2:
  //   d <- data.frame(id = 1:20, from = 0, to = ifelse(s == 0, "cens", s), entry = 0, exit = t)
  //   summary(etm(d, c("0","1","2"), tra, "cens", s = 0))  column var
  const Curve curve = aalen_johansen(example());
  CHECK(curve.n == 20);
  CHECK(curve.events[0] == 14);
  CHECK(curve.events[1] == 3);
  CHECK(curve.censored == 3);
  struct Row {
    double day, survival, error, first, second, variance_first, variance_second;
  };
  for (const Row& r :
       {Row{4, 0.95, 0.0487339717240, 0, 0.05, 0, 0.002375}, Row{68, 0.55, 0.1112429773064, 0.4, 0.05, 0.012, 0.002375},
        Row{90, 0.5, 0.1118033988750, 0.4, 0.1, 0.012, 0.0045},
        Row{141, 0.444444444444, 0.1123388954674, 0.455555555556, 0.1, 0.01267558299040, 0.0045},
        Row{178, 0.333333333333, 0.1082977149423, 0.566666666667, 0.1, 0.01289506172840, 0.0045},
        Row{258, 0.2, 0.0977525219908, 0.633333333333, 0.166666666667, 0.01289506172840, 0.00785802469136},
        Row{374, 0.1, 0.0859586463882, 0.733333333333, 0.166666666667, 0.01298765432099, 0.00785802469136},
        Row{870, 0, 0, 0.833333333333, 0.166666666667, 0.00785802469136, 0.00785802469136}}) {
    const auto at =
        std::find_if(curve.points.begin(), curve.points.end(), [&](const CurvePoint& p) { return p.day == r.day; });
    REQUIRE(at != curve.points.end());
    CAPTURE(r.day);
    CHECK(at->survival == doctest::Approx(r.survival).epsilon(1e-10));
    if (r.survival > 0) CHECK(std::sqrt(at->survival_variance) == doctest::Approx(r.error).epsilon(1e-10));
    CHECK(at->incidence[0] == doctest::Approx(r.first).epsilon(1e-10));
    CHECK(at->incidence[1] == doctest::Approx(r.second).epsilon(1e-10));
    CHECK(at->variance[0] == doctest::Approx(r.variance_first).epsilon(1e-9));
    CHECK(at->variance[1] == doctest::Approx(r.variance_second).epsilon(1e-9));
  }
}

TEST_CASE("survival and the two incidences always sum to one") {
  for (const CurvePoint& p : aalen_johansen(example()).points)
    CHECK(p.survival + p.incidence[0] + p.incidence[1] == doctest::Approx(1));
}

TEST_CASE("the median counts those with the other outcome, and may not exist") {
  const Curve curve = aalen_johansen(example());
  CHECK(curve.quantile(0, 0.5) == 150);
  CHECK_FALSE(curve.quantile(1, 0.5).has_value());
  const auto range = curve.quantile_interval(0, 0.5);
  REQUIRE(range.lo.has_value());
  REQUIRE(range.hi.has_value());
  CHECK(*range.lo <= 150);
  CHECK(*range.hi >= 150);
}

TEST_CASE("the curve of those still running is the conditional one") {
  const auto spells = example();
  const Curve whole = aalen_johansen(spells);
  const Curve after = aalen_johansen(running_after(spells, 60));
  const double expected = (whole.incidence(0, 224) - whole.incidence(0, 60)) / whole.survival(60);
  CHECK(after.incidence(0, 224) == doctest::Approx(expected));
}

TEST_CASE("nothing observed gives no curve, and one observation gives wide limits") {
  const Curve none = aalen_johansen({});
  CHECK(none.incidence(0, 100) == 0);
  CHECK_FALSE(none.quantile(0, 0.1).has_value());
  const std::vector<Spell> one{{"a", 10, Cause::first}};
  const Curve curve = aalen_johansen(one);
  CHECK(curve.incidence(0, 10) == 1);
  CHECK(curve.incidence_interval(0, 10).lo == doctest::Approx(0.1));
}

TEST_CASE("an exact limit counts those still under observation, and a curve ends with the last of them") {
  std::vector<Spell> spells;
  for (int i = 0; i < 9; ++i) spells.push_back({"", 10, Cause::censored});
  spells.push_back({"", 50, Cause::second});
  spells.push_back({"", 60, Cause::censored});
  const Curve curve = aalen_johansen(spells);
  // Nobody of eleven left by day 10; of the two seen on day 50 neither: 1 - .1^(1/11), 1 - .1^(1/2).
  CHECK(curve.incidence_interval(0, 10).hi == doctest::Approx(1 - std::pow(0.1, 1.0 / 11)));
  CHECK(curve.incidence_interval(0, 50).hi == doctest::Approx(1 - std::pow(0.1, 1.0 / 2)));
  CHECK(curve.known_on(60));
  CHECK_FALSE(curve.known_on(61));
  CHECK_FALSE(aalen_johansen({}).known_on(0));
  const Curve over = aalen_johansen(std::vector<Spell>{{"", 5, Cause::censored}, {"", 7, Cause::first}});
  CHECK(over.known_on(1000));
  CHECK(over.incidence(0, 1000) == 1);
  CHECK(over.incidence_interval(0, 7).lo == doctest::Approx(0.1));  // one of one, the other was seen to day 5 only
}

TEST_CASE("the interval of an incidence holds about as often as it says, with a competing event and censoring") {
  // Exits at .003 and other outcomes at .002 a day, censored evenly over 50 to 500 days, 60 demands a world. By day 200
  // the share that has left is .003 / .005 x (1 - exp(-1)) = .3793. Of 1,000 worlds 80% hold it, give or take .0126.
  const double truth = 0.6 * (1 - std::exp(-1.0));
  int inside = 0;
  constexpr int kWorlds = 1000;
  for (int world = 0; world < kWorlds; ++world) {
    RandomStream random(7, "survival-test", static_cast<std::uint64_t>(world));
    std::vector<Spell> spells;
    for (int i = 0; i < 60; ++i) {
      const double at = -std::log(1 - random.uniform()) / 0.005;
      const bool left = random.uniform() < 0.6;
      const double seen_until = 50 + 450 * random.uniform();
      spells.push_back({"", std::min(at, seen_until),
                        at > seen_until ? Cause::censored
                        : left          ? Cause::first
                                        : Cause::second});
    }
    const Interval interval = aalen_johansen(spells).incidence_interval(0, 200);
    inside += interval.lo <= truth && truth <= interval.hi ? 1 : 0;
  }
  MESSAGE(fmt::format("held in {} of {} worlds", inside, kWorlds));
  CHECK(inside > 760);
  CHECK(inside < 840);
}

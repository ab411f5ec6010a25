#include "entente/outlook/scenario.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace entente;
using namespace entente::outlook;

namespace {

Branch branch(const std::string& id) {
  Branch b;
  b.id = id;
  b.words = id;
  return b;
}

}  // namespace

TEST_CASE("a branch that changes nothing the classes look at changes nothing") {
  const auto view = shipped::view(2024, 3, 17);
  const auto r = run_branches(view, situation(view, "NER", "USA"), shipped::ladder_file(), {branch("nothing")}, 500);
  REQUIRE(r.size() == 1);
  CHECK(r[0].same_classes);
  CHECK(r[0].difference == 0);
  CHECK(r[0].difference_interval.lo == 0);
  CHECK(r[0].difference_interval.hi == 0);
}

TEST_CASE("branches move the number by the ladder, assumptions are marked, and impossible ones say why") {
  const auto view = shipped::view(2024, 3, 17);
  const Situation s = situation(view, "NER", "USA");
  Branch silent = branch("ninety days of silence");
  silent.silent_days = 90;
  Branch calm = branch("had there been no coup");
  calm.coup = false;
  Branch mediation = branch("mediation succeeds");
  mediation.assumed = 0.05;
  Branch endless = branch("endless silence");
  endless.silent_days = 1000;
  const auto r = run_branches(view, s, shipped::ladder_file(), {silent, calm, mediation, endless}, 4000);
  REQUIRE(r.size() == 4);
  const double now = exit_ladder(view, s, shipped::ladder_file()).probability;
  for (const BranchResult& b : r) CHECK(b.unconditional == doctest::Approx(now));
  CHECK(r[0].probability < now - 0.2);
  CHECK(r[0].difference_interval.hi < 0);
  CHECK(r[1].last_class == "no-coup-firm");
  CHECK(r[1].difference_interval.hi < 0);
  CHECK(r[1].difference_interval.lo < r[1].difference);
  CHECK(r[1].difference < r[1].difference_interval.hi);
  CHECK(r[2].assumed);
  CHECK(r[2].probability == 0.05);
  CHECK_FALSE(r[3].why_not.empty());
  MESSAGE(fmt::format("silence {:.2f}, difference {:.2f} ({:.2f} to {:.2f}); no coup {:.2f}, {:.2f} ({:.2f} to {:.2f})",
                      r[0].probability, r[0].difference, r[0].difference_interval.lo, r[0].difference_interval.hi,
                      r[1].probability, r[1].difference, r[1].difference_interval.lo, r[1].difference_interval.hi));
}

TEST_CASE("before a demand a coup raises the chance of one, whatever the number of threads") {
  const auto view = shipped::view(2023, 7, 1);
  const Situation s = situation(view, "NER", "USA");
  Branch coup = branch("a coup");
  coup.coup = true;
  const auto one = run_branches(view, s, shipped::ladder_file(), {coup}, 2000, 1, {1});
  const auto two = run_branches(view, s, shipped::ladder_file(), {coup}, 2000, 1, {2});
  CHECK(one[0].difference > 0);
  CHECK(one[0].difference_interval.lo > 0);
  CHECK(one[0].difference_interval == two[0].difference_interval);
  CHECK(one[0].interval == two[0].interval);
}

TEST_CASE("an assumed probability outside 0 to 1 is refused") {
  const auto view = shipped::view(2024, 3, 17);
  Branch wrong = branch("wrong");
  wrong.assumed = 1.5;
  CHECK_THROWS_AS(run_branches(view, situation(view, "NER", "USA"), shipped::ladder_file(), {wrong}, 10), Error);
}

#include "entente/stats/bootstrap.hpp"

#include <doctest/doctest.h>

using namespace entente::stats;

TEST_CASE("blocks that all tell the same give the same skill in every replicate") {
  const std::map<std::string, Losses> alike{{"a", {1, 2}}, {"b", {1, 2}}, {"c", {1, 2}}};
  const std::vector<double> skills = resampled_skills(alike, 1, "bootstrap-test", 50);
  REQUIRE(skills.size() == 50);
  for (const double s : skills) CHECK(s == 0.5);
}

TEST_CASE("the draws follow seed and purpose, so two scores of the same blocks draw the same ones") {
  const std::map<std::string, Losses> one{{"a", {1, 2}}, {"b", {3, 4}}, {"c", {5, 5}}};
  const std::map<std::string, Losses> twice{{"a", {2, 4}}, {"b", {6, 8}}, {"c", {10, 10}}};
  CHECK(resampled_skills(one, 1, "bootstrap-test", 20) == resampled_skills(twice, 1, "bootstrap-test", 20));
  CHECK(resampled_skills(one, 1, "bootstrap-test", 20) != resampled_skills(one, 2, "bootstrap-test", 20));
  CHECK(resampled_skills(one, 1, "bootstrap-test", 20) != resampled_skills(one, 1, "another purpose", 20));
}

TEST_CASE("a replicate draws whole blocks, as many as there are") {
  // Of two blocks: both the same one (0 or 1/2), or one of each.
  const std::map<std::string, Losses> two{{"a", {1, 1}}, {"b", {1, 2}}};
  bool mixed = false;
  for (const double s : resampled_skills(two, 3, "bootstrap-test", 40)) {
    const bool one_of_each = s == 1 - 2.0 / 3.0;
    mixed = mixed || one_of_each;
    CHECK((s == 0 || s == 0.5 || one_of_each));
  }
  CHECK(mixed);
}

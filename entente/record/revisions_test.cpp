#include "entente/record/revisions.hpp"

#include "entente/record/series.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::record;

namespace {

Revised pair_of(int month, double first, double newest) {
  return {"NER",
          month,
          first_day_of(month + 1) + std::chrono::days{19},
          first,
          first_day_of(month + 30),
          newest,
          first == newest ? 0 : 1};
}

}  // namespace

TEST_CASE("first figures are counted by size and age, up and down; a ratio needs ten of them") {
  std::vector<Revised> all;
  for (int i = 0; i < 10; ++i) all.push_back(pair_of(600 + i, 100, 100 + 10 * i));
  all.push_back(pair_of(620, 50, 40));
  all.push_back(pair_of(621, 0, 0));
  const Revisions found = revisions_of(all);
  REQUIRE(found.classes.size() == 3);
  CHECK(found.classes[0].size == "0");
  CHECK(found.classes[0].changed == 0);
  CHECK(found.classes[1].down == 1);
  CHECK_FALSE(found.classes[1].ratio.has_value());
  CHECK(found.classes[2].n == 10);
  CHECK(found.classes[2].up == 9);
  CHECK(found.classes[2].age == "under 3 months");
  REQUIRE(found.classes[2].ratio.has_value());
  CHECK(found.classes[2].ratio->low == doctest::Approx(1.1));
  CHECK(found.classes[2].ratio->high == doctest::Approx(1.8));
}

TEST_CASE("the states of one month are one case and carry no model, however many they are") {
  std::vector<Revised> all(200, pair_of(600, 100, 80));
  CHECK_FALSE(revisions_of(all).carries_a_model);
  CHECK(why_no_model(revisions_of(all), 2).find("a case and no model (24 months are needed") != std::string::npos);
  for (int month = 0; month < 24; ++month) all.push_back(pair_of(month, 1, 1));
  CHECK(revisions_of(all).carries_a_model);
  CHECK(why_no_model(revisions_of({}), 1).starts_with("1 release holds no month twice"));
}

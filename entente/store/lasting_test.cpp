#include "entente/store/lasting.hpp"

#include "entente/record/series.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::store;

namespace {

Day day(const char* text) { return *parse_day(text); }

}  // namespace

TEST_CASE("the days of an event lie in the months that they lie in, and are all of them") {
  const auto months = days_by_month(day("2025-10-28"), day("2025-12-02"), std::nullopt, std::nullopt);
  REQUIRE(months.size() == 3);
  CHECK(record::month_text(months[0].month) == "2025-10");
  CHECK(months[0].days == 4);
  CHECK(months[1].days == 30);
  CHECK(months[1].first == day("2025-11-01"));
  CHECK(months[2].days == 2);
  CHECK(days_by_month(day("2024-02-29"), day("2024-02-29"), std::nullopt, std::nullopt).size() == 1);
}

TEST_CASE("of an event those days count alone that are asked for") {
  const auto months = days_by_month(day("2025-10-28"), day("2025-12-02"), day("2025-11-29"), day("2025-12-01"));
  REQUIRE(months.size() == 2);
  CHECK(months[0].days == 2);
  CHECK(months[1].days == 1);
  CHECK(days_by_month(day("2025-10-28"), day("2025-10-30"), day("2025-11-01"), std::nullopt).empty());
  CHECK(share_within(day("2025-10-28"), day("2025-11-20"), day("2025-11-01"), std::nullopt) ==
        doctest::Approx(20.0 / 24));
  CHECK(share_within(day("2025-10-28"), day("2025-11-20"), day("2025-10-01"), day("2025-11-20")) == 1);
  CHECK(share_within(day("2025-10-28"), day("2025-10-30"), day("2025-11-01"), std::nullopt) == 0);
}

TEST_CASE("shares make up whole events, to the last bit where an event lies in one month and in any order") {
  Shares whole;
  for (int i = 0; i < 7; ++i) whole.add(1, 7, 7);
  whole.add(3, 1, 1);
  CHECK(whole.sum() == 10);
  Shares october;
  Shares november;
  october.add(100, 4, 24);
  november.add(100, 20, 24);
  CHECK(october.sum() + november.sum() == doctest::Approx(100).epsilon(1e-15));
  Shares one_way;
  Shares other_way;
  for (int of = 2; of < 40; ++of) one_way.add(of, 1, of + 1);
  for (int of = 39; of > 1; --of) other_way.add(of, 1, of + 1);
  CHECK(one_way.sum() == other_way.sum());
}

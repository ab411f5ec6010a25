#include "entente/store/rates.hpp"

#include "entente/record/series.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::store;

TEST_CASE("so many months end with the day, and begin with the first of a month") {
  const Day on = *parse_day("2024-03-17");
  const EventQuery query = query_of_months(on, 3);
  CHECK(query.known_on == on);
  CHECK(query.to == on);
  CHECK(query.from == parse_day("2024-01-01"));
  CHECK(query_of_months(on, 1).from == parse_day("2024-03-01"));
  CHECK(query_of_months(on, 27).from == parse_day("2022-01-01"));
}

TEST_CASE("a month is counted up to the day, and its rate is of all that the reader told") {
  EventMonth month;
  month.month = record::month_index(2024, 2);
  month.all_rows = 400;
  month.claims = {1, 0, 2, 0, 0};
  month.rows = {1, 0, 4, 0, 0};
  const EventRate whole = rate_of(month, *parse_day("2024-03-17"));
  CHECK(whole.days == 29);
  CHECK(whole.claims == 3);
  CHECK(whole.rows == 5);
  CHECK(whole.claims_per_10000_rows == doctest::Approx(75));
  CHECK(rate_of(month, *parse_day("2024-02-01")).days == 1);
  CHECK(rate_of(month, *parse_day("2024-02-17")).days == 17);
}

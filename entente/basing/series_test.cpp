#include "entente/basing/series.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::basing;

TEST_CASE("coverage falls when a site closes, and when violence moves away, and the two are told apart") {
  //  day:    2020-06      2021-06       2022-06
  //  north   open         open          closed
  //  south   -            open          open
  //  demand  north        south         south
  const AircraftProfile short_legs{"short",
                                   {4, 4, 4, false, {}},
                                   {200, 200, 200, false, {}},
                                   {1, 1, 1, true, {}},
                                   {2, 2, 2, true, {}},
                                   {0, 0, 0, true, {}},
                                   std::nullopt};
  const auto day = [](const char* text) { return *parse_day(text); };
  SeriesRequest request;
  request.sites = {{{"N", "", "", {20, 0}, 8000, {}}, std::nullopt, day("2022-01-01")},
                   {{"S", "", "", {0, 0}, 8000, {}}, day("2021-01-01"), std::nullopt}};
  request.demand = {{{"a", {20.5, 0}, 2, "", 0}, day("2020-03-01")},
                    {{"b", {20.5, 0}, 1, "", 0}, day("2021-03-01")},
                    {{"c", {0.5, 0}, 3, "", 0}, day("2021-04-01")},
                    {{"d", {0.5, 0}, 1, "", 0}, day("2022-04-01")},
                    {{"e", {20.5, 0}, 1, "", 0}, day("2022-05-01")}};
  request.profile = short_legs;
  request.min_hours = 2;
  request.days = {day("2020-06-01"), day("2021-06-01"), day("2022-06-01"), day("2020-06-01")};
  const auto series = cover_series(request, geo::RegionIndex({}), ThreadExecutor());
  REQUIRE(series.size() == 4);
  CHECK(series[0].sites_open == 1);
  CHECK(series[0].points == 1);
  CHECK(series[0].share[1] == 1);
  CHECK(series[1].sites_open == 2);
  CHECK(series[1].weight == 4);
  CHECK(series[1].share[1] == 1);
  CHECK(series[2].share[1] == doctest::Approx(0.5));
  CHECK(series[2].share_of_first_demand[1] == 0);
  CHECK(series[3].share == series[0].share);
  request.days = {day("2010-01-01")};
  CHECK(cover_series(request, geo::RegionIndex({}), ThreadExecutor())[0].share[1] == 0);
  request.window_days = 0;
  CHECK_THROWS_AS(cover_series(request, geo::RegionIndex({}), ThreadExecutor()), Error);
}

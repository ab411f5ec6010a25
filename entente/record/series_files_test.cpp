#include "entente/record/series_files.hpp"

#include "entente/base/error.hpp"
#include "entente/record/series.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::record;

TEST_CASE("a series is read by its column; its months may be written as one") {
  const auto read =
      read_series("iso3,year,month,deaths_best\nNER,2023,10,115\nMLI,2023,10,119\nNER,2023,13,1\n", "f", "deaths_best");
  CHECK(read.values ==
        std::vector<SeriesValue>{{"MLI", month_index(2023, 10), 119}, {"NER", month_index(2023, 10), 115}});
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].line == 4);
  CHECK(read_series("iso3,month,x\nNER,2023-10,3\n", "f", "x").values ==
        std::vector<SeriesValue>{{"NER", month_index(2023, 10), 3}});
  CHECK(series_in({"iso3", "year", "month", "deaths_best"})->series == kDeathsSeries);
  CHECK(series_in({"iso3", "country", "year", "month", "deaths_best_single_month"})->series == kSingleMonthSeries);
  CHECK_FALSE(series_in({"iso3", "year", "month", "other"}).has_value());
  CHECK_THROWS_AS(read_series("iso3,year,month\nNER,2023,10\n", "f", "x"), Error);
}

TEST_CASE("events are added up by the month in which they began; one from before counts in the first") {
  const std::string events =
      "id,country_id,date_start,date_end,best\n"
      "1,436,2023-09-30 00:00:00.000,2023-10-01 00:00:00.000,1\n"
      "2,436,2023-10-31 00:00:00.000,2023-11-02 00:00:00.000,3\n"
      "3,436,2023-11-01 00:00:00.000,2023-11-02 00:00:00.000,50\n"
      "4,9999,2023-10-05 00:00:00.000,2023-10-05 00:00:00.000,7\n"
      "5,432,2023-10-05 00:00:00.000,2023-10-05 00:00:00.000,many\n";
  const int october = month_index(2023, 10);
  const auto read = add_up_ged_events(events, "f", october, october, {"NER", "TCD", "PSE"});
  // Palestine has no number of the source's list: its deaths are unknown and not 0.
  CHECK(read.values == std::vector<SeriesValue>{{"NER", october, 4}, {"TCD", october, 0}});
  REQUIRE(read.faults.size() == 3);
  CHECK(read.faults[0].field == "date_start");
  CHECK(read.faults[1].field == "country_id");
  CHECK(read.faults[2].field == "best");
}

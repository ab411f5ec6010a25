// The contract of store::Facts: releases of a series side by side, in whatever order they come and go.

#include "entente/base/error.hpp"
#include "entente/store/contract_test.hpp"
#include "entente/store/releases.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>

using namespace entente;
using namespace entente::store;
using namespace entente::store::contract;

namespace {

const int kOctober = record::month_index(2023, 10);

// The data folder's own: Niger from September to November 2023, as of May 2026.
Load folder_of(double october) {
  Load load;
  load.hash = fmt::format("{}", october);
  load.deaths = {{"NER", kOctober - 1, 20}, {"NER", kOctober, october}, {"NER", kOctober + 1, 30}};
  load.deaths_released = *parse_day("2026-05-15");
  return load;
}

NewRelease release_of(const char* released, double october, const char* state = "NER") {
  return {"deaths", *parse_day(released), "candidate.csv", {{state, kOctober, october}}};
}

LoadSource source_of(const std::string& hash) { return {kSeriesReader, hash + ".csv", hash, "deaths", "t", "how"}; }

// "20 115 30": Niger's months on a day.
std::string niger(const Store& store, const char* day, const record::Figures& figures) {
  std::string out;
  for (const record::DeathsSeries& s :
       record::View::from(releases_of(store).as_of_with(*parse_day(day), figures)).deaths)
    if (s.country == "NER")
      for (const double deaths : s.deaths) out += fmt::format("{}{}", out.empty() ? "" : " ", deaths);
  return out;
}

record::Figures by(const char* day) { return record::Figures::released_by(*parse_day(day)); }

}  // namespace

TEST_CASE("a view has the newest figures, those released by its day, or those of another day") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-releases-a");
  const auto store = stores.open_for_writing(folder.file("r"));
  store->replace(folder_of(86));
  const AddedRelease added = releases_of(*store).add_release(source_of("c"), release_of("2023-11-20", 115));
  CHECK(added.fresh == 1);
  CHECK(added.account.taken == 1);
  CHECK(niger(*store, "2023-12-01", record::Vintage::latest) == "20 86");
  CHECK(niger(*store, "2023-11-19", record::Vintage::latest).empty());
  CHECK(niger(*store, "2023-12-01", record::Vintage::strict) == "115");
  CHECK(niger(*store, "2023-12-01", by("2023-12-01")) == "20 115");
  CHECK(niger(*store, "2026-12-01", record::Vintage::strict) == "20 86 30");
  const record::ViewInput input = releases_of(*store).as_of_with(*parse_day("2023-12-01"), by("2023-12-01"));
  CHECK(input.deaths_revised_as_of == "2026-05-15, and as they were then where they had been released by 2023-12-01");
  const auto releases = releases_of(*store).releases("deaths");
  REQUIRE(releases.size() == 2);
  CHECK(to_string(releases[0].released) == "2023-11-20");
  CHECK(releases_of(*store).releases({}).size() == 2);
  CHECK(releases_of(*store).releases("other").empty());
}

TEST_CASE("a release that came out later than the day leaves a strict view, and one of that day, as they were") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-releases-b");
  const auto store = stores.open_for_writing(folder.file("r"));
  releases_of(*store).add_release(source_of("c"), release_of("2023-11-20", 115));
  const auto hashes = [&] {
    std::string out;
    for (const record::Figures& figures : {record::Figures(record::Vintage::strict), by("2023-12-01")})
      out += record::View::from(releases_of(*store).as_of_with(*parse_day("2023-12-01"), figures)).hash;
    return out;
  };
  store->replace({});
  const std::string before = hashes();
  releases_of(*store).add_release(source_of("future"), release_of("2023-12-02", 424242));
  CHECK(hashes() == before);
  releases_of(*store).add_release(source_of("today"), release_of("2023-12-01", 116));
  CHECK(hashes() != before);
}

TEST_CASE("releases stay what they are, whichever comes first, goes, or comes with a data folder again") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-releases-c");
  const std::vector<std::pair<const char*, double>> given{
      {"2023-11-20", 115}, {"2024-03-01", 86}, {"2024-09-01", 86}, {"2025-03-01", 90}};
  int order = 0;
  for (const std::vector<std::size_t>& places :
       std::vector<std::vector<std::size_t>>{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}}) {
    const auto store = stores.open_for_writing(folder.file(fmt::format("r{}", order++).c_str()));
    store->replace(folder_of(86));
    std::int64_t second = 0;
    for (const std::size_t i : places) {
      const auto added =
          releases_of(*store).add_release(source_of(given[i].first), release_of(given[i].first, given[i].second));
      if (i == 1) second = added.account.load;
    }
    const auto told = [&] {
      std::string out;
      for (const char* day : {"2023-12-01", "2024-04-01", "2024-10-01", "2025-04-01", "2026-12-01"})
        out += niger(*store, "2026-12-01", by(day)) + ", ";
      return out;
    };
    CHECK(told() == "20 115 30, 20 86 30, 20 86 30, 20 90 30, 20 86 30, ");
    CHECK(releases_of(*store).figures("deaths").size() == 6);  // the third repeats the second
    store->undo(second);
    CHECK(told() == "20 115 30, 20 115 30, 20 86 30, 20 90 30, 20 86 30, ");
    store->replace(folder_of(90));
    CHECK(told() == "20 115 30, 20 115 30, 20 86 30, 20 90 30, 20 90 30, ");
    CHECK(releases_of(*store).figures("deaths").size() == 5);
  }
}

TEST_CASE("the same file, or a second release of one day, is refused, and the record stays as it was") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-releases-d");
  const auto store = stores.open_for_writing(folder.file("r"));
  const auto added = releases_of(*store).add_release(source_of("c"), release_of("2023-11-20", 115));
  CHECK_THROWS_AS(releases_of(*store).add_release(source_of("c"), release_of("2023-12-20", 1)), Error);
  try {
    releases_of(*store).add_release(source_of("d"), release_of("2023-11-20", 1));
    FAIL("a second release of one day was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    CHECK(error.message().find("candidate.csv") != std::string::npos);
  }
  CHECK(releases_of(*store).releases({}).size() == 1);
  CHECK(store->loads().size() == 1);
  // Another series may have come out on that day, and enters no view.
  NewRelease other = release_of("2023-11-20", 7);
  other.series = "deaths-single-month";
  releases_of(*store).add_release(source_of("e"), other);
  store->replace({});
  CHECK(niger(*store, "2023-12-01", record::Vintage::strict) == "115");
  store->undo(added.account.load);
  CHECK(niger(*store, "2023-12-01", record::Vintage::strict).empty());
  CHECK(releases_of(*store).releases("deaths-single-month").size() == 1);
}

#include "entente/store/store.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace entente;
using namespace entente::store;

namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data";

Load small_load() {
  Load load;
  load.folder = record::read_folder(kData);
  load.deaths = {{"NER", record::month_index(2023, 12), 10}, {"NER", record::month_index(2024, 1), 20}};
  load.layers = {{"places", "NER", "x"}, {"places", "MLI", "it's"}};
  load.iso3_of_iso2 = {{"NE", "NER"}, {"NA", "NAM"}, {"NG", "NGA"}};
  load.votes_folder = kData + "/un-votes";
  return load;
}

}  // namespace

TEST_CASE("the library is the pinned one where the pinned one is used") {
  const std::string pinned = ENTENTE_DUCKDB_PINNED;
  if (!pinned.empty()) CHECK(Store::library_version() == pinned);
}

TEST_CASE("what was stored comes back, cut by the day") {
  const TemporaryFolder folder("entente-store-test-a");
  const Load load = small_load();
  {
    Store store = Store::open_for_writing(folder.file("r.duckdb"));
    store.replace(load);
    CHECK(store.facts() == load.folder.facts);
  }
  const Store store = Store::open(folder.file("r.duckdb"));
  const auto view = record::View::from(store.as_of(*parse_day("2024-03-17"), record::Vintage::latest));
  CHECK(view.event("E0157") != nullptr);
  CHECK(view.event("E0158") == nullptr);  // known on 19 March
  // The month of January 2024 ends on the 31st and is known 60 days later, on 31 March.
  REQUIRE(view.deaths.size() == 1);
  CHECK(view.deaths[0].deaths == std::vector<double>{10});
  CHECK(record::View::from(store.as_of(*parse_day("2024-03-31"), record::Vintage::latest)).deaths[0].deaths.size() ==
        2);
  CHECK(record::View::from(store.as_of(*parse_day("2024-03-31"), record::Vintage::strict)).deaths.empty());
  // 870,109 votes, all before 2020-01-15.
  CHECK(view.ballots.size() == 870109);
  CHECK(view.roll_calls.size() == 6203);
  // Of 955 pairs, 8 name a roll call that the votes do not hold.
  CHECK(view.bridges.size() == 947);
  // A bridge is known once both of its roll calls are.
  const auto earlier = record::View::from(store.as_of(*parse_day("1960-01-01"), record::Vintage::latest));
  CHECK(!earlier.bridges.empty());
  CHECK(earlier.bridges.size() < 947);
  for (const record::Bridge& bridge : earlier.bridges) {
    CHECK(bridge.first < bridge.second);
    CHECK(bridge.second < static_cast<int>(earlier.roll_calls.size()));
  }
  CHECK(std::find(view.voters.begin(), view.voters.end(), "NAM") != view.voters.end());
  const auto parts = store.layer("places", {"MLI"});
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].text == "it's");
  CHECK(store.layer("places").size() == 2);
}

TEST_CASE("a load that fails leaves the record as it was") {
  const TemporaryFolder folder("entente-store-test-b");
  Load load = small_load();
  load.votes_folder.clear();
  Store store = Store::open_for_writing(folder.file("r.duckdb"));
  store.replace(load);
  Load broken = load;
  broken.folder.facts.clear();
  broken.votes_folder = folder.path.string();  // holds no votes
  CHECK_THROWS_AS(store.replace(broken), Error);
  CHECK(store.facts() == load.folder.facts);
}

TEST_CASE("a broken pair of roll calls is named by file, line and field, and the record stays as it was") {
  const TemporaryFolder folder("entente-store-test-d");
  Load load = small_load();
  for (const char* file : {"votes.parquet", "roll-calls.parquet"})
    std::filesystem::copy_file(load.votes_folder + "/" + file, folder.path / file);
  load.votes_folder = folder.path.string();
  std::ofstream(folder.file("matches.csv")) << "v1,rcid1,rcid2\n1,299,331\n2,x,423\n";
  Store store = Store::open_for_writing(folder.file("r.duckdb"));
  try {
    store.replace(load);
    FAIL("a broken row was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.place().line == 3);
    CHECK(error.place().field == "rcid1");
  }
}

TEST_CASE("what is no record is refused with a remedy") {
  const TemporaryFolder folder("entente-store-test-c");
  CHECK_THROWS_AS(Store::open(folder.file("none.duckdb")), Error);
  CHECK_THROWS_AS(Store::open(folder.path.string()), Error);
  std::ofstream(folder.file("text")) << "this is no database, only a line of text that is long enough";
  CHECK_THROWS_AS(Store::open(folder.file("text")), Error);
  // A table is neither read nor taken for a database in memory, which would be gone with all that is imported.
  const std::string table = "name,lat,lon\nGao,16.27,-0.04\n";
  std::ofstream(folder.file("table.csv")) << table;
  CHECK_THROWS_AS(Store::open(folder.file("table.csv")), Error);
  CHECK_THROWS_AS(Store::open_for_writing(folder.file("table.csv")), Error);
  CHECK(read_file(folder.file("table.csv")) == table);
}

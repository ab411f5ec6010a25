// The contract of store::Facts: what a data folder and votes bring, and what of it is known on a day.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/store/contract_test.hpp"
#include "entente/store/duck/parquet.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace entente;
using namespace entente::store;
using namespace entente::store::contract;

namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data";

Load small_load() {
  Load load;
  load.folder = record::read_folder(kData);
  load.deaths = {{"NER", record::month_index(2023, 12), 10}, {"NER", record::month_index(2024, 1), 20}};
  load.deaths_released = *parse_day("2026-05-15");
  load.layers = {{"places", "NER", "x"}, {"places", "MLI", "it's"}};
  load.votes_folder = kData + "/un-votes";
  return load;
}

struct Vote {
  int roll_call;
  const char* state;
  record::Choice choice;
  const char* day;
  int session;
};

// Votes as they are read from a file, one roll call each; given by day.
UnVotes votes_of(const std::vector<Vote>& given) {
  UnVotes votes;
  for (const Vote& v : given) votes.voters.emplace_back(v.state);
  std::sort(votes.voters.begin(), votes.voters.end());
  votes.voters.erase(std::unique(votes.voters.begin(), votes.voters.end()), votes.voters.end());
  for (const Vote& v : given) {
    const auto voter = std::lower_bound(votes.voters.begin(), votes.voters.end(), v.state) - votes.voters.begin();
    votes.ballots.push_back(
        {static_cast<std::int32_t>(votes.roll_calls.size()), static_cast<std::uint16_t>(voter), v.choice});
    votes.roll_calls.push_back({v.roll_call, v.session, *parse_day(v.day), false, "A/RES/1", "Title, of it"});
    ++votes.rows;
  }
  return votes;
}

const Vote kFirst{7, "NER", record::Choice::yes, "2023-02-23", 77};
const Vote kSecond{8, "NER", record::Choice::no, "2024-02-23", 78};

record::View view_on(const Facts& facts, const char* day) {
  return record::View::from(facts.as_of(*parse_day(day), record::Vintage::latest));
}

}  // namespace

TEST_CASE("what was stored comes back, cut by the day") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-a");
  const Load load = small_load();
  {
    const auto store = stores.open_for_writing(folder.file("r"));
    store->replace(load);
    CHECK(store->facts() == load.folder.facts);
  }
  const auto store = stores.open(folder.file("r"));
  const auto view = record::View::from(store->as_of(*parse_day("2024-03-17"), record::Vintage::latest));
  CHECK(view.event("E0157") != nullptr);
  CHECK(view.event("E0158") == nullptr);  // known on 19 March
  // The month of January 2024 ends on the 31st and is known 60 days later, on 31 March.
  REQUIRE(view.deaths.size() == 1);
  CHECK(view.deaths[0].deaths == std::vector<double>{10});
  CHECK(record::View::from(store->as_of(*parse_day("2024-03-31"), record::Vintage::latest)).deaths[0].deaths.size() ==
        2);
  CHECK(record::View::from(store->as_of(*parse_day("2024-03-31"), record::Vintage::strict)).deaths.empty());
  // 870,109 votes, all before 2020-01-15.
  CHECK(view.ballots.size() == 870109);
  CHECK(view.roll_calls.size() == 6203);
  // Of 955 pairs, 8 name a roll call that the votes do not hold.
  CHECK(view.bridges.size() == 947);
  // A bridge is known once both of its roll calls are.
  const auto earlier = record::View::from(store->as_of(*parse_day("1960-01-01"), record::Vintage::latest));
  CHECK(!earlier.bridges.empty());
  CHECK(earlier.bridges.size() < 947);
  for (const record::Bridge& bridge : earlier.bridges) {
    CHECK(bridge.first < bridge.second);
    CHECK(bridge.second < static_cast<int>(earlier.roll_calls.size()));
  }
  CHECK(std::find(view.voters.begin(), view.voters.end(), "NAM") != view.voters.end());
  const auto parts = store->layer("places", {"MLI"});
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].text == "it's");
  CHECK(store->layer("places").size() == 2);
}

TEST_CASE("layers come back: whose fact it is, until when it counts, and what each row of them did") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-layers");
  const auto own = folder.path / "own";
  std::filesystem::create_directories(own);
  write_file((own / "layer.toml").string(), record::layer_file_text("mine"));
  write_file((own / "events.csv").string(),
             "id,happened_on,known_on,actor,type,target,summary,verified,change,change_on,reason\n"
             "mine-1,2024-03-01,2024-03-02,USA,statement,NER,said something,no,,,\n"
             "E0157,,,,,,said otherwise,,correct,2024-03-20,\"why, in words\"\n"
             "E0001,,,,,,,,withdraw,2024-03-21,it was none\n");
  Load load;
  load.folder = record::read_folder(kData, {own.string()});
  {
    const auto store = stores.open_for_writing(folder.file("r"));
    store->replace(load);
  }
  const auto store = stores.open(folder.file("r"));
  CHECK(store->facts() == load.folder.facts);
  CHECK(store->layers() == load.folder.layers);
  CHECK(store->changes() == load.folder.changes);
  CHECK(load.folder.changes.size() == 3);
  const auto summary = [&](const char* day, const char* id) {
    const auto view = view_on(*store, day);
    return view.event(id) == nullptr ? std::string("none") : view.event(id)->summary;
  };
  CHECK(summary("2024-03-01", "mine-1") == "none");
  CHECK(summary("2024-03-02", "mine-1") == "said something");
  CHECK(summary("2024-03-19", "E0157").starts_with("Niger ends"));
  CHECK(summary("2024-03-20", "E0157") == "said otherwise");
  CHECK(summary("2024-03-20", "E0001") != "none");
  CHECK(summary("2024-03-21", "E0001") == "none");
  // Without layers it is as if there had never been any.
  load.folder = record::read_folder(kData);
  stores.open_for_writing(folder.file("r"))->replace(load);
  CHECK(stores.open(folder.file("r"))->layers().empty());
}

TEST_CASE("the vintage of the deaths is that of the load: told in every view, and a strict one waits for it") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-g");
  const auto store = stores.open_for_writing(folder.file("r"));
  Load load;
  load.deaths = {{"NER", record::month_index(2023, 12), 10}};
  const auto told = [&](const char* day, record::Vintage vintage) {
    const record::ViewInput input = store->as_of(*parse_day(day), vintage);
    return std::to_string(input.deaths.size()) + " " + input.deaths_revised_as_of;
  };
  try {
    store->replace(load);
    FAIL("a series without a vintage was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
  }
  CHECK(store->loads().empty());
  for (const char* released : {"2024-06-15", "2025-01-01"}) {
    load.deaths_released = *parse_day(released);
    store->replace(load);
    CHECK(told("2024-06-14", record::Vintage::latest) == std::string("1 ") + released);
    CHECK(told("2024-06-14", record::Vintage::strict) == "0 ");
    CHECK(told(released, record::Vintage::strict) == std::string("1 ") + released);
  }
  store->replace({});
  CHECK(told("2026-01-01", record::Vintage::latest) == "0 ");
}

TEST_CASE("a load that fails leaves the record as it was") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-b");
  Load load = small_load();
  load.votes_folder.clear();
  const auto store = stores.open_for_writing(folder.file("r"));
  store->replace(load);
  Load broken = load;
  broken.folder.facts.clear();
  broken.votes_folder = folder.path.string();  // holds no votes
  CHECK_THROWS_AS(store->replace(broken), Error);
  CHECK(store->facts() == load.folder.facts);
}

TEST_CASE("what is open for reading cannot be changed") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-f");
  {
    const auto store = stores.open_for_writing(folder.file("r"));
    store->replace({});
    add(*store, "own", "a 2020-11-13 2020-11-13 NER USA cameo:190\n");
  }
  const auto store = stores.open(folder.file("r"));
  const auto refused = [](const auto& change) {
    try {
      change();
    } catch (const Error& error) {
      return error.code() == ErrorCode::bad_request;
    }
    return false;
  };
  CHECK(refused([&] { store->replace({}); }));
  CHECK(refused([&] { store->add_votes({kVotesReader, "a", "h", "", ""}, UnVotes{}); }));
  CHECK(refused([&] { add(*store, "own", "b 2020-11-13 2020-11-13 NER USA cameo:190\n"); }));
  CHECK(refused([&] { store->undo(1); }));
  CHECK(store->loads().size() == 2);
}

TEST_CASE("a broken pair of roll calls is named by file, line and field, and the record stays as it was") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-d");
  Load load = small_load();
  for (const char* file : {"votes.parquet", "roll-calls.parquet"})
    std::filesystem::copy_file(load.votes_folder + "/" + file, folder.path / file);
  load.votes_folder = folder.path.string();
  std::ofstream(folder.file("matches.csv")) << "v1,rcid1,rcid2\n1,299,331\n2,x,423\n";
  const auto store = stores.open_for_writing(folder.file("r"));
  try {
    store->replace(load);
    FAIL("a broken row was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.place().line == 3);
    CHECK(error.place().field == "rcid1");
  }
}

TEST_CASE(
    "a vote that is neither yes, abstain, no nor absent is an error that names it, and the record stays as it was") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-v");
  const std::vector<std::string> columns{"rcid", "country", "country_code", "vote"};
  Load load;
  load.votes_folder = folder.path.string();
  duck::ParquetFiles().write(
      folder.file("roll-calls.parquet"),
      std::vector<std::string>{"rcid", "session", "date", "importantvote", "unres", "short", "descr"},
      std::vector<std::vector<std::string>>{{"1", "70", "2015-10-01", "0", "R/1", "", ""}});
  const auto votes = [&](const std::string& second) {
    duck::ParquetFiles().write(
        folder.file("votes.parquet"), columns,
        std::vector<std::vector<std::string>>{{"1", "Niger", "NE", "yes"}, {"1", "Mali", "ML", second}});
  };
  const auto store = stores.open_for_writing(folder.file("r"));
  votes("absent");
  store->replace(load);
  CHECK(view_on(*store, "2016-01-01").ballots.front().choice == record::Choice::absent);
  votes("no");
  store->replace(load);
  const auto ballots = [&] { return view_on(*store, "2016-01-01").ballots; };
  REQUIRE(ballots().size() == 2);
  const auto before = ballots();
  for (const std::string& unknown : std::vector<std::string>{"maybe", "", "No", "Absent"}) {
    CAPTURE(unknown);
    votes(unknown);
    try {
      store->replace(load);
      FAIL_CHECK("an unknown vote was taken");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_data);
      CHECK(error.message().find(unknown.empty() ? "empty" : "\"" + unknown + "\"") != std::string::npos);
      CHECK(error.message().find("Mali") != std::string::npos);
      CHECK(error.place().file == folder.file("votes.parquet"));
      CHECK(error.place().field == "vote");
    }
    CHECK(ballots() == before);
  }
}

TEST_CASE("added votes stand from their day on, outlive the tables and go when they are taken back") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-un-votes-e");
  const auto store = stores.open_for_writing(folder.file("r"));
  Load load;  // an empty data folder
  load.hash = "1";
  store->replace(load);
  const auto first = store->add_votes({kVotesReader, "a", "ha", "", "t"}, votes_of({kFirst}));
  CHECK(first.account.taken == 1);
  CHECK_FALSE(first.after.has_value());
  CHECK_THROWS_AS(store->add_votes({kVotesReader, "a", "ha", "", "t"}, UnVotes{}), Error);
  // A later file of the kind takes the place of the one before.
  const auto second = store->add_votes({kVotesReader, "b", "hb", "", "t"}, votes_of({kFirst, kSecond}));
  CHECK(second.roll_calls == 2);
  CHECK(store->loads().size() == 2);
  CHECK(view_on(*store, "2023-02-22").roll_calls.empty());
  CHECK(view_on(*store, "2023-02-23").ballots.size() == 1);
  CHECK(view_on(*store, "2024-02-23").ballots.size() == 2);
  // What is not known yet leaves no trace in a view.
  const std::string before = view_on(*store, "2023-12-31").hash;
  load.hash = "2";
  store->replace(load);
  CHECK(view_on(*store, "2024-02-23").ballots.size() == 2);
  store->undo(second.account.load);
  CHECK(view_on(*store, "2024-02-23").ballots.empty());
  store->add_votes({kVotesReader, "a", "ha", "", "t"}, votes_of({kFirst}));
  CHECK(view_on(*store, "2023-12-31").hash == before);
  // Taking the tables back leaves the added votes.
  store->undo(store->loads().front().load);
  CHECK(view_on(*store, "2024-02-23").ballots.size() == 1);
}

TEST_CASE("roll calls that the data folder holds itself are passed over") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-un-votes-f");
  const auto store = stores.open_for_writing(folder.file("r"));
  Load load;
  load.votes_folder = std::string(ENTENTE_SOURCE_DIR) + "/data/un-votes";
  store->replace(load);
  const auto added = store->add_votes(
      {kVotesReader, "a", "ha", "", "t"},
      votes_of({{1, "NER", record::Choice::yes, "2019-12-12", 74}, {2, "NER", record::Choice::no, "2020-12-14", 75}}));
  CHECK(added.passed_over == 1);
  CHECK(added.roll_calls == 1);
  CHECK(to_string(*added.after) == "2020-01-14");
  CHECK(view_on(*store, "2020-12-31").ballots.size() == 870110);
}

TEST_CASE("where no record is, opening one for reading says so and makes none") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-e");
  try {
    stores.open(folder.file("none"));
    FAIL("a record was opened where none is");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
  }
  CHECK(std::filesystem::is_empty(folder.path));
}

TEST_CASE("a record that is only begun is gone again when it is closed; one with a load stays, even without it") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-store-test-g");
  const std::string place = folder.file("r");
  const ReadEvents broken = [](stream::Names&, const stream::TakeBatch&) -> stream::ReadReport {
    throw Error(ErrorCode::bad_data, "the file is broken");
  };
  CHECK_THROWS_AS(stores.open_for_writing(place)->add_events({"icews", "f", "h", "", ""}, broken), Error);
  stores.open_for_writing(place);
  CHECK(std::filesystem::is_empty(folder.path));
  add(*stores.open_for_writing(place), "icews", "i1 2020-11-13 2020-11-15 NER USA plover:ASSAULT\n");
  CHECK_THROWS_AS(stores.open_for_writing(place)->add_events({"other", "f", "h", "", ""}, broken), Error);
  CHECK(stores.open(place)->loads().size() == 1);
  stores.open_for_writing(place)->undo(1);
  CHECK(stores.open(place)->loads().empty());
}

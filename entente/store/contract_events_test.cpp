// The contract of store::Events: loads, what is known of events on a day, counts by month.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/store/contract_test.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <thread>

using namespace entente;
using namespace entente::store;
using namespace entente::store::contract;

namespace {

EventQuery known_on(const char* day) {
  EventQuery query;
  query.known_on = *parse_day(day);
  return query;
}

const std::string kGdelt =
    "g1 2020-11-13 2020-11-13 NERGOV USA cameo:190 17.0 8.0\n"
    "g2 2020-11-13 2020-11-14 NERGOV USA cameo:193 17.0 8.0\n"
    "g3 2020-11-14 2020-11-15 MLI FRA cameo:057\n"
    "g4 2020-12-01 2020-12-01 USA NERMIL cameo:040 13.5 2.1\n";
const std::string kIcews =
    "i1 2020-11-13 2020-11-15 NER USA plover:ASSAULT 17.01 8.01\n"
    "i2 2020-11-16 2020-11-18 TCD FRA plover:AID\n";

}  // namespace

TEST_CASE("two loads are kept whole, and rows that tell the same are linked, not lost") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-a");
  const auto store = stores.open_for_writing(folder.file("r"));
  const LoadAccount gdelt = add(*store, "gdelt2", kGdelt);
  CHECK(gdelt.load == 1);
  CHECK(gdelt.taken == 4);
  CHECK(gdelt.linked == 1);  // g2 tells what g1 tells: two codes of one assault
  CHECK(to_string(*gdelt.last_day) == "2020-12-01");
  const LoadAccount icews = add(*store, "icews", kIcews);
  CHECK(icews.load == 2);
  CHECK(icews.linked == 1);  // i1, by another reader
  CHECK(exported(*store) ==
        "gdelt2 g1 2020-11-13 2020-11-13 NERGOV USA cameo:190 17\n"
        "gdelt2 g2 2020-11-13 2020-11-14 NERGOV USA cameo:193 17\n"
        "icews i1 2020-11-13 2020-11-15 NER USA plover:ASSAULT 17.01\n"
        "gdelt2 g3 2020-11-14 2020-11-15 MLI FRA cameo:057 0\n"
        "icews i2 2020-11-16 2020-11-18 TCD FRA plover:AID 0\n"
        "gdelt2 g4 2020-12-01 2020-12-01 USA NERMIL cameo:040 13.5\n");
  CHECK(store->loads().size() == 2);
}

TEST_CASE("the order in which loads came is not in the content") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-b");
  const auto one = stores.open_for_writing(folder.file("1"));
  add(*one, "gdelt2", kGdelt);
  add(*one, "icews", kIcews);
  const auto other = stores.open_for_writing(folder.file("2"));
  add(*other, "icews", kIcews);
  add(*other, "gdelt2", kGdelt);
  CHECK(exported(*one) == exported(*other));
  CHECK(text_of(one->events_as_of({})) == text_of(other->events_as_of({})));
  CHECK(text_of(one->events_as_of({}, ActorsAs::states)) == text_of(other->events_as_of({}, ActorsAs::states)));
}

TEST_CASE("the same file by the same reader is refused and changes nothing; by another reader it is another load") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-c");
  const auto store = stores.open_for_writing(folder.file("r"));
  add(*store, "gdelt2", kGdelt);
  const std::string before = exported(*store);
  try {
    add(*store, "gdelt2", kGdelt);
    FAIL("the file was taken twice");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    CHECK(error.message() == "this file is in the record already, as load 1");
  }
  CHECK(exported(*store) == before);
  CHECK(add(*store, "phoenix", kGdelt).linked == 4);
}

TEST_CASE("a load keeps the mapping that it was read by, and loses it when it is taken back") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-k");
  const auto store = stores.open_for_writing(folder.file("r"));
  const std::string mapping = "name = \"own\" # it's mine\n";
  CHECK(store->add_events({"own", "f.csv", "h", "", "", mapping}, drawn(kGdelt)).mapping == mapping);
  add(*store, "icews", kIcews);
  REQUIRE(store->loads().size() == 2);
  CHECK(store->loads()[0].mapping == mapping);
  CHECK(store->loads()[1].mapping.empty());
  CHECK(store->undo(1).mapping == mapping);
  CHECK(store->loads()[0].mapping.empty());
  CHECK(store->add_events({"own", "f.csv", "h", "", "", "name = \"other\""}, drawn(kGdelt)).load == 3);
  CHECK(store->loads()[1].mapping == "name = \"other\"");
}

TEST_CASE("what a reader throws in the middle leaves the record as it was") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-d");
  const auto store = stores.open_for_writing(folder.file("r"));
  const ReadEvents broken = [](stream::Names& names, const stream::TakeBatch& take) -> stream::ReadReport {
    drawn(kIcews)(names, take);
    throw Error(ErrorCode::io, "the archive ends early");
  };
  CHECK_THROWS_AS(store->add_events({"icews", "f", "h", "", ""}, broken), Error);
  CHECK(store->loads().empty());
  add(*store, "gdelt2", kGdelt);
  CHECK_THROWS_AS(store->add_events({"icews", "f", "h", "", ""}, broken), Error);
  CHECK(store->loads().size() == 1);
  CHECK(exported(*store).find("icews") == std::string::npos);
  CHECK(add(*store, "icews", kIcews).linked == 1);
}

TEST_CASE("a load that is taken back leaves no trace, and its number does not come again") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-e");
  const auto store = stores.open_for_writing(folder.file("r"));
  add(*store, "gdelt2", kGdelt);
  const std::string before = exported(*store);
  const std::string view_before = text_of(store->events_as_of({}));
  add(*store, "icews", kIcews);
  CHECK(store->undo(2).reader == "icews");
  CHECK(exported(*store) == before);
  CHECK(text_of(store->events_as_of({})) == view_before);
  CHECK(store->loads().size() == 1);
  CHECK_THROWS_AS(store->undo(2), Error);
  CHECK(add(*store, "icews", kIcews).load == 3);
  store->undo(1);
  CHECK(exported(*store).find("gdelt2") == std::string::npos);
}

TEST_CASE("of a row that several loads of a reader give the latest counts, from the day it was known") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-replaced");
  const auto store = stores.open_for_writing(folder.file("r"));
  add(*store, "acled",
      "a1 2024-01-03 2024-01-14 NER JNIM acled:Battles\na2 2024-01-04 2024-01-15 NER JNIM acled:Battles\n");
  const std::string first = exported(*store);
  // The first row again with another day, and one that is new; then both of the first file once more.
  add(*store, "acled",
      "a1 2024-01-05 2024-02-01 NER JNIM acled:Riots\na3 2024-01-09 2024-02-01 NER JNIM acled:Riots\n");
  CHECK(exported(*store) ==
        "acled a2 2024-01-04 2024-01-15 NER JNIM acled:Battles 0\n"
        "acled a1 2024-01-05 2024-02-01 NER JNIM acled:Riots 0\n"
        "acled a3 2024-01-09 2024-02-01 NER JNIM acled:Riots 0\n");
  CHECK(exported(*store, known_on("2024-01-31")) == first);
  CHECK(store->event_months({}).front().all_rows == 3);
  CHECK(store->events_as_of({}).log.size() == 3);
  add(*store, "acled", "a1 2024-01-03 2024-03-01 NER JNIM acled:Battles\n");
  CHECK(exported(*store).find("Battles 0\nacled a2") != std::string::npos);
  CHECK(exported(*store, known_on("2024-02-28")).find("a1 2024-01-05") != std::string::npos);
  // Taken back from the middle and from the end, each leaves what the others give.
  store->undo(2);
  CHECK(exported(*store, known_on("2024-02-28")) == first);
  store->undo(3);
  CHECK(exported(*store) == first);
  // Another reader's ids are its own; one of a mapping means the same row on the same day alone.
  add(*store, "ged", "a1 2024-01-03 2024-01-14 NER JNIM ged:1\n");
  add(*store, "own", "a1 2024-01-03 2024-01-14 NER JNIM own:x\n");
  add(*store, "own", "a1 2024-01-03 2024-01-20 NER JNIM own:y\na1 2024-01-06 2024-01-20 NER JNIM own:y\n");
  add(*store, "graph", "a1 2024-01-03 2024-01-14 1 2 graph:x\n");
  add(*store, "graph", "a1 2024-01-03 2024-01-14 1 2 graph:y\n");
  CHECK(exported(*store).find("own:x") == std::string::npos);
  CHECK(exported(*store).find("acled a1") != std::string::npos);
  CHECK(exported(*store).find("graph:x") != std::string::npos);
  CHECK(store->event_months({}).size() == 4);
}

TEST_CASE("of a row in several files that of the file released last counts, whichever was loaded first") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-released");
  const auto day = [](const char* text) { return *parse_day(text); };
  const std::string of_2023 = "g1 2022-01-10 2023-06-01 NER JNIM ged:1\ng2 2022-01-11 2023-06-01 NER JNIM ged:1\n";
  const std::string of_2024 = "g1 2022-01-10 2024-06-01 NER JNIM ged:3\n";
  const std::string later = "g1 2022-01-10 2024-09-01 NER JNIM ged:2\n";
  const auto told = [&](const Store& store) {
    std::string out;
    for (const char* on : {"2023-12-31", "2024-06-30", "2025-01-01"})
      out += exported(store, known_on(on)) + fmt::format("{}\n", store.event_months(known_on(on)).front().all_rows);
    return out + exported(store) + text_of(store.events_as_of({}));
  };
  const auto in_order = stores.open_for_writing(folder.file("1"));
  add(*in_order, "ged", of_2023, day("2023-06-01"));
  add(*in_order, "ged", of_2024, day("2024-06-01"));
  const auto out_of_order = stores.open_for_writing(folder.file("2"));
  add(*out_of_order, "ged", of_2024, day("2024-06-01"));
  CHECK(add(*out_of_order, "ged", of_2023, day("2023-06-01")).released == day("2023-06-01"));
  CHECK(told(*out_of_order) == told(*in_order));
  CHECK(exported(*out_of_order) ==
        "ged g1 2022-01-10 2024-06-01 NER JNIM ged:3 0\nged g2 2022-01-11 2023-06-01 NER JNIM ged:1 0\n");
  CHECK(out_of_order->loads()[1].released == day("2023-06-01"));

  // A file of which nobody said when it came out follows those before it; one that came out earlier stays behind.
  add(*out_of_order, "ged", later);
  add(*out_of_order, "ged", "g1 2022-01-10 2023-09-01 NER JNIM ged:1\n", day("2023-09-01"));
  CHECK(exported(*out_of_order).starts_with("ged g1 2022-01-10 2024-09-01"));
  CHECK(exported(*out_of_order, known_on("2023-12-31")).starts_with("ged g1 2022-01-10 2023-09-01"));

  // Taken back, a load leaves what there would be without it: the file without a day is the oldest one now.
  out_of_order->undo(1);
  out_of_order->undo(2);
  const auto without = stores.open_for_writing(folder.file("3"));
  add(*without, "ged", later);
  add(*without, "ged", "g1 2022-01-10 2023-09-01 NER JNIM ged:1\n", day("2023-09-01"));
  CHECK(told(*out_of_order) == told(*without));
  CHECK(exported(*without).find("ged:1") != std::string::npos);
}

TEST_CASE("an event of several days counts in each month, and in the days asked for, by the share of its days") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-lasting");
  const auto store = stores.open_for_writing(folder.file("r"));
  add(*store, "ged",
      "u1 2025-10-28..2025-11-20 2026-01-31 NER JNIM ged:1\nu2 2025-11-20 2026-01-31 NER JNIM ged:1\n"
      "u3 2025-10-02..2025-10-05 2026-01-31 JNIM MLI ged:1\n");
  EventQuery query;
  query.actor = "NER";
  query.target = "JNIM";
  const auto conflict = static_cast<std::size_t>(stream::quad_of("ged:1"));
  auto months = store->event_months(query);
  REQUIRE(months.size() == 2);
  CHECK(months[0].all_rows == doctest::Approx(1 + 4.0 / 24));
  CHECK(months[1].all_rows == doctest::Approx(1 + 20.0 / 24));
  CHECK(months[0].all_rows + months[1].all_rows == doctest::Approx(3).epsilon(1e-15));
  CHECK(months[0].rows[conflict] == doctest::Approx(4.0 / 24));
  CHECK(months[1].claims[conflict] == doctest::Approx(1 + 20.0 / 24));
  CHECK(months[0].days_covered == 8);
  CHECK(months[1].days_covered == 20);

  query.from = *parse_day("2025-11-01");
  query.to = *parse_day("2025-11-19");
  months = store->event_months(query);
  REQUIRE(months.size() == 1);
  CHECK(months[0].rows[conflict] == doctest::Approx(19.0 / 24));
  CHECK(months[0].days_covered == 19);
  auto ties = store->ties(query, ActorsAs::written);
  REQUIRE(ties.size() == 1);
  CHECK(ties[0].rows[conflict] == doctest::Approx(19.0 / 24));
  CHECK(ties[0].claims[conflict] == doctest::Approx(19.0 / 24));
  CHECK(exported(*store, query).empty());  // a row goes into the file of the days in which it began
  query.lasting = Lasting::any_day;
  CHECK(exported(*store, query).starts_with("ged u1"));

  ties = store->ties({}, ActorsAs::written);
  REQUIRE(ties.size() == 2);
  CHECK(ties[1].rows[conflict] == 2);  // whole, and not nearly so
}

TEST_CASE("counts are given with and without the rows whose place is an area") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-vague");
  const auto store = stores.open_for_writing(folder.file("r"));
  add(*store, "ged",
      "v1 2025-10-02 2026-01-31 NER JNIM ged:1 17 8 place\nv2 2025-10-03 2026-01-31 NER JNIM ged:1 17 8 region\n"
      "v3 2025-10-04 2026-01-31 NER JNIM ged:1 17 8 country\nv4 2025-10-05 2026-01-31 NER JNIM ged:1 17 8 district\n"
      "v5 2025-10-02 2026-01-31 NER JNIM ged:1 17.01 8 region\n");
  EventQuery query;
  query.actor = "NER";
  const EventMonth all = store->event_months(query).front();
  const auto conflict = static_cast<std::size_t>(stream::quad_of("ged:1"));
  CHECK(all.rows[conflict] == 5);
  CHECK(all.claims[conflict] == 4);
  CHECK(all.precise_claims == 2);  // v5 tells what v1 tells, which is known to the place
  query.precise_only = true;
  const EventMonth precise = store->event_months(query).front();
  CHECK(precise.all_rows == 2);
  CHECK(precise.claims[conflict] == 2);
  CHECK(exported(*store, query).find("v3") == std::string::npos);
}

TEST_CASE("a data folder replaces the tables and leaves the events of other loads; streams leave the tables") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-f");
  const std::string data = std::string(ENTENTE_SOURCE_DIR) + "/data";
  Load load;
  load.folder = record::read_folder(data);
  load.hash = "of the folder";
  const auto store = stores.open_for_writing(folder.file("r"));
  CHECK(store->replace(load).load == 1);
  add(*store, "gdelt2", kGdelt);
  CHECK(store->facts() == load.folder.facts);
  const std::string events = exported(*store);
  CHECK(store->replace(load).load == 1);  // the same folder: the same load
  CHECK(exported(*store) == events);
  load.hash = "of a later folder";
  CHECK(store->replace(load).load == 3);
  CHECK(exported(*store) == events);
  REQUIRE(store->loads().size() == 2);
  CHECK(store->loads()[0].reader == "gdelt2");
  store->undo(3);
  CHECK(store->facts().empty());
  CHECK(exported(*store) == events);
}

TEST_CASE("a view of events holds what was known on the day; planted, garbled and deleted rows leave no trace") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-g");
  const EventQuery query = known_on("2020-11-15");
  const auto view_of = [&](const char* name, const std::vector<std::pair<std::string, std::string>>& worlds) {
    const auto store = stores.open_for_writing(folder.file(name));
    for (const auto& [reader, world] : worlds) add(*store, reader, world);
    const Store& read = *store;
    std::string out = text_of(read.events_as_of(query)) + exported(read, query);
    for (const EventMonth& m : read.event_months(query))
      out += fmt::format("{} {} {} {} {} {}\n", m.reader, m.month, m.days_covered, m.all_rows, fmt::join(m.claims, ","),
                         m.told_elsewhere);
    for (const Tie& tie : read.ties(query, ActorsAs::states))
      out += fmt::format("{} {} {}\n", tie.actor, tie.target, fmt::join(tie.claims, ","));
    read.write_parquet(query, folder.file("view.parquet"));
    return out + sha256(read_file(folder.file("view.parquet")));
  };
  const std::string original = view_of("1", {{"gdelt2", kGdelt}, {"icews", kIcews}});
  CHECK(original.find("g3") != std::string::npos);
  CHECK(original.find("g4") == std::string::npos);
  // Rows of g4 and i2 were known later: removed, made wrong, and others planted, of an unknown reader among them.
  const std::string gdelt_cut = kGdelt.substr(0, kGdelt.find("g4"));
  const std::string icews_cut = kIcews.substr(0, kIcews.find("i2"));
  CHECK(view_of("2", {{"gdelt2", gdelt_cut}, {"icews", icews_cut}}) == original);
  CHECK(view_of("3", {{"gdelt2", gdelt_cut + "zz 2020-11-13 2020-11-16 RUB BISH rubbish:x/y 99 -99\n"},
                      {"icews", "i2 2020-11-01 2020-12-31 AAA NER cameo:010\n" + icews_cut}}) == original);
  CHECK(view_of("4", {{"acled", "a1 2020-11-13 2020-11-16 NERGOV USA cameo:190 17.0 8.0\n"},
                      {"icews", kIcews},
                      {"gdelt2", "g0 2020-11-13 2021-01-01 NERGOV USA cameo:190 17.0 8.0\n" + kGdelt}}) == original);
  // The test can fail: a row that was known then changes the view.
  CHECK(view_of("5", {{"gdelt2", "g0 2020-11-13 2020-11-15 NERGOV USA cameo:190 17.0 8.0\n" + kGdelt},
                      {"icews", kIcews}}) != original);
}

TEST_CASE("months are counted by class with their coverage; the same told twice is one claim") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-h");
  const auto store = stores.open_for_writing(folder.file("r"));
  add(*store, "gdelt2", kGdelt);
  add(*store, "icews", kIcews);
  EventQuery query;
  query.actor = "NER";
  query.target = "USA";
  auto months = store->event_months(query);
  REQUIRE(months.size() == 3);
  CHECK(months[0].reader == "gdelt2");
  CHECK(months[0].days_covered == 2);
  CHECK(months[0].all_rows == 3);
  const auto conflict = static_cast<std::size_t>(stream::Quad::material_conflict);
  CHECK(months[0].rows[conflict] == 2);
  CHECK(months[0].claims[conflict] == 1);
  CHECK(months[0].told_elsewhere == 1);
  CHECK(months[1].all_rows == 1);  // December: covered, nothing of NER to USA
  CHECK(months[1].claims == std::array<double, stream::kQuads>{});
  CHECK(months[2].reader == "icews");
  query.either_way = true;
  months = store->event_months(query);
  CHECK(months[1].claims[static_cast<std::size_t>(stream::Quad::verbal_cooperation)] == 1);
  query.readers = {"icews"};
  CHECK(store->event_months(query).size() == 1);
  query.actor = "NOBODY";
  CHECK(store->event_months(query)[0].claims == std::array<double, stream::kQuads>{});
}

TEST_CASE("a store that is read by several threads at once gives each what it gives one alone") {
  const Kind& stores = kind();
  const TemporaryFolder folder("entente-events-test-l");
  {
    Load load;
    load.folder = record::read_folder(std::string(ENTENTE_SOURCE_DIR) + "/data");
    load.layers = {{"places", "NER", "x"}, {"places", "MLI", "y"}};
    const auto store = stores.open_for_writing(folder.file("r"));
    store->replace(load);
    add(*store, "gdelt2", kGdelt);
    add(*store, "icews", kIcews);
  }
  const auto opened = stores.open(folder.file("r"));
  const Store& store = *opened;
  const auto all = [&](const std::string& parquet) {
    std::string out = exported(store) + text_of(store.events_as_of({}));
    out += record::View::from(store.as_of(*parse_day("2024-03-17"), record::Vintage::latest)).hash;
    out += fmt::format("{} {} {} {}\n", store.facts().size(), store.undated().size(), store.tables().size(),
                       store.layer("places").size());
    for (const EventMonth& m : store.event_months({})) out += fmt::format("{} {}\n", m.reader, m.all_rows);
    for (const Tie& tie : store.ties({}, ActorsAs::states)) out += fmt::format("{} {}\n", tie.actor, tie.target);
    // Within a callback the store can be asked again.
    store.each_event({}, [&](const EventRow&) { out += std::to_string(store.loads().size()); });
    store.write_parquet({}, parquet);
    return out + sha256(read_file(parquet));
  };
  const std::string alone = all(folder.file("alone.parquet"));
  CHECK(alone.find("g4") != std::string::npos);
  std::vector<std::string> told(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < told.size(); ++t)
    threads.emplace_back([&, t] {
      try {
        for (int i = 0; i < 3; ++i) told[t] = all(folder.file(fmt::format("{}.parquet", t).c_str()));
      } catch (const std::exception& error) {
        told[t] = error.what();
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& one : told) CHECK(one == alone);
}

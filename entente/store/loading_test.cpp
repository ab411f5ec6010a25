#include "entente/store/loading.hpp"

#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/store/contract_test.hpp"
#include "entente/store/duck/parquet.hpp"
#include "entente/store/test_folder.hpp"
#include "entente/store/un_votes.hpp"
#include "entente/stream/sample_rows.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace entente;
using namespace entente::store;

namespace {

const char* const kOwn =
    "name = \"own\"\ntypes = \"plover\"\n[columns]\nid = \"nr\"\nday = \"day\"\nactor = \"who\"\ntype = \"what\"\n";

std::string put(const TemporaryFolder& folder, const char* name, const std::string& text) {
  std::filesystem::create_directories(std::filesystem::path(folder.file(name)).parent_path());
  std::ofstream(folder.file(name)) << text;
  return folder.file(name);
}

std::string gdelt(const char* id) { return stream::tests::sample_row("gdelt2", "2020-11-13", "2020-11-14", id) + "\n"; }

// What was told, one line each, without the folder.
struct Told {
  std::string folder;
  std::vector<std::string> lines;
  LineSink tell() {
    return [this](const std::string& line) {
      lines.push_back(line.starts_with(folder) ? line.substr(folder.size() + 1) : line);
    };
  }
};

ErrorCode refused(const std::vector<std::string>& paths, const HowRead& how) {
  try {
    plan_loads(paths, how, [](const std::string&) {});
  } catch (const Error& error) {
    CHECK(error.place().file == paths.back());
    return error.code();
  }
  FAIL("a plan was made");
  return ErrorCode::internal;
}

LoadAccount account(std::int64_t number, const PlannedLoad& of) {
  LoadAccount out;
  out.load = number;
  out.reader = of.format.name;
  out.hash = of.hash;
  out.mapping = of.mapping;
  return out;
}

}  // namespace

TEST_CASE("a file is one load, of a folder every file is, and what decided the reader is told") {
  const TemporaryFolder folder("entente-loading-test-a");
  const std::string one = put(folder, "one.tsv", gdelt("1"));
  put(folder, "more/b.tsv", gdelt("2"));
  put(folder, "more/a.tsv", gdelt("3"));
  Told told{folder.path.string(), {}};
  const auto planned = plan_loads({one, folder.file("more")}, {}, told.tell());
  REQUIRE(planned.size() == 3);
  CHECK(planned[0].path == one);
  CHECK(planned[1].path == folder.file("more/a.tsv"));
  CHECK(planned[2].format.name == "gdelt2");
  CHECK(planned[2].mapping.empty());
  REQUIRE(told.lines.size() == 3);
  CHECK(told.lines[0].starts_with("one.tsv: read as gdelt2: "));
  // What the person says needs no telling.
  told.lines.clear();
  CHECK(plan_loads({one}, {.reader = "gdelt2"}, told.tell()).size() == 1);
  const std::string mapping = put(folder, "own.toml", kOwn);
  CHECK(plan_loads({one}, {.mapping = mapping}, told.tell())[0].mapping == kOwn);
  CHECK(told.lines.empty());
}

TEST_CASE("what cannot be planned names the path") {
  const TemporaryFolder folder("entente-loading-test-b");
  const std::string good = put(folder, "good.tsv", gdelt("1"));
  CHECK(refused({good, folder.file("none.tsv")}, {}) == ErrorCode::not_found);
  CHECK(refused({good, put(folder, "own.csv", "nr,day,who,what\n1,2020-11-13,NER,AID\n")}, {}) == ErrorCode::bad_data);
  CHECK(refused({good, put(folder, "p.parquet", "")}, {}) == ErrorCode::bad_request);
}

TEST_CASE("a knowledge graph is one load, asks for the day of its first step, and keeps what was said of its steps") {
  const TemporaryFolder folder("entente-loading-test-c");
  put(folder, "graph/entity2id.txt", "Niger\t0\nChad\t1\n");
  put(folder, "graph/relation2id.txt", "Consult\t0\n");
  put(folder, "graph/train.txt", "0\t0\t1\t0\n1\t0\t0\t24\n");
  const std::string path = folder.file("graph");
  CHECK(refused({path}, {}) == ErrorCode::bad_request);
  CHECK(refused({path}, {.reader = "graph"}) == ErrorCode::bad_request);
  const HowRead how{.steps = stream::StepTime{*parse_day("2014-01-01"), 0, 24}};
  auto planned = plan_loads({path}, how, [](const std::string&) {});
  REQUIRE(planned.size() == 1);
  CHECK(planned[0].mapping == "first_day = 2014-01-01\nfirst_step = 0\nsteps_per_day = 24\n");
  // The same files with other steps would stand in the record twice.
  planned[0].hash = hash_of(path);
  const LoadAccount before = account(1, planned[0]);
  const HowRead other{.steps = stream::StepTime{*parse_day("2014-01-01"), 0, 1}};
  try {
    new_loads(plan_loads({path}, other, [](const std::string&) {}), other, {before}, [](const std::string&) {});
    FAIL("read twice");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    CHECK(error.message() == "this file is in the record already, as load 1, and was read by another count of steps");
  }
}

TEST_CASE(
    "what is in the record is passed over; by another reader it is a load of its own; twice the same is read once") {
  const TemporaryFolder folder("entente-loading-test-d");
  const std::string a = put(folder, "a.tsv", gdelt("1"));
  const std::string b = put(folder, "b.tsv", gdelt("2"));
  const std::string again = put(folder, "c.tsv", gdelt("2"));
  const HowRead how{.reader = "gdelt2"};
  const auto silent = [](const std::string&) {};
  const auto planned = plan_loads({a, b, again}, how, silent);
  Told told{folder.path.string(), {}};
  const auto fresh = new_loads(planned, how, {}, told.tell());
  REQUIRE(fresh.size() == 2);
  CHECK(fresh[1].hash == sha256(gdelt("2")));
  CHECK(told.lines == std::vector<std::string>{"c.tsv: the same content as a file named before it; not read twice"});
  told.lines.clear();
  LoadAccount by_other = account(7, fresh[1]);
  by_other.reader = "other";
  const auto rest = new_loads(planned, how, {account(3, fresh[0]), by_other}, told.tell());
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].path == b);
  REQUIRE(told.lines.size() == 3);
  CHECK(told.lines[0] ==
        "a.tsv: in the record already, as load 3; nothing changed (`entente record undo 3` takes it back)");
  CHECK(told.lines[1] ==
        "b.tsv: load 7 is the same file, read as other; both stay (`entente record undo 7` takes it back)");
}

TEST_CASE("mappings are the same by what they say, and a corrected one is refused") {
  const TemporaryFolder folder("entente-loading-test-e");
  const std::string file = put(folder, "f.csv", "nr,day,who,what\n1,2020-11-13,NER,AID\n");
  const auto silent = [](const std::string&) {};
  const HowRead how{.mapping = put(folder, "m.toml", kOwn)};
  const auto fresh = new_loads(plan_loads({file}, how, silent), how, {}, silent);
  REQUIRE(fresh.size() == 1);
  const std::vector<LoadAccount> loads{account(1, fresh[0])};
  const HowRead same{.mapping = put(folder, "same.toml", std::string("# in other words\n") + kOwn)};
  CHECK(new_loads(plan_loads({file}, same, silent), same, loads, silent).empty());
  const HowRead corrected{.mapping = put(folder, "c.toml", std::string(kOwn) + "place = \"who\"\n")};
  CHECK_THROWS_AS(new_loads(plan_loads({file}, corrected, silent), corrected, loads, silent), Error);
}

TEST_CASE("the hash of a folder is over names and contents, and says how far it is") {
  const TemporaryFolder folder("entente-loading-test-f");
  put(folder, "x/a", "one");
  put(folder, "x/in/b", "two");
  put(folder, "y/a", "one");
  put(folder, "y/in/b", "two");
  std::vector<std::uint64_t> done;
  const std::string hash = hash_of(folder.file("x"), [&](const std::string&, std::uint64_t bytes, std::uint64_t total) {
    CHECK(total == 3);
    done.push_back(bytes);
  });
  CHECK(done == std::vector<std::uint64_t>{3, 3});
  CHECK(hash_of(folder.file("y")) == hash);
  std::filesystem::rename(folder.file("y/a"), folder.file("y/c"));
  CHECK(hash_of(folder.file("y")) != hash);
  put(folder, "x/a", "One");
  CHECK(hash_of(folder.file("x")) != hash);
  CHECK(hash_of(folder.file("x/a")) == sha256("One"));
  CHECK_THROWS_AS(hash_of(folder.file("none")), Error);
}

TEST_CASE("votes are known by their columns, or because the person says so") {
  const TemporaryFolder folder("entente-loading-test-g");
  const std::string votes = put(folder, "v.csv", "undl_id,ms_code,ms_vote,date,session,resolution\n");
  const std::string other = put(folder, "o.csv", "nr,day\n1,2\n");
  CHECK(holds_votes(votes, {}));
  CHECK_FALSE(holds_votes(votes, {.mapping = "m.toml"}));
  CHECK_FALSE(holds_votes(votes, {.reader = "gdelt2"}));
  CHECK_FALSE(holds_votes(other, {}));
  CHECK(holds_votes(other, {.reader = kVotesReader}));
  CHECK_FALSE(holds_votes(folder.path.string(), {}));
}

TEST_CASE("a planned load goes into the record with its rejects, from text and from Parquet alike") {
  const contract::Kind& stores = contract::kind();
  const TemporaryFolder folder("entente-loading-test-h");
  const duck::ParquetFiles parquet;
  const std::vector<std::string> columns{"nr", "day", "who", "what"};
  const std::vector<std::vector<std::string>> rows{{"1", "2020-11-13", "NER", "AID"},
                                                   {"2", "2020-13-13", "NER", "AID"}};
  parquet.write(folder.file("f.parquet"), columns, rows);
  const std::string csv = put(folder, "f.csv", "nr,day,who,what\n1,2020-11-13,NER,AID\n2,2020-13-13,NER,AID\n");
  const auto silent = [](const std::string&) {};
  std::string exported;
  for (const auto& [path, format] : {std::pair{csv, "csv"}, std::pair{folder.file("f.parquet"), "parquet"}}) {
    CAPTURE(path);
    const std::string toml = std::string("format = \"") + format + "\"\n" + kOwn;
    const HowRead how{.mapping = put(folder, "m.toml", toml)};
    const auto store = stores.open_for_writing(folder.file(format));
    const auto planned = new_loads(plan_loads({path}, how, silent), how, store->loads(), silent);
    REQUIRE(planned.size() == 1);
    std::vector<std::string> rejects;
    const Imported imported = import_load(
        *store, planned[0], &parquet, "2026-11-30T12:00:00Z",
        [&](const stream::Reject& r) { rejects.push_back(r.fault.field); }, ThreadExecutor());
    CHECK(imported.account.taken == 1);
    CHECK(imported.account.imported_at == "2026-11-30T12:00:00Z");
    CHECK(imported.account.mapping == toml);
    CHECK(imported.report.rejected == 1);
    CHECK(rejects == std::vector<std::string>{"day"});
    CHECK(new_loads(plan_loads({path}, how, silent), how, store->loads(), silent).empty());
    if (exported.empty()) exported = contract::exported(*store);
    CHECK(contract::exported(*store) == exported);
  }
}

TEST_CASE("a mapping is proposed from a table's columns and cells, of Parquet as of text") {
  const TemporaryFolder folder("entente-loading-test-i");
  const duck::ParquetFiles parquet;
  const std::vector<std::string> columns{"nr", "day", "who", "what"};
  const std::vector<std::vector<std::string>> rows{{"1", "2020-11-13", "NER", "AID"},
                                                   {"2", "2020-11-14", "MLI", "AID"}};
  parquet.write(folder.file("f.parquet"), columns, rows);
  const std::string csv = put(folder, "f.csv", "nr,day,who,what\n1,2020-11-13,NER,AID\n2,2020-11-14,MLI,AID\n");
  const std::string of_parquet = propose_mapping(folder.file("f.parquet"), &parquet);
  CHECK(of_parquet.find("format = \"parquet\"") != std::string::npos);
  CHECK(of_parquet.find("\nday = \"day\"") != std::string::npos);
  CHECK(propose_mapping(csv, nullptr).find("\nday = \"day\"") != std::string::npos);
}

TEST_CASE("a file of which nothing was taken is no load, and the reader that knows it is named") {
  const contract::Kind& stores = contract::kind();
  const TemporaryFolder folder("entente-loading-test-j");
  const auto silent = [](const std::string&) {};
  const auto fault = [&](const std::string& path, const std::string& reader) {
    const HowRead how{.reader = reader};
    const auto store = stores.open_for_writing(folder.file("r"));
    try {
      import_load(
          *store, plan_loads({path}, how, silent)[0], nullptr, "", [](const stream::Reject&) {}, ThreadExecutor());
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_data);
      CHECK(store->loads().empty());
      return error.message() + "; " + error.remedy();
    }
    return std::string();
  };
  const std::string other = put(folder, "a.tsv", gdelt("1") + gdelt("2"));
  CHECK(fault(other, "phoenix")
            .starts_with("none of its 2 rows was taken: 2 a wrong number of cells; --reader gdelt2 reads it: "));
  const std::string head = put(folder, "head.csv", "event_id_cnty,event_date,event_type,actor1,country\n");
  CHECK(fault(head, "acled").starts_with("the file holds no row; "));
  CHECK(fault(other, "gdelt2").empty());
}

TEST_CASE("of several files those that cannot be read are named, and what lies beside events is passed over") {
  const TemporaryFolder folder("entente-loading-test-k");
  put(folder, "g/1.export.CSV", gdelt("1"));
  put(folder, "g/1.mentions.CSV",
      stream::tests::row_of(16, '\t', {{0, "1"}, {1, "20191024143000"}, {2, "20191024143000"}, {3, "1"}}));
  put(folder, "g/2.export.CSV.zip", "<html><body>404 Not Found</body></html>\n");
  put(folder, "g/3.export.CSV", gdelt("3"));
  put(folder, "g/own.csv", "a,b\n1,2\n");
  Told told{folder.path.string(), {}};
  std::vector<std::string> unread;
  const auto planned = plan_loads({folder.file("g")}, {}, told.tell(),
                                  [&](const std::string& path, const Error&) { unread.push_back(path); });
  CHECK(planned.size() == 2);
  CHECK(unread == std::vector<std::string>{folder.file("g/2.export.CSV.zip"), folder.file("g/own.csv")});
  CHECK(std::count_if(told.lines.begin(), told.lines.end(), [](const std::string& line) {
          return line.find("1.mentions.CSV: passed over: mentions of GDELT 2.0") != std::string::npos;
        }) == 1);
  // Alone, each is refused with its reason.
  CHECK(refused({folder.file("g/2.export.CSV.zip")}, {}) == ErrorCode::bad_data);
  CHECK(refused({folder.file("g/1.mentions.CSV")}, {}) == ErrorCode::bad_data);
}

TEST_CASE("a day of release and the day of the last change hold rows back, and are part of how a file was read") {
  const TemporaryFolder folder("entente-loading-test-l");
  const std::string file = put(folder, "a.csv",
                               "event_id_cnty,event_date,event_type,actor1,country,timestamp\n"
                               "1,2022-01-10,Protests,A,Benin,1675102875\n");
  const auto silent = [](const std::string&) {};
  const HowRead released{.reader = "acled", .released = parse_day("2024-06-01")};
  const auto planned = plan_loads({file}, released, silent);
  CHECK(planned[0].format.known.released == parse_day("2024-06-01"));
  CHECK(planned[0].mapping == "released = 2024-06-01\n");
  const HowRead stamped{.reader = "acled", .by_timestamp = true};
  CHECK(plan_loads({file}, stamped, silent)[0].mapping == "by_timestamp = true\n");
  CHECK(refused({file}, {.reader = "ged", .by_timestamp = true}) == ErrorCode::bad_request);
  const std::string mapping = put(folder, "m.toml", kOwn);
  const HowRead mapped{.mapping = mapping, .released = parse_day("2024-06-01")};
  const auto by_mapping = plan_loads({file}, mapped, silent);
  CHECK(stream::mapped_format(by_mapping[0].mapping, "m").known.released == parse_day("2024-06-01"));
  // The same file by another rule would stand in the record twice.
  const HowRead plain{.reader = "acled"};
  auto first = new_loads(plan_loads({file}, plain, silent), plain, {}, silent);
  CHECK_THROWS_AS(new_loads(plan_loads({file}, released, silent), released, {account(1, first[0])}, silent), Error);
}

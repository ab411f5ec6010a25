#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/store/duck/duck.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace entente;
using namespace entente::store;
using namespace entente::store::duck;

namespace {

LoadAccount add_nothing(store::Store& store) {
  return store.add_events({"gdelt2", "f.csv", "h", "", ""},
                          [](stream::Names&, const stream::TakeBatch&) { return stream::ReadReport(); });
}

}  // namespace

TEST_CASE("the library is the pinned one where the pinned one is used") {
  const std::string pinned = ENTENTE_DUCKDB_PINNED;
  if (!pinned.empty()) CHECK(library_version() == pinned);
}

TEST_CASE("what is not a record is refused with a remedy") {
  const TemporaryFolder folder("entente-duck-test-c");
  CHECK_THROWS_AS(duck::open(folder.file("none.duckdb")), Error);
  CHECK_THROWS_AS(duck::open(folder.path.string()), Error);
  std::ofstream(folder.file("text")) << "this is not a database, only a line of text that is long enough";
  CHECK_THROWS_AS(duck::open(folder.file("text")), Error);
  // A table is neither read nor taken for a database in memory, which would be gone with all that is imported.
  const std::string table = "name,lat,lon\nGao,16.27,-0.04\n";
  std::ofstream(folder.file("table.csv")) << table;
  CHECK_THROWS_AS(duck::open(folder.file("table.csv")), Error);
  CHECK_THROWS_AS(duck::open_for_writing(folder.file("table.csv")), Error);
  CHECK(read_file(folder.file("table.csv")) == table);
}

TEST_CASE("a database of somebody else is refused before anything in it changes") {
  const TemporaryFolder folder("entente-duck-test-f");
  const std::string path = folder.file("mine.duckdb");
  {
    Duck duck(path, false);
    duck.run("create table states(code varchar)");
    duck.run("insert into states values ('mine')");
    duck.run("create table layout(colour varchar)");
  }
  try {
    duck::open_for_writing(path);
    FAIL("somebody else's database was taken for a record");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.message() == "this database holds the table layout and is no record");
  }
  CHECK_THROWS_AS(duck::open(path), Error);
  Duck duck(path, true);
  int rows = 0;
  duck.query("select code from states", {}, [&](const DuckRow& row) { rows += row.text(0) == "mine" ? 1 : 0; });
  CHECK(rows == 1);
}

TEST_CASE("a record of an older layout is refused with the remedy; a data folder makes it anew where it held no more") {
  const TemporaryFolder folder("entente-duck-test-i");
  const auto make = [&](const char* name, int layout) {
    Duck duck(folder.file(name), false);
    duck.run("create table layout(version integer)");
    duck.run(fmt::format("insert into layout values ({})", layout));
  };
  const auto fails = [](const std::function<void()>& f) {
    try {
      f();
    } catch (const Error& error) {
      return error.message() + "; " + error.remedy();
    }
    return std::string("nothing failed");
  };
  make("old.duckdb", 2);
  CHECK(
      fails([&] { duck::open(folder.file("old.duckdb")); }) ==
      "this record has layout 2 and is read by older programs alone; make it with `entente record import --data data`");
  {
    const auto store = duck::open_for_writing(folder.file("old.duckdb"));
    CHECK(fails([&] { add_nothing(*store); }).find("layout 2") != std::string::npos);
    store->replace({});
    CHECK(add_nothing(*store).load == 2);
  }
  CHECK(duck::open(folder.file("old.duckdb"))->loads().size() == 2);
  make("new.duckdb", 99);
  CHECK(
      fails([&] { duck::open(folder.file("new.duckdb")); }) ==
      "this record has layout 99, and this program knows layouts up to 5; use the program that wrote it, or a newer one");
  const auto newer = duck::open_for_writing(folder.file("new.duckdb"));
  CHECK(fails([&] { newer->replace({}); }).find("layout 99") != std::string::npos);
  Duck(folder.file("empty.duckdb"), false).run("checkpoint");
  duck::open_for_writing(folder.file("empty.duckdb"));  // a file that was there stays
  CHECK(fails([&] { duck::open(folder.file("empty.duckdb")); }).find("holds no record") != std::string::npos);
}

TEST_CASE("a second process is told who has the record open") {
  const TemporaryFolder folder("entente-duck-test-j");
  const auto store = duck::open_for_writing(folder.file("r.duckdb"));
  // Locks of one process do not keep itself out, so the other is a real one.
  const int child = fork();
  if (child == 0) {
    int status = 1;
    try {
      duck::open(folder.file("r.duckdb"));
    } catch (const Error& error) {
      const std::string process = "(PID " + std::to_string(getppid()) + ")";
      status = error.code() == ErrorCode::conflict && error.message().find(process) != std::string::npos ? 0 : 2;
    }
    _exit(status);
  }
  int status = -1;
  waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a coded vote in the record that no load of ours writes is an error when the record is read") {
  const TemporaryFolder folder("entente-duck-test-w");
  const std::string file = folder.file("r.duckdb");
  {
    const auto store = duck::open_for_writing(file);
    store->add_votes({kVotesReader, "a", "h", "", ""},
                     {{{7, 70, *parse_day("2015-10-01"), false, "R/1", ""}}, {"NER"}, {{0, 0, record::Choice::no}}});
  }
  const auto read = [&] {
    return duck::open(file)->as_of(*parse_day("2016-01-01"), record::Vintage::latest).ballots.size();
  };
  CHECK(read() == 1);
  for (const std::string& code : std::vector<std::string>{"5", "0", ""}) {
    CAPTURE(code);
    Duck(file, false).run(fmt::format("update votes set ballots = '{}NER'", code));
    try {
      read();
      FAIL_CHECK("an unknown code was taken");
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::bad_data);
      CHECK(error.message().find("NER") != std::string::npos);
      CHECK(error.place().file == file);
    }
  }
}

TEST_CASE("a database opened for reading has one thread until all are asked for") {
  const TemporaryFolder folder("entente-duck-test-t");
  const std::string file = folder.file("r.duckdb");
  const auto threads = [](Duck& duck) {
    std::int64_t out = 0;
    duck.query("select current_setting('threads')::bigint", {}, [&](const DuckRow& row) { out = row.big(0); });
    return out;
  };
  std::int64_t all = 0;
  {
    Duck duck(file, false);
    duck.run("create table t(i integer)");
    all = threads(duck);
  }
  Duck duck(file, true);
  CHECK(threads(duck) == 1);
  duck.all_threads();
  CHECK(threads(duck) == all);
}

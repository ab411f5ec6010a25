#include "entente/store/own_folder.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::store;

namespace {

const OwnRow kVisit{"events", {{"id", "own-E1"}, {"happened_on", "2026-11-30"}, {"summary", "a visit, \"made up\""}}};

template <class F>
std::string refusal(F f) {
  try {
    f();
  } catch (const Error& error) {
    return std::string(name(error.code()));
  }
  return "taken";
}

}  // namespace

TEST_CASE("an addition makes the folder, and a file with the columns of its table and of changes") {
  const TemporaryFolder folder("entente-own-folder-a");
  const std::string own = folder.file("own");
  write_addition(add_rows(own, {kVisit}), "a visit");
  const record::LayerTexts texts = record::read_layer(own);
  CHECK(texts.name == "own");
  const DelimitedTable table = read_delimited(texts.texts.at("events"), "events.csv");
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0].cells[table.column("summary")] == "a visit, \"made up\"");
  CHECK(table.header.back() == "reason");
}

TEST_CASE("rows of the user's own making stay byte for byte; a column that a new row needs is put at the end") {
  const TemporaryFolder folder("entente-own-folder-b");
  const std::string own = folder.file("own");
  std::filesystem::create_directories(own);
  write_file(own + "/layer.toml", record::layer_file_text("mine"));
  const std::string by_hand = "summary,id,happened_on\n\"so\",x,2026\n";
  write_file(own + "/events.csv", by_hand);
  CHECK(add_rows(own, {kVisit}).after.at("events.csv") == by_hand + "\"a visit, \"\"made up\"\"\",own-E1,2026-11-30\n");
  OwnRow more = kVisit;
  more.cells["place"] = "Accra";
  CHECK(add_rows(own, {more}).after.at("events.csv") ==
        "summary,id,happened_on,place\nso,x,2026,\n\"a visit, \"\"made up\"\"\",own-E1,2026-11-30,Accra\n");
  write_file(own + "/events.csv", "summary,id,happened_on\n\"open,x,2026\n");
  CHECK(refusal([&] { add_rows(own, {more}); }) == "bad_data");
}

TEST_CASE("additions are taken back one by one, byte for byte, and never over a change by hand") {
  const TemporaryFolder folder("entente-own-folder-c");
  const std::string own = folder.file("own");
  write_addition(add_rows(own, {kVisit}), "first");
  const std::string first = read_file(own + "/events.csv");
  OwnRow second = kVisit;
  second.cells["id"] = "own-E2";
  write_addition(add_rows(own, {second, {"sources", {{"domain", "example.org"}}}}), "second");
  const Undone undone = undo_last(own);
  CHECK(undone.words == "second");
  CHECK(undone.files.size() == 2);
  CHECK(read_file(own + "/events.csv") == first);
  CHECK_FALSE(std::filesystem::exists(own + "/sources.csv"));
  write_file(own + "/events.csv", first + "by hand\n");
  CHECK(refusal([&] { undo_last(own); }) == "conflict");
  CHECK(read_file(own + "/events.csv") == first + "by hand\n");
  write_file(own + "/events.csv", first);
  CHECK(undo_last(own).words == "first");
  CHECK_FALSE(std::filesystem::exists(own + "/events.csv"));
  CHECK(refusal([&] { undo_last(own); }) == "not_found");
}

TEST_CASE("a folder whose name is not a name of a layer is refused") {
  for (const char* name : {"shipped", "my rows", "a/.", "ü"}) {
    CAPTURE(name);
    const TemporaryFolder folder("entente-own-folder-d");
    const std::string result = refusal([&] { add_rows(folder.file(name), {kVisit}); });
    CHECK(result == (std::string(name) == "a/." ? "taken" : "bad_request"));
  }
}

#include "entente/store/migrate.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/record/layer.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::store;

TEST_CASE("an own copy of the tables becomes a layer of what it adds and says otherwise; the old one is kept") {
  const TemporaryFolder folder("entente-migrate-a");
  const std::string data = folder.file("data");
  const std::string own = folder.file("mine");
  const std::string header = "domain,publisher,country,type,state_controlled,usual_origin,grade,note\n";
  for (const std::string& place : {data, own}) std::filesystem::create_directories(place + "/chronology");
  write_file(data + "/chronology/sources.csv", header + "a.org,A,,,,,F,\nb.org,B,GBR,,,,F,\n");
  const std::string before = header + "a.org,A,,,,,F,another remark\nb.org,B,,,,,C,\nc.org,C,,,,,F,\n\"open,C,,,,,F,\n";
  write_file(own + "/chronology/sources.csv", before);
  CHECK(needs_migration(own));
  const Migration m = migrate_own_folder(own, data, *parse_day("2026-12-01"));
  CHECK(m.added == 1);
  CHECK(m.corrected == 1);
  CHECK(m.dropped == 1);
  CHECK(m.left.size() == 1);
  CHECK_FALSE(needs_migration(own));
  CHECK(read_file(m.kept + "/chronology/sources.csv") == before);
  const record::LayerTexts layer = record::read_layer(own);
  CHECK(layer.name == "mine");
  const DelimitedTable table = read_delimited(layer.texts.at("sources"), "sources.csv");
  REQUIRE(table.rows.size() == 2);
  const auto cell = [&](std::size_t row, const char* column) { return table.rows[row].cells[table.column(column)]; };
  CHECK(cell(0, "domain") == "b.org");
  CHECK(cell(0, "change") == "correct");
  CHECK(cell(0, "country") == "-");
  CHECK(cell(0, "grade") == "C");
  CHECK(cell(0, "publisher").empty());
  CHECK(cell(0, "change_on") == "2026-12-01");
  CHECK(cell(1, "domain") == "c.org");
  CHECK(cell(1, "change").empty());
}

TEST_CASE("where the old folder cannot be kept nothing is touched") {
  const TemporaryFolder folder("entente-migrate-b");
  const std::string own = folder.file("mine");
  std::filesystem::create_directories(own + "/chronology");
  std::filesystem::create_directories(own + ".before-1");
  CHECK_THROWS_AS(migrate_own_folder(own, folder.file("data"), *parse_day("2026-12-01")), Error);
  CHECK(needs_migration(own));
}

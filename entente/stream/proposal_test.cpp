// What --guess proposes: the format that knows a file before anything else, the list of states that names, places and
// positions speak for, columns by their numbers where there is no header.

#include "entente/base/error.hpp"
#include "entente/stream/sample_rows.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::stream;
using namespace entente::stream::tests;

namespace {

std::string proposed(std::string_view text, const StateAt& state_at = {}) {
  const TemporaryFile file("t.csv", text);
  return propose_mapping(file.path(), state_at);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a file that a format knows is said to be one, and the mapping reads the same rows") {
  for (const Format& f : formats()) {
    CAPTURE(f.name);
    const std::string text = sample_header(f.name) + sample_row(f.name, "2023-03-17", "2023-03-18", "7");
    const std::string toml = proposed(text);
    CAPTURE(toml);
    CHECK(toml.starts_with("# This is " + f.name + ": "));
    const Reading by_format = read_text(text, f);
    const Reading by_mapping = read_text(text, mapped_format(toml, "m.toml"));
    CHECK(by_format.rows == by_mapping.rows);
  }
}

TEST_CASE("NG is Niger where places, positions or the column's name say so, and nothing where nothing does") {
  const std::string head = "id,date,type,";
  // The name of the column.
  CHECK(holds(proposed(head + "ActionGeo_CountryCode\n1,2024-01-01,x,NG\n"), "code = \"fips\""));
  CHECK(holds(proposed(head + "country_iso2,country\n1,2024-01-01,x,y,NG\n"), "# country = "));
  // A place beside it.
  const std::string places = proposed(head + "country,place\n1,2024-01-01,x,NG,\"Niamey, Niamey, Niger\"\n");
  CHECK(holds(places, "country = { column = \"country\", code = \"fips\" }"));
  CHECK(holds(proposed(head + "country,place\n1,2024-01-01,x,NG,\"Kano, Nigeria\"\n"), "code = \"iso2\""));
  // A position.
  const StateAt north_is_niger = [](std::string_view state, double latitude_deg, double) {
    return std::optional(state == (latitude_deg > 13.8 ? "NER" : "NGA"));
  };
  const std::string text = head + "country,lat,lon\n1,2024-01-01,x,NG,17,8\n2,2024-01-01,x,NG,18,9\n";
  CHECK(holds(proposed(text, north_is_niger), "code = \"fips\""));
  // Nothing: it is asked, and a mapping that is used unread gives no state.
  const std::string open = proposed(text);
  CAPTURE(open);
  CHECK(holds(open, "# country = { column = \"country\", code = ... }"));
  CHECK(holds(open, "NG: Nigeria (iso2) or Niger (fips)"));
  CHECK(read_text(text, mapped_format(open, "m.toml")).rows.size() == 2);
}

TEST_CASE("a newspaper does not act, and a source does where there is a target") {
  CHECK(holds(proposed("id,date,type,Source,Actor Name\n1,2024-01-01,x,Paper,NER\n"), "actor = \"Actor Name\""));
  CHECK(!holds(proposed("id,date,type,source\n1,2024-01-01,x,Paper\n"), "actor = "));
  CHECK(holds(proposed("id,date,type,source,target\n1,2024-01-01,x,NER,USA\n"), "actor = \"source\""));
}

TEST_CASE("a file without a header is told by its first row, and its columns are proposed by number") {
  const std::string text = "20180601\tUSAGOV\tRUSGOV\t040\t\tst_1\n20180602\tFRAGOV\tDEUGOV\t042\t\tst_2\n";
  const std::string toml = proposed(text);
  CAPTURE(toml);
  CHECK(holds(toml, "# It has no header"));
  const Reading reading = read_text(text, mapped_format(toml, "m.toml"));
  REQUIRE(reading.rows.size() == 2);
  CHECK(holds(reading.rows[0], "2018-06-01 cameo:040"));
  CHECK(holds(reading.rows[0], "USAGOV"));
  // Six digits are a day where that is said, and it is left to say.
  const std::string keds = proposed("790415\tUSA\tRUS\t023\t(ASSERT)\n790416\tUSA\tRUS\t031\t(MEET)\n");
  CAPTURE(keds);
  CHECK(holds(keds, "header = false"));
  CHECK(holds(keds, "# day = 1"));
  CHECK(holds(keds, "type = 4"));
  CHECK(holds(keds, "yymmdd"));
}

TEST_CASE(
    "rows that are not UTF-8 are counted with what helps, and a line that says the separator is none of the header") {
  const std::string latin = proposed("id;date;type\n1;2024-01-01;x\n2;2024-01-02;S\xE9gou\n");
  CAPTURE(latin);
  CHECK(holds(latin, "# 1 of the rows looked at are not UTF-8, first line 3"));
  CHECK(holds(latin, "iconv -f windows-1252"));
  const std::string said = proposed("sep=;\r\nid;date;type\r\n1;2024-01-01;x\r\n");
  CHECK(holds(said, "separator = \";\""));
  CHECK(holds(said, "day = \"date\""));
}

TEST_CASE("a JSON document is proposed with the place of its rows") {
  const std::string toml = proposed(
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":"
      "[2.1,13.5]},\"properties\":{\"id\":1,\"date\":\"2024-04-03\",\"event_type\":\"Protest\"}}]}");
  CAPTURE(toml);
  CHECK(holds(toml, "format = \"json\""));
  CHECK(holds(toml, "rows = \"features\""));
  CHECK(holds(toml, "day = \"properties.date\""));
  CHECK(holds(toml, "latitude = \"geometry.coordinates.1\""));
}

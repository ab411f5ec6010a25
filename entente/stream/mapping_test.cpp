#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/sample_rows.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

using namespace entente;
using namespace entente::stream;
using namespace entente::stream::tests;

namespace {

std::string fault_of(const std::string& toml) {
  try {
    mapped_format(toml, "m.toml");
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a mapping reads a spreadsheet: its dates, its codes of states, its rule for known_on") {
  const Format f = mapped_format(
      "format = \"csv\"\nseparator = \";\"\ntypes = \"cameo\"\ncounts = \"deaths\"\ndates = \"day-first\"\n"
      "missing = [\"-\"]\n[columns]\nid = [\"Nr\", \"Tag\"]\nday = \"Tag\"\ntype = \"Code\"\nactor = \"Wer\"\n"
      "actor_state = { column = \"Land\", code = \"fips\" }\ncount = \"Tote\"\n[known_on]\nafter_days = 3\n"
      "from_month_end = true\nreleased = 2024-03-01\n",
      "m.toml");
  const Reading reading =
      read_text("Nr;Tag;Code;Wer;Land;Tote\n1;17.3.2024;190;\"A; B\";NG;-\n2;1/2/2023;042;C;XQ;3\n3;17.3;1;;;\n", f);
  CHECK(reading.rows ==
        std::vector<std::string>{
            "2 1/2024-03-17 2024-03-17 cameo:190 known 2024-04-03 | A; B NER  |    |    |  nan nan | -1",
            "3 2/2023-02-01 2023-02-01 cameo:042 known 2024-03-01 | C   |    |    |  nan nan | 3"});
  CHECK(reading.rejects == std::vector<std::string>{"4:3 Tag: \"17.3\" is not a day"});
  REQUIRE(reading.report.unresolved_states.size() == 1);
  CHECK(reading.report.unresolved_states[0] == std::pair<std::string, std::int64_t>{"XQ", 1});
}

TEST_CASE("a mapping says which text means nothing in one column, that ids are numbers, and reads decimal commas") {
  const Format f = mapped_format(
      "separator = \";\"\ntypes = \"ged\"\nnumbered_ids = true\n[columns]\nid = \"id\"\nday = \"d\"\ntype = \"t\"\n"
      "actor = \"a\"\nactor_sector = { column = \"inter1\", missing = \"0\" }\nactor_state = { column = \"gw\", code = "
      "\"gw\", missing = \"99\" }\nlatitude = \"lat\"\nlongitude = \"lon\"\ncount = \"n\"\n",
      "m.toml");
  const Reading reading = read_text(
      "id;d;t;a;inter1;gw;lat;lon;n\n7,0;20240317,0;1,0;A;0;475,0;13,51;-2,1;3,0\n8;2024-03-17;1;B;10;99;13.5;2;1,200\n"
      "9;2024-03-17;1;C;;;1,2,3;2;\n10;2024-03-17;1;D;;;;;3,5\n",
      f);
  CHECK(reading.rows ==
        std::vector<std::string>{"2 7 2024-03-17 ged:1 known 2024-03-17 | A NGA  |    |    |  13.51 -2.1 | 3",
                                 "3 8 2024-03-17 ged:1 known 2024-03-17 | B  10 |    |    |  13.5 2 | 1200"});
  CHECK(reading.rejects == std::vector<std::string>{"4:20 lat: \"1,2,3\" is not a latitude",
                                                    "5:23 n: \"3,5\" is not a whole number from 0"});
  CHECK(fault_of("[columns]\nday = \"d\"\ntype = { column = \"t\", code = \"gw\" }\n").find("no setting \"code\"") !=
        std::string::npos);
}

TEST_CASE("a code of a state that had ended, or not begun, on the day is told with what it was read as") {
  const Format f = mapped_format(
      "format = \"csv\"\n[columns]\nday = \"d\"\ntype = \"t\"\nactor_state = { column = \"s\", code = \"fips\" }\n",
      "m.toml");
  const Reading reading = read_text("d,t,s\n2018-10-24,a,YI\n2018-10-25,a,YI\n2005-10-24,a,YI\n1985-01-01,a,RS\n", f);
  CHECK(reading.report.read_as ==
        std::vector<std::pair<std::string, std::int64_t>>{{"YI as SRB", 2}, {"RS as SUN", 1}});
  CHECK(reading.report.unresolved_states.empty());
}

TEST_CASE("a mapping reads a table without a header by the numbers of its columns") {
  const Format f =
      mapped_format("format = \"tsv\"\nheader = false\n[columns]\nday = 2\ntype = 1\nactor = 3\n", "m.toml");
  const Reading reading = read_text("a\t2024\tX\nb\t2024-02\tY\textra\nc\n", f);
  REQUIRE(reading.rows.size() == 2);
  // A year or a month that is all that is known was known when it ended.
  CHECK(reading.rows[0] == "1 a/2024/X 2024-01-01 own:a known 2024-12-31 | X   |    |    |  nan nan | -1");
  CHECK(reading.rows[1] == "2 b/2024-02/Y 2024-02-01 own:b known 2024-02-29 | Y   |    |    |  nan nan | -1");
  CHECK(reading.rejects.size() == 1);
}

TEST_CASE("a mapping reads JSON Lines, with inner names, and refuses the lines that are none") {
  const Format f = mapped_format(
      "format = \"jsonl\"\n[columns]\nid = \"id\"\nday = \"when\"\ntype = \"what\"\nactor = \"who.name\"\n"
      "latitude = \"at.lat\"\ncount = \"n\"\n",
      "m.toml");
  const Reading reading = read_text(
      "{\"id\": 7, \"when\": \"2024-03-17T10:00:00Z\", \"what\": \"talk\", \"who\": {\"name\": \"A \\\"B\\\"\", \"x\": [1, {\"name\": 2}]}, "
      "\"at\": {\"lat\": 1.5}, \"n\": null}\n"
      "\n{\"id\": 8\n[1]\n{\"id\": 9, \"when\": \"never\", \"what\": \"talk\"}\n{\"id\": 10, \"when\": \"2024-01-01\", \"what\": "
      "\"\xFF\"}\n",
      f);
  CHECK(reading.rows ==
        std::vector<std::string>{"1 7 2024-03-17 own:talk known 2024-03-17 | A \"B\"   |    |    |  1.5 nan | -1"});
  CHECK(reading.rejects ==
        std::vector<std::string>{"3:1 : the line is not a JSON object", "4:1 : the line is not a JSON object",
                                 "5:1 when: \"never\" is not a day", "6:43 : the row is not UTF-8 text"});
}

TEST_CASE("rows split elsewhere pass the same checks") {
  const Format f = mapped_format("format = \"parquet\"\n[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n", "m.toml");
  const std::vector<std::string> header{"x", "d", "t", "k"};
  CHECK(columns_read(f, header) == std::vector<std::string>{"d", "t", "k"});
  const std::vector<std::vector<std::string_view>> rows{{"2024-01-02", "a", "1"}, {"2024-01-40", "a", "2"}};
  std::size_t at = 0;
  Names names;
  std::vector<std::string> ids;
  std::vector<long> bad;
  const auto report = read_rows(
      "f.parquet", f, std::vector<std::string>{"d", "t", "k"},
      [&](std::vector<std::string_view>& cells) {
        if (at == rows.size()) return false;
        cells = rows[at++];
        return true;
      },
      names, [&](const EventBatch& batch) { ids.emplace_back(batch.id(0)); },
      [&](const Reject& reject) { bad.push_back(reject.fault.line); });
  CHECK(ids == std::vector<std::string>{"1"});
  CHECK(bad == std::vector<long>{2});
  CHECK(report.rows == 2);
}

TEST_CASE("a setting of the wrong type is refused with its line and field, not passed over") {
  const std::string columns = "[columns]\nday = \"d\"\ntype = \"t\"\n";
  for (const auto& [setting, field] : {std::pair{"header = \"false\"", "header"},
                                       {"quotes = 1", "quotes"},
                                       {"missing = \"NA\"", "missing"},
                                       {"missing = [1]", "missing"},
                                       {"known_on = 3", "known_on"},
                                       {"name = 3", "name"},
                                       {"dates = 3", "dates"}}) {
    const std::string fault = fault_of(std::string(setting) + "\n" + columns);
    CAPTURE(fault);
    CHECK(fault.find("m.toml:1, field " + std::string(field)) == 0);
  }
  CHECK(fault_of(columns + "[known_on]\nfrom_month_end = \"yes\"\n").find("m.toml:5, field from_month_end") == 0);
  CHECK(fault_of(columns + "country = { column = \"c\", code = 3 }\n").find("m.toml:4, field code") == 0);
  CHECK(fault_of(columns + "country = { column = \"c\", codes = \"iso3\" }\n").find("m.toml:4, field country") == 0);
}

TEST_CASE("a mapping that cannot be is refused with its line") {
  CHECK(fault_of("[columns]\nday = \"d\"\n").find("does not say which column is \"type\"") != std::string::npos);
  CHECK(fault_of("[columns]\nday = \"d\"\ntype = \"t\"\nwho = \"w\"\n").find("m.toml:4") == 0);
  for (const char* text : {"[columns\n", "[= [1]", "[", "[[", "[a.]", "Ǉ", "[é]", "größe = 1"})
    CHECK_MESSAGE(fault_of(text).find("m.toml:1") == 0, text);
  CHECK(fault_of("format = \"xls\"\n[columns]\n").find("there are csv, tsv, jsonl, parquet") != std::string::npos);
  CHECK(fault_of("[columns]\nday = 0\ntype = \"t\"\n").find("number from 1") != std::string::npos);
  CHECK(fault_of("[columns]\nday = 1\ntype = 2\n").find("with a header") != std::string::npos);
  CHECK(fault_of("[columns]\nday = \"d\"\ntype = \"t\"\ncountry = { code = \"iso3\" }\n").find("needs a column") !=
        std::string::npos);
  CHECK(fault_of("[columns]\nday = \"d\"\ntype = \"t\"\n[known_on]\nafter_days = -1\n").find("m.toml:5") == 0);
  CHECK(fault_of("date = \"iso\"\n[columns]\n").find("there is no setting \"date\"") != std::string::npos);
}

TEST_CASE("the dates that sources write") {
  const auto read = [](std::string_view text, DayForm form = DayForm::iso) {
    const auto span = parse_stream_date(text, form);
    return span ? to_string(span->first) + (span->first == span->last ? "" : " " + to_string(span->last)) : "";
  };
  for (const char* text :
       {"2024-03-17", "20240317", "20240317235959", "2024-03-17 00:00:00.000", "2024-03-17T08:00:00+01:00",
        "17 March 2024", "17-Mar-2024", "March 17, 2024", " 2024-03-17 "})
    CHECK_MESSAGE(read(text) == "2024-03-17", text);
  CHECK(read("3/4/2024", DayForm::day_first) == "2024-04-03");
  CHECK(read("3/4/2024", DayForm::month_first) == "2024-03-04");
  CHECK(read("2024-02") == "2024-02-01 2024-02-29");
  for (const char* text : {"", "3/4/2024", "2023-02-29", "20240230", "20240317240000", "2024-03-17x", "17 Marc 2024",
                           "1799-01-01", "99999999", "17 March", "2024031", "--------"})
    CHECK_MESSAGE(read(text).empty(), text);
}

TEST_CASE("the format of a file is recognised by its rows, and a mapping is proposed where none fits") {
  for (const Format& f : formats()) {
    CAPTURE(f.name);
    const TemporaryFile file("x.csv", sample_header(f.name) + sample_row(f.name, "2023-03-17", "2023-03-18", "7"));
    CHECK(format_of(file.path()).format == f.name);
  }
  const TemporaryFile graph("train.txt", "0\t1\t2\t24\n");
  CHECK(format_of(graph.path()).format == "graph");
  CHECK(format_of(graph.path()).missing.size() == 1);

  const TemporaryFile table("t.csv",
                            "Nr.,Event Date,Sender,Receiver Country,Event Type,Lat,Lon,Deaths,Remark\n"
                            "1,31/12/2023,A,Niger,Battle,1,2,3,x\n2,01/02/2024,B,Chad,Battle,1,2,3,x\n");
  CHECK(format_of(table.path()).format.empty());
  const std::string proposed = propose_mapping(table.path());
  CAPTURE(proposed);
  CHECK(proposed.find("dates = \"day-first\"") != std::string::npos);
  CHECK(proposed.find("# Not used: Nr., Remark") != std::string::npos);
  const Format f = mapped_format(proposed, "proposed.toml");
  const Reading reading = read_path(table.path(), f);
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].find("2023-12-31 own:Battle known 2024-01-01 | A") != std::string::npos);

  // A name that is not known, and dates that only their cells tell; counts as spreadsheets write them.
  const TemporaryFile german("g.csv",
                             "Nr;Datum;Type;Deaths\n1;31.12.2023;x;1,200\n2;01.02.2024;x;12,00\n3;01.02.2024;x;3\n");
  const std::string by_cells = propose_mapping(german.path());
  CAPTURE(by_cells);
  CHECK(by_cells.find("day = \"Datum\"   # by its cells") != std::string::npos);
  const Reading counted = read_path(german.path(), mapped_format(by_cells, "p"));
  REQUIRE(counted.rows.size() == 2);
  CHECK(counted.rows[0].ends_with("| 1200"));
  CHECK(counted.rejects == std::vector<std::string>{"3:16 Deaths: \"12,00\" is not a whole number from 0"});
  const TemporaryFile latin("l.csv", "Nr;L\xE4nge\n1;2\n");
  CHECK_THROWS_WITH_AS(propose_mapping(latin.path()), doctest::Contains("iconv"), Error);
  const TemporaryFile inner("i.jsonl",
                            "{\"date\": \"2024-01-02\", \"event\": {\"type\": \"x\"}, \"at\": {\"lat\": 1}}\n");
  CHECK(propose_mapping(inner.path()).find("latitude = \"at.lat\"") != std::string::npos);

  const TemporaryFile namibia("n.csv", "id,date,type,iso2,actor\n1,2024-01-02,x,NA,A\n2,2024-01-03,x,NE,B\n");
  CHECK(propose_mapping(namibia.path()).find("missing") == std::string::npos);
  CHECK(read_path(namibia.path(), mapped_format(propose_mapping(namibia.path()), "p")).rows[0].find("NAM") !=
        std::string::npos);
  const TemporaryFile lines("t.jsonl", "{\"date\": \"2024-01-02\", \"type\": \"190\", \"country\": {\"x\": 1}}\n");
  const std::string json = propose_mapping(lines.path());
  CHECK(json.find("format = \"jsonl\"") != std::string::npos);
  CHECK(json.find("types = \"cameo\"") != std::string::npos);
  CHECK(read_path(lines.path(), mapped_format(json, "p")).rows.size() == 1);
}

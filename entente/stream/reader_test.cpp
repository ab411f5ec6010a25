#include "entente/stream/reader.hpp"

#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/stream/sample_rows.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace entente;
using namespace entente::stream;
using namespace entente::stream::tests;

namespace {

std::string code_of(const std::string& text, const Format& format) {
  try {
    read_text(text, format);
  } catch (const Error& error) {
    return std::string(name(error.code())) + ": " + error.message();
  }
  return "";
}

}  // namespace

TEST_CASE("each format gives the event that its row tells") {
  const auto one = [](std::string_view name) {
    const Reading reading =
        read_text(sample_header(name) + sample_row(name, "2023-03-17", "2023-03-18", "77"), format(name));
    CAPTURE(name);
    REQUIRE(reading.rejects.empty());
    REQUIRE(reading.rows.size() == 1);
    return reading.rows[0];
  };
  CHECK(one("gdelt1") ==
        "1 77 2023-03-17 cameo:0356 known 2023-03-18 | NERGOV NER GOV | USA USA  |   Niamey, Niamey, Niger | NER "
        "13.5167 2.11667 | 4");
  CHECK(one("gdelt2") ==
        "1 77 2023-03-17 cameo:0356 known 2023-03-18 | NERGOV NER GOV | USA USA  |   Niamey, Niamey, Niger | NER "
        "13.5167 2.11667 | 4");
  CHECK(one("icews") ==
        "2 77/2023-03-17 2023-03-17 cameo:040 known 2023-03-18 | Police (Niger) NER Police,Government | Chad TCD  |   "
        "Niamey | NER 13.5 2.1 | -1");
  CHECK(one("polecat") ==
        "2 77 2023-03-17 plover:CONSULT known 2023-03-18 | Mohamed Bazoum NER GOV |  FRA  | visit diplomatic;military "
        "Niamey | NER 13.5 2.1 | -1");
  CHECK(one("acled") ==
        "2 77 2023-03-17 acled:Battles known 2023-03-28 | Military Forces of Niger (2021-2023)  State forces | JNIM: "
        "Group, for Support  Rebel group | Armed clash  Tillaberi | NER 14.2 1.45 | 3");
  CHECK(one("ged") ==
        "1 77 2023-03-17 ged:1 known 2023-05-30 | Government of Niger NER  | IS   |   Tillia | NER 15.9 4.8 | 7");
  CHECK(one("phoenix") ==
        "1 77/20230317 2023-03-17 cameo:043 known 2023-03-18 | NERCOP NER COP | TCD TCD  |   Niamey | NER 13.5 2.1 | "
        "-1");
  CHECK(one("cline-phoenix") ==
        "2 77 2023-03-17 cameo:043 known 2023-03-18 | NERCOP NER COP | TCD TCD  |   Niamey | NER 13.5 2.1 | -1");
}

TEST_CASE("GDELT's first files have no address, ACLED's old exports other columns, GED's files a header or none") {
  std::string old_gdelt = sample_row("gdelt1", "1999-01-02", "1999-01-03", "5");
  old_gdelt.erase(old_gdelt.size() - 2, 1);
  CHECK(read_text(old_gdelt, format("gdelt1")).rows.size() == 1);

  const Reading acled = read_text(
      "data_id,iso,event_id_cnty,event_date,event_type,actor1,country,latitude,longitude,fatalities,iso3\n"
      "1,562,NIR12,17 March 2019,Riots,Rioters (Niger),Niger,13.5,2.1,0,NER\n",
      format("acled"));
  REQUIRE(acled.rows.size() == 1);
  CHECK(acled.rows[0] ==
        "2 NIR12 2019-03-17 acled:Riots known 2019-03-28 | Rioters (Niger)   |    |    | NER 13.5 2.1 | 0");

  const Reading ged = read_text(
      "id,type_of_violence,side_a,side_b,date_start,date_end,best,latitude\n1,1,A,B,2023-03-17,2023-04-02,4,1\n",
      format("ged"));
  REQUIRE(ged.rows.size() == 1);
  CHECK(ged.rows[0] == "2 1 2023-03-17 ged:1 known 2023-06-29 | A   | B   |    |  1 nan | 4");
}

TEST_CASE("the rejected rows of a file with every kind of fault are named line by line, and the good rows are in") {
  using namespace std::string_literals;
  std::string long_cell;
  long_cell.assign(10'000'000, 'x');
  const std::string header = "id,day,known,type,who,lat,n\n";
  Format own;
  own.name = "own";
  own.list = "own";
  own.separator = ',';
  own.quotes = true;
  own.columns = {{Field::id, "id", -1, true}, {Field::day, "day", -1, true},
                 {Field::known_on, "known"},  {Field::type, "type", -1, true},
                 {Field::actor, "who"},       {Field::latitude, "lat"},
                 {Field::count, "n"}};
  const std::string text = "\xEF\xBB\xBF" + header +          // 1: a byte order mark
                           "1,2020-01-01,,a,x,1,2\r\n"        // 2: good, CRLF
                           "2,2020-02-30,,a,x,1,2\n"          // 3: bad date
                           "3,2020-01-01,,a,x,1,two\n"        // 4: bad number
                           "4,2020-01-01,,a,x,91,2\n"         // 5: bad position
                           "5,2020-01-01,,a,x,1\n"            // 6: a cell too few
                           "6,2020-01-01,,a,x,1,2,3\n"        // 7: a cell too many
                           "7,2020-01-01,,a,\xFF,1,2\n"       // 8: bad UTF-8
                           "8,2020-01-01,,a,\0,1,2\n"s        // 9: NUL
                           "9,2020-01-01,,a,\"open,1,2\n"     // 10: open quote
                           "10,2020-01-01,,a,\"x\"y,1,2\n" +  // 11: text behind a quote
                           header +                           // 12: doubled header
                           "\n"                               // 13: blank
                           "11,2020-01-01,,a," +
                           long_cell +
                           ",1,2\n"                                 // 14: 10 MB field
                           "12,2020-01-01,,,x,1,2\n"                // 15: empty cell that may not be
                           "13,2020-01-01,2020-13-01,a,x,1,2\n"     // 16: bad day of knowing
                           "14,2020-01-01,,a,\"two\nlines\",1,2\n"  // 17, 18: good
                           "15,2020-01-01,,a,x,1,2\n"               // 19: good
                           "16,2020-01-";                           // 20: cut short
  for (const std::size_t block : {std::size_t{64}, std::size_t{1000}, std::size_t{1} << 20U, std::size_t{1} << 24U})
    for (const std::size_t threads : {1U, 2U}) {
      CAPTURE(block);
      ReadOptions options;
      options.block_bytes = block;
      const Reading reading = read_text(text, own, options, ThreadExecutor(threads));
      CHECK(reading.rows ==
            std::vector<std::string>{"2 1 2020-01-01 own:a known 2020-01-01 | x   |    |    |  1 nan | 2",
                                     "17 14 2020-01-01 own:a known 2020-01-01 | two\nlines   |    |    |  1 nan | 2",
                                     "19 15 2020-01-01 own:a known 2020-01-01 | x   |    |    |  1 nan | 2"});
      std::vector<std::string> rejects = reading.rejects;
      CHECK(rejects == std::vector<std::string>{
                           "3:3 day: \"2020-02-30\" is not a day", "4:21 n: \"two\" is not a whole number from 0",
                           "5:19 lat: \"91\" is not a latitude", "6:1 : the row has 6 cells, the header 7",
                           "7:1 : the row has 8 cells, the header 7", "8:17 : the row is not UTF-8 text",
                           "9:17 : the row holds a NUL byte", "10:17 : a quote is opened and never closed",
                           "11:21 : text stands behind a closing quote", "12:1 : the header is repeated",
                           "14:1 : the row is longer than 1048576 bytes", "15:16 type: the cell is empty",
                           "16:15 known: \"2020-13-01\" is not a day", "20:1 : the row has 2 cells, the header 7"});
      const ReadReport& report = reading.report;
      CHECK(report.rows == 17);
      CHECK(report.taken == 3);
      CHECK(report.rejected == 14);
      CHECK(report.rejected_by[static_cast<std::size_t>(RejectKind::cells)] == 3);
      CHECK(report.bytes == text.size());
    }
}

TEST_CASE("a file without a row to read, or without the columns that are needed, is refused with the reason") {
  CHECK(code_of("", format("gdelt2")) == "bad_data: the file is empty");
  CHECK(code_of("\xEF\xBB\xBF", format("icews")) == "bad_data: the file is empty");
  CHECK(code_of("a\tb\n1\t2\n", format("icews")) ==
        "bad_data: the header has no column \"Event ID\", which icews needs");
  CHECK(code_of("\xFF\xFE"
                "a",
                format("icews")) == "bad_data: the file is UTF-16 text");
  CHECK(code_of("event_date,event_date,event_id_cnty\n", format("acled")) ==
        "bad_data: the header names the column \"event_date\" twice");
}

TEST_CASE("batches are the same for any blocks and any threads, quotes or not") {
  for (const std::string_view name : {"gdelt2", "acled", "icews"}) {
    CAPTURE(name);
    std::string text = sample_header(name);
    for (int i = 0; i < 500; ++i)
      text += sample_row(name, fmt::format("2023-{:02}-{:02}", 1 + i % 12, 1 + i % 28), "2024-01-01",
                         i % 50 == 7 ? "\"" : std::to_string(i));
    const Reading one = read_text(text, format(name));
    // The second line of a note is a row of its own where a quote before it never closes.
    CHECK(one.rows.size() + one.rejects.size() == (name == "acled" ? 510 : 500));
    for (const std::size_t block : {std::size_t{100}, std::size_t{1777}, std::size_t{40000}})
      for (const std::size_t threads : {1U, 2U}) {
        ReadOptions options;
        options.block_bytes = block;
        const Reading other = read_text(text, format(name), options, ThreadExecutor(threads));
        CHECK(one.rows == other.rows);
        CHECK(one.rejects == other.rejects);
      }
  }
}

TEST_CASE("a header alone is not a row, however it falls into blocks") {
  const std::string header = "id,date_start,date_end,type_of_violence,side_a,side_b,best,latit";
  REQUIRE(header.size() == 64);
  ReadOptions options;
  options.block_bytes = 64;
  CHECK(read_text(header, format("ged"), options).report.rows == 0);
  CHECK(read_text(header + "\n", format("ged"), options).report.rows == 0);
  CHECK(read_text(std::string(70, '\n') + header + "\n", format("ged"), options).report.rows == 0);
}

TEST_CASE("what a taker throws ends the reading and passes through") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += sample_row("gdelt2", "2023-03-17", "2023-03-17", std::to_string(i));
  const TemporaryFile file("a.csv", text);
  ReadOptions options;
  options.block_bytes = 1000;
  Names names;
  int batches = 0;
  CHECK_THROWS_AS(read_stream(
                      file.path(), format("gdelt2"), names,
                      [&](const EventBatch&) {
                        if (++batches == 3) throw Error(ErrorCode::io, "full", "free space", {});
                      },
                      [](const Reject&) {}, ThreadExecutor(2), options),
                  Error);
  CHECK(batches == 3);
}

TEST_CASE("a file of POLECAT with a name too many or stray tabs gives its rows") {
  const std::string row = sample_row("polecat", "2023-03-17", "2023-03-18", "1");
  // Before the date, only one cell can be taken out; behind the last cell they are clear; before the mode it might have
  // been another.
  std::string before_date = row;
  before_date.insert(before_date.find("2023"), "\t");
  std::string behind = row;
  behind.insert(behind.size() - 1, "\t\t");
  std::string before_mode = row;
  before_mode.insert(before_mode.find("visit"), "\t");
  const Reading mended =
      read_text(sample_header("polecat") + row + before_date + behind + before_mode, format("polecat"));
  REQUIRE(mended.rows.size() == 3);
  CHECK(mended.report.mended == 2);
  CHECK(mended.rows[1].substr(1) == mended.rows[0].substr(1));
  CHECK(mended.rows[2].substr(1) == mended.rows[0].substr(1));
  CHECK(mended.rejects == std::vector<std::string>{"5:1 : the row has 41 cells, not 40, and no one way to mend it"});

  std::string header = sample_header("polecat");
  header.insert(header.find("Source\t"), "Headline\t");
  const Reading phantom = read_text(header + row, format("polecat"));
  REQUIRE(phantom.rows.size() == 1);
  CHECK(phantom.rows[0] == mended.rows[0]);
}

TEST_CASE("a graph's numbers are names, its steps days, and its words CAMEO codes where they are CAMEO's") {
  const TemporaryFile file("train.txt", "0\t0\t1\t0\n1  1 0   24\t-1\n2\t1\t0\t24\n9\t0\t1\t24\n0\t0\t1\n");
  write_file(file.folder() + "/entity2id.txt", "Police_(Niger)\t0\nChad\t1\nMahamadou Issoufou\t2\n");
  write_file(file.folder() + "/relation2id.txt", "Make_statement\t0\nSend mail\t1\n");
  write_file(file.folder() + "/stat.txt", "3 2 0\n");
  const Day first{std::chrono::year{2018} / 1 / 1};
  const Reading reading = read_path(file.folder(), graph_format(file.folder(), StepTime{first, 0, 24}));
  CHECK(reading.rows ==
        std::vector<std::string>{
            "1 0/0/1/0 2018-01-01 cameo:010 known 2018-01-02 | Police (Niger) NER  | Chad TCD  |    |  nan nan | -1",
            "2 1/1/0/24 2018-01-02 graph:Send mail known 2018-01-03 | Chad TCD  | Police (Niger) NER  |    |  nan nan "
            "| -1",
            "3 2/1/0/24 2018-01-02 graph:Send mail known 2018-01-03 | Mahamadou Issoufou   | Police (Niger) NER  |    "
            "|  nan nan | -1"});
  CHECK(reading.rejects == std::vector<std::string>{"4:1 subject: \"9\" is the number of no name",
                                                    "5:1 : the row has 3 cells, not 4 to 5"});
}

TEST_CASE("the view of a day holds nothing that was known later, whatever stands there: every format") {
  for (const Format& f : formats()) {
    CAPTURE(f.name);
    const std::string header = sample_header(f.name);
    std::string early;
    std::string late;
    for (int i = 0; i < 5; ++i)
      early += sample_row(f.name, "2020-01-0" + std::to_string(i + 1), "2020-01-08", std::to_string(i));
    for (int i = 5; i < 9; ++i)
      late += sample_row(f.name, "2023-01-0" + std::to_string(i), "2023-01-09", std::to_string(i));
    const std::int32_t as_of = day_number(Day{std::chrono::year{2021} / 1 / 1});
    const auto view = [&](const std::string& text) {
      const Reading reading = read_text(text, f);
      std::vector<std::string> rows;
      for (std::size_t i = 0; i < reading.rows.size(); ++i)
        if (reading.known_on[i] <= as_of) rows.push_back(reading.rows[i]);
      return rows;
    };
    const auto whole = view(header + early + late);
    REQUIRE(whole.size() == 5);
    // Deleted.
    CHECK(view(header + early) == whole);
    // Planted: a row that happened early and became known late, where the source says so; else one that happened late.
    const bool says = f.name == "gdelt1" || f.name == "gdelt2" || f.name == "polecat";
    CHECK(view(header + early + late + sample_row(f.name, says ? "2020-01-03" : "2021-01-01", "2023-01-01", "99")) ==
          whole);
    // Garbled: letters and digits of the rows not yet known are others, their dates stay or go.
    for (const char rubbish : {'9', '#', 'Z'}) {
      std::string garbled = late;
      for (char& c : garbled)
        if (c != '\n' && c != f.separator && c != '"') c = rubbish;
      CHECK(view(header + early + garbled) == whole);
    }
  }
}

TEST_CASE("the view of a day holds nothing that was known later: graphs and mapped tables") {
  const Format mapped = mapped_format(
      "[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\nactor = \"a\"\n[known_on]\ncolumn = \"s\"\n", "m.toml");
  const Format graph = graph_format("", StepTime{Day{std::chrono::year{2020} / 1 / 1}, 0, 1});
  const std::int32_t as_of = day_number(Day{std::chrono::year{2021} / 1 / 1});
  const auto view = [&](const Format& f, const std::string& text) {
    const Reading reading = read_text(text, f);
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < reading.rows.size(); ++i)
      if (reading.known_on[i] <= as_of) rows.push_back(reading.rows[i]);
    return rows;
  };
  const std::string table = "k,d,t,a,s\n1,2020-01-01,x,A,2020-02-01\n";
  const auto whole = view(mapped, table);
  REQUIRE(whole.size() == 1);
  for (const char* later : {"2,2020-01-02,x,A,2021-02-01\n", "2,garbled,x,A,2021-02-01\n", "2,2020-01-02,x,A,garbled\n",
                            "###\n", "2,2020-01-02,other,other,2021-02-01\n"})
    CHECK(view(mapped, table + later) == whole);
  const auto edges = view(graph, "1\t2\t3\t10\n");
  REQUIRE(edges.size() == 1);
  for (const char* later : {"1\t2\t3\t500\n", "9\t9\t9\t500\n", "#\t#\t#\t#\n", "1\t2\n"})
    CHECK(view(graph, "1\t2\t3\t10\n" + std::string(later)) == edges);
}

TEST_CASE("a release day holds back every row of a file") {
  Format f = format("ged");
  f.known.released = Day{std::chrono::year{2024} / 6 / 1};
  const Reading reading = read_text(sample_row("ged", "2023-03-17", "", "1"), f);
  REQUIRE(reading.rows.size() == 1);
  CHECK(day_of(reading.known_on[0]) == *f.known.released);
}

TEST_CASE("packed files are read as what is in them, and a broken one is refused") {
  const std::string row = sample_row("gdelt2", "2023-03-17", "2023-03-17", "1");
  std::string bytes(1U << 20U, ' ');
  const auto packed = [&](bool zip) {
    archive* out = archive_write_new();
    if (zip) {
      archive_write_set_format_zip(out);
    } else {
      archive_write_set_format_raw(out);
      archive_write_add_filter_gzip(out);
    }
    std::size_t used = 0;
    REQUIRE(archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
    for (const char* name : {"a.csv", "b.csv"}) {
      archive_entry* entry = archive_entry_new();
      archive_entry_set_pathname(entry, name);
      archive_entry_set_size(entry, static_cast<la_int64_t>(row.size()));
      archive_entry_set_filetype(entry, AE_IFREG);
      REQUIRE(archive_write_header(out, entry) == ARCHIVE_OK);
      REQUIRE(archive_write_data(out, row.data(), row.size()) == static_cast<la_ssize_t>(row.size()));
      archive_entry_free(entry);
      if (!zip) break;
    }
    archive_write_close(out);
    archive_write_free(out);
    return bytes.substr(0, used);
  };
  const TemporaryFile zip("x.zip", packed(true));
  const Reading both = read_path(zip.path(), format("gdelt2"));
  CHECK(both.rows.size() == 2);
  CHECK(both.report.files == std::vector<std::string>{zip.path() + "/a.csv", zip.path() + "/b.csv"});
  CHECK(both.report.bytes == 2 * row.size());
  CHECK(format_of(zip.path()).format == "gdelt2");

  const std::string gzip = packed(false);
  const TemporaryFile good("x.gz", gzip);
  CHECK(read_path(good.path(), format("gdelt2")).rows.size() == 1);
  const TemporaryFile cut("y.gz", gzip.substr(0, gzip.size() / 2));
  CHECK_THROWS_WITH_AS(read_path(cut.path(), format("gdelt2")), doctest::Contains("the archive is broken"), Error);
}

// Files as they really come: packed in each other, damaged, saved by spreadsheets, JSON that is not lines.

#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/stream/json_lines.hpp"
#include "entente/stream/row.hpp"
#include "entente/stream/sample_rows.hpp"
#include "entente/stream/source.hpp"
#include "entente/stream/unpacked.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace entente;
using namespace entente::stream;
using namespace entente::stream::tests;

namespace {

using Members = std::vector<std::pair<std::string, std::string>>;

enum class Kind { zip, tar };

std::string archive_of(Kind kind, const Members& members) {
  std::string bytes(1U << 20U, ' ');
  archive* out = archive_write_new();
  if (kind == Kind::zip) archive_write_set_format_zip(out);
  if (kind == Kind::tar) archive_write_set_format_ustar(out);
  std::size_t used = 0;
  REQUIRE(archive_write_open_memory(out, bytes.data(), bytes.size(), &used) == ARCHIVE_OK);
  for (const auto& [name, text] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    REQUIRE(archive_write_header(out, entry) == ARCHIVE_OK);
    REQUIRE(archive_write_data(out, text.data(), text.size()) == static_cast<la_ssize_t>(text.size()));
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  return bytes.substr(0, used);
}

std::string gzip_of(std::string text) {
  z_stream z{};
  REQUIRE(deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(text.size() + 200, '\0');
  z.next_in = reinterpret_cast<Bytef*>(text.data());
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&z, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  deflateEnd(&z);
  return out;
}

std::string gdelt(const char* id) { return sample_row("gdelt2", "2023-03-17", "2023-03-17", id); }

std::vector<std::string> ids_of(const Reading& reading) {
  std::vector<std::string> ids;
  for (const std::string& row : reading.rows) {
    const std::size_t at = row.find(' ');
    ids.push_back(row.substr(at + 1, row.find(' ', at + 1) - at - 1));
  }
  return ids;
}

std::string fault_of(const std::string& name, const std::string& bytes, const Format& f) {
  const TemporaryFile file(name, bytes);
  try {
    read_path(file.path(), f);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    return error.message();
  }
  return "";
}

const Format& gdelt2() { return format("gdelt2"); }

constexpr const char* kAcled =
    "{\"event_id_cnty\":\"NIR1\",\"event_date\":\"2024-04-03\",\"event_type\":\"Protests\",\"actor1\":\"A [x], {y}\","
    "\"country\":\"Niger\",\"fatalities\":0}";

}  // namespace

TEST_CASE("members of tar, zip and gzip are read as what they are, packed in each other too") {
  const Members two{{"a.csv", gdelt("1") + gdelt("2")}, {"in/b.csv", gdelt("3")}};
  const std::vector<std::string> all{"1", "2", "3"};
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"x.tar", archive_of(Kind::tar, two)},
                                    {"x.tar.gz", gzip_of(archive_of(Kind::tar, two))},
                                    {"x.zip", archive_of(Kind::zip, two)},
                                    {"of-zips.tar", archive_of(Kind::tar, {{"a.zip", archive_of(Kind::zip, {two[0]})},
                                                                           {"b.csv.gz", gzip_of(two[1].second)}})}}) {
    CAPTURE(name);
    const TemporaryFile file(name, bytes);
    const Reading reading = read_path(file.path(), gdelt2());
    CHECK(ids_of(reading) == all);
    CHECK(reading.rejects.empty());
    CHECK(format_of(file.path()).format == "gdelt2");
  }
}

TEST_CASE("members that tell of the data, and those that a Mac adds, are left out") {
  for (const char* path : {"README.txt", "readme", "in/ReadMe.md", "LICENSE", "SOURCE.md", "MANIFEST.TXT", ".DS_Store",
                           "__MACOSX/a.csv", "a/._b.csv", "COPYING"})
    CHECK_MESSAGE(is_left_out(path), path);
  for (const char* path : {"a.csv", "sources.csv", "readmes.csv", "./a.csv", "licensed.csv"})
    CHECK_MESSAGE(!is_left_out(path), path);
  const TemporaryFile file(
      "x.zip", archive_of(Kind::zip,
                          {{"README.txt", "About the data.\n"}, {"a.csv", gdelt("1")}, {"__MACOSX/._a.csv", "\1\2"}}));
  const Reading reading = read_path(file.path(), gdelt2());
  CHECK(ids_of(reading) == std::vector<std::string>{"1"});
  CHECK(reading.rejects.empty());
  CHECK(reading.report.left_out == std::vector<std::string>{file.path() + "/README.txt"});
}

TEST_CASE("what grows beyond any text as it is unpacked is refused; what is small enough is not") {
  const std::string member = gzip_of(std::string(std::size_t{1} << 24U, '\n'));
  const auto unpack = [](const std::string& packed) {
    std::size_t at = 0;
    Unpacked unpacked(
        [&](char* into, std::size_t size) {
          const std::size_t n = packed.copy(into, size, at);
          at += n;
          return n;
        },
        "bomb.gz");
    REQUIRE(unpacked.next());
    std::string piece(1U << 16U, ' ');
    std::uint64_t total = 0;
    while (const std::size_t got = unpacked.read(piece.data(), piece.size())) total += got;
    return total;
  };
  CHECK(unpack(member) == std::uint64_t{1} << 24U);
  std::string many;
  for (int i = 0; i < 20; ++i) many += member;
  CHECK_THROWS_WITH_AS(unpack(many), doctest::Contains("it grows more than 300 times as it is unpacked"), Error);
}

TEST_CASE("gzip is held to its checksum, its length and its end") {
  const std::string good = gzip_of(gdelt("1"));
  CHECK(fault_of("x.gz", good, gdelt2()).empty());
  CHECK(fault_of("x.gz", good + good, gdelt2()).empty());
  CHECK(fault_of("x.gz", good + std::string(512, '\0'), gdelt2()).empty());
  CHECK(fault_of("x.gz", good + "more", gdelt2()) ==
        "the archive is broken: bytes stand behind its end that belong to nothing");
  CHECK(fault_of("x.gz", good.substr(0, good.size() - 1), gdelt2()) ==
        "the archive is broken: it ends before its last byte");
  // Any bit of the last eight bytes: the checksum and the length.
  for (std::size_t i = 1; i <= 8; ++i) {
    std::string bad = good;
    bad[bad.size() - i] = static_cast<char>(bad[bad.size() - i] ^ 1);
    CHECK(fault_of("x.gz", bad, gdelt2()).starts_with("the archive is broken: "));
  }
}

TEST_CASE("lines that end with a carriage return alone are lines") {
  std::string text = gdelt("1") + gdelt("2");
  std::replace(text.begin(), text.end(), '\n', '\r');
  CHECK(ids_of(read_text(text, gdelt2())) == std::vector<std::string>{"1", "2"});
  // In a file with line feeds a carriage return is a character.
  const Format f = mapped_format("[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n", "m.toml");
  CHECK(read_text("k,d,t\n1,2024-01-01,\"a\rb\"\n", f).rows.size() == 1);
}

TEST_CASE("a first line that says the separator is obeyed, and counts as a line") {
  const Format f = mapped_format("[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n", "m.toml");
  const Reading reading = read_text("sep=;\r\nk;d;t\r\n1;2024-01-01;x\r\n2;never;x\r\n", f);
  CHECK(ids_of(reading) == std::vector<std::string>{"1"});
  CHECK(reading.rows[0].starts_with("3 "));
  CHECK(reading.rejects == std::vector<std::string>{"4:3 d: \"never\" is not a day"});
}

TEST_CASE("a format's own columns are found between other separators, and in quotes") {
  const std::string acled = "event_id_cnty;event_date;event_type;actor1;country\nNIR1;2024-04-03;Protests;A;Niger\n";
  CHECK(ids_of(read_text(acled, format("acled"))) == std::vector<std::string>{"NIR1"});
  std::string quoted;
  for (const char c : gdelt("7")) quoted += c == '\t' ? "\",\"" : c == '\n' ? "\"\n" : std::string(1, c);
  CHECK(ids_of(read_text("\"" + quoted, gdelt2())) == std::vector<std::string>{"7"});
  const TemporaryFile file("x.csv", "\"" + quoted);
  CHECK(format_of(file.path()).format == "gdelt2");
}

TEST_CASE("a JSON document gives the rows of its array: at the top, in an answer, in GeoJSON") {
  const std::string row = kAcled;
  for (const std::string& text :
       {"[" + row + "]", "{\"status\":200,\"n\":[1,2],\"data\":[\n" + row + "\n]}\n", row + "\n",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"geometry\":{\"coordinates\":[2.1,13.5]},\"properties\":" +
            row + "}]}"}) {
    CAPTURE(text);
    const Reading reading = read_text(text, format("acled"));
    CHECK(ids_of(reading) == std::vector<std::string>{"NIR1"});
    CHECK(reading.rejects.empty());
    const TemporaryFile file("x.json", text);
    CHECK(format_of(file.path()).format == "acled");
  }
  const Format f = mapped_format(
      "format = \"json\"\nrows = \"data\"\n[columns]\nid = \"id\"\nday = \"on\"\ntype = \"t\"\nlongitude = \"at.0\"\n",
      "m.toml");
  const std::string one = "{\"id\":1,\"on\":\"2024-01-01\",\"t\":\"x\",\"at\":[2.5,13]}";
  CHECK(read_text("{\"data\":[" + one + ",7," + one + "]}", f).rejects ==
        std::vector<std::string>{"2:1 : the line is not a JSON object"});
  CHECK(read_text("{\"data\":[" + one + "]}", f).rows[0].ends_with("|    |    |  nan 2.5 | -1"));
  CHECK(fault_of("x.json", "{\"data\":[" + one + "," + one, f) ==
        "the JSON document ends before its last bracket: it is cut short");
  CHECK(fault_of("x.json", "{\"rows\":[" + one + "]}", f) == "the JSON document has no array \"data\"");
  CHECK(fault_of("x.json", "{\"data\":[" + one + "}", f).starts_with("the JSON document is broken at its byte"));
}

TEST_CASE("the values of a JSON list keep their numbers where lists and objects stand between them") {
  JsonMembers members;
  REQUIRE(json_members("{\"at\":[1,[2,3],{\"k\":[4]},5]}", members));
  CHECK(members == JsonMembers{{"at.0", "1"}, {"at.1", "5"}});
}

TEST_CASE("what is no text of rows is named by what it is") {
  const Format f = mapped_format("[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n", "m.toml");
  CHECK(fault_of("x.zip", "<!DOCTYPE html>\n<html>404</html>\n", f) ==
        "the file is a web page, such as a server sends where it has no file");
  CHECK(fault_of("x.csv", "%PDF-1.7\n", f) == "the file is a PDF document");
  const std::string mention = row_of(16, '\t', {{0, "1"}, {1, "20191024143000"}, {2, "20191024143000"}, {3, "1"}});
  const TemporaryFile file("20191024143000.mentions.CSV", mention);
  CHECK(format_of(file.path()).beside);
  const Reading reading = read_path(file.path(), gdelt2());
  CHECK(reading.report.rows == 0);
  REQUIRE(reading.report.left_out.size() == 1);
  CHECK(reading.report.left_out[0].find("mentions of GDELT 2.0") != std::string::npos);
}

TEST_CASE("a mapping names columns that are there, lists that there are, and no reader of ours") {
  const std::string columns = "[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n";
  const auto fault = [&](const std::string& toml) {
    try {
      read_text("k,d,t,known\n1,2024-01-01,x,2024-02-01\n", mapped_format(toml, "m.toml"));
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(fault(columns + "[known_on]\ncolumn = \"known\"\n").empty());
  CHECK(fault(columns + "[known_on]\ncolumn = \"knwon\"\n")
            .find("there is no column \"knwon\", which the mapping names; "
                  "the nearest is \"known\"") != std::string::npos);
  CHECK(fault(columns + "place = \"where\"\n").find("there is no column \"where\"") != std::string::npos);
  CHECK(fault("types = \"cameoo\"\n" + columns).find("the nearest is \"cameo\"") != std::string::npos);
  CHECK(fault("name = \"gdelt2\"\n" + columns).find("m.toml:1, field name") == 0);
}

TEST_CASE("an empty day of knowing costs the row, but where the mapping has a lag for it") {
  const std::string columns = "[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n[known_on]\ncolumn = \"s\"\n";
  const std::string text = "k,d,t,s\n1,2024-01-01,x,2024-05-05\n2,2024-01-02,x,\n";
  const Reading strict = read_text(text, mapped_format(columns, "m.toml"));
  CHECK(strict.rows.size() == 1);
  CHECK(strict.rejects == std::vector<std::string>{"3:16 s: the cell is empty"});
  const Reading lagged = read_text(text, mapped_format(columns + "after_days = 3\n", "m.toml"));
  REQUIRE(lagged.rows.size() == 2);
  CHECK(to_string(day_of(lagged.known_on[1])) == "2024-01-05");
}

TEST_CASE("a row that was changed later was not known before, by a day or by seconds since 1970") {
  const Format f = mapped_format(
      "[columns]\nid = \"k\"\nday = \"d\"\ntype = \"t\"\n[known_on]\nafter_days = 11\nnot_before = \"changed\"\n", "m");
  const Reading reading = read_text(
      "k,d,t,changed\n1,2022-01-10,x,1675102875\n2,2022-01-10,x,2022-01-12\n3,2022-01-10,x,\n4,2022-01-10,x,soon\n", f);
  REQUIRE(reading.rows.size() == 3);
  CHECK(to_string(day_of(reading.known_on[0])) == "2023-01-30");
  CHECK(to_string(day_of(reading.known_on[1])) == "2022-01-21");
  CHECK(to_string(day_of(reading.known_on[2])) == "2022-01-21");
  CHECK(reading.rejects == std::vector<std::string>{"5:16 changed: \"soon\" is not a day"});
}

TEST_CASE("two digits of a year are read where that was said, and there alone") {
  const auto on = [](std::string_view text, DayForm form) {
    const auto span = parse_stream_date(text, form);
    return span ? to_string(span->first) : "";
  };
  CHECK(on("790415", DayForm::yymmdd) == "1979-04-15");
  CHECK(on("150415", DayForm::yymmdd) == "2015-04-15");
  CHECK(on("790431", DayForm::yymmdd).empty());
  CHECK(on("790415", DayForm::iso).empty());
}

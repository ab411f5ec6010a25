#include "entente/base/delimited.hpp"

#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace entente;

namespace {
std::string lines_of(const DelimitedTable& table) {
  std::string out;
  for (const auto& row : table.rows) out += std::to_string(row.line) + " ";
  return out;
}
}  // namespace

TEST_CASE("quoted cells hold separators, quotes and line ends") {
  const auto t = read_delimited("a,b\n1,\"x, \"\"y\"\"\nz\"\r\n2,w", "t.csv");
  REQUIRE(t.rows.size() == 2);
  CHECK(t.faults.empty());
  CHECK(t.rows[0].cells[1] == "x, \"y\"\nz");
  CHECK(t.rows[1].line == 4);
  CHECK(t.rows[1].cells[1] == "w");
}

TEST_CASE("each fault costs its own row and names its line") {
  const std::string with_nul = [] {
    std::string t =
        "\xEF\xBB\xBF"
        "a,b\n1,2\n1,2,3\n1,\"open\n3,4\n5,\"q\"x\n6,\xff\n7,n";
    t += '\0';
    t += "l\na,b\n8,9";
    return t;
  }();
  const auto t = read_delimited(with_nul, "t.csv");
  CHECK(lines_of(t) == "2 5 10 ");
  REQUIRE(t.faults.size() == 6);
  CHECK(t.faults[0] == RowFault{"t.csv", 3, 1, "", "the row has 3 cells, the header 2"});
  CHECK(t.faults[1] == RowFault{"t.csv", 4, 3, "", "a quote is opened and never closed"});
  CHECK(t.faults[2] == RowFault{"t.csv", 6, 6, "", "text stands behind a closing quote"});
  CHECK(t.faults[3] == RowFault{"t.csv", 7, 3, "", "the row is not UTF-8 text"});
  CHECK(t.faults[4] == RowFault{"t.csv", 8, 4, "", "the row holds a NUL byte"});
  CHECK(t.faults[5] == RowFault{"t.csv", 9, 1, "", "the header is repeated"});
}

TEST_CASE("an open quote does not swallow the rows behind it, quoted or not") {
  const auto t = read_delimited("a,b\n1,\"open\n2,\"x\"\n3,y\n4,\"z\"\n", "t.csv");
  CHECK(lines_of(t) == "3 4 5 ");
  CHECK(t.faults.size() == 1);
}

TEST_CASE("a cell that is too long is a fault, not a crash") {
  const auto t = read_delimited("a,b\n1," + std::string(11, 'x') + "\n2,y\n", "t.csv", 10);
  CHECK(lines_of(t) == "3 ");
  CHECK(t.faults.size() == 1);
}

TEST_CASE("no header, no table") {
  CHECK_THROWS_WITH_AS(read_delimited("", "t.csv"),
                       "t.csv:1: the file is empty; give a table whose first line names its columns", Error);
  CHECK_THROWS_AS(read_delimited("a,a\n1,2\n", "t.csv"), Error);
  CHECK_THROWS_AS(read_delimited("a,\n1,2\n", "t.csv"), Error);
  CHECK_THROWS_WITH_AS(
      read_delimited("a;b\n1,5;2\n", "t.csv"),
      "t.csv:1: the columns of the header are not separated by commas; save the table with commas, and "
      "numbers with a point",
      Error);
}

TEST_CASE("files: a directory, a missing file and an unwritable place are named; a write replaces as a whole") {
  const auto dir = std::filesystem::temp_directory_path() / "entente-delimited-test";
  std::filesystem::create_directories(dir);
  CHECK_THROWS_AS(read_file(dir.string()), Error);
  CHECK_THROWS_AS(read_file((dir / "none").string()), Error);
  CHECK_THROWS_AS(write_file((dir / "none" / "x").string(), "1"), Error);
  write_file((dir / "x").string(), "1");
  write_file((dir / "x").string(), "two");
  CHECK(read_file((dir / "x").string()) == "two");
  CHECK(std::distance(std::filesystem::directory_iterator(dir), {}) == 1);
  std::filesystem::remove_all(dir);
}

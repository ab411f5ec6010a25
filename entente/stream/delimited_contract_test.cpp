// What base/delimited and the splitter of streams promise alike: which rows are taken, and where each fault lies.

#include "entente/base/delimited.hpp"
#include "entente/stream/splitter.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace entente;
using namespace entente::stream;

namespace {

struct Outcome {
  std::vector<DelimitedRow> rows;
  std::vector<RowFault> faults;
};

Outcome by_table(std::string_view text) {
  DelimitedTable table = read_delimited(text, "");
  return {table.rows, table.faults};
}

std::vector<std::string> cells_of(const Splitter& splitter) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < splitter.cells(); ++i) cells.emplace_back(splitter.cell(i));
  return cells;
}

// The text in pieces that end where the splitter asks for more, as the reader takes files: each piece is as short as it
// can be, then split on its own.
Outcome by_splitter(std::string_view text, std::size_t at_a_time) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  SplitOptions options;
  Outcome out;
  Expected expected;
  std::vector<std::string> header;
  std::size_t begin = 0;
  long lines = 0;
  while (begin < text.size()) {
    std::size_t size = 0;
    std::size_t taken = 0;
    while (taken == 0) {
      size = std::min(size + at_a_time, text.size() - begin);
      const bool last = begin + size == text.size();
      Splitter look(text.substr(begin, size), options, last);
      Splitter::Got got = look.next(expected);
      while (got == Splitter::Got::row || got == Splitter::Got::fault) {
        taken = look.position();
        if (header.empty()) break;
        got = look.next(expected);
      }
      if (last && got == Splitter::Got::end) taken = size;
    }
    Splitter splitter(text.substr(begin, taken), options);
    for (;;) {
      const auto got = splitter.next(expected);
      if (got == Splitter::Got::end) break;
      if (got == Splitter::Got::fault) {
        out.faults.push_back(splitter.fault().fault);
        out.faults.back().line += lines;
      } else if (header.empty()) {
        header = cells_of(splitter);
        expected = {header.size(), header.size(), true};
      } else if (std::vector<std::string> cells = cells_of(splitter); cells == header) {
        out.faults.push_back({"", splitter.line() + lines + 1, 1, "", "the header is repeated"});
      } else {
        out.rows.push_back({splitter.line() + lines + 1, std::move(cells)});
      }
    }
    lines += splitter.lines();
    begin += taken;
  }
  return out;
}

void same(std::string_view text) {
  CAPTURE(text);
  const Outcome one = by_table(text);
  for (const std::size_t at_a_time : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20U}) {
    CAPTURE(at_a_time);
    const Outcome other = by_splitter(text, at_a_time);
    REQUIRE(one.rows.size() == other.rows.size());
    for (std::size_t i = 0; i < one.rows.size(); ++i) {
      CHECK(one.rows[i].line == other.rows[i].line);
      CHECK(one.rows[i].cells == other.rows[i].cells);
    }
    REQUIRE(one.faults.size() == other.faults.size());
    for (std::size_t i = 0; i < one.faults.size(); ++i) CHECK(one.faults[i] == other.faults[i]);
  }
}

}  // namespace

TEST_CASE("both readers take the same rows and name the same faults") {
  using namespace std::string_literals;
  for (const std::string& text : {
           "a,b\n1,\"x, \"\"y\"\"\nz\"\r\n2,w"s,
           "\xEF\xBB\xBF"
           "a,b\n1,2\n1,2,3\n1,\"open\n3,4\n5,\"q\"x\n6,\xff\n7,n\0l\na,b\n8,9"s,
           "a,b\n1,\"open\n2,\"x\"\n3,y\n4,\"z\"\n"s,
           "a,b\n\"1\n2\",\"open\n3,4\n"s,
           "a,b\r\n\r\n1,2\r\n,\r\n\"\",\"\"\r\n"s,
           "a,b\n1,2\n3,\"trunc"s,
           "a,b\n1,2\n3"s,
           "a,b\n1,\"\"\"\"\n\"\"\"x\"\"\",2\n"s,
           "a,b\n1,x\"y\n2,x\"\"y\"\n"s,
           "a,b\n1,\"\xC3\xA9\n\n\xC3\xBC\"\n2,\"3\"\r"s,
           "a,b\n" + std::string(63, '1') + ",\"2\"\n" + std::string(200, 'x') + ",\xC3\xA9\n",
       })
    same(text);
}

TEST_CASE("both readers agree on twenty thousand random texts") {
  std::mt19937 random(20240317);
  const std::string_view alphabet = "ab1,,\"\"\n\n\r\t \xC3\xA9";
  for (int i = 0; i < 20000; ++i) {
    std::string text = "a,b\n";
    const auto length = random() % (i % 10 == 0 ? 200 : 40);
    for (std::uint32_t k = 0; k < length; ++k) text += alphabet[random() % alphabet.size()];
    same(text);
  }
}

TEST_CASE("a field of ten megabytes costs its line in both") {
  std::string cell;
  cell.assign(10'000'000, 'x');
  const std::string text = "a,b\n1,2\n3," + cell + "\n4,\"" + cell + "\"\n5,6\n";
  const Outcome out = by_splitter(text, std::size_t{1} << 22U);
  REQUIRE(out.rows.size() == 2);
  CHECK(out.rows[1].line == 5);
  REQUIRE(out.faults.size() == 2);
  CHECK(out.faults[0].line == 3);
  CHECK(out.faults[0].reason == "the row is longer than 1048576 bytes");
  CHECK(out.faults[1].line == 4);
  const Outcome table = by_table(text);
  CHECK(table.rows.size() == 2);
  CHECK(table.faults.size() == 2);
}

TEST_CASE("without quotes a quote is text, and empty cells at the end count") {
  SplitOptions options;
  options.separator = '\t';
  options.quotes = false;
  Splitter splitter("a\t\"b\t\n\n\"\t\t\"\r\n", options);
  REQUIRE(splitter.next({3, 3, false}) == Splitter::Got::row);
  CHECK(cells_of(splitter) == std::vector<std::string>{"a", "\"b", ""});
  CHECK(splitter.column(1) == 3);
  REQUIRE(splitter.next({3, 3, false}) == Splitter::Got::row);
  CHECK(splitter.line() == 2);
  CHECK(splitter.cell(2) == "\"");
  CHECK(splitter.next({3, 3, false}) == Splitter::Got::end);
}

TEST_CASE("cells separated by spaces") {
  SplitOptions options;
  options.spaces = true;
  options.quotes = false;
  Splitter splitter("459  \t1    \t471\t6480\t0\n \n2 0 3 0", options);
  REQUIRE(splitter.next({4, 5, false}) == Splitter::Got::row);
  CHECK(cells_of(splitter) == std::vector<std::string>{"459", "1", "471", "6480", "0"});
  CHECK(splitter.column(2) == 13);
  REQUIRE(splitter.next({4, 5, false}) == Splitter::Got::row);
  CHECK(splitter.line() == 2);
  CHECK(splitter.next({4, 5, false}) == Splitter::Got::end);
}

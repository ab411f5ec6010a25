#include "entente/base/day_words.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;

namespace {

// Seen from Tuesday 1 December 2026.
std::string read(const char* text) {
  const auto date = read_date_words(text, *parse_day("2026-12-01"));
  return date ? to_string(*date) : "none";
}

}  // namespace

TEST_CASE("a date is read by number and by word, as fine as it is given") {
  CHECK(read("2024-03-16") == "2024-03-16");
  CHECK(read(" 2024-03 ") == "2024-03");
  CHECK(read("2024") == "2024");
  CHECK(read("16 March 2024") == "2024-03-16");
  CHECK(read("March 16, 2024") == "2024-03-16");
  CHECK(read("1st sept. 2024") == "2024-09-01");
  CHECK(read("DECEMBER 2023") == "2023-12");
}

TEST_CASE("days are counted from today") {
  CHECK(read("today") == "2026-12-01");
  CHECK(read("Yesterday") == "2026-11-30");
  CHECK(read("tomorrow") == "2026-12-02");
  CHECK(read("3 days ago") == "2026-11-28");
  CHECK(read("two weeks ago") == "2026-11-17");
  CHECK(read("a month ago") == "2026-11-01");
  CHECK(read("Monday") == "2026-11-30");
  CHECK(read("last tuesday") == "2026-11-24");
}

TEST_CASE("what is not a date, or two, is none") {
  for (const char* wrong : {"", "soon", "03/04/2024", "31 February 2024", "2024-02-30", "next week", "16 March", "ago",
                            "x days ago", "99999999999 days ago", "0 March 2024", "16 ma 2024"})
    CHECK_MESSAGE(read(wrong) == "none", wrong);
}

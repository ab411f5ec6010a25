#include "entente/base/counted.hpp"
#include "entente/base/date.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/months.hpp"
#include "entente/base/random.hpp"
#include "entente/base/split.hpp"
#include "entente/base/text.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

using namespace entente;

TEST_CASE("a date keeps the precision it was given with") {
  CHECK(to_string(*parse_date("2024-03-17")) == "2024-03-17");
  CHECK(to_string(*parse_date("2024-02")) == "2024-02");
  CHECK(to_string(parse_date("2024-02")->last) == "2024-02-29");
  CHECK(to_string(parse_date("2023")->last) == "2023-12-31");
  CHECK(to_words(*parse_date("2024-03-17")) == "17 March 2024");
  CHECK(to_words(*parse_date("2024-03")) == "March 2024");
}

TEST_CASE("what is not an existing date is refused") {
  for (const char* text :
       {"", "2024-02-30", "2023-02-29", "2024-13", "24-01-01", "2024/01/01", "2024-1-1", "1799", "2024-03-17 ", "abcd"})
    CHECK_FALSE(parse_date(text).has_value());
  CHECK_FALSE(parse_day("2024-03").has_value());
}

TEST_CASE("adding months ends on the last day where the month is shorter") {
  CHECK(to_string(add_months(*parse_day("2024-01-31"), 1)) == "2024-02-29");
  CHECK(to_string(add_months(*parse_day("2024-03-17"), -12)) == "2023-03-17");
}

TEST_CASE("one of a kind is told in the singular, as the number is printed") {
  CHECK(counted(0, "death") == "0 deaths");
  CHECK(counted(1U, "death") == "1 death");
  CHECK(counted(-1, "point") == "-1 points");
  CHECK(counted(1, "country", "countries") == "1 country");
  CHECK(counted(2, "country", "countries") == "2 countries");
  CHECK(counted(rounded(0.6), "point") == "1 point");
  CHECK(counted(rounded(1.04, 1), "year") == "1.0 years");
  CHECK(counted(with_commas("1200"), "row") == "1,200 rows");
  CHECK(agreeing(1, "is", "are") == "is");
  CHECK(agreeing(0, "is", "are") == "are");
}

TEST_CASE("an error names file, line, field, fault and remedy in one line") {
  const Error e(ErrorCode::bad_data, "the day does not exist", "write YYYY-MM-DD", {"events.csv", 7, "known_on"});
  CHECK(std::string(e.what()) == "events.csv:7, field known_on: the day does not exist; write YYYY-MM-DD");
  CHECK(name(e.code()) == "bad_data");
  CHECK(exit_status(e.code()) == 65);
}

TEST_CASE("the hash is SHA-256") {
  // FIPS 180-2, appendix B.1.
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("random streams are reproducible and differ by purpose and replicate") {
  CHECK(RandomStream(1, "a").bits() == RandomStream(1, "a").bits());
  CHECK(RandomStream(1, "a").bits() != RandomStream(1, "b").bits());
  CHECK(RandomStream(1, "a", 0).bits() != RandomStream(1, "a", 1).bits());
}

TEST_CASE("draws have the moments of their distribution") {
  RandomStream stream(7, "moments");
  constexpr int kDraws = 100000;
  double normal_sum = 0;
  double normal_squares = 0;
  double beta_sum = 0;
  double small_gamma_sum = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double z = stream.normal();
    normal_sum += z;
    normal_squares += z * z;
    beta_sum += stream.beta(2.5, 4.5);
    small_gamma_sum += stream.gamma(0.5);
  }
  // Bounds: five standard errors of the mean of kDraws draws.
  CHECK(std::abs(normal_sum / kDraws) < 5 * std::sqrt(1.0 / kDraws));
  CHECK(std::abs(normal_squares / kDraws - 1) < 5 * std::sqrt(2.0 / kDraws));
  CHECK(std::abs(beta_sum / kDraws - 2.5 / 7) < 5 * std::sqrt(2.5 * 4.5 / (49 * 8.0) / kDraws));
  CHECK(std::abs(small_gamma_sum / kDraws - 0.5) < 5 * std::sqrt(0.5 / kDraws));
}

TEST_CASE("a number is the whole text, finite, with a point; digits are grouped by three") {
  CHECK(parse_number("16.95") == 16.95);
  CHECK(parse_number("-1e3") == -1000);
  for (const char* none : {"", " 1", "1 ", "1,5", "1.5 km", "nan", "inf", "0x10"}) CHECK_FALSE(parse_number(none));
  CHECK(trimmed("  a b ") == "a b");
  CHECK(trimmed("   ").empty());
  CHECK(lowered("Nord-Süd ABC") == "nord-süd abc");
  for (const char* whole : {"7", "999", "1,000", "12,345", "999,999", "1,234,567"}) {
    std::string digits = whole;
    std::erase(digits, ',');
    CHECK(with_commas(digits) == whole);
  }
}

TEST_CASE("text is cut at any of the separators, and what is empty is left out") {
  CHECK(split("a;;b+c;", "+;") == std::vector<std::string_view>{"a", "b", "c"});
  CHECK(split("one", " ") == std::vector<std::string_view>{"one"});
  CHECK(split("", " ").empty());
  CHECK(split(";;", ";").empty());
}

TEST_CASE("the nearest name is the one that was probably meant; a word too far from all has none") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "acb") == 2);
  CHECK(edit_distance("niger", "nigeria") == 2);
  CHECK(nearest("watsh", {"watch", "brief", "match"}) == "watch");
  CHECK(nearest("recrod", {"record", "score"}) == "record");
  CHECK(nearest("frobnicate", {"record", "score"}).empty());
  CHECK(nearest("on", {"to", "as-of"}).empty());  // a short word must fit exactly
  CHECK(nearest("", {"to"}).empty());
}

TEST_CASE("a month is known by its name, three letters of it, or sept, and by nothing shorter or longer") {
  CHECK(month_number("January") == 1);
  CHECK(month_number("DECEMBER") == 12);
  CHECK(month_number("mar") == 3);
  CHECK(month_number("may") == 5);
  CHECK(month_number("Sept") == 9);
  for (const char* word : {"", "ma", "marc", "octo", "octobers", "monday", "3"})
    CHECK_FALSE(month_number(word).has_value());
}

TEST_CASE("in XML the marks of the language are named, and a control character is a blank") {
  CHECK(escape_xml("a < b & c > \"d\"") == "a &lt; b &amp; c &gt; &quot;d&quot;");
  CHECK(escape_xml("one\x01two\ttabs\nlines\r") == "one␁two\ttabs\nlines␍");
  CHECK(escape_xml("Côte d'Ivoire") == "Côte d'Ivoire");
}

TEST_CASE("halves are rounded away from zero, and limits are not rounded") {
  CHECK(rounded(26.5) == "27");
  CHECK(rounded(27.5) == "28");
  CHECK(rounded(-26.5) == "-27");
  CHECK(rounded(26.4999) == "26");
  CHECK(rounded(0) == "0");
  CHECK(rounded(12) == "12");
  CHECK(rounded(0.125, 2) == "0.13");
  CHECK(rounded(2.675, 2) == "2.68");  // the double next to it lies below
  CHECK(rounded(0.1 + 0.2, 3) == "0.300");
  CHECK(rounded(1e15 + 0.5) == "1000000000000001");
  CHECK(rounded(1e300).size() == 301);
  CHECK(unrounded(26.5) == "26.5");
  CHECK(unrounded(53) == "53");
  CHECK(unrounded(1234567) == "1234567");
}

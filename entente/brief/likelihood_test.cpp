#include "entente/brief/likelihood.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::brief;

namespace {

std::string word(double p, std::string_view scale_id = "icd203") {
  const auto& chosen = scale(scale_id);
  return chosen.terms[likelihood(p, chosen).term].words;
}

bool between(double p, std::string_view scale_id) { return likelihood(p, scale(scale_id)).between_terms; }

}  // namespace

TEST_CASE("the edges of ICD 203 belong to the band that the standard gives them to") {
  CHECK(word(0.01) == "almost no chance");
  CHECK(word(0.04) == "almost no chance");
  CHECK(word(0.05) == "very unlikely");
  CHECK(word(0.19) == "very unlikely");
  CHECK(word(0.20) == "unlikely");
  CHECK(word(0.44) == "unlikely");
  CHECK(word(0.45) == "roughly even chance");
  CHECK(word(0.55) == "roughly even chance");
  CHECK(word(0.56) == "likely");
  CHECK(word(0.80) == "likely");
  CHECK(word(0.81) == "very likely");
  CHECK(word(0.95) == "very likely");
  CHECK(word(0.96) == "almost certain");
  CHECK(word(0.99) == "almost certain");
}

TEST_CASE("ICD 203 has a word for every percent and no gap") {
  for (int percent = 1; percent <= 99; ++percent) CHECK_FALSE(between(percent / 100.0, "icd203"));
}

TEST_CASE("the word follows the printed percent, not the digits behind it") {
  CHECK(word(0.0449) == "almost no chance");  // 4%
  CHECK(word(0.045) == "very unlikely");      // 5%, half up
  CHECK(word(0.5549) == "roughly even chance");
  CHECK(word(0.555) == "likely");
  CHECK(likelihood(0.545).percent == 55);  // 0.545 * 100 is a little over 54.5 or under, by luck of the binary digits
  CHECK(likelihood(0.285).percent == 29);
}

TEST_CASE("0 and 100 percent are never printed, and the clamp is said") {
  CHECK(likelihood(0.0).percent == 1);
  CHECK(likelihood(0.0).clamped);
  CHECK(likelihood(1.0).percent == 99);
  CHECK(likelihood(1.0).clamped);
  CHECK_FALSE(likelihood(0.99).clamped);
  CHECK_FALSE(likelihood(0.01).clamped);
  CHECK(percent_words(0.001) == "at most 1%");
  CHECK(percent_words(0.999) == "at least 99%");
  CHECK(interval_words({0.0, 1.0}) == "1–99%");
  CHECK(interval_words({0.0, 0.013}) == "at most 1%");
  CHECK(interval_words({0.016, 0.024}) == "2%");
  CHECK(interval_words({0.994, 1.0}) == "at least 99%");
}

TEST_CASE("PHIA leaves gaps, and a value in a gap takes the nearest term and says so") {
  CHECK(word(0.05, "phia") == "remote chance");
  CHECK_FALSE(between(0.05, "phia"));
  CHECK(word(0.20, "phia") == "highly unlikely");
  CHECK(word(0.22, "phia") == "highly unlikely");
  CHECK(between(0.22, "phia"));
  CHECK(word(0.24, "phia") == "unlikely");
  CHECK(between(0.24, "phia"));
  CHECK(word(0.45, "phia") == "realistic possibility");
  CHECK(between(0.50, "phia"));
  CHECK(word(0.52, "phia") == "realistic possibility");  // as far from 49 as from 55; 49 is nearer to even
  CHECK(word(0.55, "phia") == "likely");
  CHECK_FALSE(between(0.55, "phia"));
  CHECK(word(0.80, "phia") == "highly likely");
  CHECK(between(0.92, "phia"));
  CHECK(word(0.95, "phia") == "almost certain");
}

TEST_CASE("the NATO scale has no gap between 1 and 99 percent") {
  for (int percent = 1; percent <= 99; ++percent) CHECK_FALSE(between(percent / 100.0, "nato"));
  CHECK(word(0.05, "nato") == "highly unlikely");
  CHECK(word(0.20, "nato") == "unlikely");
  CHECK(word(0.45, "nato") == "even chance");
  CHECK(word(0.55, "nato") == "even chance");
  CHECK(word(0.80, "nato") == "likely");
  CHECK(word(0.95, "nato") == "highly likely");
}

TEST_CASE("an interval touches every band between its ends") {
  CHECK(terms_touched({0.50, 0.88}).size() == 3);  // roughly even chance, likely, very likely
  CHECK(terms_touched({0.60, 0.80}).size() == 1);
  CHECK(terms_touched({0.60, 0.81}).size() == 2);
}

TEST_CASE("small percents carry a frequency beside them") {
  CHECK(percent_words(0.71) == "71%");
  CHECK(percent_words(0.20) == "20%");
  CHECK(percent_words(0.125) == "13%, about 1 in 8");
  CHECK(percent_words(0.02) == "2%, about 1 in 50");
}

TEST_CASE("a share has as many digits as its n deserves") {
  CHECK(count_words(16, 19) == "16 of 19");
  CHECK(share_words(16, 19) == "84%");
  CHECK(share_words(2, 5) == "about 40%");
  CHECK(share_words(1, 9) == "about 10%");
  CHECK(share_words(0, 9).empty());
  CHECK(count_words(0, 9) == "none of 9");
  CHECK(count_words(5, 5) == "all 5");
  CHECK(count_words(1204, 5779) == "1,204 of 5,779");
  CHECK(number_words(12.25) == "12.2");
  CHECK(number_words(-1234567) == "−1,234,567");
}

TEST_CASE("a scale whose terms overlap is refused with the line") {
  const std::string header = "scale,name,opening,term,synonyms,first_percent,last_percent,source,verified\n";
  try {
    parse_scales(header + "x,X,It is,low,,1,20,s,no\nx,X,It is,high,,20,99,s,no\n", "x.csv");
    FAIL("overlapping terms were taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.place().line == 3);
  }
  CHECK_THROWS_AS(parse_scales(header + "x,X,It is,low,,0,20,s,no\n", "x.csv"), Error);
  CHECK_THROWS_AS(scale("none"), Error);
}

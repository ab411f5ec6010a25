#include "entente/base/dates_in_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;

namespace {

std::string found(std::string_view text) {
  std::string out;
  for (const Date& date : dates_in(text)) out += to_string(date) + "; ";
  return out;
}

}  // namespace

TEST_CASE("days and months are found in words and in digits, at their precision") {
  CHECK(found("from 11 January 2013 to 15 August 2022") == "2013-01-11; 2022-08-15; ");
  CHECK(found("in March 2024, and (2024-05-19) or 2024-06") == "2024-03; 2024-05-19; 2024-06; ");
  CHECK(found("9 May 2024") == "2024-05-09; ");
  CHECK(found("2024-03-17") == "2024-03-17; ");
}

TEST_CASE("what cannot be placed, does not exist or is not a date is passed over") {
  CHECK(found("by 15 September, in 2025, on 30 February 2024, 2024-13-01, May have 2000 people").empty());
  CHECK(found("resolution S-2024-03, page 12024-03-17, 2024-2025, NER-USA-2013-SOFA, TIAS 2013-128").empty());
  CHECK(found("see https://a.b/2025/03/04/x-2025-03-04 of 3 March 2025") == "2025-03-03; ");
  CHECK(found("").empty());
}

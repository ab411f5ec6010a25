#include "entente/align/hosting.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace entente;
using namespace entente::align;

namespace {

// "NER FRA yes 3 2013 2023-12-22; ...": host, sender, census, size class, from, to (- = still there).
record::View presences(const std::string& text, const std::string& day) {
  record::View view;
  view.as_of = *parse_day(day);
  std::istringstream rows(text);
  int number = 0;
  for (std::string row; std::getline(rows, row, ';');) {
    std::istringstream words(row);
    record::Presence p;
    std::string census, from, to;
    words >> p.host >> p.sender >> census >> p.size_class >> from >> to;
    p.id = "presences:P" + std::to_string(number++);
    p.systematic = census == "yes";
    p.from = *parse_date(from);
    if (to != "-") p.to = parse_date(to);
    view.presences.push_back(p);
  }
  return view;
}

constexpr const char* kSahel =
    "NER FRA yes 3 2013 2023-12-22; NER USA yes 3 2013 -; MLI FRA yes 3 2013 2022-08-15; MLI RUS yes 3 2021-12 -;"
    "CHN RUS yes 4 1950 1955; NER ESP no 1 2015 -";

}  // namespace

TEST_CASE("a region's hosts are counted at the end of each year, and on the day in its own year") {
  const auto years = hosting_by_year(presences(kSahel, "2024-03-17"), {"MLI", "NER"}, 2021, 2026);
  REQUIRE(years.size() == 4);
  CHECK(years[0].on == *parse_day("2021-12-31"));
  CHECK(years[3].on == *parse_day("2024-03-17"));
  CHECK(years[0].senders[0].sender == "FRA");
  CHECK(years[0].senders[0].hosts == std::vector<std::string>{"MLI", "NER"});
  CHECK(years[0].entered == std::vector<HostSender>{{"MLI", "RUS"}});
  CHECK(years[1].left == std::vector<HostSender>{{"MLI", "FRA"}});
  CHECK(years[2].left == std::vector<HostSender>{{"NER", "FRA"}});
  CHECK(years[3].entered.empty());
  CHECK(years[3].hosting == std::vector<std::string>{"MLI", "NER"});
  CHECK(years[3].senders.size() == 3);
  // People by size class: one presence of 1,000 to 9,999.
  CHECK(years[3].senders[1].people.low == 1000);
  CHECK(*years[3].senders[1].people.high == 9999);
}

TEST_CASE("people of a year are those of census senders alone, and open where one of them is") {
  // Two presences of 1,000 to 9,999; the sender that is not a census adds nothing.
  const People people =
      census_people(hosting_on(presences(kSahel, "2024-03-17"), {"MLI", "NER"}, *parse_day("2024-03-17")));
  CHECK(people.low == 2000);
  CHECK(*people.high == 19998);
  const People open = census_people(hosting_on(presences(kSahel, "2024-03-17"), {"CHN"}, *parse_day("1952-01-01")));
  CHECK(open.low == 10000);
  CHECK_FALSE(open.high.has_value());
  CHECK(*census_people(HostingYear{}).high == 0);
}

TEST_CASE("a presence that came and went within a year is in both lists") {
  const auto years = hosting_by_year(presences("NER FRA yes 2 2020-02 2020-09", "2024-01-01"), {"NER"}, 2020, 2020);
  CHECK(years[0].entered == std::vector<HostSender>{{"NER", "FRA"}});
  CHECK(years[0].left == std::vector<HostSender>{{"NER", "FRA"}});
  CHECK(years[0].senders.empty());
}

TEST_CASE("the open size class has no upper figure") {
  const auto row = hosting_on(presences("DEU USA yes 4 1955 -", "2024-01-01"), {"DEU"}, *parse_day("2000-01-01"));
  CHECK(row.senders[0].people.low == 10000);
  CHECK_FALSE(row.senders[0].people.high.has_value());
}

TEST_CASE("one sender fewer with the rest in place is concentration, not diversification") {
  const auto view = presences("NER FRA yes 3 2013 2023; NER USA yes 3 2013 -", "2024-03-17");
  const auto test = test_spread(view, {"NER"}, *parse_day("2022-12-31"), *parse_day("2024-03-17"));
  CHECK(test.verdict == SpreadChange::more_concentrated);
  CHECK(test.senders_from == 2);
  CHECK(test.senders_to == 1);
  CHECK(test.number_to == 1);
}

TEST_CASE("one sender more of a like size is spread; a sender of which no census exists does not count") {
  const auto view = presences("NER FRA yes 3 2013 -; NER USA yes 3 2023 -; NER ESP no 3 2023 -", "2024-03-17");
  const auto test = test_spread(view, {"NER"}, *parse_day("2022-12-31"), *parse_day("2024-03-17"));
  CHECK(test.verdict == SpreadChange::more_spread);
  CHECK(test.senders_to == 2);
  CHECK(test.senders_left_out == 1);
}

TEST_CASE("one partner swapped for another of the same size is not a clear change") {
  const auto view = presences("NER FRA yes 3 2013 2023; NER USA yes 3 2013 -; NER RUS yes 3 2023 -", "2024-03-17");
  const auto test = test_spread(view, {"NER"}, *parse_day("2022-12-31"), *parse_day("2024-03-17"));
  CHECK(test.verdict == SpreadChange::no_clear_change);
  CHECK(census_senders(view) == std::vector<std::string>{"FRA", "RUS", "USA"});
}

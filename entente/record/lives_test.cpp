#include "entente/record/lives.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace entente;
using namespace entente::record;

namespace {

using Cells = std::map<std::string, std::string, std::less<>>;

std::vector<OutOfDays> found(std::string_view table, const Cells& cells) {
  return out_of_days(table, [&](std::string_view column) {
    const auto it = cells.find(column);
    return it == cells.end() ? std::string() : it->second;
  });
}

View as_of(const char* day) {
  ViewInput input;
  input.as_of = *parse_day(day);
  input.states["RUS"] = {"Russia", "Russia", "state"};
  input.states["SUN"] = {"Soviet Union", "the Soviet Union", "former-state"};
  input.states["SWZ"] = {"Eswatini", "Eswatini", "state"};
  input.facts = {{"actors",
                  "WAGNER",
                  "actor",
                  Day::min(),
                  {{"name", "Wagner"}, {"in_sentence", "Wagner"}, {"kind", "armed-group"}}},
                 {"actors",
                  "CORPS",
                  "actor",
                  Day::min(),
                  {{"name", "Corps"},
                   {"in_sentence", "the Corps"},
                   {"kind", "armed-group"},
                   {"formerly", "WAGNER"},
                   {"formerly_until", "2025-06-06"}}}};
  return View::from(std::move(input));
}

}  // namespace

TEST_CASE("a row that names a state on a day on which it was not there is found") {
  const Cells demand{{"host", "CSK"}, {"sender", "RUS"}, {"demand_on", "1993-05"}};
  REQUIRE(found("demands", demand).size() == 1);
  const OutOfDays one = found("demands", demand)[0];
  CHECK(one.column == "host");
  CHECK(one.ended);
  CHECK_FALSE(one.at_end);
  CHECK(one.because == "ended on 1 January 1993; in its place are the Czech Republic (CZE), Slovakia (SVK)");

  const std::vector<OutOfDays> early =
      found("demands", {{"host", "POL"}, {"sender", "RUS"}, {"demand_on", "1990-09-07"}});
  REQUIRE(early.size() == 1);
  CHECK_FALSE(early[0].ended);
  CHECK(early[0].because == "began on 26 December 1991; on the day it was the Soviet Union (SUN)");

  const std::vector<OutOfDays> late =
      found("presences", {{"host", "DDR"}, {"sender", "SUN"}, {"from_year", "1949"}, {"to_year", "1994"}});
  REQUIRE(late.size() == 2);
  CHECK(late[0].at_end);

  CHECK(found("demands", {{"host", "CSK"}, {"sender", "SUN"}, {"demand_on", "1990-02-26"}}).empty());
  CHECK(found("presences", {{"host", "DDR"}, {"sender", "SUN"}, {"from_year", "1949"}, {"to_year", "1990"}}).empty());
  CHECK(found("events", {{"actor", "JNIM"}, {"happened_on", "1900-01-01"}}).empty());
  CHECK(found("agreements", {{"parties", "MLI+SUN"}, {"signed_on", "2020-01-01"}}).size() == 1);
  CHECK(found("sources", {{"country", "SUN"}}).empty());
}

TEST_CASE("who has taken an actor's place by the day of the view") {
  CHECK(successor_of(as_of("1991-12-25"), "SUN") == "SUN");
  CHECK(successor_of(as_of("1991-12-26"), "SUN") == "RUS");
  CHECK(successor_of(as_of("2025-06-05"), "WAGNER") == "WAGNER");
  CHECK(successor_of(as_of("2025-06-06"), "WAGNER") == "CORPS");
  CHECK(successor_of(as_of("2025-06-06"), "NER") == "NER");
}

TEST_CASE("a view calls states as they were called on its day, and on the day that is asked for") {
  const View then = as_of("1990-09-07");
  CHECK(then.in_sentence("RUS") == "the Soviet Union");
  CHECK(then.actors.at("SUN").kind == "state");
  const View now = as_of("2024-03-17");
  CHECK(now.in_sentence("RUS") == "Russia");
  CHECK(now.actor_name("RUS", *parse_day("1990-09-07")) == "Soviet Union");
  CHECK(now.actors.at("SUN").kind == "former-state");
  CHECK(now.in_sentence("SWZ", *parse_day("2018-04-18")) == "Swaziland");
  CHECK(now.in_sentence("SWZ") == "Eswatini");
  CHECK(as_of("2015-01-01").in_sentence("SWZ") == "Swaziland");
  CHECK(as_of("2026-01-01").in_sentence("CORPS", *parse_day("2024-01-01")) == "Wagner");
}

TEST_CASE("a row of actors may call a state otherwise") {
  ViewInput input;
  input.as_of = *parse_day("2024-03-17");
  input.states["MMR"] = {"Myanmar", "Myanmar", "state"};
  input.facts = {
      {"actors", "MMR", "actor", Day::min(), {{"name", "Burma"}, {"in_sentence", "Burma"}, {"kind", "state"}}}};
  const View view = View::from(std::move(input));
  CHECK(view.in_sentence("MMR") == "Burma");
  CHECK(view.in_sentence("MMR", *parse_day("2000-01-01")) == "Burma");
}

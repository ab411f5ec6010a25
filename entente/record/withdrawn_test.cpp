#include "entente/record/withdrawn.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::record;

namespace {

Day day(const char* text) { return *parse_day(text); }

Fact fact_of(const std::string& key, const std::string& fact, const char* known_on, const std::string& summary,
             const char* until = nullptr) {
  Fact out{"events", key, fact, day(known_on), {{"summary", summary}}, {}, {}};
  if (until != nullptr) out.until = day(until);
  return out;
}

}  // namespace

TEST_CASE("a fact that was withdrawn or corrected after the day is told with both days, reason and what it says now") {
  const std::vector<Fact> facts{fact_of("E1", "event", "2024-01-10", "forces came", "2024-03-01"),
                                fact_of("E2", "event", "2024-01-10", "100 people", "2024-02-01"),
                                fact_of("E2", "event", "2024-02-01", "80 people"),
                                fact_of("E3", "event", "2024-01-10", "still so")};
  const std::vector<LayerChange> changes{
      {"own", "events", "E1", "withdraw", day("2024-03-01"), "it was none", "f", 2, 1},
      {"own", "events", "E2", "correct", day("2024-02-01"), "recount", "f", 3, 1}};
  const auto found = withdrawn_between(facts, changes, day("2024-01-20"), day("2024-12-31"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].id == "events:E2");
  CHECK(found[0].kind == "corrected");
  CHECK(found[0].cells.at("summary") == "100 people");
  CHECK(found[0].now.at("summary") == "80 people");
  CHECK(found[1].kind == "withdrawn");
  CHECK(to_string(found[1].known_on) == "2024-01-10");
  CHECK(to_string(found[1].on) == "2024-03-01");
  CHECK(found[1].reason == "it was none");
  CHECK(found[1].now.empty());
  // Before it was known, after it ended, and up to a day on which the end was not known, there is nothing to tell.
  CHECK(withdrawn_between(facts, changes, day("2024-01-09"), day("2024-12-31")).empty());
  CHECK(withdrawn_between(facts, changes, day("2024-03-01"), day("2024-12-31")).empty());
  CHECK(withdrawn_between(facts, changes, day("2024-01-20"), day("2024-02-29")).size() == 1);
}

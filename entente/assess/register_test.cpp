#include "entente/assess/register.hpp"

#include "entente/assess/world_for_tests.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

const Evidence& by_id(const std::vector<Evidence>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &Evidence::id);
  REQUIRE(found != all.end());
  return *found;
}

}  // namespace

TEST_CASE("a row of each table says what it is, when it was known and who published it") {
  World w;
  w.event("E1", "2024-03-16", "NER", "agreement-terminated", "USA", "Niger ends the accord");
  w.resolved("B1", "2022-02-17", "MLI", "FRA", "left", "2022-08-15").people_low = 2400;
  w.presence("P1", "NER", "USA", "2013");
  w.coup("C1", "NER", "2023-07-26", false);
  w.view.pages.push_back({"1", "E1", "https://other.example/1", "Other", "yes", "supports", ""});
  w.view.pages.push_back({"2", "E1", "https://third.example/2", "Third", "yes", "contradicts", "no order to leave"});
  w.view.publishers["example.org"] = {"example.org", "A paper", "NER", true, "An agency", "C"};
  Register evidence(w.view);
  CHECK(evidence.rows({"events:E1", "demands:B1"}) == std::vector<std::string>{"row:events:E1", "row:demands:B1"});
  evidence.row("presences:P1");
  evidence.row("coups:C1");
  CHECK(evidence.is_contradicted("row:events:E1"));
  CHECK_FALSE(evidence.is_contradicted("row:demands:B1"));
  const Basis basis = evidence.basis();
  CHECK(basis.rows == 4);
  CHECK(basis.contradicted_rows == 1);
  CHECK(basis.single_source_rows == 3);
  CHECK(basis.state_controlled_rows == 1);
  const auto all = evidence.take();
  const Evidence& event = by_id(all, "row:events:E1");
  CHECK(event.summary == "Niger ends the accord");
  CHECK(event.independent_pages == 1);
  CHECK(event.grade == "C");
  CHECK(event.origin == "An agency");
  CHECK(event.url == "https://example.org/E1");
  CHECK(by_id(all, "row:demands:B1").summary ==
        "Mali and France: a force (withdrawal-demanded), 2400 people; left 2022-08-15");
  CHECK(by_id(all, "row:presences:P1").summary == "Forces of the United States in Niger (bases) from 2013");
  CHECK(by_id(all, "row:coups:C1").summary == "Failed coup in Niger");
}

TEST_CASE("steps, arrivals and ends that were only announced are told; a fact of an own layer says so") {
  World w;
  w.demand("B1", "2024-03-01", "NER", "USA");
  w.step("S1", "B1", "2024-03-10", "talks-opened", "Talks begin").source.layer = "mine";
  w.presence("P1", "NER", "USA", "2013").end_planned_on = date("2024-09-15");
  w.presence("P2", "NER", "FRA", "2013").end_announced_on = day("2024-02-01");
  record::Arrival arrival;
  arrival.id = "arrivals:A1";
  arrival.host = "NER";
  arrival.power = "RUS";
  arrival.context_on = date("2023-08-01");
  arrival.known_on = day("2023-08-02");
  w.view.arrivals.push_back(arrival);
  record::Membership left;
  left.id = "memberships:M1";
  left.member = "NER";
  left.body = "EU";
  left.status = "member";
  left.end_planned_on = date("2025-01-29");
  w.view.memberships.push_back(left);
  Register evidence(w.view);
  evidence.rows({"steps:S1", "presences:P1", "presences:P2", "arrivals:A1", "memberships:M1"});
  const auto all = evidence.take();
  CHECK(by_id(all, "row:steps:S1").summary == "Talks begin (own fact, layer mine)");
  CHECK(by_id(all, "row:presences:P1").summary ==
        "Forces of the United States in Niger (bases) from 2013; to leave by 2024-09-15");
  CHECK(by_id(all, "row:presences:P2").summary ==
        "Forces of France in Niger (bases) from 2013; its end announced on 2024-02-01");
  CHECK(by_id(all, "row:arrivals:A1").summary == "Signals that forces of Russia may come to Niger");
  CHECK(by_id(all, "row:memberships:M1").summary == "Niger in the European Union: member; to end on 2025-01-29");
}

TEST_CASE("a query shows its first rows and keeps its call; a row that the view does not hold is our fault") {
  World w;
  std::vector<std::string> ids;
  for (int i = 0; i < 9; ++i) {
    w.demand(fmt::format("B{}", i), "2020-01-01", "MLI", "FRA");
    ids.push_back(fmt::format("demands:B{}", i));
  }
  Register evidence(w.view);
  CHECK(evidence.query("all", "Demands", "all of them", 9, ids, rows_of("demands", w.view.as_of)) == "query:all");
  const auto all = evidence.take();
  CHECK(all.size() == 1 + kShownRows);
  CHECK(by_id(all, "query:all").rows.size() == kShownRows);
  CHECK(by_id(all, "query:all").call->verb == "record show");
  CHECK(by_id(all, "query:all").command.empty());
  CHECK_THROWS_AS(evidence.row("events:E9"), Error);
}

TEST_CASE("registers of one view are joined, and only rows that are all unverified count as such") {
  World w;
  w.event("E1", "2024-01-01", "NER", "visit", "RUS").source.verified = false;
  w.event("E2", "2024-01-02", "NER", "visit", "RUS");
  Register one(w.view);
  Register other(w.view);
  one.row("events:E1");
  other.row("events:E1");
  other.row("events:E2");
  one.merge(std::move(other));
  CHECK(one.basis().rows == 2);
  CHECK(one.all_unverified({"row:events:E1"}));
  CHECK_FALSE(one.all_unverified({"row:events:E1", "row:events:E2"}));
  CHECK_FALSE(one.all_unverified({}));
}

#include "entente/assess/case_question.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;

namespace {

record::View world() {
  record::View view;
  view.as_of = *parse_day("2024-03-17");
  view.actors["NER"].name = "Niger";
  view.actors["USA"].name = "United States";
  return view;
}

Case niger() {
  Case c;
  c.name = "niger";
  c.host = "NER";
  c.counterpart = "USA";
  outlook::Branch branch;
  branch.id = "no-coup";
  branch.words = "the coup had failed";
  branch.coup = false;
  c.branches = {branch};
  return c;
}

}  // namespace

TEST_CASE("a branch of the case is found by its id, before the same text is read as a condition") {
  bool today = false;
  const Case c = niger();
  CHECK(branch_named("no-coup", &c, world(), today).words == "the coup had failed");
  CHECK(branch_named("nothing is settled for 60 days", &c, world(), today).silent_days == 60);
  CHECK(branch_named("no coup", nullptr, world(), today).coup == false);
  CHECK_FALSE(today);
  branch_named("asked today", nullptr, world(), today);
  CHECK(today);
}

TEST_CASE("one word that is not a branch is refused with the branches there are") {
  bool today = false;
  const Case c = niger();
  try {
    branch_named("nocoup", &c, world(), today);
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
    CHECK(error.remedy().find("no-coup") != std::string::npos);
  }
}

TEST_CASE("a case asks whether forces are asked to leave while no demand is open, and whether they leave after it") {
  record::View view = world();
  record::Presence presence;
  presence.id = "presences:P1";
  presence.host = "NER";
  presence.sender = "USA";
  presence.from = *parse_date("2013");
  view.presences.push_back(presence);
  CHECK(presence_question(niger(), view).verb == outlook::Asked::Verb::ask);
  record::Demand demand;
  demand.id = "demands:B1";
  demand.host = "NER";
  demand.sender = "USA";
  demand.kind = "withdrawal-demanded";
  demand.on = *parse_date("2024-03-16");
  view.demands.push_back(demand);
  const outlook::Asked asked = presence_question(niger(), view);
  CHECK(asked.verb == outlook::Asked::Verb::leave);
  CHECK(asked.host == "NER");
  CHECK(asked.counterpart == "USA");
}

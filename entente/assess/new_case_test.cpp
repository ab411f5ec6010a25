#include "entente/assess/new_case.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::assess;

namespace {

record::Presence presence(const char* id, const char* host, const char* sender) {
  record::Presence p;
  p.id = std::string("presences:") + id;
  p.key = id;
  p.host = host;
  p.sender = sender;
  p.kind = "base";
  p.from = *parse_date("2000");
  p.size_class = 2;
  return p;
}

// Chad borders Niger and Cameroon, where France has forces; Niger has asked it to leave; Turkey signed with Chad;
// Russia visited.
record::View world() {
  record::View view;
  view.as_of = *parse_day("2026-11-30");
  for (const auto& [code, name] : std::map<std::string, std::string>{{"TCD", "Chad"},
                                                                     {"NER", "Niger"},
                                                                     {"CMR", "Cameroon"},
                                                                     {"FRA", "France"},
                                                                     {"TUR", "Turkey"},
                                                                     {"RUS", "Russia"}})
    view.actors[code] = {name, name, "state"};
  view.presences = {presence("P1", "TCD", "FRA"), presence("P2", "CMR", "FRA"), presence("P3", "NER", "FRA")};
  record::Demand d;
  d.id = "demands:B1";
  d.host = "NER";
  d.sender = "FRA";
  d.presence_id = "P3";
  d.kind = "withdrawal-demanded";
  d.on = *parse_date("2026-08-03");
  d.known_on = *parse_day("2026-08-03");
  view.demands = {d};
  record::SecurityAgreement s;
  s.id = "security:TCD/TUR";
  s.host = "TCD";
  s.sender = "TUR";
  s.kind = "military-cooperation";
  s.signed_on = *parse_date("2026-05");
  s.signed_known_on = *parse_day("2026-05-31");
  view.security_agreements = {s};
  record::Event e;
  e.id = "events:E1";
  e.on = *parse_date("2026-10-01");
  e.known_on = *parse_day("2026-10-01");
  e.actor = "RUS";
  e.type = "visit";
  e.target = "TCD";
  e.summary = "A visit";
  view.events = {e};
  view.deaths = {{"TCD", 0, {1, 2}}, {"CMR", 0, {0, 0}}, {"NER", 0, {5, 5}}};
  return view;
}

const Borders kBorders{{"TCD", {"CMR", "NER"}}};

std::string because(const NewCase& c, const char* field) {
  for (const CaseChoice& choice : c.choices)
    if (choice.field == field) return choice.because;
  return {};
}

}  // namespace

TEST_CASE("a case is proposed from a host and the other side, each field with its reason") {
  const NewCase made = new_case(world(), "TCD", "FRA", kBorders);
  const Case& c = made.of;
  CHECK(c.name == "chad-france-2026");
  CHECK(c.region == std::vector<std::string>{"TCD", "CMR", "NER"});
  CHECK(c.partners == std::vector<std::string>{"TUR", "RUS"});
  CHECK(c.arrivals == std::vector<std::string>{"TUR"});
  CHECK(c.senders.front() == "FRA");
  CHECK(c.deaths == std::vector<std::string>{"TCD", "NER"});
  // Niger has asked France to leave: it is not a host of an alternative, and its airspace may be closed.
  CHECK(c.alternatives.hosts == std::vector<std::string>{"CMR"});
  REQUIRE(c.alternatives.airspace.size() == 1);
  CHECK(c.alternatives.airspace[0].closed == std::vector<std::string>{"NER"});
  CHECK(c.questions.size() == 3);
  CHECK(because(made, "partners").find("Turkey (agreed)") != std::string::npos);
  CHECK(because(made, "alternatives.hosts").find("Cameroon") != std::string::npos);
}

TEST_CASE("what a state signed that has ended may bring the one in its place") {
  record::View view = world();
  view.security_agreements.front().sender = "SUN";
  view.actors["SUN"] = {"Soviet Union", "the Soviet Union", "former-state"};
  CHECK(new_case(view, "TCD", "FRA", kBorders).of.arrivals == std::vector<std::string>{"RUS"});
}

TEST_CASE("the file of a proposed case reads back to the same case, with its reasons as comments") {
  const NewCase made = new_case(world(), "TCD", "FRA", kBorders);
  const std::string text = case_text(made);
  const Case read = read_case(text, made.of.name, "case.toml");
  CHECK(read.question == made.of.question);
  CHECK(read.region == made.of.region);
  CHECK(read.partners == made.of.partners);
  CHECK(read.deaths == made.of.deaths);
  CHECK(read.alternatives.hosts == made.of.alternatives.hosts);
  CHECK(read.alternatives.airspace[0].closed == made.of.alternatives.airspace[0].closed);
  CHECK(read.questions.size() == made.of.questions.size());
  CHECK(read.branches[0].silent_days == 90);
  for (const CaseChoice& choice : made.choices)
    CHECK_MESSAGE(text.find("# " + choice.field + ": " + choice.because) != std::string::npos, choice.field);
}

TEST_CASE("an island without anything on record still gives a case that can be read, and says what is missing") {
  record::View view = world();
  view.actors["MDV"] = {"Maldives", "the Maldives", "state"};
  view.actors["IND"] = {"India", "India", "state"};
  const NewCase made = new_case(view, "MDV", "IND", kBorders);
  CHECK(made.of.region == std::vector<std::string>{"MDV"});
  CHECK(made.of.partners.empty());
  CHECK(made.of.alternatives.hosts.empty());
  CHECK(because(made, "region").find("borders no state") != std::string::npos);
  CHECK_FALSE(because(made, "alternatives").empty());
  CHECK(read_case(case_text(made), made.of.name, "case.toml").region == made.of.region);
}

TEST_CASE("an unknown actor, or one and the same, is refused") {
  CHECK_THROWS_AS(new_case(world(), "XXX", "FRA", kBorders), Error);
  CHECK_THROWS_AS(new_case(world(), "FRA", "FRA", kBorders), Error);
}

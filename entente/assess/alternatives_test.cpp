#include "entente/assess/alternatives_world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("whether the fields are too far is a computed judgement, and the claim has its answer") {
  World w = with_alternatives();
  const Contribution found = alternatives_part(w.given(kAll, 5));
  REQUIRE(found.judgements.size() == 1);
  const Judgement& j = found.judgements.front();
  CHECK(j.id == "KJ5");
  CHECK(j.kind == JudgementKind::cover);
  CHECK(j.status == Status::computed);
  CHECK_FALSE(j.p.has_value());
  CHECK(j.question == "Does this claim hold: “It is too far.”?");
  CHECK(j.claim.starts_with(
      j.in_short +
      ", by public planning figures (share of recorded deaths in large attacks within 8 hours on station: 100%"));
  const std::string text = text_of(find(found, "net-loss"));
  CHECK(says(text, "Claim under test: “It is too far.” The figures disagree with all airspace open, and agree with "));
  CHECK(says(text, "Endurance is taken from 20 to 20 hours."));
  CHECK(says(text, "1 field of Benin passes the runway rule; most can be watched from DBBC Airport in Benin"));
  CHECK(find(found, "map") != nullptr);
  CHECK(table_of(find(found, "fields"), "net-loss") != nullptr);
  CHECK(find(found, "airspace") != nullptr);
  Contribution copy = found;
  CHECK(evidence_of(copy, "query:cover/attacks").n == 2);
}

TEST_CASE("in front the judgement is the same, and fields and airspace are left out") {
  World w = with_alternatives();
  const Contribution front = alternatives_part(w.given(kFront));
  CHECK(front.judgements.front().claim == alternatives_part(w.given(kAll)).judgements.front().claim);
  CHECK(find(front, "net-loss") != nullptr);
  CHECK(left_out(front, "fields"));
  CHECK(left_out(front, "airspace"));
  CHECK(front.sections.size() == 2);
}

TEST_CASE("why coverage is not computed is a gap, with the call that computes it another way") {
  World w = with_alternatives();
  w.view.attacks.clear();
  const Contribution none = alternatives_part(w.given());
  CHECK(none.judgements.empty());
  REQUIRE(none.gaps.size() == 1);
  CHECK(says(none.gaps[0].text, "No located attack in the 36 months before the day"));
  REQUIRE(none.gaps[0].call.has_value());
  CHECK(none.gaps[0].call->verb == "cover");
  CHECK(none.gaps[0].call->request.back().value == "grid");
  World unknown = with_alternatives();
  unknown.of.alternatives.figures = {};
  CHECK(says(text_of(alternatives_part(unknown.given()).gaps),
             "No endurance and cruise speed of the aircraft Drone was known on the day"));
  unknown.of.alternatives.hosts.clear();
  CHECK(says(text_of(alternatives_part(unknown.given()).gaps), "names no candidate hosts"));
}

TEST_CASE("a field or a site at stake without a runway in the tables cannot be judged, and that is said") {
  World w = with_alternatives();
  w.reference.airfields.push_back(airfield("DBBX", "BEN", 10.0, 3.0));
  w.reference.airfields.back().runways.clear();
  const Contribution beside = alternatives_part(w.given());
  CHECK(says(table_of(find(beside, "fields"), "fields-all")->source_line, "1 cannot be judged"));
  CHECK_FALSE(says(text_of(beside.gaps), "cannot be judged"));
  w.reference.airfields.erase(w.reference.airfields.begin());
  w.view.sites.front().runway_ft.reset();
  const std::string gaps = text_of(alternatives_part(w.given()).gaps);
  CHECK(says(gaps, "1 cannot be judged: the tables hold no runway of it (DBBX"));
  CHECK(says(gaps, "Agadez cannot be judged as a base: the tables hold no runway of it."));
}

TEST_CASE("hosts without a field that is long enough are a gap") {
  World w = with_alternatives();
  w.reference.airfields.clear();
  const Contribution found = alternatives_part(w.given());
  CHECK(says(text_of(found.gaps), "No airfield of Benin has a runway that is long enough"));
  CHECK(find(found, "fields") == nullptr);
}

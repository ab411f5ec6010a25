#include "entente/assess/unverified.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;

namespace {

Judgement judgement(std::string evidence, bool with_confidence) {
  Judgement j;
  j.claim = "the forces have left";
  j.evidence = {std::move(evidence)};
  if (with_confidence) j.confidence = Confidence{"low", "cases are few"};
  return j;
}

}  // namespace

TEST_CASE("what rests on rows alone that are not verified says so, once") {
  record::View view;
  for (const char* id : {"events:E1", "events:E2"}) {
    record::Event e;
    e.id = id;
    e.summary = "Something happened";
    e.source.verified = std::string(id) == "events:E2";
    view.events.push_back(e);
  }
  Register evidence(view);
  const std::string seen = evidence.row("events:E2");
  const std::string unseen = evidence.row("events:E1");

  Assessment a;
  a.key_points = {
      {"It is over.", {unseen}}, {"It is over.", {unseen, seen}}, {"It is over, by an unverified row.", {unseen}}};
  a.gaps = {{"Nothing is known.", {}}, {"It may be over.", {unseen}, Status::assumed}};
  a.hypotheses = {{"a row", {{"A step was taken", {unseen}}}, {}, {}, {}}};
  a.sections = {{"s", "S", Part::front, {Paragraph{{{"It is over.", {unseen}}}}}}};
  a.judgements = {judgement(unseen, false), judgement(unseen, true), judgement(seen, true)};
  mark_unverified(a, evidence);
  mark_unverified(a, evidence);

  CHECK(a.key_points[0].text == "It is over (not verified).");
  CHECK(a.key_points[1].text == "It is over.");
  CHECK(a.key_points[2].text == "It is over, by an unverified row.");
  CHECK(a.gaps[0].text == "Nothing is known.");
  CHECK(a.gaps[1].text == "It may be over.");
  CHECK(a.hypotheses[0].signs_for[0].text == "A step was taken (not verified)");
  CHECK(std::get<Paragraph>(a.sections[0].blocks[0]).statements[0].text == "It is over (not verified).");
  CHECK(a.judgements[0].claim == "the forces have left (not verified)");
  CHECK(a.judgements[1].confidence->because == "cases are few; the rows behind it are not verified");
  CHECK(a.judgements[2].confidence->because == "cases are few");
}

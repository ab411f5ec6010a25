#include "entente/assess/ladder_section.hpp"

#include "entente/assess/world_for_tests.hpp"
#include "entente/outlook/exit.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("the ladder is drawn with its named cases, side classes marked, and every class cited") {
  World w;
  w.draw_demand();
  const Given given = w.given();
  const outlook::Ladder ladder = outlook::exit_ladder(given.view, given.situation, given.models.ladder);
  Contribution out(w.view);
  add_ladder_sections(out, given, ladder, {"exit", "KJ7", "the finding", "of demands"});
  const Figure* figure = figure_of(find(out, "ladder"), "ladder");
  REQUIRE(figure != nullptr);
  CHECK(figure->finding == "the finding");
  const auto& drawn_ladder = std::get<LadderFigure>(figure->data);
  CHECK(drawn_ladder.judgement == "KJ7");
  CHECK(drawn_ladder.p == ladder.probability);
  REQUIRE(drawn_ladder.rungs.size() == ladder.rungs.size() + ladder.sides.size());
  CHECK(drawn_ladder.rungs.front().n == 24);
  CHECK(drawn_ladder.rungs.front().k == 12);
  CHECK(drawn_ladder.rungs.front().cases_yes.size() == 12);
  CHECK(drawn_ladder.rungs.back().side_class);
  CHECK_FALSE(drawn_ladder.rungs.back().pooled.has_value());
  for (const auto& rung : drawn_ladder.rungs) CHECK(rung.evidence.starts_with("query:exit/"));
  const std::string notes = text_of(find(out, "ladder-notes"));
  CHECK(says(notes, "Each class is drawn towards the wider one"));
}

TEST_CASE("in front the notes are left out") {
  World w;
  w.draw_demand();
  const Given given = w.given(kFront);
  Contribution out(w.view);
  add_ladder_sections(out, given, outlook::exit_ladder(given.view, given.situation, given.models.ladder),
                      {"exit", "KJ1", "the finding", "of demands"});
  CHECK(out.sections.size() == 1);
  CHECK(left_out(out, "ladder-notes"));
}

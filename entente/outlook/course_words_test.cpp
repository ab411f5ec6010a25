#include "entente/outlook/course_words.hpp"

#include "entente/outlook/course_columns.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::outlook;
using record::DemandStage;

namespace {

Day day(std::string_view text) { return *parse_day(text); }

// 30 days after a demand of 16 March 2024.
Standing standing(DemandStage stage) {
  Standing s;
  s.demand_on = day("2024-03-16");
  s.stage = stage;
  s.day = 30;
  s.since_day = 10;
  return s;
}

}  // namespace

TEST_CASE("each stage is told in a sentence of its own") {
  CHECK(standing_words(standing(DemandStage::open)) == "The demand has been open since 26 March 2024.");
  Standing known_next_day = standing(DemandStage::open);
  known_next_day.since_day = 1;
  CHECK(standing_words(known_next_day) == "The demand has been open since 16 March 2024.");
  CHECK(standing_words(standing(DemandStage::committed)) ==
        "The sender has been committed to leaving since 26 March 2024.");
  CHECK(standing_words(standing(DemandStage::softened)) == "The demand has been softened since 26 March 2024.");
  CHECK(standing_words(standing(DemandStage::half_gone)) ==
        "Half of the forces or more have been gone since 26 March 2024.");
}

TEST_CASE("a day that has passed was named, and a refusal came before the commitment") {
  Standing s = standing(DemandStage::committed);
  s.planned_day = 40;
  CHECK(standing_words(s).ends_with("; 25 April 2024 is named for the exit."));
  s.planned_day = 20;
  s.conditions = columns::bit(columns::refused);
  CHECK(standing_words(s).ends_with("; 5 April 2024 was named for the exit; the sender had refused before."));
  Standing open = standing(DemandStage::open);
  open.conditions = s.conditions;
  open.deadline_day = 20;
  CHECK(standing_words(open).ends_with("; the sender has refused; the host's deadline was 5 April 2024."));
}

TEST_CASE("what is watched is told so that its opposite needs no second negation") {
  CourseBranches b;
  b.what = Observed::unresolved;
  b.by = day("2024-06-15");
  CHECK(words_of(b) == "the demand is still pending on 15 June 2024");
}

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

// Four sessions of 40 roll calls, the last one in the autumn of `year`: the United States against Russia on each, Niger
// with the United States, Mali with Russia.
World with_votes(int year) {
  World w;
  w.of.partners = {"RUS"};
  w.view.voters = {"MLI", "NER", "RUS", "USA"};
  for (int session = year - 3; session <= year; ++session)
    for (int i = 0; i < 40; ++i) {
      record::RollCall call;
      call.id = session * 100 + i;
      call.session = session - record::kYearOfSessionZero;
      call.on = day(fmt::format("{}-10-{:02}", session, 1 + i % 28));
      const auto index = static_cast<std::int32_t>(w.view.roll_calls.size());
      w.view.roll_calls.push_back(call);
      const bool yes = i % 2 == 0;
      for (std::uint16_t voter = 0; voter < 4; ++voter) {
        const bool western = voter == 1 || voter == 3;
        w.view.ballots.push_back({index, voter, western == yes ? record::Choice::yes : record::Choice::no});
      }
    }
  return w;
}

}  // namespace

TEST_CASE("votes give levels of agreement up to their last day, beside the signs that are not votes") {
  World w = with_votes(2021);
  w.coup("C1", "NER", "2023-07-26");
  w.presence("P1", "NER", "USA", "2013");
  const Contribution found = votes_part(w.given());
  const Table* table = table_of(find(found, "votes"), "votes");
  REQUIRE(table != nullptr);
  CHECK(row_of(*table, 0).starts_with("Niger and the United States | 40 | 100% | 1.00 | 1.00 | –"));
  CHECK(row_of(*table, 1).starts_with("Niger and Russia | 40 | 0% | "));
  const std::string text = text_of(find(found, "votes"));
  CHECK(says(text, "The roll calls at hand on the day end on"));
  CHECK(says(text, "2 years before it"));
  CHECK(says(text, "What else shows a turn from the United States on the day: a coup"));
  CHECK(says(text_of(found.gaps), "what else shows a turn is a coup"));
  const auto& series = std::get<SeriesFigure>(figure_of(find(found, "votes"), "votes-by-state")->data);
  CHECK(series.panels.front().label == "Niger");
  CHECK(series.panels.front().lines.size() == 2);
}

TEST_CASE("absences are told where the source tells them, and are no abstentions") {
  World w = with_votes(2021);
  CHECK_FALSE(says(text_of(find(votes_part(w.given()), "votes")), "absent"));
  // Niger stays away from the last five, and abstains on the one before.
  const auto roll_calls = static_cast<std::int32_t>(w.view.roll_calls.size());
  for (record::Ballot& b : w.view.ballots)
    if (b.voter == 1 && b.roll_call >= roll_calls - 6)
      b.choice = b.roll_call >= roll_calls - 5 ? record::Choice::absent : record::Choice::abstain;
  const Contribution found = votes_part(w.given());
  CHECK(
      says(text_of(find(found, "votes")),
           "Of the 40 roll calls of session 76, Niger was absent from 5, which is neither a vote nor an abstention; it "
           "abstained on 1."));
  CHECK(row_of(*table_of(find(found, "votes"), "votes"), 0).starts_with("Niger and the United States | 35 | "));
}

TEST_CASE("whether the state moved is told only where positions can be estimated") {
  World w = with_votes(2021);
  CHECK(says(text_of(find(votes_part(w.given()), "votes")), "minus is away from the United States"));
  w.models.powers.low = {"CHN"};  // did not vote
  CHECK_FALSE(says(text_of(find(votes_part(w.given()), "votes")), "Who moved"));
}

TEST_CASE("in front the gap stands without the section; no votes are a gap") {
  World w = with_votes(2021);
  const Contribution front = votes_part(w.given(kFront));
  CHECK(front.sections.empty());
  CHECK(left_out(front, "votes"));
  CHECK(text_of(front.gaps) == text_of(votes_part(w.given(kAll)).gaps));
  World silent;
  CHECK(says(text_of(votes_part(silent.given()).gaps), "No roll call of the General Assembly"));
}

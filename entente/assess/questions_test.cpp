#include "entente/assess/world_for_tests.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

World asking(const std::string& sentence) {
  World w;
  w.draw_demand();
  w.asks(QuestionKind::asked).ask = sentence;
  return w;
}

}  // namespace

TEST_CASE("a further question stands in the annex with its base rate, and in the ledger") {
  World w = asking("will the forces of the United States leave Niger within 6 months");
  const Contribution found = questions_part(w.given());
  const Table* table = table_of(find(found, "asked"), "asked");
  REQUIRE(table != nullptr);
  CHECK(table->rows.size() == 1);
  CHECK(says(row_of(*table, 0), "By 17 September 2024"));
  REQUIRE(found.forecasts.size() == 1);
  CHECK(found.forecasts.front().question.resolution == "rule q1");
  Contribution copy = found;
  CHECK(evidence_of(copy, "query:asked/q1").call->request.front().value ==
        "will the forces of the United States leave Niger within 6 months");
}

TEST_CASE("a question that the state of the day does not allow is a gap with the reason") {
  World w = asking("will Niger ask the forces of the United States to leave within 12 months");
  const Contribution found = questions_part(w.given());
  CHECK(found.sections.empty());
  CHECK(says(text_of(found.gaps), "has no answer: on 17 March 2024 the state of"));
}

TEST_CASE("a sentence that is not a question is refused by the name of its field") {
  World w = asking("who knows");
  for (const Wanted wanted : {kAll, kFront}) {
    try {
      questions_part(w.given(wanted));
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.place().field == "questions.q1.ask");
    }
  }
}

TEST_CASE("where neither annex nor ledger is wanted, no answer is computed") {
  World w = asking("will the forces of the United States leave Niger within 6 months");
  const Contribution front = questions_part(w.given(kFront));
  CHECK(front.sections.empty());
  CHECK(front.forecasts.empty());
  CHECK(left_out(front, "asked"));
  CHECK(questions_part(w.given(kForecastsAlone)).forecasts.size() == 1);
}

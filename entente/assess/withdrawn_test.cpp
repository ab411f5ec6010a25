#include "entente/assess/withdrawn.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

record::Withdrawn given_up(const std::string& id, const std::string& actor, const std::string& target) {
  return {id,
          "withdrawn",
          day("2024-01-10"),
          day("2024-05-01"),
          "own",
          "it was none",
          {{"actor", actor}, {"target", target}, {"summary", "forces came to " + target}},
          {}};
}

Assessment brief_of_march() {
  Assessment a;
  a.case_name = "drawn";
  a.host = "NER";
  a.counterpart = "USA";
  a.as_of = day("2024-03-17");
  Evidence cited;
  cited.id = "row:events:E2";
  a.evidence = {cited};
  return a;
}

}  // namespace

TEST_CASE("facts that were given up are of the case where they name its sides or it cites them") {
  const Assessment a = brief_of_march();
  const std::vector<record::Withdrawn> all{given_up("events:E1", "RUS", "NER"), given_up("events:E2", "FRA", "TCD"),
                                           given_up("events:E3", "FRA", "MLI"),
                                           given_up("events:E4", "FRA+USA", "MLI")};
  const auto found = of_the_case(all, a);
  REQUIRE(found.size() == 3);
  CHECK(found[2].id == "events:E4");
}

TEST_CASE("a brief of the days between says in its annex what it believed, from when to when, and why no longer") {
  World w;
  Assessment a = brief_of_march();
  const std::vector<record::Withdrawn> one{given_up("events:E2", "RUS", "NER")};
  note_withdrawn(a, w.view, day("2024-12-31"), one);
  REQUIRE(a.sections.size() == 1);
  CHECK(a.sections[0].part == Part::annex);
  const Table* table = table_of(&a.sections[0], "withdrawn");
  REQUIRE(table != nullptr);
  CHECK(row_of(*table, 0) == "forces came to NER | 10 January 2024 | 1 May 2024 | withdrawn | it was none | yes");
  CHECK(says(text_of(&a.sections[0]), "nothing else in this brief, knows that 1 fact was given up later"));
  Assessment none = brief_of_march();
  note_withdrawn(none, w.view, day("2024-12-31"), {});
  CHECK(none.sections.empty());
}

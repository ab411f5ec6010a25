#include "entente/assess/alternatives_tables.hpp"

#include "entente/assess/alternatives_world_for_tests.hpp"
#include "entente/assess/cover_request.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

TEST_CASE("the tables say what is watched by state, before, without the sites and with fields") {
  World w = with_alternatives();
  const Given given = w.given();
  const basing::CoverRequest request = cover_question(w.of, w.view, w.reference).request;
  const basing::CoverResult cover = basing::cover(request, geo::RegionIndex(w.reference.countries), one_thread());
  const Covered covered{request, cover, "query:cover/attacks"};
  CHECK(covered.has_closed());
  const Table front = zones_in_front(given, covered);
  const Table all = all_zones(given, covered);
  // All, and both states; in front the middle value alone.
  CHECK(front.rows.size() == 3);
  CHECK(all.rows.size() == 3);
  CHECK(front.columns.size() == 5);
  CHECK(all.columns.size() == 6);
  for (const Table* table : {&front, &all})
    for (const auto& row : table->rows) {
      CHECK(row.size() == table->columns.size());
      CHECK(row[0].evidence == std::vector<std::string>{"query:cover/attacks"});
    }
  // Everything lies within reach of Agadez, nothing without it, and everything of the field in Benin.
  CHECK(row_of(front, 2).starts_with("All | 100% | 0% | 100%"));
  CHECK(front.finding.starts_with(
      "Share of deaths in large attacks watched 8 hours or more: 100% now, 100% with fields"));
  CHECK(row_of(all, 2).starts_with("All | 50 | 100% | 0% | 100%"));
  const Table fields = all_fields(given, covered);
  REQUIRE(fields.rows.size() == 1);
  CHECK(row_of(fields, 0).starts_with("DBBC Airport | Benin | none known | 9000 asphalt | 100%"));
  CHECK(fields.rows[0].size() == fields.columns.size());
}

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::assess;
using namespace entente::assess::drawn;

namespace {

// 90 hosts with forces of France since 1985; two of three asked them to leave, one after the other.
World with_panel() {
  World w;
  for (int i = 0; i < 90; ++i) {
    const std::string host = fmt::format("H{:02}", i);
    w.view.actors[host] = {"Host " + host, "Host " + host, "state"};
    record::Presence& p = w.presence("P" + host, host, "FRA", "1985");
    if (i % 3 == 0) continue;
    const int year = 1990 + i % 30;
    p.to = date(fmt::format("{}-12-01", year));
    w.resolved("B" + host, fmt::format("{}-03-01", year), host, "FRA", "left", fmt::format("{}-12-01", year))
        .presence_id = "P" + host;
  }
  w.of.region = {"H00", "H03", "H06"};
  return w;
}

}  // namespace

TEST_CASE("presences of the region stand by their rank among all, with what sets them apart") {
  World w = with_panel();
  const Contribution found = watch_part(w.given());
  const Table* table = table_of(find(found, "watch"), "watch");
  REQUIRE(table != nullptr);
  CHECK(table->rows.size() == 3);
  CHECK(says(row_of(*table, 0), "and France | "));
  // What the list is worth stands above it.
  CHECK(std::holds_alternative<Paragraph>(find(found, "watch")->blocks.front()));
  CHECK(says(table->source_line, "all of 30 presences on the day"));
  CHECK(table->finding.ends_with("the first 3 of 3"));
  CHECK(says(text_of(find(found, "watch")), "years of a presence the host asked it to leave"));
  Contribution copy = found;
  CHECK(evidence_of(copy, "query:watch").call->request.back().value == "H00,H03,H06");
}

TEST_CASE("too few demands, or none of the region, are gaps; in front nothing is ranked") {
  World few;
  CHECK(says(text_of(watch_part(few.given()).gaps), "Fewer than sixty demands"));
  World w = with_panel();
  w.of.region = {"NER"};
  CHECK(says(text_of(watch_part(w.given()).gaps), "No presence in the region is on the list"));
  const Contribution front = watch_part(few.given(kFront));
  CHECK(front.gaps.empty());
  CHECK(left_out(front, "watch"));
}

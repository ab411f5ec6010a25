// What a person writes of a new row, and the row that it becomes.

#include "entente/store/entry.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::store;

namespace {

// Chad, France and Niger; a coup in Niger in July 2023; French forces in Chad; a demand on them that is open.
Rows world_rows() {
  Rows rows;
  rows["coups"]["C1"] = {{"host", "NER"}, {"on", "2023-07-26"}, {"success", "yes"}};
  rows["presences"]["P1"] = {{"host", "TCD"}, {"sender", "FRA"}, {"size_class", "2"}, {"former_territory", "yes"}};
  rows["presences"]["P2"] = {{"host", "TCD"}, {"sender", "FRA"}, {"size_class", "3"}, {"to_year", "1999"}};
  rows["demands"]["B1"] = {{"host", "TCD"}, {"sender", "FRA"}, {"demand_on", "2026-01-10"}};
  rows["sources"]["rfi.fr"] = {{"publisher", "RFI"}};
  return rows;
}

struct World {
  Rows rows = world_rows();
  std::map<std::string, record::ActorName, std::less<>> states{
      {"TCD", {"Chad", "Chad", "state"}},
      {"FRA", {"France", "France", "state"}},
      {"NER", {"Niger", "Niger", "state"}},
      {"COD", {"Congo - Kinshasa", "Congo - Kinshasa", "state"}},
      {"COG", {"Congo - Brazzaville", "Congo - Brazzaville", "state"}}};
  EntryWorld seen() const { return {rows, states, *parse_day("2026-12-01"), "own"}; }
};

const record::Table& demands_table() { return record::table("demands"); }

std::string value(const Entry& entry, const char* column) {
  const auto it = entry.cells.find(column);
  return it == entry.cells.end() ? "" : it->second;
}

std::string refusal(const record::Table& table, const Cells& cells) {
  const World world;
  try {
    understand(table, cells, world.seen());
  } catch (const Error& error) {
    return error.place().field + " " + std::string(name(error.code()));
  }
  return "taken";
}

}  // namespace

TEST_CASE("a demand is understood from two names and a day by word; the rest follows from the record, with why") {
  const World world;
  const Entry e =
      understand(demands_table(), {{"host", "niger"}, {"sender", "France"}, {"demand_on", "yesterday"}}, world.seen());
  CHECK(e.key == "own-D1");
  CHECK(value(e, "host") == "NER");
  CHECK(value(e, "demand_on") == "2026-11-30");
  CHECK(value(e, "demand_known_on") == "2026-12-01");
  CHECK(value(e, "presence") == "forces of France");
  CHECK(value(e, "coup_within_24m") == "no");
  CHECK(value(e, "verified") == "no");
  CHECK(e.missing.empty());
  CHECK(std::all_of(e.supplied.begin(), e.supplied.end(), [](const Supplied& s) { return !s.why.empty(); }));
  // Nothing is told of an outcome, so nothing is supplied for it.
  CHECK(value(e, "outcome_known_on").empty());
  const Entry after_coup =
      understand(demands_table(), {{"host", "NER"}, {"sender", "FRA"}, {"demand_on", "2024-03-01"}}, world.seen());
  CHECK(value(after_coup, "coup_within_24m") == "yes");
  CHECK(value(after_coup, "coup_on") == "2023-07-26");
  CHECK(value(after_coup, "episode") == "NER-2023-07");
  const Entry of_chad =
      understand(demands_table(), {{"host", "TCD"}, {"sender", "FRA"}, {"demand_on", "2026"}}, world.seen());
  CHECK(value(of_chad, "presence_id") == "P1");
}

TEST_CASE("a page makes a row verified and names its publisher; without one nobody can say that it is") {
  const World world;
  const record::Table& events = record::table("events");
  Cells cells{{"happened_on", "today"}, {"actor", "FRA"}, {"type", "Withdrawal begun"}, {"summary", "It begins"}};
  cells["verified"] = "yes";
  CHECK(value(understand(events, cells, world.seen()), "verified") == "no");
  cells["source_url"] = "https://www.rfi.fr/a/20261201-b";
  const Entry e = understand(events, cells, world.seen());
  CHECK(value(e, "verified") == "yes");
  CHECK(value(e, "source_publisher") == "RFI");
  CHECK(value(e, "type") == "withdrawal-begun");
}

TEST_CASE("what cannot be read, lies ahead or is not there is refused by its option") {
  const Cells good{{"host", "NER"}, {"sender", "FRA"}, {"demand_on", "2026-11-30"}};
  const auto with = [&](const char* column, const char* text) {
    Cells cells = good;
    cells[column] = text;
    return refusal(demands_table(), cells);
  };
  CHECK(refusal(demands_table(), good) == "taken");
  CHECK(with("host", "Nigr") == "--host bad_request");
  CHECK(with("host", "Congo") == "--host bad_request");
  CHECK(with("demand_on", "03/04/2026") == "--demand-on bad_request");
  CHECK(with("demand_on", "tomorrow") == "--demand-on bad_request");
  CHECK(with("demand_known_on", "2027-01-01") == "--demand-known-on bad_request");
  CHECK(with("deadline_on", "2027-01-01") == "taken");
  CHECK(with("demand_kind", "angry") == "--demand-kind bad_request");
  CHECK(with("source_url", "rfi.fr/x") == "--source-url bad_request");
  CHECK(with("personnel_low", "many") == "--personnel-low bad_request");
  CHECK(with("presence_id", "P9") == "--presence-id not_found");
  CHECK(with("colour", "red") == "--colour bad_request");
  CHECK(understand(demands_table(), {{"host", "NER"}}, World().seen()).missing ==
        std::vector<std::string>{"sender", "demand_on"});
}

TEST_CASE("an open demand of the pair, and one of about the same day, are the nearest rows; others are not") {
  const World world;
  const auto near = [&](const char* host, const char* on) {
    const Entry e = understand(demands_table(), {{"host", host}, {"sender", "FRA"}, {"demand_on", on}}, world.seen());
    return nearest_rows(demands_table(), e, world.seen());
  };
  CHECK(near("TCD", "2026-11-30") == std::vector<std::string>{"B1"});
  CHECK(near("NER", "2026-11-30").empty());
  World resolved;
  resolved.rows["demands"]["B1"]["outcome"] = "left";
  const auto late =
      understand(demands_table(), {{"host", "TCD"}, {"sender", "FRA"}, {"demand_on", "2026-11-30"}}, resolved.seen());
  CHECK(nearest_rows(demands_table(), late, resolved.seen()).empty());
  const auto same =
      understand(demands_table(), {{"host", "TCD"}, {"sender", "FRA"}, {"demand_on", "2026-02-01"}}, resolved.seen());
  CHECK(nearest_rows(demands_table(), same, resolved.seen()) == std::vector<std::string>{"B1"});
}

TEST_CASE("a day that names no year is refused with the year, and words that lead up to a day are left out") {
  const auto said = [](const char* text) -> std::string {
    const World world;
    try {
      return value(understand(demands_table(), {{"host", "NER"}, {"sender", "FRA"}, {"demand_on", text}}, world.seen()),
                   "demand_on");
    } catch (const Error& error) {
      return error.remedy();
    }
  };
  CHECK(said("on Monday") == "2026-11-30");
  CHECK(said("in March 2026") == "2026-03");
  CHECK(said("In March") == "write March 2026, or another year");
  CHECK(said("16 March") == "write 16 March 2026, or another year");
}

TEST_CASE("a demand needs two states, and its outcome a day") {
  CHECK(refusal(demands_table(), {{"host", "NER"}, {"sender", "Niger"}, {"demand_on", "today"}}) ==
        "--sender bad_request");
  const World world;
  Cells cells{{"host", "NER"}, {"sender", "FRA"}, {"demand_on", "2026-11-30"}, {"outcome", "left"}};
  CHECK(understand(demands_table(), cells, world.seen()).missing == std::vector<std::string>{"outcome_on"});
  cells["outcome"] = "pending";
  CHECK(understand(demands_table(), cells, world.seen()).missing.empty());
}

TEST_CASE("a step finds the open demand of its pair before a newer one that is over; without any it says so") {
  World world;
  world.rows["demands"]["B2"] = {
      {"host", "TCD"}, {"sender", "FRA"}, {"demand_on", "2026-05-01"}, {"outcome", "partial"}};
  const record::Table& steps = record::table("steps");
  Cells cells{{"case_id", "Chad and France"}, {"step", "talks-opened"}, {"happened_on", "today"}, {"summary", "x"}};
  CHECK(value(understand(steps, cells, world.seen()), "case_id") == "B1");
  cells["case_id"] = "Niger and France";
  CHECK(refusal(steps, cells) == "--case-id not_found");
}

TEST_CASE("a column is found by its name, by its option and by the word that the command line takes") {
  const auto called = [](const char* table, const char* written) {
    const record::Column* column = column_called(record::table(table), written);
    return column == nullptr ? std::string("none") : std::string(column->name);
  };
  CHECK(called("demands", "demand-on") == "demand_on");
  CHECK(called("steps", "demand") == "case_id");
  CHECK(called("steps", "kind") == "step");
  CHECK(called("coups", "coup-on") == "on");
  CHECK(called("demands", "demand") == "none");
}

TEST_CASE("an own row that another layer tells too is found; one that stands alone is not") {
  const auto demand = [](const char* key, const char* sender, const char* layer) {
    record::Fact fact;
    fact.table = "demands";
    fact.key = key;
    fact.fact = "demand";
    fact.layer = layer;
    fact.cells = {{"host", "TCD"}, {"sender", sender}, {"demand_on", "2026-11-30"}};
    return fact;
  };
  const std::vector<record::Fact> facts{demand("B1", "FRA", ""), demand("own-D1", "FRA", "own"),
                                        demand("own-D2", "USA", "own")};
  const auto twice = told_again(facts);
  REQUIRE(twice.size() == 1);
  CHECK(twice[0].id == "demands:own-D1");
  CHECK(twice[0].other == "demands:B1");
}

TEST_CASE("each table has a word of its own, and is found by it") {
  for (const record::Table& table : record::tables()) CHECK(table_of(word_of(table)).name == table.name);
  CHECK(word_of(record::table("commodities")) == "commodity");
}

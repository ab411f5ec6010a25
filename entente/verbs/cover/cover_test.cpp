// The tables of cover, made from an answer that holds one site of each role.

#include "entente/verbs/cover/cover.hpp"

#include "entente/base/error.hpp"
#include "entente/verbs/cover/answer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

using namespace entente;
using namespace entente::verbs;

namespace {

CoverAnswer answer(basing::Figure endurance_h = {14, 20, 27, false, "a page"}, bool kept = false) {
  CoverAnswer a;
  a.title = "Cover of the islands";
  a.basis.as_of = Day(std::chrono::year(2024) / 3 / 17);
  a.unit = "people";
  a.request.lost = {{"L", "Lost, \"the <first>\" & last", "AAA", {-17, 179}, 9000, geo::Surface::asphalt}};
  a.request.candidates = {{"C", "Candidate", "BBB", {-10, -170}, 8000, geo::Surface::concrete, 700},
                          {"D", "Dirt strip", "BBB", {-16, -177}, 0, geo::Surface::unknown}};
  if (kept) a.request.kept = {{"K", "Kept", "AAA", {-16, -178}, 9000, geo::Surface::asphalt}};
  a.request.demand = {{"p", {-16, -178}, 3, "islands", 0}, {"q", {40, 0}, 1, "far", 0}};
  a.request.profile = {"Drone",
                       std::move(endurance_h),
                       {313, 313, 370, false, "a page"},
                       {1.5, 2, 2.5, true, {}},
                       {4, 4, 4, true, {}},
                       {5000, 5000, 5000, true, {}},
                       std::nullopt};
  a.request.airspaces = {{"open", {}, 0, false}};
  const geo::RegionIndex sea({});
  const ThreadExecutor executor(1);
  a.result = basing::cover(a.request, sea, executor);
  a.host_risk = {{"BBB", 0.25}};
  a.chosen = basing::choose_fields(a.request, a.host_risk, 2, sea, executor);
  a.aircraft = {a.request.profile};
  a.compared = basing::compare_aircraft(a.request, a.aircraft, sea, executor);
  return a;
}

const Table& named(const std::vector<Table>& tables, const std::string& name, bool for_programs) {
  const auto it = std::find_if(tables.begin(), tables.end(),
                               [&](const Table& t) { return t.name == name && t.for_programs == for_programs; });
  REQUIRE(it != tables.end());
  return *it;
}

const Cell& at(const Table& t, std::size_t row, const std::string& column) { return t.rows.at(row)[t.column(column)]; }

std::string refusal(const CoverRequest& request) {
  try {
    check_cover(request);
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_request);
    return error.message();
  }
  return "taken";
}

}  // namespace

TEST_CASE("every row of cover's tables has a cell for each column, and programs find every table by its own name") {
  const auto tables = cover_tables(answer(), 2);
  std::vector<std::string> names;
  for (const Table& t : tables) {
    CAPTURE(t.name);
    for (const auto& row : t.rows) CHECK(row.size() == t.columns.size());
    if (t.for_programs) names.push_back(t.name);
  }
  CHECK(names.front() == "reach");
  auto sorted = names;
  std::sort(sorted.begin(), sorted.end());
  CHECK(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());
  const Verb verb = cover_verb();
  for (const std::string& name : names)
    CHECK_MESSAGE(std::count(verb.tables.begin(), verb.tables.end(), name) == 1, name);
}

TEST_CASE("the reach has a row for each airspace, site and zone, with the three numbers") {
  const CoverAnswer a = answer();
  const auto tables = cover_tables(a, 2);
  const Table& reach = named(tables, "reach", true);
  REQUIRE(reach.rows.size() == 6);
  // Zones are ordered by name: "far" comes first.
  CHECK(at(reach, 1, "site_name") == Cell("Lost, \"the <first>\" & last"));
  CHECK(at(reach, 1, "role") == Cell("lost"));
  CHECK(at(reach, 1, "zone") == Cell("islands"));
  CHECK(at(reach, 3, "role") == Cell("candidate"));
  CHECK(at(reach, 3, "aircraft_mid") == Cell(2.0));
  CHECK(at(reach, 2, "aircraft_mid") == Cell(None{}));
  const auto hours = std::get<Range>(at(reach, 1, "hours"));
  CHECK(*hours.low < *hours.value);
  CHECK(*hours.value < *hours.high);
  CHECK(at(reach, 1, "km") == Cell(a.result.reach[0].zones[1].access[0].km));
}

TEST_CASE("shares are numbers for programs, by airspace and zone, and what is not known is not a number") {
  const auto tables = cover_tables(answer(), 2);
  const Table& zones = named(tables, "zones", true);
  REQUIRE(zones.rows.size() == 3);
  CHECK(at(zones, 2, "zone") == Cell("all"));
  CHECK(at(zones, 2, "points") == Cell(2.0));
  CHECK(at(zones, 2, "latitude") == Cell(None{}));
  CHECK(at(zones, 1, "weight") == Cell(3.0));
  CHECK(at(zones, 1, "before") == Cell(Range{1, 1, 1}));
  CHECK(at(zones, 1, "without_lost") == Cell(Range{0, 0, 0}));
  const Table& fields = named(tables, "fields", true);
  REQUIRE(fields.rows.size() == 2);
  const std::size_t strip = at(fields, 0, "code") == Cell("D") ? 0 : 1;
  CHECK(at(fields, strip, "runway_ft") == Cell(None{"not known"}));
  CHECK(at(fields, 1 - strip, "runway_ft") == Cell(7300.0));
  CHECK(at(fields, 1 - strip, "to_build_ft") == Cell(700.0));
  // A runway of unknown length is long enough at the high figures only.
  CHECK(at(fields, strip, "adds_mid") == Cell(0.0));
  CHECK(at(fields, strip, "adds_high") == Cell(0.75));
  CHECK(at(named(tables, "host-risk", true), 0, "risk") == Cell(0.25));
}

TEST_CASE("text has the wide tables, and of a long front only some sets that lie along it") {
  CoverAnswer a = answer();
  a.chosen.front().front.sets.clear();
  for (int i = 0; i < 100; ++i) a.chosen.front().front.sets.push_back({{1}, 1 - i / 100.0, 100.0 + i, 0, 0});
  const auto tables = cover_tables(a, 2);
  const Table& zones = named(tables, "zones", false);
  CHECK(zones.columns.back().heading == "with candidates, open");
  CHECK(zones.notes == std::vector<std::string>{verdict_of(a)});
  CHECK_FALSE(named(tables, "zones", true).in_text);
  const Table& front = named(tables, "front", true);
  CHECK(front.rows.size() == 100);
  REQUIRE(front.text_rows.has_value());
  CHECK(front.text_rows->size() == 12);
  CHECK(front.text_rows->front() == 0);
  CHECK(front.text_rows->back() == 99);
  CHECK(front.notes.front() == "open: sets of up to 2 fields compared; 12 of 100 shown, --format csv has all.");
}

TEST_CASE("no field is named the best where none watches anything, or none adds to what the sites kept watch") {
  const auto chosen = [](const CoverAnswer& a, std::size_t row, const std::string& column) {
    const auto tables = cover_tables(a, 2);
    return at(named(tables, "choice", true), row, column);
  };
  // An hour in the air with two in reserve reaches nothing.
  const CoverAnswer nothing = answer({1, 1, 1, false, "a page"});
  CHECK(chosen(nothing, 0, "names") == Cell("no choice watches anything"));
  CHECK(chosen(nothing, 0, "fields") == Cell(None{"no choice watches anything"}));
  CHECK(chosen(nothing, 0, "watched") == Cell(0.0));
  CHECK(chosen(nothing, 0, "proof") == Cell("proven"));
  CHECK(chosen(nothing, 1, "fields") != Cell(None{"no choice comes within 2,000 km"}));
  const auto tables = cover_tables(nothing, 2);
  CHECK(at(named(tables, "aircraft", true), 0, "best_name") == Cell("none watches anything"));
  CHECK(at(named(tables, "aircraft", true), 0, "best") == Cell(None{"none watches anything"}));

  CHECK(chosen(answer({14, 20, 27, false, "a page"}, true), 0, "names") ==
        Cell("no choice adds anything to the sites kept"));
  CHECK(chosen(answer(), 0, "proof") == Cell("proven best"));
  CHECK(chosen(answer(), 0, "fields") != Cell(None{}));
}

TEST_CASE("a request that contradicts itself is refused before anything is read") {
  CoverRequest r;
  CHECK(refusal(r) == "without a case the hosts and the states to watch are needed");
  r.hosts = {"KEN"};
  r.watch = {"SOM"};
  CHECK(refusal(r) == "taken");
  r.stream = "ucdp";
  CHECK(refusal(r) == "--stream says whose events are watched");
  r.demand = DemandKind::events;
  CHECK(refusal(r) == "taken");
  r.demand_file = "places.csv";
  CHECK(refusal(r) == "both --demand and --demand-file say what is watched");
  r.demand = DemandKind::automatic;
  r.stream.clear();
  r.watch.clear();
  CHECK(refusal(r) == "taken");
  r.within_km = 100;
  CHECK(refusal(r) == "--within is measured from the states to watch");
  r.of_case = "niger-2024";
  CHECK(refusal(r) == "a case says itself what is lost, kept, watched and who may host");
}

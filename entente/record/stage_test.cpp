#include "entente/record/stage.hpp"

#include "entente/record/folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

using namespace entente;
using namespace entente::record;

namespace {

Day day(const char* text) { return *parse_day(text); }

Demand demand(const char* known_on, const char* outcome = "", const char* outcome_known_on = "") {
  Demand d;
  d.id = "demands:B1";
  d.on = *parse_date(known_on);
  d.known_on = day(known_on);
  d.outcome = outcome;
  if (!d.outcome.empty()) {
    d.outcome_on = parse_date(outcome_known_on);
    d.outcome_known_on = day(outcome_known_on);
  }
  return d;
}

// "sender-refuses 2024-01-01; date-agreed 2024-02-01 > 2024-09-15"
std::vector<Step> steps(const std::string& text) {
  std::vector<Step> out;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ';');) {
    std::istringstream words(part);
    std::string kind;
    std::string known;
    std::string arrow;
    std::string planned;
    words >> kind >> known >> arrow >> planned;
    Step s;
    s.id = "steps:S" + std::to_string(out.size() + 1);
    s.of = "B1";
    s.kind = kind;
    s.on = *parse_date(known);
    s.known_on = s.on.last;
    if (!planned.empty()) s.planned_on = parse_date(planned);
    out.push_back(std::move(s));
  }
  return out;
}

std::string path(const Demand& d, const std::string& text) {
  std::string out;
  const auto all = steps(text);
  for (const StageChange& c : stage_path(d, all))
    out += to_string(c.on) + " " + std::string(name(c.stage)) + " " + std::string(key_of(c.because)) + "; ";
  return out;
}

}  // namespace

TEST_CASE("a demand goes through its stages as steps become known, and ends with its outcome") {
  CHECK(path(demand("2024-01-01", "left", "2024-09-16"),
             "talks-opened 2024-01-05; sender-says-leaves 2024-02-01; date-agreed 2024-03-01 > 2024-09-15;"
             "half-gone 2024-07-01; site-handed-over 2024-08-01; sender-refuses 2024-10-01") ==
        "2024-01-01 open B1; 2024-02-01 committed S2; 2024-07-01 half gone S4; 2024-09-16 left B1; ");
  CHECK(path(demand("2024-01-01", "stayed-renegotiated", "2024-09-16"), "") ==
        "2024-01-01 open B1; 2024-09-16 stays on terms B1; ");
  CHECK(path(demand("2024-01-01", "partial", "2024-01-01"), "") == "2024-01-01 partly left B1; ");
}

TEST_CASE("what was known before the demand is where it starts") {
  CHECK(path(demand("2024-01-10"), "sender-says-leaves 2024-01-08") == "2024-01-10 committed S1; ");
  CHECK(path(demand("2024-01-10"), "sender-says-leaves 2024-01-08; sender-refuses 2024-01-10") ==
        "2024-01-10 open S2; ");
}

TEST_CASE("a refusal undoes a commitment, terms do not, and a demand that is repeated is hard again") {
  CHECK(path(demand("2024-01-01"),
             "date-agreed 2024-02-01 > 2025; terms-offered 2024-03-01; sender-refuses 2024-04-01") ==
        "2024-01-01 open B1; 2024-02-01 committed S1; 2024-04-01 open S3; ");
  CHECK(path(demand("2024-01-01"), "terms-offered 2024-02-01; sender-refuses 2024-03-01; demand-repeated 2024-04-01") ==
        "2024-01-01 open B1; 2024-02-01 softened S1; 2024-04-01 open S3; ");
  CHECK(path(demand("2024-01-01"), "half-gone 2024-02-01; demand-softened 2024-03-01; sender-refuses 2024-04-01") ==
        "2024-01-01 open B1; 2024-02-01 half gone S1; ");
  // Of two words on one day the last counts, and none where they cancel out.
  CHECK(path(demand("2024-01-01"), "date-agreed 2024-02-01; sender-refuses 2024-02-01") == "2024-01-01 open B1; ");
}

TEST_CASE("the state of a day knows the plan and the deadline of that day, and nothing later") {
  Demand d = demand("2024-01-01", "left", "2024-09-16");
  d.deadline_on = parse_date("2024-06-30");
  d.deadline_known_on = day("2024-01-20");
  const auto all = steps(
      "sender-refuses 2024-01-15; date-agreed 2024-03-01 > 2024-09-15;"
      "withdrawal-begun 2024-04-01; deadline-moved 2024-05-01 > 2024-10-31; half-gone 2024-07-01");
  CHECK_FALSE(demand_state(d, all, day("2023-12-31")).has_value());
  const auto early = demand_state(d, all, day("2024-01-19"));
  REQUIRE(early.has_value());
  CHECK(early->stage == DemandStage::open);
  CHECK(early->refused_on == day("2024-01-15"));
  CHECK_FALSE(early->deadline_on.has_value());
  CHECK(to_string(*demand_state(d, all, day("2024-01-20"))->deadline_on) == "2024-06-30");
  const auto agreed = demand_state(d, all, day("2024-04-30"));
  CHECK(agreed->stage == DemandStage::committed);
  CHECK(agreed->since == day("2024-03-01"));
  CHECK(to_string(*agreed->planned_on) == "2024-09-15");
  CHECK(agreed->begun_on == day("2024-04-01"));
  CHECK(to_string(*demand_state(d, all, day("2024-05-01"))->planned_on) == "2024-10-31");
  CHECK(demand_state(d, all, day("2024-09-15"))->stage == DemandStage::half_gone);
  const auto gone = demand_state(d, all, day("2024-09-16"));
  CHECK(gone->stage == DemandStage::left);
  CHECK_FALSE(gone->planned_on.has_value());
}

TEST_CASE("a plan falls with the commitment it belonged to") {
  const auto all =
      steps("date-agreed 2024-02-01 > 2024-09-15; sender-refuses 2024-03-01; sender-says-leaves 2024-04-01");
  const Demand d = demand("2024-01-01");
  CHECK(demand_state(d, all, day("2024-02-01"))->planned_on.has_value());
  CHECK_FALSE(demand_state(d, all, day("2024-03-01"))->planned_on.has_value());
  CHECK_FALSE(demand_state(d, all, day("2024-04-01"))->planned_on.has_value());
}

TEST_CASE("the shipped steps: a fold on the whole record for a day is the fold on the view of that day") {
  const FolderReading reading = read_folder(std::string(ENTENTE_SOURCE_DIR) + "/data");
  const View whole = view_of(reading, day("2100-01-01"));
  CHECK(whole.steps.size() > 500);
  std::set<DemandStage> seen;
  for (const char* text : {"1956-02-01", "1991-12-31", "2009-03-31", "2022-02-18", "2024-05-20", "2025-01-15"}) {
    const View then = view_of(reading, day(text));
    CAPTURE(text);
    for (const Demand& d : then.demands) {
      CAPTURE(d.id);
      const auto later = std::find_if(whole.demands.begin(), whole.demands.end(),
                                      [&](const Demand& other) { return other.id == d.id; });
      REQUIRE(later != whole.demands.end());
      const auto a = demand_state(d, steps_of(then, d), then.as_of);
      const auto b = demand_state(*later, steps_of(whole, *later), then.as_of);
      REQUIRE(a.has_value());
      REQUIRE(b.has_value());
      CHECK(a->stage == b->stage);
      CHECK(a->since == b->since);
      CHECK(a->planned_on == b->planned_on);
      CHECK(a->deadline_on == b->deadline_on);
      CHECK(a->evidence == b->evidence);
      seen.insert(a->stage);
    }
  }
  CHECK(seen.size() == 7);
}

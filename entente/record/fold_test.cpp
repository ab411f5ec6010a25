#include "entente/record/fold.hpp"

#include "entente/record/folder.hpp"
#include "entente/record/happening.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::record;

namespace {

View shipped(const char* day) {
  return view_of(read_folder(std::string(ENTENTE_SOURCE_DIR) + "/data"), *parse_day(day));
}

Agreement agreement(const char* id) {
  Agreement a;
  a.id = id;
  a.parties = {"AAA", "BBB"};
  return a;
}

}  // namespace

TEST_CASE("an agreement folds to its state on the day") {
  View view;
  view.as_of = *parse_day("2024-01-10");
  Agreement unknown_start = agreement("agreements:1");
  Agreement denounced = agreement("agreements:2");
  denounced.signed_on = parse_date("2010");
  denounced.denounced_on = parse_date("2024-01-09");
  Agreement ending = agreement("agreements:3");
  ending.end_planned_on = parse_date("2024-02-01");
  Agreement ended = denounced;
  ended.id = "agreements:4";
  ended.ended_on = parse_date("2024-01-10");
  view.agreements = {unknown_start, denounced, ending, ended};
  const auto states = agreements_between(view, "BBB", "AAA");
  REQUIRE(states.size() == 4);
  CHECK(states[0].status == AgreementStatus::in_force);
  CHECK_FALSE(states[0].since.has_value());
  CHECK(states[1].status == AgreementStatus::denounced);
  CHECK(states[2].status == AgreementStatus::ending);
  CHECK(states[3].status == AgreementStatus::ended);
  CHECK(agreements_between(view, "AAA", "CCC").empty());
}

TEST_CASE("a company of soldiers counts as its state's from the day on which that was known") {
  View view = shipped("2021-12-31");
  CHECK(view.state_behind("WAGNER") == "RUS");
  CHECK(view.state_behind("RUS") == "RUS");
  view.presences.clear();
  CHECK(partner_state(view, "MLI", "RUS", 24).stage == PartnerStage::forces);  // E0041: Wagner begins to deploy
  CHECK(shipped("2018-02-14").state_behind("WAGNER") == "WAGNER");
}

TEST_CASE("Russia carries its older name before 26 December 1991, and a site its name of the day") {
  const View now = shipped("2025-07-01");
  CHECK(now.actor_name("RUS", *parse_day("1990-09-07")) == "Soviet Union");
  CHECK(now.actor_name("RUS", *parse_day("1991-12-26")) == "Russia");
  CHECK(now.actor_name("USA", *parse_day("1950-01-01")) == "United States");
  CHECK(now.site("MLI-RUS-BAMAKO")->name == "Africa Corps camp at Bamako airport");
  CHECK(shipped("2023-01-01").site("MLI-RUS-BAMAKO")->name == "Wagner camp at Bamako airport");
}

TEST_CASE("sites without an opening day are there since unknown, and open as long as their power is") {
  const auto named = [](const View& view, const char* key) {
    for (const Site* site : open_sites(view, "SEN", "FRA"))
      if (site->key == key) return site;
    return static_cast<const Site*>(nullptr);
  };
  const View then = shipped("2024-12-01");
  REQUIRE(named(then, "SEN-FRA-PROTET") != nullptr);
  CHECK_FALSE(named(then, "SEN-FRA-PROTET")->opened_on.has_value());
  CHECK(open_sites(then, "SEN", "FRA").size() == 6);
  CHECK(open_sites(shipped("2025-07-18"), "SEN", "FRA").empty());
}

TEST_CASE("an end that was announced is not an end: who leaves is there until it has left") {
  const View announced = shipped("2022-02-18");
  const auto barkhane = std::find_if(announced.presences.begin(), announced.presences.end(), [](const Presence& p) {
    return p.host == "MLI" && p.sender == "FRA" && p.end_announced_on.has_value();
  });
  REQUIRE(barkhane != announced.presences.end());
  CHECK_FALSE(barkhane->to.has_value());
  CHECK(to_string(*barkhane->end_planned_on) == "2022-08");
  CHECK(to_string(*shipped("2022-08-15").presence(barkhane->key)->to) == "2022-08-15");
  for (const char* day : {"1991-12-31", "2009-03-31", "2022-02-18", "2024-05-20"}) {
    CAPTURE(day);
    const View view = shipped(day);
    for (const Presence& p : view.presences) CHECK((!p.to || p.to->first <= view.as_of));
    for (const Membership& m : view.memberships) CHECK((!m.to || m.to->first <= view.as_of));
    for (const Agreement& a : view.agreements) CHECK((!a.ended_on || a.ended_on->first <= view.as_of));
  }
}

TEST_CASE("a partner without forces yet is agreed, not more") {
  const View day = shipped("2024-03-17");
  CHECK(partner_state(day, "NER", "RUS", 24).stage == PartnerStage::agreed);
  CHECK(partner_state(day, "NER", "ITA", 24).stage == PartnerStage::forces);
  CHECK(partner_state(shipped("2024-04-12"), "NER", "RUS", 24).stage == PartnerStage::forces);
  const PartnerState france = partner_state(day, "NER", "FRA", 24);
  CHECK(france.forces_left);
  CHECK(france.stage < PartnerStage::forces);
}

TEST_CASE("people are a range of what was said of the last months") {
  const auto range = people_range(shipped("2024-03-17"), "NER", "USA", 12);
  REQUIRE(range.has_value());
  CHECK(range->low == 648);
  CHECK(range->high == 1100);
}

TEST_CASE("one happening told by several tables is one") {
  const auto all = happenings(shipped("2024-12-01"));
  const auto find = [&](HappeningKind kind, const char* host, const char* other, const char* day) {
    std::vector<Happening> found;
    for (const Happening& h : all)
      if (h.kind == kind && h.host == host && h.other == other && to_string(h.on).starts_with(day)) found.push_back(h);
    return found;
  };
  const auto coup = find(HappeningKind::coup, "NER", "", "2023-07");
  REQUIRE(coup.size() == 1);
  CHECK(coup[0].ids.size() == 2);
  const auto demand = find(HappeningKind::demand, "NER", "USA", "2024-03");
  REQUIRE(demand.size() == 1);
  CHECK(demand[0].ids == std::vector<std::string>{"agreements:NER-USA-2013-SOFA", "demands:B063", "events:E0157"});
  const auto exit = find(HappeningKind::exit, "NER", "FRA", "2023-12");
  REQUIRE(exit.size() == 1);
  CHECK(exit[0].ids == std::vector<std::string>{"demands:B057", "events:E0135", "presences:P0209"});
}

TEST_CASE("demands on others since the latest coup are those of its day and after, and of no other host") {
  View view;
  view.as_of = *parse_day("2024-01-10");
  const auto coup = [&](const char* host, const char* on, bool success) {
    Coup& c = view.coups.emplace_back();
    c.host = host;
    c.on = *parse_date(on);
    c.success = success;
  };
  const auto demand = [&](const char* host, const char* sender, const char* on) {
    Demand& d = view.demands.emplace_back();
    d.id = std::string(sender) + " " + on;
    d.host = host;
    d.sender = sender;
    d.on = *parse_date(on);
  };
  demand("AAA", "FRA", "2020-01-01");
  demand("AAA", "FRA", "2023-07-26");
  demand("BBB", "FRA", "2023-08-01");
  demand("AAA", "USA", "2023-08-02");
  demand("AAA", "EU", "2023-12-04");
  CHECK(demands_since_coup(view, "AAA", "USA").empty());
  coup("AAA", "2023-07-26", true);
  coup("AAA", "2023-09-01", false);  // an attempt is not a coup
  std::vector<std::string> ids;
  for (const Demand* d : demands_since_coup(view, "AAA", "USA")) ids.push_back(d->id);
  CHECK(ids == std::vector<std::string>{"FRA 2023-07-26", "EU 2023-12-04"});
}

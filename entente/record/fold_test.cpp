#include "entente/record/fold.hpp"

#include "entente/record/folder.hpp"
#include "entente/record/happening.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::record;

namespace {

View shipped(const char* day) {
  FolderReading reading = read_folder(std::string(ENTENTE_SOURCE_DIR) + "/data");
  ViewInput input;
  input.as_of = *parse_day(day);
  input.facts = std::move(reading.facts);
  input.states = std::move(reading.states);
  return View::from(std::move(input));
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
  ending.ended_on = parse_date("2024-02-01");
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
  coup("AAA", "2023-09-01", false);  // an attempt is no coup
  std::vector<std::string> ids;
  for (const Demand* d : demands_since_coup(view, "AAA", "USA")) ids.push_back(d->id);
  CHECK(ids == std::vector<std::string>{"FRA 2023-07-26", "EU 2023-12-04"});
}

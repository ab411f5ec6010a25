#include "entente/record/fact.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::record;

namespace {

ReadingContext context() {
  ReadingContext c;
  c.actors = {"NER", "USA", "FRA"};
  c.events_known = {{"E1", *parse_day("2024-03-16")}};
  return c;
}

TableReading read(const char* name, const std::string& text) {
  ReadingContext c = context();
  return read_table(table(name), read_delimited(text, "t.csv"), c);
}

std::string days(const TableReading& reading) {
  std::string out;
  for (const Fact& f : reading.facts) out += f.fact + " " + to_string(f.known_on) + "; ";
  return out;
}

const std::string kDemandHeader =
    "case_id,host,sender,presence_id,presence,demand_kind,demand_on,demand_known_on,deadline_on,deadline_known_on,trigger,"
    "coup_within_24m,coup_on,episode,outcome,outcome_on,outcome_known_on,outcome_day,days_demand_to_exit,personnel_low,personnel_high,"
    "successor,successor_on,successor_known_on,successor_before_demand,talks,source_url,source_known_on,verified,note\n";

std::string demand(const std::string& id, const std::string& outcome_known,
                   const std::string& deadline = "2024-09-15,2024-05-19",
                   const std::string& page = "https://a.b/c,2024-09-16,yes") {
  return id + ",NER,USA,,bases,agreement-denounced,2024-03-16,2024-03-16," + deadline +
         ",,yes,2023-07-26,NER-2023-07,left,2024-09-15," + outcome_known + ",,183,1000,1000,none,,,,none," + page +
         ",later talk\n";
}

}  // namespace

TEST_CASE("a row became known in parts, and its page on its own day, else with the row") {
  const auto r = read("demands", kDemandHeader + demand("B1", "2024-09-16"));
  CHECK(days(r) == "deadline 2024-05-19; demand 2024-03-16; outcome 2024-09-16; source 2024-09-16; ");
  CHECK(r.faults.empty());
  const auto page = [](const std::string& cells) {
    return days(read("demands", kDemandHeader + demand("B1", "2024-09-16", "2024-09-15,2024-05-19", cells)));
  };
  CHECK(page("https://a.b/c,,yes").ends_with("source 2024-03-16; "));
  CHECK(page("https://a.b/c,2024-03-01,yes").ends_with("source 2024-03-16; "));  // no older than the row
  CHECK(page("https://a.b/c,2026-01-05,yes").ends_with("source 2026-01-05; "));
  CHECK(page(",,no").ends_with("outcome 2024-09-16; "));  // a mark without a page is no fact
  CHECK(page("https://a.b/c,soon,yes").ends_with("outcome 2024-09-16; "));
}

TEST_CASE("a page whose address names a later day is shown from that day on") {
  CHECK(to_string(*page_day("https://niger.news-pravda.com/niger/2025/03/04/6455.html")) == "2025-03-04");
  CHECK(to_string(*page_day("https://allafrica.com/stories/202409160276.html")) == "2024-09-16");
  CHECK(to_string(*page_day("http://en.people.cn/n3/2023/1223/c90000.html")) == "2023-12-23");
  CHECK(to_string(*page_day("https://a.b/2024/06/some-title")) == "2024-06-01");
  CHECK_FALSE(page_day("https://a.b/stories/17396704").has_value());
  CHECK_FALSE(page_day("https://a.b/2024").has_value());
  const auto r = read("coups",
                      "coup_id,host,on,known_on,success,leader_out,leader_in,kind,references,source_url,verified,note\n"
                      "C1,NER,2023-07-26,2023-07-26,yes,a,b,military,3,https://a.b/2024/05/01/x,yes,\n");
  CHECK(days(r) == "coup 2023-07-26; coup-page 2024-05-01; success 2023-08-02; ");
}

TEST_CASE("notes never become facts") {
  const auto r = read("demands", kDemandHeader + demand("B1", "2024-09-16"));
  for (const Fact& f : r.facts)
    for (const auto& [column, value] : f.cells) CHECK(value.find("later talk") == std::string::npos);
}

TEST_CASE("a cell that cannot be read costs its fact, not the row") {
  const auto r = read("demands", kDemandHeader + demand("B1", "soon"));
  CHECK(days(r) == "deadline 2024-05-19; demand 2024-03-16; source 2024-09-16; ");
  REQUIRE(r.faults.size() == 1);
  CHECK(r.faults[0].field == "outcome_known_on");
  CHECK(r.faults[0].line == 2);
  CHECK(r.rows_refused == 0);
}

TEST_CASE("a fault in the anchor costs the row, and a key given twice the second row") {
  std::string bad = demand("B2", "2024-09-16");
  bad.replace(bad.find("NER"), 3, "XYZ");
  const auto r = read("demands", kDemandHeader + demand("B1", "2024-09-16") + bad + demand("B1", "2024-09-17"));
  CHECK(r.facts.size() == 4);
  CHECK(r.rows_refused == 2);
  REQUIRE(r.faults.size() == 2);
  CHECK(r.faults[0].reason == "\"XYZ\" is not a known actor; use ISO 3166 alpha-3 or add it to actors.csv");
  CHECK(r.faults[1].reason == "B1 stands in line 2 already");
}

TEST_CASE("month-only dates are known on the last day of the month, years on 31 December, attacks a week later") {
  const auto attacks =
      read("attacks",
           "id,date,country,admin1,place,lat,lon,precision_km,perpetrator,target,deaths_low,deaths_high,"
           "source_url,source_publisher,verified,note\n"
           "A1,2024-02,NER,,x,,,,,,1,2,https://a.b,,yes,\nA2,2024-03-10,NER,,x,,,,,,1,2,https://a.b,,yes,\n");
  CHECK(days(attacks) == "attack 2024-03-07; attack 2024-03-17; ");
  const auto presences = read(
      "presences",
      "id,host,sender,systematic,presence,kind,from_year,to_year,from_on,to_on,from_known_on,end_known_on,end_announced_on,end_planned_on,end_planned_known_on,"
      "size_class,end_cause,exit_ref,former_territory,source,source_url,source_known_on,verified,note\n"
      "P1,NER,FRA,yes,told later,base,2013,2023,,,,,,,,3,host-demanded,,yes,a list,,2023,no,\n");
  CHECK(days(presences) == "began 2013-12-31; ended 2023-12-31; source 2023-12-31; ");
}

TEST_CASE("a clock may be another row's: an agreement's closing event") {
  const std::string header =
      "agreement_id,parties,title,kind,signed_on,in_force_on,denounced_on,denounced_known_on,ended_on,ended_known_on,"
      "end_announced_on,end_planned_on,end_planned_known_on,notice_clause,sites,opening_event,ending_event,source_url,source_known_on,verified,note\n";
  CHECK(days(read("agreements", header + "X,NER+USA,t,base,2014,,,,,,,,,,,,E1,https://a.b,,yes,\n")) ==
        "ending-event 2024-03-16; opened 2014-12-31; source 2014-12-31; ");
  // An event that is not there dates nothing.
  CHECK(days(read("agreements", header + "X,NER+USA,t,base,2014,,,,,,,,,,,,E9,https://a.b,,yes,\n")) ==
        "opened 2014-12-31; source 2014-12-31; ");
  // Of several alternatives in one place the earliest day counts, so that a later one takes no row away.
  CHECK(days(read("agreements", header + "X,NER+USA,t,base,,,2024-01,2024-01-20,2026,2026-02-01,,,,,,E1,,,,no,\n")) ==
        "denounced 2024-01-20; ended 2026-02-01; opened 2024-01-20; opening-event 2024-03-16; ");
  CHECK(days(read("agreements", header + "X,NER+USA,t,base,,,2024-01,2024-01-20,2026,soon,,,,,,,,,,no,\n")) ==
        "denounced 2024-01-20; opened 2024-01-20; ");
}

TEST_CASE("a row that no date places is in no view and is said to be undated") {
  const std::string header =
      "site_id,name,host,operator,kind,lat,lon,runway_ft,runway_surface,opened_on,there_by_on,renamed_to,renamed_on,closed_on,closed_known_on,agreement_id,"
      "people_low,people_high,people_on,people_known_on,mission,ident,source_url,source_known_on,verified,note\n";
  const auto r =
      read("sites", header + "S,x,NER,USA,camp,91,0,,,,,,,,,,,,,,,,,,no,\nT,x,NER,USA,camp,,,,,,,,,,,,,,,,,,,,no,\n");
  CHECK(r.facts.empty());
  CHECK(r.undated.size() == 1);
  REQUIRE(r.faults.size() == 1);
  CHECK(r.faults[0].reason == "\"91\" is not a latitude in [-90, 90]");
}

TEST_CASE("no fact knows its future: a date after the day of knowing costs the fact, a plan may lie ahead") {
  const std::string header =
      "id,host,sender,systematic,presence,kind,from_year,to_year,from_on,to_on,from_known_on,end_known_on,"
      "end_announced_on,end_planned_on,end_planned_known_on,size_class,end_cause,exit_ref,former_territory,source,"
      "source_url,source_known_on,verified,note\n";
  const std::string begun = "P1,NER,USA,yes,x,base,2013,2024,,";
  const std::string rest = ",3,host-demanded,,yes,,,,no,\n";
  // The end under the day of its announcement.
  const auto bad = read("presences", header + begun + "2024-09-15,,2024-04-19,,," + rest);
  CHECK(days(bad) == "began 2013-12-31; ");
  REQUIRE(bad.faults.size() == 1);
  CHECK(bad.faults[0].field == "to_on");
  CHECK(
      bad.faults[0].reason ==
      "\"2024-09-15\" lies after 2024-04-19, the day on which it was known; a day that was planned has a column of its "
      "own");
  // The same as it should be: announced, planned, and ended when it ended.
  const auto good = read("presences", header + begun + "2024-09-15,,,2024-04-19,2024-09-15,2024-05-19" + rest);
  CHECK(good.faults.empty());
  CHECK(days(good) == "announced 2024-04-19; began 2013-12-31; ended 2024-09-15; planned 2024-05-19; ");
  // A month counts from its first day: what lies in it may have happened before the day of knowing.
  CHECK(read("presences", header + begun + "2024-09,,2024-09-15,,," + rest).faults.empty());
}

TEST_CASE("a site whose opening is not known is there since its agreement was known, where it has one") {
  ReadingContext c = context();
  c.agreements_known = {{"X", *parse_day("2012-04-18")}};
  const std::string text =
      "site_id,name,host,operator,kind,lat,lon,runway_ft,runway_surface,opened_on,there_by_on,renamed_to,renamed_on,"
      "closed_on,closed_known_on,agreement_id,people_low,people_high,people_on,people_known_on,mission,ident,source_url,"
      "source_known_on,verified,note\n"
      "S,x,NER,USA,camp,,,,,,,,,2025-07-17,2025-07-17,X,,,,,,,,,no,\n"
      "T,x,NER,USA,camp,,,,,,,,,2025-07-17,2025-07-17,Y,,,,,,,,,no,\n"
      "U,x,NER,USA,camp,,,,,,2020-11-30,y,2025-06-06,,,X,,,,,,,,,no,\n";
  CHECK(days(read_table(table("sites"), read_delimited(text, "t.csv"), c)) ==
        "closed 2025-07-17; opened 2012-04-18; closed 2025-07-17; opened 2025-07-17; "
        "opened 2020-11-30; renamed 2025-06-06; ");
}

TEST_CASE("a missing column is named") {
  CHECK_THROWS_WITH_AS(read("coups", "coup_id,host\n"),
                       "t.csv:1, field on: the column is missing; add it; docs/data-tables.md lists the columns",
                       Error);
}

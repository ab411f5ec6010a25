// Layers: what own rows do to the record, and on which day.

#include "entente/record/layer.hpp"

#include "entente/base/error.hpp"
#include "entente/record/check.hpp"
#include "entente/record/folder.hpp"
#include "tests/changed_cells.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace entente;
using namespace entente::record;

namespace {

LayerTexts layer(std::string name, std::map<std::string, std::string, std::less<>> texts) {
  return {std::move(name), "own", std::move(texts)};
}

const std::map<std::string, std::string, std::less<>>& shipped() {
  static const auto texts = tests::shipped_texts();
  return texts;
}

View view_on(const FolderReading& reading, const char* day) { return view_of(reading, *parse_day(day)); }

const Demand* demand(const View& view, const std::string& key) {
  for (const Demand& d : view.demands)
    if (key_of(d.id) == key) return &d;
  return nullptr;
}

std::string faults_of(const FolderReading& reading) {
  std::string out;
  for (const RowFault& f : reading.faults)
    if (f.file.starts_with("own"))
      out += f.file + ":" + std::to_string(f.line) + " " + f.field + ": " + f.reason + "\n";
  return out;
}

const std::string kHeader =
    "case_id,host,sender,presence,demand_kind,demand_on,demand_known_on,coup_within_24m,outcome,outcome_on,"
    "outcome_known_on,source_url,verified,change,change_on,reason\n";
const std::string kAdded =
    "own-1,TCD,FRA,forces,withdrawal-demanded,2026-02-01,2026-02-03,no,,,,https://example.org/a,yes,,,\n";

FolderReading with_demands(const std::string& rows) {
  return read_texts(shipped(), {layer("own", {{"demands", kHeader + rows}})});
}

}  // namespace

TEST_CASE("an own row is a fact of its layer from its known_on") {
  const FolderReading reading = with_demands(kAdded);
  CHECK(faults_of(reading).empty());
  CHECK(demand(view_on(reading, "2026-02-02"), "own-1") == nullptr);
  const View view = view_on(reading, "2026-02-03");
  REQUIRE(demand(view, "own-1") != nullptr);
  CHECK(demand(view, "own-1")->source.layer == "own");
  CHECK(demand(view, "B068")->source.layer.empty());
  REQUIRE(reading.layers.size() == 1);
  CHECK(reading.layers[0].added == 1);
  CHECK(reading.layers[0].refused == 0);
}

TEST_CASE("a correction counts from its day, and up to the day before the old row is what was known") {
  // B068: Senegal and France, demanded on 2024-11-28.
  const FolderReading reading =
      with_demands("B068,,,,renewal-refused,,,,,,,,,correct,2025-03-01,the president spoke of the accords\n");
  CHECK(faults_of(reading).empty());
  CHECK(demand(view_on(reading, "2025-02-28"), "B068")->kind == "withdrawal-demanded");
  CHECK(demand(view_on(reading, "2025-03-01"), "B068")->kind == "renewal-refused");
  CHECK(demand(view_on(reading, "2025-03-01"), "B068")->source.layer == "own");
  // It was public since its own day; the correction only decides from when the new row counts.
  CHECK(demand(view_on(reading, "2025-03-01"), "B068")->known_on == *parse_day("2024-11-28"));
  // What it does not touch is as it was, and belongs to the data folder.
  CHECK(demand(view_on(reading, "2025-08-01"), "B068")->outcome == "left");
  CHECK(demand(view_on(reading, "2025-03-01"), "B068")->host == "SEN");
  CHECK(view_on(reading, "2025-02-28").hash == view_on(with_demands(""), "2025-02-28").hash);
}

TEST_CASE("corrections of one fact are all kept, each with its day; those of one file go by day, not by line") {
  const FolderReading reading = with_demands(kAdded + "own-1,,,,other,,,,,,,,,correct,2026-03-10,second\n" +
                                             "own-1,,,,presence-suspended,,,,,,,,,correct,2026-03-01,first\n");
  CHECK(faults_of(reading).empty());
  CHECK(demand(view_on(reading, "2026-02-28"), "own-1")->kind == "withdrawal-demanded");
  CHECK(demand(view_on(reading, "2026-03-01"), "own-1")->kind == "presence-suspended");
  CHECK(demand(view_on(reading, "2026-03-10"), "own-1")->kind == "other");
}

TEST_CASE("a fact that was not told before is known by its own clock; a dash empties a cell") {
  const FolderReading reading =
      with_demands(kAdded + "own-1,,,,,,,,left,2026-05-01,2026-05-02,,,correct,2026-09-01,the end was not entered\n" +
                   "own-1,,,,,,,,,,,-,,correct,2026-10-01,the page is gone\n");
  CHECK(faults_of(reading).empty());
  CHECK(demand(view_on(reading, "2026-05-01"), "own-1")->outcome.empty());
  CHECK(demand(view_on(reading, "2026-05-02"), "own-1")->outcome == "left");
  CHECK(demand(view_on(reading, "2026-09-30"), "own-1")->source.url == "https://example.org/a");
  CHECK(demand(view_on(reading, "2026-10-01"), "own-1")->source.url.empty());
}

TEST_CASE("a page that is found for a row without one counts from its own day, else from the day it was entered") {
  const auto url = [&](const std::string& page, const char* day) {
    const std::string header =
        "case_id,host,sender,presence,demand_kind,demand_on,demand_known_on,coup_within_24m,"
        "source_url,source_known_on,verified,change,change_on,reason\n";
    const FolderReading reading = read_texts(
        shipped(), {layer("own", {{"demands", header +
                                                  "own-1,TCD,FRA,forces,withdrawal-demanded,2026-02-01,2026-02-03,no,,,"
                                                  "no,,,\nown-1,,,,,,,," +
                                                  page + ",yes,correct,2026-09-01,found\n"}})});
    CHECK(faults_of(reading).empty());
    return demand(view_on(reading, day), "own-1")->source.url;
  };
  CHECK(url("https://example.org/a,", "2026-08-31").empty());
  CHECK(url("https://example.org/a,", "2026-09-01") == "https://example.org/a");
  CHECK(url("https://example.org/a,2026-03-01", "2026-02-28").empty());
  CHECK(url("https://example.org/a,2026-03-01", "2026-03-01") == "https://example.org/a");
}

TEST_CASE("a row without a page can be corrected, and stays without one") {
  const FolderReading reading = with_demands(
      "own-1,TCD,FRA,forces,withdrawal-demanded,2026-02-01,2026-02-03,no,,,,,no,,,\n"
      "own-1,,,,other,,,,,,,,,correct,2026-03-10,it was another kind\n");
  CHECK(faults_of(reading).empty());
  CHECK(demand(view_on(reading, "2026-03-10"), "own-1")->kind == "other");
  CHECK_FALSE(demand(view_on(reading, "2026-03-10"), "own-1")->source.verified.has_value());
}

TEST_CASE("a withdrawn row counts up to the day before, whoever told it") {
  const FolderReading reading = with_demands("B068,,,,,,,,,,,,,withdraw,2025-03-01,no demand was made\n");
  CHECK(faults_of(reading).empty());
  CHECK(demand(view_on(reading, "2025-02-28"), "B068") != nullptr);
  CHECK(demand(view_on(reading, "2025-03-01"), "B068") == nullptr);
  CHECK(demand(view_on(reading, "2026-03-01"), "B068") == nullptr);
}

TEST_CASE("the later layer counts, but not before the correction that it builds on; both are told") {
  const std::string first = kHeader + "B068,,,,renewal-refused,,,,,,,,,correct,2025-03-10,ours\n";
  const std::string second = kHeader + "B068,,,,other,,,,,,,,,correct,2025-03-01,theirs\n";
  const FolderReading reading =
      read_texts(shipped(), {layer("team", {{"demands", first}}), layer("mine", {{"demands", second}})});
  CHECK(demand(view_on(reading, "2025-03-09"), "B068")->kind == "withdrawal-demanded");
  CHECK(demand(view_on(reading, "2025-03-10"), "B068")->kind == "other");
  const auto both = contradictions(reading.facts);
  REQUIRE(both.size() == 1);
  CHECK(both[0].column == "demand_kind");
  CHECK(both[0].layer == "team");
  CHECK(both[0].value == "renewal-refused");
  CHECK(both[0].later_layer == "mine");
  CHECK(both[0].later_value == "other");
  const auto findings = check_record(reading.facts, {}, geo::RegionIndex({}));
  CHECK(std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.rule == "layers-differ"; }));
}

TEST_CASE("a broken own row is named by file, line and field, and nothing else is touched") {
  const FolderReading good = with_demands(kAdded);
  const FolderReading reading =
      with_demands("own-2,XXX,FRA,forces,withdrawal-demanded,2026-02-01,2026-02-03,no,,,,,yes,,,\n" + kAdded +
                   "B068,TCD,FRA,forces,withdrawal-demanded,2026-02-01,2026-02-03,no,,,,,yes,,,\n"
                   "B068,,,,no-such-kind,,,,,,,,,correct,2025-03-01,x\n"
                   "B068,,,,other,,,,,,,,,correct,,x\n"
                   "B068,,,,other,,,,,,,,,correct,2025-03-01,\n"
                   "B999,,,,other,,,,,,,,,correct,2025-03-01,x\n"
                   "B068,,,,other,,,,,,,,,mend,2025-03-01,x\n");
  CHECK(reading.facts == good.facts);
  CHECK(
      faults_of(reading) ==
      "own/demands.csv:2 host: \"XXX\" is not a known actor; use ISO 3166 alpha-3 or add it to actors.csv\n"
      "own/demands.csv:4 case_id: B068 is there already, in the layer shipped; write change = correct with change_on "
      "and reason, or give the row another id\n"
      "own/demands.csv:5 demand_kind: \"no-such-kind\" is not one of: agreement-denounced withdrawal-demanded "
      "renewal-refused presence-suspended other\n"
      "own/demands.csv:6 change_on: the day is missing from which the change is known\n"
      "own/demands.csv:7 reason: the cell is empty; say why\n"
      "own/demands.csv:8 case_id: there is no B999 in the layers before, so there is nothing to correct\n"
      "own/demands.csv:9 change: \"mend\" is not one of: add correct withdraw; leave it empty for a row of your own\n");
}

TEST_CASE("planted, garbled, wrong and deleted rows of a layer that were not known on a day leave the view as it was") {
  const std::string events = "id,happened_on,known_on,actor,type,target,summary,verified,change,change_on,reason\n";
  const std::string known = "own-E1,2024-01-02,2024-01-03,USA,statement,NER,said something,no,,,\n";
  for (const char* day : {"2016-02-29", "2021-06-30", "2023-08-11", "2024-03-17", "2024-12-31"}) {
    CAPTURE(day);
    const std::string before = view_on(read_texts(shipped(), {layer("own", {{"events", events + known}})}), day).hash;
    for (const std::string& later :
         {std::string("own-E2,2025-01-02,2025-01-03,USA,statement,NER,planted,no,,,\n"),
          std::string("own-E2,2025-01-02,rubbish,USA,statement,NER,planted,no,,,\n"),
          std::string("E0157,,,,,,wrong but well formed,,correct,2025-01-02,why\n"),
          std::string("E0157,2010-01-01,2010-01-01,,,,,,correct,2025-01-02,an earlier day is claimed later\n"),
          std::string("E0157,rubbish,,,,,,,correct,2025-01-02,why\n"),
          std::string("E0157,,,,,,,,withdraw,2025-01-02,why\n"),
          std::string("own-E1,,,,,,changed later,,correct,2025-01-02,why\n")}) {
      CAPTURE(later);
      const FolderReading reading = read_texts(shipped(), {layer("own", {{"events", events + known + later}})});
      CHECK(view_on(reading, day).hash == before);
    }
  }
  // The test can fail: the same rows, known on the day.
  const std::string before =
      view_on(read_texts(shipped(), {layer("own", {{"events", events + known}})}), "2024-12-31").hash;
  CHECK(view_on(read_texts(shipped(), {layer("own", {{"events", events}})}), "2024-12-31").hash != before);
  CHECK(view_on(read_texts(shipped(),
                           {layer("own", {{"events", events + known + "E0157,,,,,,,,withdraw,2024-12-31,why\n"}})}),
                "2024-12-31")
            .hash != before);
}

TEST_CASE("no own row changes what the data folder alone says before the first day of the layer") {
  const FolderReading alone = read_texts(shipped());
  const FolderReading layered = with_demands(kAdded + "B068,,,,,,,,,,,,,withdraw,2026-03-01,no demand was made\n");
  for (const char* day : {"2019-01-01", "2024-11-29", "2026-02-02"})
    CHECK(view_on(alone, day).hash == view_on(layered, day).hash);
  CHECK(view_on(alone, "2026-02-03").hash != view_on(layered, "2026-02-03").hash);
}

TEST_CASE("a layer is called by letters, digits, - and _, and not as the shipped rows are") {
  for (const char* name : {"own", "team-2_b", "X"}) CHECK(is_layer_name(name));
  for (const char* name : {"", "my layer", "a/b", "a.b", "shipped", "\xc3\xa9"}) CHECK_FALSE(is_layer_name(name));
}

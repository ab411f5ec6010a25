#include "entente/record/view.hpp"

#include "entente/record/folder.hpp"
#include "tests/changed_cells.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace entente;
using namespace entente::record;
using tests::Change;
using tests::changed;
using tests::shipped_texts;

namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data";

std::string view_hash(const tests::Texts& texts, Day day) { return view_of(read_texts(texts), day).hash; }

}  // namespace

TEST_CASE("cells that were not known on the day touch no byte of the view, over every table") {
  for (const char* day_text : {"2015-01-01", "2023-07-01", "2024-01-15", "2024-03-17", "2024-03-27"}) {
    CAPTURE(day_text);
    const Day day = *parse_day(day_text);
    const std::string original = view_hash(shipped_texts(), day);
    for (const Change change : {Change::garble, Change::plausible, Change::remove}) {
      CAPTURE(static_cast<int>(change));
      long cells_changed = 0;
      CHECK(view_hash(changed(day, change, cells_changed), day) == original);
      CHECK(cells_changed > 1000);
    }
  }
}

TEST_CASE("what rows come to tell later touches no byte of the view, in every table and every fact") {
  for (const char* day_text : {"2015-01-01", "2023-07-01", "2024-01-15", "2024-03-17", "2024-03-27"}) {
    CAPTURE(day_text);
    const Day day = *parse_day(day_text);
    std::map<std::string, long> cells;
    const tests::Texts planted = tests::planted(day, cells);
    CHECK(view_hash(planted, day) == view_hash(shipped_texts(), day));
    // All of it was taken, and is there once it is known.
    std::set<std::string> arrived;
    for (const Fact& fact : read_texts(planted).facts)
      if (fact.known_on > day) arrived.insert(fact.table + "/" + fact.fact);
    for (const auto& [what, n] : cells) {
      CAPTURE(what);
      CHECK(n > 0);
      if (what.find('/') != std::string::npos) CHECK(arrived.contains(what));
    }
    if (day < *parse_day("2023-01-01")) continue;
    for (const char* what : {"agreements/ended", "agreements/planned", "sites/closed", "sites/people", "sites/source",
                             "demands/deadline", "demands/successor", "presences/ended", "members/left",
                             "members/source", "security/forces", "arrivals/arrived", "arrivals/source"}) {
      CAPTURE(what);
      CHECK(cells.contains(what));
    }
  }
}

TEST_CASE("a page counts from its own day, a row without a page has no mark, and neither moves with what comes later") {
  const auto site = [](const std::string& closed, const std::string& page) {
    auto texts = shipped_texts();
    texts["chronology/sites.csv"] =
        "site_id,name,host,operator,kind,lat,lon,runway_ft,runway_surface,opened_on,there_by_on,renamed_to,renamed_on,"
        "closed_on,closed_known_on,agreement_id,people_low,people_high,people_on,people_known_on,mission,ident,"
        "source_url,source_known_on,verified,note\n"
        "S1,Camp,NER,USA,camp,,,,,2017,,,," +
        closed + ",,,,,,,," + page + ",\n";
    return view_of(read_texts(texts), *parse_day("2024-03-17"));
  };
  const View open = site(",", "https://a.b/c,,yes");
  CHECK(open.site("S1")->source.url == "https://a.b/c");
  CHECK(open.site("S1")->source.verified == std::optional(true));
  CHECK(site("2026-01,2026-01-15", "https://a.b/c,,yes").hash == open.hash);
  CHECK(site("2024-02,2024-02-29", "https://a.b/c,,yes").hash != open.hash);

  const View none = site(",", ",,no");
  CHECK_FALSE(none.site("S1")->source.verified.has_value());
  CHECK(site(",", "https://a.b/c,2026-01-15,yes").hash == none.hash);
  CHECK(site("2026-01,2026-01-15", "https://a.b/c,2026-01-15,yes").hash == none.hash);
  // A page older than the first day of its row is there with the row.
  CHECK(site(",", "https://a.b/c,2016-05-01,yes").site("S1")->source.url == "https://a.b/c");
}

TEST_CASE("a row planted in the future touches no byte of the view") {
  const Day day = *parse_day("2024-03-17");
  auto texts = shipped_texts();
  const std::string original = view_hash(texts, day);
  texts["chronology/events.csv"] +=
      "E9999,2024-03-18,2024-03-18,USA,withdrawal-completed,NER,Niamey,,,1,troops,planted,https://example.org,x,yes,\n";
  CHECK(view_hash(texts, day) == original);
  CHECK(view_hash(texts, day + std::chrono::days{1}) != view_hash(shipped_texts(), day + std::chrono::days{1}));
}

TEST_CASE("the test above can fail: a known cell that changes, changes the view") {
  const Day day = *parse_day("2024-03-17");
  auto texts = shipped_texts();
  const std::string original = view_hash(texts, day);
  std::string& events = texts["chronology/events.csv"];
  const auto at = events.find("Niger ends its status-of-forces accord");
  REQUIRE(at != std::string::npos);
  events[at] = 'n';
  CHECK(view_hash(texts, day) != original);
}

TEST_CASE("every shipped row is taken") {
  const FolderReading reading = read_folder(kData);
  CHECK(reading.faults.empty());
  for (const TableReport& t : reading.tables) CHECK(t.rows_refused == 0);
}

TEST_CASE("the view finds rows by key and pages by the longest domain") {
  const View view = view_of(read_folder(kData), *parse_day("2024-03-17"));
  REQUIRE(view.event("E0157") != nullptr);
  CHECK(view.event("E0157")->target == "USA");
  CHECK(view.site("NER-USA-AB201")->operated_by == "USA");
  CHECK(view.actor_name("NER") == "Niger");
  CHECK(view.in_sentence("USA") == "the United States");
  REQUIRE(view.publisher_of("https://www.stripes.com/x") != nullptr);
  CHECK(view.publisher_of("https://no.such.domain/x") == nullptr);
}

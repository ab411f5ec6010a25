#include "entente/record/view.hpp"

#include "entente/record/folder.hpp"
#include "tests/changed_cells.hpp"

#include <doctest/doctest.h>

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

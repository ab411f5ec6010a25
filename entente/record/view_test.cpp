#include "entente/record/folder.hpp"
#include "entente/record/view.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>

using namespace entente;
using namespace entente::record;

namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data";

std::map<std::string, std::string, std::less<>> shipped_texts() {
  std::map<std::string, std::string, std::less<>> texts;
  for (const std::string& file : folder_files()) texts[file] = read_file(kData + "/" + file);
  return texts;
}

std::string quoted(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string written(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + quoted(cells[i]);
  return out + "\n";
}

std::string view_hash(const std::map<std::string, std::string, std::less<>>& texts, Day day) {
  FolderReading reading = read_texts(texts);
  ViewInput input;
  input.as_of = day;
  input.facts = std::move(reading.facts);
  input.states = std::move(reading.states);
  return View::from(std::move(input)).hash;
}

enum class Change { garble, plausible, remove };

// Changes every cell of every table that was not known on the day.
std::map<std::string, std::string, std::less<>> changed(Day day, Change change, long& cells_changed) {
  const auto texts = shipped_texts();
  const FolderReading reading = read_texts(texts);
  std::map<std::string, std::set<std::string>, std::less<>> known;  // table -> "key/column"
  std::map<std::string, std::set<std::string>, std::less<>> keys;
  for (const Fact& fact : reading.facts) {
    keys[fact.table].insert(fact.key);
    if (fact.known_on > day) continue;
    for (const auto& [column, value] : fact.cells) known[fact.table].insert(fact.key + "/" + column);
  }
  std::map<std::string, std::string, std::less<>> out = texts;
  for (const Table& t : tables()) {
    const DelimitedTable table = read_delimited(texts.at(std::string(t.file)), std::string(t.file));
    std::string text = written(table.header);
    std::vector<std::string> key_columns;
    std::istringstream words{std::string(t.key)};
    for (std::string word; words >> word;) key_columns.push_back(word);
    long number = 0;
    for (const DelimitedRow& row : table.rows) {
      std::string key;
      for (const std::string& column : key_columns) key += (key.empty() ? "" : "/") + row.cells[table.column(column)];
      std::vector<std::string> cells = row.cells;
      for (const Column& column : t.columns) {
        const std::size_t c = table.column(column.name);
        if (known[std::string(t.name)].contains(key + "/" + std::string(column.name))) continue;
        if (cells[c].empty()) continue;
        // A row whose facts no date places is in no view at all and is left as it is.
        if (!keys[std::string(t.name)].contains(key) && column.fact != "-") continue;
        ++cells_changed;
        switch (change) {
          case Change::garble: cells[c] = "rubbish " + std::to_string(++number); break;
          case Change::remove: cells[c].clear(); break;
          case Change::plausible:
            // Wrong but well formed, and no earlier known than before: numbers, words and pages change, clocks stay.
            if (column.kind == CellKind::number) cells[c] = "424242";
            if (column.kind == CellKind::text) cells[c] = "something else";
            if (column.kind == CellKind::url) cells[c] = "https://example.org/" + std::to_string(++number);
            if (column.kind == CellKind::choice) cells[c] = std::string(column.choices.substr(0, column.choices.find(' ')));
            break;
        }
      }
      text += written(cells);
    }
    out[std::string(t.file)] = text;
  }
  return out;
}

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
  FolderReading reading = read_folder(kData);
  ViewInput input;
  input.as_of = *parse_day("2024-03-17");
  input.facts = std::move(reading.facts);
  input.states = std::move(reading.states);
  const View view = View::from(std::move(input));
  REQUIRE(view.event("E0157") != nullptr);
  CHECK(view.event("E0157")->target == "USA");
  CHECK(view.site("NER-USA-AB201")->operated_by == "USA");
  CHECK(view.actor_name("NER") == "Niger");
  CHECK(view.in_sentence("USA") == "the United States");
  REQUIRE(view.publisher_of("https://www.stripes.com/x") != nullptr);
  CHECK(view.publisher_of("https://no.such.domain/x") == nullptr);
}

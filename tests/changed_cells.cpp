#include "tests/changed_cells.hpp"

#include "entente/record/folder.hpp"

#include <set>
#include <sstream>
#include <vector>

namespace entente::tests {

using namespace entente::record;

namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data";

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

}  // namespace

Texts shipped_texts() {
  Texts texts;
  for (const std::string& file : folder_files()) texts[file] = read_file(kData + "/" + file);
  return texts;
}

Texts changed(Day day, Change change, long& cells_changed) {
  const auto texts = shipped_texts();
  const FolderReading reading = read_texts(texts);
  std::map<std::string, std::set<std::string>, std::less<>> known;  // table -> "key/column"
  std::map<std::string, std::set<std::string>, std::less<>> keys;
  for (const Fact& fact : reading.facts) {
    keys[fact.table].insert(fact.key);
    if (fact.known_on > day) continue;
    for (const auto& [column, value] : fact.cells) known[fact.table].insert(fact.key + "/" + column);
  }
  Texts out = texts;
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
            if (column.kind == CellKind::url) cells[c] = "https://example.org/2099/01/01/" + std::to_string(++number);
            if (column.kind == CellKind::choice)
              cells[c] = std::string(column.choices.substr(0, column.choices.find(' ')));
            break;
        }
      }
      text += written(cells);
    }
    out[std::string(t.file)] = text;
  }
  return out;
}

namespace {

std::vector<std::string> key_columns(const Table& t) {
  std::vector<std::string> out;
  std::istringstream words{std::string(t.key)};
  for (std::string word; words >> word;) out.push_back(word);
  return out;
}

// Something well formed for the column, known only on `later`.
std::string plausible(const Column& column, const std::string& later, const std::string& later_event) {
  if (column.kind == CellKind::id) return column.name.ends_with("_event") ? later_event : "planted";
  switch (column.kind) {
    case CellKind::code:
    case CellKind::codes: return "USA";
    case CellKind::choice: return std::string(column.choices.substr(0, column.choices.find(' ')));
    case CellKind::number:
    case CellKind::latitude:
    case CellKind::longitude: return "42";
    case CellKind::date:
    case CellKind::plan: return later;
    case CellKind::url: return "https://example.org/planted";
    default: return "planted";
  }
}

}  // namespace

Texts planted(Day day, std::map<std::string, long>& cells_planted) {
  const std::string later = to_string(day + std::chrono::days{400});
  const Texts texts = shipped_texts();
  std::map<std::string, std::set<std::string>, std::less<>> told;  // table -> "key/fact", and "key" where it is known
  std::string later_event;
  for (const Fact& fact : read_texts(texts).facts) {
    told[fact.table].insert(fact.key + "/" + fact.fact);
    if (fact.known_on <= day && fact.fact == table(fact.table).clocks.front().fact) told[fact.table].insert(fact.key);
    if (fact.table == "events" && fact.known_on > day) later_event = fact.key;
  }
  Texts out = texts;
  for (const Table& t : tables()) {
    const std::string name(t.name);
    const DelimitedTable table = read_delimited(texts.at(std::string(t.file)), std::string(t.file));
    std::string text = written(table.header);
    for (const DelimitedRow& row : table.rows) {
      std::vector<std::string> cells = row.cells;
      std::string key;
      for (const std::string& column : key_columns(t)) key += (key.empty() ? "" : "/") + cells[table.column(column)];
      for (const Clock& clock : t.clocks) {
        if (!told[name].contains(key) || told[name].contains(key + "/" + std::string(clock.fact))) continue;
        for (const Column& column : t.columns) {
          if (column.fact != clock.fact) continue;
          cells[table.column(column.name)] = plausible(column, later, later_event);
          ++cells_planted[name + "/" + std::string(clock.fact)];
        }
      }
      text += written(cells);
    }
    // A row of the future: its first fact later, the days of its parts before it and before the day.
    const Clock& anchor = t.clocks.front();
    if (anchor.rule != "start") {
      std::vector<std::string> cells(table.header.size());
      for (const Column& column : t.columns) {
        std::string& cell = cells[table.column(column.name)];
        const bool dates_the_row =
            column.fact == anchor.fact || anchor.rule.find(column.name) != std::string_view::npos;
        cell = plausible(column, dates_the_row ? later : to_string(day - std::chrono::days{30}), later_event);
        if (column.kind == CellKind::id && column.name.ends_with("_event")) cell.clear();
      }
      text += written(cells);
      ++cells_planted[name];
    }
    out[std::string(t.file)] = text;
  }
  return out;
}

}  // namespace entente::tests

// docs/data-tables.md against the declaration of the tables.

#include "entente/record/table.hpp"

#include "entente/base/delimited.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace entente;
using namespace entente::record;

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in{std::string(text)};
  for (std::string part; std::getline(in, part, separator);)
    if (!part.empty()) parts.push_back(part);
  return parts;
}

// The part of the page on one table, from its heading to the next.
std::string section_of(const std::string& page, std::string_view table) {
  const auto begin = page.find("\n## " + std::string(table) + "\n");
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

// "`signed_on`, else `in_force_on`, else the earliest of `a`, `b`"
std::string words_of_rule(std::string_view rule) {
  std::string out;
  for (const std::string& alternative : split(rule, '|')) {
    const std::vector<std::string> parts = split(alternative, ',');
    out += (out.empty() ? "" : ", else ") + std::string(parts.size() > 1 ? "the earliest of " : "");
    for (const std::string& part : parts) out += (&part == &parts.front() ? "`" : ", `") + part + "`";
  }
  return out;
}

std::string_view word_of_kind(const Column& column) {
  switch (column.kind) {
    case CellKind::id: return "id";
    case CellKind::code: return "actor";
    case CellKind::codes: return "actors";
    case CellKind::text: return "text";
    case CellKind::choice: return column.choices == "yes no" ? "yes or no" : "choice";
    case CellKind::number: return "number";
    case CellKind::date: return "date";
    case CellKind::plan: return "plan";
    case CellKind::latitude: return "latitude";
    case CellKind::longitude: return "longitude";
    case CellKind::url: return "address";
  }
  return {};
}

// What a page fails to say of the tables, or says beyond them; empty where both agree.
std::vector<std::string> differences(const std::string& page) {
  std::vector<std::string> out;
  for (const Table& table : tables()) {
    const std::string name(table.name);
    const std::string section = section_of(page, name);
    if (section.empty()) {
      out.push_back(name + ": no heading");
      continue;
    }
    const auto expect = [&](const std::string& text) {
      if (section.find(text) == std::string::npos) out.push_back(name + ": " + text);
    };
    std::string key;
    for (const std::string& part : split(table.key, ' ')) key += (key.empty() ? "`" : ", `") + part + "`";
    expect("\nFile `" + std::string(table.file) + "`; key " + key + ".\n");
    for (const Clock& clock : table.clocks)
      expect("\n| " + std::string(clock.fact) + " | " + words_of_rule(clock.rule) + " |\n");
    for (const Column& column : table.columns) {
      const std::string fact = column.fact == "-" ? "–" : std::string(column.fact);
      expect("\n| `" + std::string(column.name) + "` | " + fact + " | " + std::string(word_of_kind(column)) +
             (column.required ? " \\* | " : " | "));
      if (column.kind != CellKind::choice || column.choices == "yes no") continue;
      std::string choices;
      for (const std::string& word : split(column.choices, ' ')) choices += (choices.empty() ? ": " : ", ") + word;
      expect(choices);
    }
    std::size_t rows = 0;
    for (const std::string& line : split(section, '\n')) rows += line.starts_with("| `") ? 1 : 0;
    if (rows != table.columns.size()) out.push_back(name + ": the page has another number of columns");
  }
  return out;
}

}  // namespace

TEST_CASE("docs/data-tables.md tells every column, kind, choice and rule of every table, and no column more") {
  const std::string page = read_file(std::string(ENTENTE_SOURCE_DIR) + "/docs/data-tables.md");
  for (const std::string& difference : differences(page)) {
    CAPTURE(difference);
    CHECK(false);
  }
}

TEST_CASE("the comparison above sees a column, a rule and a kind that differ") {
  const std::string page = read_file(std::string(ENTENTE_SOURCE_DIR) + "/docs/data-tables.md");
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"| `deadline_on` |", "| `deadline` |"},
                                 {"| attack | `date+7` |", "| attack | `date` |"},
                                 {"| `runway_ft` | opened | number |", "| `runway_ft` | opened | text |"}}) {
    CAPTURE(from);
    std::string changed = page;
    const auto at = changed.find(from);
    REQUIRE(at != std::string::npos);
    changed.replace(at, from.size(), to);
    CHECK_FALSE(differences(changed).empty());
  }
}

TEST_CASE("a column is found by its whole name, and those that make a row's id are known") {
  const record::Table& pages = record::table("pages");
  REQUIRE(record::find_column(pages, "known_on") != nullptr);
  CHECK(record::find_column(pages, "known_on")->kind == record::CellKind::date);
  CHECK(record::find_column(pages, "known") == nullptr);
  CHECK(record::in_key(pages, "id"));
  CHECK(record::in_key(pages, "source_url"));
  CHECK_FALSE(record::in_key(pages, "source"));
  CHECK_FALSE(record::in_key(pages, ""));
  CHECK_FALSE(record::in_key(pages, "known_on"));
}

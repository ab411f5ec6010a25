#include "entente/verbs/record/show.hpp"

#include "entente/base/error.hpp"
#include "entente/record/fact.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

namespace entente::verbs {
namespace {

// Two tables of the same facts: a row a cell for programs, a heading a fact for people.
std::vector<Table> fact_tables(const std::vector<record::Fact>& facts) {
  Table cells{.name = "facts", .in_text = false};
  cells.columns = {text_column("id"),    day_column("known_on"), text_column("column"),
                   text_column("value"), text_column("layer"),   day_column("until")};
  Table lines{.name = "lines", .for_programs = false, .apart = false, .line = "{line}"};
  lines.columns = {text_column("line")};
  for (const record::Fact& fact : facts) {
    const std::string id = record::id_of(fact);
    const Cell known_on = fact.known_on == Day::min() ? Cell(None{"start"}) : Cell(fact.known_on);
    std::string line =
        fmt::format("{}  known on {}", id, fact.known_on == Day::min() ? "start" : to_string(fact.known_on));
    if (!fact.layer.empty()) line += fmt::format(", by the layer {}", fact.layer);
    if (fact.until) line += fmt::format("; corrected or withdrawn on {}", to_string(*fact.until));
    lines.rows.push_back({std::move(line)});
    for (const auto& [column, value] : fact.cells) {
      cells.rows.push_back({id, known_on, column, value, text(fact.layer), cell(fact.until)});
      lines.rows.push_back({fmt::format("    {}: {}", column, value)});
    }
  }
  return {std::move(cells), std::move(lines)};
}

}  // namespace

std::vector<Column> table_columns() {
  return {text_column("table"),    count_column("rows"),  count_column("refused"),
          count_column("undated"), count_column("facts"), text_column("sha256").only_for_programs(),
          text_column("file")};
}

std::vector<Cell> table_cells(const record::TableReport& t) {
  return {t.table,           count(t.rows), count(t.rows_refused), count(t.rows_undated), count(t.facts),
          text(t.file_hash), t.file};
}

Result record_show(const Engine& engine, const RecordShowRequest& request) {
  const auto store = engine.open();
  Result out{.verb = "record show", .basis = {.as_of = request.as_of}};
  if (request.of.empty()) {
    Table tables{.name = "tables",
                 .columns = table_columns(),
                 .line = std::string(kTableLine) + "  {file}",
                 .line_headed = true};
    for (const record::TableReport& report : store->tables()) tables.rows.push_back(table_cells(report));
    out.tables = {std::move(tables)};
    return out;
  }
  const record::Table& table = record::table(request.of);
  std::vector<record::Fact> facts;
  for (record::Fact& fact : store->facts())
    if (fact.table == table.name && (!request.as_of || record::counts_on(fact, *request.as_of)) &&
        (request.key.empty() || fact.key == request.key))
      facts.push_back(std::move(fact));
  if (facts.empty() && !request.key.empty())
    throw Error(
        ErrorCode::not_found,
        fmt::format("table {} holds no {}{}", table.name, request.key, request.as_of ? " known on that day" : ""),
        fmt::format("`entente record show {}` lists all", table.name));
  out.tables = fact_tables(facts);
  return out;
}

Verb record_show_verb() {
  Parameters<RecordShowRequest> p;
  p.add("of", &RecordShowRequest::of,
        "A table whose facts are shown, such as events; without it, all tables are listed")
      .positional()
      .called("TABLE");
  p.add("key", &RecordShowRequest::key, "One row of it, such as E0157").positional();
  add_as_of(p, &RecordShowRequest::as_of);
  Verb verb = make_verb("record show", "List the tables, or the facts of one", std::move(p), record_show);
  verb.examples = {{"The tables", "record show"},
                   {"One demand: what each part says, and since when that was known", "record show demands B063"}};
  verb.pages = {"docs/data-tables.md"};
  verb.tables = {"tables", "facts"};
  return verb;
}

}  // namespace entente::verbs

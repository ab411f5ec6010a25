// The declarations of record add, correct and withdraw: for each table a verb whose options are its columns.

#include "entente/base/error.hpp"
#include "entente/verbs/record/add.hpp"
#include "entente/verbs/record/column_words.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace entente::verbs {
namespace {

template <class R>
void add_common(Parameters<R>& p) {
  p.group("Where it goes");
  p.add("own", &R::to, "Your own folder that it is written to; made where there is none")
      .called("FOLDER")
      .writes_below()
      .absent("the record's layer, or own");
  p.add("dry-run", &R::dry_run, "Only show what is understood and what follows");
  p.add("today", &R::today, "The day that counts as today").absent("the day of the clock");
}

std::string capital(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  while (words.ends_with('.')) words.pop_back();
  return words;
}

std::string placeholder_of(record::CellKind kind) {
  switch (kind) {
    case record::CellKind::code: return "STATE";
    case record::CellKind::codes: return "STATE+...";
    case record::CellKind::date:
    case record::CellKind::plan: return "DATE";
    case record::CellKind::number: return "NUMBER";
    case record::CellKind::latitude:
    case record::CellKind::longitude: return "DEGREES";
    case record::CellKind::url: return "ADDRESS";
    case record::CellKind::choice: return "WORD";
    default: return "TEXT";
  }
}

// An option for a column; it holds what the person writes, which store::understand reads.
Parameter parameter_of(const record::Table& table, const record::Column& column) {
  Parameter p;
  const std::string name(column.name);
  p.name = store::option_of(table, column.name);
  p.kind = ParameterKind::text;
  p.meaning = p.name == "host" ? "The host, such as NER" : capital(meaning_of(table, column));
  if (column.kind == record::CellKind::choice) {
    std::string words(column.choices);
    for (std::size_t at = 0; (at = words.find(' ', at)) != std::string::npos; at += 2) words.replace(at, 1, ", ");
    p.meaning += ": " + words;
  }
  p.placeholder = placeholder_of(column.kind);
  if (column.name == "step") p.aliases.emplace_back("step");
  if (column.name == "case_id" && table.name != "demands") p.aliases.emplace_back("demand");
  p.group = column.fact == "-" ? "In no view" : fmt::format("The {}", column.fact);
  p.set = [name](std::any& request, const Value& value) {
    auto& cells = std::any_cast<RecordAddRequest&>(request).cells;
    if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty())
      cells[name] = *text;
    else
      cells.erase(name);
  };
  p.get = [name](const std::any& request) -> Value {
    const auto& cells = std::any_cast<const RecordAddRequest&>(request).cells;
    const auto it = cells.find(name);
    return it == cells.end() ? Value(std::monostate{}) : Value(it->second);
  };
  return p;
}

// An example of each table; they are run, one after the other, on the data that ship.
struct AddExample {
  std::string_view table;
  std::string_view shows;
  std::string_view arguments;
};
constexpr std::array kExamples{
    AddExample{"demands", "A made-up demand that became known yesterday",
               "--host Ghana --sender France --demand-on yesterday --source-url https://example.org/made-up"},
    AddExample{
        "events", "A made-up visit",
        "--happened-on yesterday --actor Russia --type visit --target Ghana --summary 'A made-up visit to Accra'"},
    AddExample{"steps", "A made-up step of that demand",
               "--demand own-D1 --step sender-refuses --happened-on yesterday --summary 'France says that it stays'"},
    AddExample{"arrivals", "A made-up sign that forces may come",
               "--host GHA --power RUS --context-on yesterday --context other --neighbour-precedent yes "
               "--other-power-left-24m no --coup-24m no --war-on no"},
    AddExample{"pages", "A further page on an event",
               "--id E0157 --source-url https://example.org/page --publisher 'Made-up news'"},
    AddExample{"agreements", "A made-up agreement, signed yesterday",
               "--parties Ghana+Russia --title 'A made-up accord on training' --kind training --signed-on yesterday"},
    AddExample{"sites", "A made-up camp",
               "--name 'Made-up camp' --host GHA --operator USA --kind camp --lat 9.4 --lon -0.84 --opened-on 2026"},
    AddExample{"presences", "A made-up training mission",
               "--host GHA --sender RUS --kind training-mission --from-on yesterday --size-class 1"},
    AddExample{"coups", "A made-up attempt that failed", "--host GHA --coup-on yesterday --success no --kind military"},
    AddExample{"members", "A made-up accession", "--member GHA --body AES --from-on yesterday"},
    AddExample{"attacks", "A made-up attack", "--date '2 weeks ago' --country GHA --place 'Made-up village'"},
    AddExample{"security", "A made-up accord of a host with an outside power",
               "--host GHA --sender TUR --kind military-cooperation --signed-on yesterday"},
    AddExample{"commodities", "A made-up figure",
               "--good gold --subject GHA --measure production_t --period 2025 --value 140 --unit t"},
    AddExample{"sources", "A publisher that is not graded yet", "--domain example.org --publisher 'Made-up news'"},
    AddExample{"actors", "An organisation that the record does not know",
               "--code MADEUP --name 'Made-up Union' --in-sentence 'the Made-up Union' --kind organisation"},
};

Verb add_verb(const record::Table& table) {
  const std::string word = store::word_of(table);
  Parameters<RecordAddRequest> p;
  p.add("file", &RecordAddRequest::file, "Several rows from a file: TOML with [[" + word + "]], or CSV")
      .alias("from")
      .called("FILE")
      .reads();
  p.add("anyway", &RecordAddRequest::anyway, "Also where a row that is there may tell the same");
  add_common(p);
  std::vector<Parameter> parameters = p.take();
  for (const record::Column& column : table.columns) parameters.push_back(parameter_of(table, column));
  const std::string name(table.name);
  Verb verb;
  verb.name = "record add " + word;
  verb.summary = fmt::format("Add a row of your own to {}: by options, from a file, or asked one by one", table.name);
  verb.parameters = std::move(parameters);
  verb.request = [name] { return std::any(RecordAddRequest{.table = name}); };
  verb.run = [](const Engine& engine, const std::any& request) {
    return record_add(engine, std::any_cast<const RecordAddRequest&>(request));
  };
  for (const AddExample& example : kExamples)
    if (example.table == table.name)
      verb.examples = {{std::string(example.shows), fmt::format("{} {}", verb.name, example.arguments)}};
  verb.pages = {"docs/layers.md", "docs/data-tables.md"};
  verb.tables = {"understood", "follows"};
  return verb;
}

Verb add_file_verb() {
  Parameters<RecordAddRequest> p;
  p.add("file", &RecordAddRequest::file,
        "TOML with tables such as [[demand]] and [[event]], or a CSV file named by its table")
      .alias("from")
      .called("FILE")
      .reads();
  p.add("anyway", &RecordAddRequest::anyway, "Also where a row that is there may tell the same");
  add_common(p);
  Verb verb = make_verb("record add", "Add rows of your own from a file; `record add demand` and the like add one",
                        std::move(p), record_add);
  verb.examples = {
      {"Several rows from a file", "record add --from docs/examples/three-news-items.toml --today 2026-11-30"}};
  verb.pages = {"docs/layers.md", "docs/tutorial-own-facts.md"};
  verb.tables = {"understood", "follows"};
  return verb;
}

template <class R>
void add_row_of(Parameters<R>& p) {
  p.add("of", &R::of, "A table whose row is meant, such as demands").positional().required().called("TABLE");
  p.add("key", &R::key, "The row, such as B068").positional().required();
  p.add("reason", &R::reason, "Why").required();
  p.add("change-on", &R::change_on, "The day from which the change is known").absent("today");
}

Verb correct_verb() {
  Parameters<RecordCorrectRequest> p;
  add_row_of(p);
  p.add("set", &RecordCorrectRequest::set, "What is corrected; column=- empties a cell")
      .repeated()
      .called("COLUMN=VALUE");
  add_common(p);
  Verb verb = make_verb("record correct", "Correct cells of a row that is there, or tell what came of it", std::move(p),
                        record_correct);
  verb.examples = {
      {"What came of a made-up demand",
       "record correct demands own-D1 --set outcome=partial --set outcome-on=today --reason 'half stays'"}};
  verb.pages = {"docs/layers.md"};
  verb.tables = {"follows"};
  return verb;
}

Verb withdraw_verb() {
  Parameters<RecordWithdrawRequest> p;
  add_row_of(p);
  add_common(p);
  Verb verb = make_verb("record withdraw", "Withdraw a row: from the day on it no longer counts", std::move(p),
                        record_withdraw);
  verb.examples = {{"A made-up event turns out to be none",
                    "record withdraw events own-E1 --reason 'the visit did not take place'"}};
  verb.pages = {"docs/layers.md"};
  verb.tables = {"follows"};
  return verb;
}

}  // namespace

std::vector<Verb> record_add_verbs() {
  std::vector<Verb> out{add_file_verb()};
  for (const record::Table& table : record::tables())
    if (table.name != "aircraft") out.push_back(add_verb(table));  // planning figures are given in a case
  out.push_back(correct_verb());
  out.push_back(withdraw_verb());
  return out;
}

}  // namespace entente::verbs

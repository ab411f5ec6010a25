#include "entente/verbs/record/check.hpp"

#include "entente/base/counted.hpp"
#include "entente/geo/layers.hpp"
#include "entente/record/check.hpp"
#include "entente/store/entry.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::verbs {

Result record_check(const Engine& engine, const RecordCheckRequest&) {
  const auto store = engine.open();
  std::vector<geo::Country> countries;
  for (const geo::LayerPart& part : store->layer(geo::kCountriesLayer))
    countries.push_back(geo::parse_country(part.text));
  const std::vector<record::Fact> facts = store->facts();
  auto findings = record::check_record(facts, store->undated(), geo::RegionIndex(std::move(countries)));
  for (const store::ToldAgain& twice : store::told_again(facts))
    findings.push_back({record::Severity::note, "told-again", twice.id,
                        fmt::format("may tell what {} tells already, and would count twice", twice.other)});
  Table rows{.name = "findings", .note_indent = 0, .line = "{severity:<5} {rule:<16} {id}: {finding}"};
  rows.columns = {text_column("severity"), text_column("rule"), text_column("id"), text_column("finding")};
  for (const record::Finding& f : findings)
    rows.rows.push_back({f.severity == record::Severity::fault ? "fault" : "note", f.rule, f.id, f.text});
  const auto faults = std::count_if(findings.begin(), findings.end(),
                                    [](const auto& f) { return f.severity == record::Severity::fault; });
  const auto notes = static_cast<std::ptrdiff_t>(findings.size()) - faults;
  long undated = 0;
  for (const record::TableReport& table : store->tables()) undated += table.rows_undated;
  rows.notes = {fmt::format("{}, {}; {} undated and in no view", counted(faults, "fault"), counted(notes, "note"),
                            counted(undated, "row is", "rows are"))};
  Table totals{.name = "totals", .in_text = false};
  totals.columns = {count_column("faults"), count_column("notes"), count_column("undated")};
  totals.rows = {{count(faults), count(notes), count(undated)}};
  return {.verb = "record check", .tables = {std::move(rows), std::move(totals)}, .status = faults > 0 ? 1 : 0};
}

Verb record_check_verb() {
  Verb verb = make_verb(
      "record check",
      "Look for contradictions: dangling ids, impossible dates, misplaced coordinates; ends with 1 where there are any",
      Parameters<RecordCheckRequest>(), record_check);
  verb.examples = {{"What is wrong with the record, and what is worth a look", "record check"}};
  verb.pages = {"docs/data-tables.md"};
  verb.tables = {"findings", "totals"};
  return verb;
}

}  // namespace entente::verbs

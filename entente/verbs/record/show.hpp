#pragma once
// record show: the tables of a record, or the facts of one.

#include "entente/record/folder.hpp"
#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>

namespace entente::verbs {

struct RecordShowRequest {
  std::string of;   // a table; empty: list the tables
  std::string key;  // one row of it
  std::optional<Day> as_of;
};

/// Throws Error: not_found (no such table, no such row known on the day), and as the store does.
Result record_show(const Engine& engine, const RecordShowRequest& request);

Verb record_show_verb();

/// The columns of what a data folder brought, one row a table, and the line that a row reads as, but for the file.
std::vector<Column> table_columns();
std::vector<Cell> table_cells(const record::TableReport& report);
inline constexpr const char* kTableLine = "{table:<12} {rows:>6} {refused:>8} {undated:>8} {facts:>6}";

}  // namespace entente::verbs

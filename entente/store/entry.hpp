#pragma once
// From what a person writes of a new row to the row: states by any name, days by word, what follows from the record,
// and what is still missing.
//
// Nothing is guessed silently: every cell that the person did not write is listed with the reason for its value.

#include "entente/base/date.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/table.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

/// By column, as the person wrote it; or, of a Row, as the table holds it. Empty cells are left out.
using Cells = std::map<std::string, std::string, std::less<>>;

/// The cell of that column; empty where it is left out.
std::string cell(const Cells& cells, std::string_view column);

/// The rows of a record as they stand today, whatever layer they come from: by table, then by key.
using Rows = std::map<std::string, std::map<std::string, Cells, std::less<>>, std::less<>>;
Rows rows_of(const record::FolderReading& reading);

/// What a new row is made against.
struct EntryWorld {
  const Rows& rows;
  const std::map<std::string, record::ActorName, std::less<>>& states;
  Day today{};
  std::string layer;  // begins the ids that are made
};

struct Supplied {
  std::string column;
  std::string why;
};

struct Entry {
  std::string table;
  std::string key;
  Cells cells;
  std::vector<Supplied> supplied;    // cells that the person did not write
  std::vector<std::string> missing;  // columns that must be given, in the table's order
};

/// Reads one value of a column: the code of a state for any of its names, a date for a day by word, a number without
/// its commas. Throws Error{bad_request} with the column's option as field, and what was probably meant.
std::string read_value(const record::Column& column, std::string_view written, const EntryWorld& world);

/// The row that the person means. Throws Error{bad_request}: a value that cannot be read, a day that lies ahead in a
/// column that is not a plan, a row of another table that is not there (not_found, the nearest named).
Entry understand(const record::Table& table, const Cells& written, const EntryWorld& world);

/// Rows of the table that may tell the same: the same actors within a few days or weeks, or the same key. By id.
std::vector<std::string> nearest_rows(const record::Table& table, const Entry& entry, const EntryWorld& world);

/// A row of one layer that may tell what a row of another layer tells, such as an own demand that a later data folder
/// has too. Ids as "demands:own-D1".
struct ToldAgain {
  std::string id;
  std::string other;
};
/// Own rows that the data folder may tell already, or, of two own layers, that with the earlier name, by nearest_rows.
/// Cost: own rows by rows of their tables.
std::vector<ToldAgain> told_again(std::span<const record::Fact> facts);

/// "host TCD, sender FRA, demand on 2026-11-30 [demands:B067]": a row in short.
std::string words_of_row(const record::Table& table, std::string_view key, const Cells& cells);

/// The name of a state or other actor in a sentence; the code itself where it has none.
std::string name_of(std::string_view code, const EntryWorld& world);

/// The option that a column has on the command line: "demand-on". A few are called
/// otherwise, where another verb has an option of that name and another kind: "on" by its table, "step" "kind".
std::string option_of(const record::Table& table, std::string_view column);

/// The column that a person means by a column's name, its option or `demand` for the demand of a step, with hyphens or
/// underscores; nullptr where the table has none such.
const record::Column* column_called(const record::Table& table, std::string_view written);

/// "demand" for demands: what a person calls one row of a table.
std::string word_of(const record::Table& table);
/// The table that a word such as "demand" or "demands" means. Throws Error{not_found} that names the nearest.
const record::Table& table_of(std::string_view word);

}  // namespace entente::store

#pragma once
// The tables of the record: which columns they have, and on which day what each column says became known.
//
// A row of a table is not a fact. It may hold things that became known on different days: a demand, the deadline set
// later, the outcome, the power that came instead. So each column belongs to a *fact* of its row, and each fact has
// a rule for its known_on day. docs/methods/two-clocks.md explains the rules; `tables()` is their one declaration.

#include <span>
#include <string_view>

namespace entente::record {

enum class CellKind {
  id,      // a label; not empty where required
  code,    // an actor: ISO 3166 alpha-3 or a code of actors.csv
  codes,   // several actors, separated by + or ;
  text,    // free text
  choice,  // one of the column's `choices`
  number,
  date,       // YYYY, YYYY-MM or YYYY-MM-DD; never after the day on which its fact became known
  plan,       // the same, of a day that was named at the time (a deadline, an agreed end): it may lie ahead
  latitude,   // degrees in [-90, 90]
  longitude,  // degrees in [-180, 180]
  url,
};

/// A column. `fact` names the fact of the row it belongs to; "-" = it never enters a view (notes, counts made later).
struct Column {
  std::string_view name;
  std::string_view fact;
  CellKind kind = CellKind::text;
  bool required = false;          // an empty cell is a fault of its fact
  std::string_view choices = {};  // for CellKind::choice: words separated by spaces
};

/// When a fact became known. `rule` lists alternatives: of those joined by | the first that gives a day counts, of
/// those joined by , the earliest day:
///   "known_on", "date+7"   the last day that this column's date may stand for; so many days later
///   "event(ending_event)"  the known_on of the event this column names
///   "agreement(agreement_id)"  the day from which the agreement that this column names was known, if it is there
///   "row"                  the day of the row's first fact; of an alternative before it, no earlier day than that
///   "start"                known from the beginning: reference, not a fact of history
/// A fact without a day is in no view; `record check` lists it as undated.
struct Clock {
  std::string_view fact;
  std::string_view rule;
};

/// A table. `key` lists the columns that make a row's id, separated by spaces. The first clock is the anchor:
/// a row without it is refused as a whole.
struct Table {
  std::string_view name;  // of evidence ids: "demands:B063/outcome"
  std::string_view file;  // under the data folder
  std::string_view key;
  std::span<const Clock> clocks;
  std::span<const Column> columns;
};

/// All tables, in the order in which they must be read (events first: other clocks name them).
std::span<const Table> tables();

/// The table of that name. Throws Error{not_found}.
const Table& table(std::string_view name);

/// The column of that name; nullptr where the table has none.
const Column* find_column(const Table& table, std::string_view name);

/// Whether the column is one of those that make a row's id.
bool in_key(const Table& table, std::string_view column);

}  // namespace entente::record

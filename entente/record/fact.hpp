#pragma once
// A dated fact: what one part of one row of a source says, and the day from which it was known.

#include "entente/base/date.hpp"
#include "entente/base/delimited.hpp"
#include "entente/record/table.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::record {

/// `table`, `key` and `fact` make its id, "demands:B063/outcome", which names its evidence and never changes with
/// the order of rows. Cells hold the source's own text, checked; empty cells are left out.
struct Fact {
  std::string table;
  std::string key;
  std::string fact;
  Day known_on{};
  std::vector<std::pair<std::string, std::string>> cells;  // column, value, in the table's order of columns

  bool operator==(const Fact&) const = default;
};

/// "demands:B063/outcome"
std::string id_of(const Fact& fact);

/// The latest day that the address of a page names ("/2025/03/04/", "20240916", "2024-06"; a month counts from its
/// first day), or nothing. Used late, never early: a page is not shown before it.
std::optional<Day> page_day(std::string_view address);

/// A cell of the fact that dates something later than the day on which the fact became known, in a column that is not
/// declared a plan; nothing where there is none. A month or a year counts from its first day. Throws Error{not_found}
/// where the table is not declared.
std::optional<std::string> future_column(const Fact& fact);

/// What was read from one table: the facts in order of (key, fact), the faults, and the rows that no clock dates.
struct TableReading {
  std::vector<Fact> facts;
  std::vector<RowFault> faults;
  std::vector<RowFault> undated;  // `field` names the row: "sites:GAB-FRA-AIR"
  long rows = 0;                  // rows of the file that could be split into cells
  long rows_refused = 0;          // rows of which nothing was taken
};

/// What checks a reading needs from tables read before it.
struct ReadingContext {
  std::set<std::string, std::less<>> actors;                 // codes that may stand in a code cell
  std::map<std::string, Day, std::less<>> events_known;      // event id -> its known_on, for event(...) clocks
  std::map<std::string, Day, std::less<>> agreements_known;  // the same of agreements, for agreement(...) clocks
};

/// Splits the rows of a table into facts. A faulty cell costs the fact it belongs to; a fault in the anchor fact or
/// the key costs the row; a fact that dates something after the day on which it became known is faulty; a key given
/// twice costs the second row. Throws Error{bad_data} where a column of the table is missing in the header. Cost:
/// linear. Updates `context` with the events and actors it reads.
TableReading read_table(const Table& table, const DelimitedTable& text, ReadingContext& context);

}  // namespace entente::record

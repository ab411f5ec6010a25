#pragma once
// A table of the record as rows again, as known on a day: for export to other programs.

#include "entente/base/date.hpp"
#include "entente/record/fact.hpp"
#include "entente/store/export.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

struct TableRows {
  std::string table;
  std::vector<RowWriter::Column> columns;      // those that belong to a fact, in the table's order
  std::vector<std::vector<std::string>> rows;  // by key; an empty cell is not given, or not known on the day
};

/// The rows whose anchor was known on the day, with what else was; without a day, all, but for
/// what a layer corrected or withdrew. `facts` are those of a record,
/// by (table, key, fact). Throws Error{not_found} where there is no such table. Cost: linear in the facts.
TableRows rows_of_table(std::span<const record::Fact> facts, std::string_view table, std::optional<Day> known_on);

/// The rows as edges between the two actors that they name, by (from, to), weighted by how many rows join them. Throws
/// Error{bad_request} where the table does not join two actors.
std::vector<Edge> edges_of(const TableRows& rows);

/// Writes the rows; how many have no position and are left out of GeoJSON. Throws Error{bad_request} where a table
/// without coordinates is asked for as GeoJSON, and what the sink throws.
std::int64_t write_rows(const TableRows& rows, RowFormat format, const Sink& sink);

}  // namespace entente::store

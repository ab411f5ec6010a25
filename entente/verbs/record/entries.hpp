#pragma once
// Rows that a person enters, before they are written: read from options, a file or a terminal.

#include "entente/store/entry.hpp"
#include "entente/verbs/engine.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

/// A row as it was written, with where it stands.
struct Written {
  const record::Table* table = nullptr;
  store::Cells cells;
  std::string file{};
  long line = 0;
};

/// The rows of a TOML file ([[demand]], [[event]], ...) or a CSV file; a CSV file is of `table`, or where that is empty
/// of the table that its name says (demands.csv). Throws Error: not_found, bad_data (TOML or CSV that cannot be read,
/// with the line), bad_request (a kind that is not a table).
std::vector<Written> read_entries(const std::string& file, const std::string& table);

/// Understands one row. What is missing is asked, one by one, where somebody can be asked; with no cell at all
/// everything is asked. Throws as store::understand does, with file and line where the row has them, and bad_request
/// where something is missing and nobody can be asked.
store::Entry complete(const Engine& engine, const Written& written, const store::EntryWorld& world);

}  // namespace entente::verbs

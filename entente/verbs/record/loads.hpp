#pragma once
// record loads | undo: what a record was made of, and taking one load of it back.

#include "entente/store/load.hpp"
#include "entente/verbs/record/layers.hpp"
#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct RecordLoadsRequest {};

struct RecordUndoRequest {
  std::optional<std::int64_t> load;  // from 1; empty: the last addition to `to`
  std::string to{};                  // empty: as folder_to_write says
};

/// All loads, and what the user said on how each was read. Throws Error as the store does.
Result record_loads(const Engine& engine, const RecordLoadsRequest& request);

/// Takes a load back, whole; without a number the last addition to an own folder, and reads the record anew. Throws
/// Error: not_found (no such load, no addition), conflict (an own file was changed since by hand), and as the store
/// does.
Result record_undo(const Engine& engine, const RecordUndoRequest& request);

Verb record_loads_verb();
Verb record_undo_verb();

/// The columns of a table of loads, and the cells of one. When it was imported and its hash are for programs alone.
std::vector<Column> load_columns();
std::vector<Cell> load_cells(const store::LoadAccount& account);

}  // namespace entente::verbs

#pragma once
// Writing into a user's own folder (record/layer.hpp): rows are added at the end of its files, and the last addition
// can be taken back, byte for byte.
//
// The folder `undo` inside keeps, for each addition, the files as they were. It holds nothing that the record reads.

#include "entente/record/layer.hpp"
#include "entente/record/table.hpp"
#include "entente/store/entry.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace entente::store {

/// A row to be written: of a table, with the cells it has; `change` and its columns are cells too.
struct OwnRow {
  std::string table;
  Cells cells;
};

/// An own folder with rows added, before anything is written.
struct OwnAddition {
  std::string folder;
  std::string name;
  bool is_new = false;                        // the folder is made by write_addition
  std::map<std::string, std::string> before;  // by file in the folder, of files that are there and change
  std::map<std::string, std::string> after;   // by file in the folder
};

/// The texts of `folder` with the rows behind those that are there. A file that lacks a column that a row needs gets it
/// at its end; its rows stay as they are, byte for byte, where it lacks none. A folder that is not there begins with a
/// layer.toml whose name is that of the folder. Throws Error: as record::read_layer does, bad_data (a file whose header
/// cannot be read), bad_request (a folder whose name is not a name of a layer).
OwnAddition add_rows(const std::string& folder, const std::vector<OwnRow>& rows);

/// The layer as it would be read after the addition.
record::LayerTexts texts_after(const OwnAddition& addition);

/// Writes it, and keeps what it replaces under `undo`, with `words` that say what it was. Throws Error{io}; a file
/// appears whole or not at all.
void write_addition(const OwnAddition& addition, const std::string& words);

/// What was taken back.
struct Undone {
  std::string words;
  std::vector<std::string> files;  // that are as they were before, or gone
};

/// Takes the last addition back. Throws Error: not_found (there is none), conflict (a file was changed since by hand:
/// nothing is touched), io.
Undone undo_last(const std::string& folder);

}  // namespace entente::store

#pragma once
// An own folder of an older form, brought to the present one.
//
// Before there were layers, a person's own rows stood in a copy of the data folder's tables (chronology/*.csv). What
// such a copy adds or says differently becomes a layer; what it says like the data folder is left out.

#include "entente/base/date.hpp"

#include <string>
#include <vector>

namespace entente::store {

/// Whether the folder has the older form: a folder `chronology` and no layer.toml.
bool needs_migration(const std::string& folder);

struct Migration {
  std::string kept;  // where the old folder lies now
  long added = 0;
  long corrected = 0;
  long dropped = 0;               // rows that say what the data folder says
  std::vector<std::string> left;  // rows that could not be read, as "file:line: reason"; they stand in the old folder
};

/// Writes the layer in the folder's place and keeps the old one beside it, as FOLDER.before-1. Corrections are known
/// from `today`. Throws Error: conflict (there is a folder of that name already), bad_data (a table without its key),
/// io. On an error the old folder is where it was.
Migration migrate_own_folder(const std::string& folder, const std::string& data_folder, Day today);

}  // namespace entente::store

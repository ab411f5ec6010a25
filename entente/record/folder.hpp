#pragma once
// Reading a data folder: every declared table in it, in the order their clocks need.

#include "entente/record/fact.hpp"
#include "entente/record/layer.hpp"
#include "entente/record/view.hpp"

#include <map>
#include <string>
#include <vector>

namespace entente::record {

struct TableReport {
  std::string table;
  std::string file;
  std::string file_hash;  // SHA-256
  long rows = 0;
  long rows_refused = 0;
  long rows_undated = 0;
  long facts = 0;
};

struct FolderReading {
  std::vector<Fact> facts;  // by comes_before
  std::map<std::string, ActorName, std::less<>> states;
  std::vector<TableReport> tables;
  std::vector<RowFault> faults;
  std::vector<RowFault> undated;     // `field` names the row
  std::vector<LayerReport> layers;   // in their order
  std::vector<LayerChange> changes;  // what the layers do, by table, layer and line
};

/// Reads all tables of `folder`, and the own folders `layers` on top, in their order. Faulty rows are reported and left
/// out; a missing or unreadable table throws, and so does what read_layer refuses, or two layers of one name
/// (Error{bad_request}). The table reports count the rows of the data folder; those of a layer stand in its own report.
FolderReading read_folder(const std::string& folder, const std::vector<std::string>& layers = {});

/// The same with the own folders given by their texts.
FolderReading read_folder(const std::string& folder, const std::vector<LayerTexts>& layers);

/// The same with the texts given by relative path, for tests that change cells.
FolderReading read_texts(const std::map<std::string, std::string, std::less<>>& texts,
                         const std::vector<LayerTexts>& layers = {});

/// What the tables alone say on the day: a view without votes and series.
View view_of(const FolderReading& reading, Day as_of);

/// The files that read_folder needs, relative to the folder.
std::vector<std::string> folder_files();

}  // namespace entente::record

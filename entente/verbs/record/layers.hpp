#pragma once
// record layers | diff: the user's own folders on top of the data folder, and what one of them does.

#include "entente/record/layer.hpp"
#include "entente/verbs/verb.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

/// Where `record add` writes when nothing else is said and the record has no layer yet, and what `record import` looks
/// for beside the data folder.
inline constexpr const char* kOwnFolder = "own";

struct RecordLayersRequest {};

struct RecordDiffRequest {
  std::string layer;
};

/// The layers of the record, in their order, the data folder first. Throws Error as the store does.
Result record_layers(const Engine& engine, const RecordLayersRequest& request);

/// What the layer adds, corrects and withdraws, cell by cell. Throws Error: not_found (no such layer, the others are
/// named), and as the store does.
Result record_diff(const Engine& engine, const RecordDiffRequest& request);

Verb record_layers_verb();
Verb record_diff_verb();

/// The own folders that an import reads: those asked for ("none" alone is none), else those of the record as it is,
/// else kOwnFolder where that is a layer.
std::vector<std::string> layer_folders(const Engine& engine, const std::vector<std::string>& asked);

/// Where a record comes from, to read it anew.
struct RecordFolders {
  std::string data;
  std::vector<std::string> layers;
};

/// Throws Error: bad_data (the record holds no data folder), and as the store does.
RecordFolders folders_of(const store::Store& store);

/// The own folder that is written to: `asked`, else kOwnFolder where it is a layer of the record or there is none, else
/// the record's only layer. Throws Error{bad_request} where there are several and none is kOwnFolder.
std::string folder_to_write(const RecordFolders& record, const std::string& asked);

/// Whether two names are of one folder, as far as the names tell; and whether it is among the layers.
bool is_same_folder(const std::string& a, const std::string& b);
bool has_layer(const RecordFolders& record, const std::string& folder);

/// Reads the folders into the record again. Throws as store::read_data_folder and the store do.
void rebuild(const Engine& engine, store::Store& record, const RecordFolders& folders);

/// The hash of a data folder and the layers on top of it; the data folder's own without any.
std::string with_layers(const std::string& folder_hash, const std::vector<record::LayerReport>& layers);

/// "own (layer own): 3 rows: 2 added, 1 corrected"
std::string words_of(const record::LayerReport& layer);

}  // namespace entente::verbs

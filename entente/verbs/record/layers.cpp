#include "entente/verbs/record/layers.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/text.hpp"
#include "entente/store/data_folder.hpp"
#include "entente/store/loading.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

namespace entente::verbs {
namespace {

namespace fs = std::filesystem;

std::string id_of_row(const record::LayerChange& change) { return change.table + ":" + change.key; }

// A cell before and after a change; nothing where it was or is empty.
struct CellChange {
  std::string column;
  std::optional<std::string> before;
  std::optional<std::string> after;
  Day known_on{};
};

using Facts = std::vector<const record::Fact*>;

bool has_layer_before(const Facts& facts, const record::Fact& fact) {
  return std::any_of(facts.begin(), facts.end(), [&](const record::Fact* f) {
    return f != &fact && f->fact == fact.fact && f->until && *f->until <= fact.known_on;
  });
}

// Whether the fact is what the change brought: the first version of an own row, or what took the place of a fact that
// ended on the day of the correction, or what a correction of somebody else's row told for the first time.
bool brought_by(const Facts& facts, const record::Fact& fact, const record::LayerChange& change) {
  if (fact.layer != change.layer) return false;
  const bool corrected = has_layer_before(facts, fact);
  if (change.kind == "add") return !corrected;
  if (!change.on) return false;
  const bool here = std::any_of(facts.begin(), facts.end(), [&](const record::Fact* f) {
    return f->fact == fact.fact && f->until == change.on && fact.known_on >= *change.on;
  });
  const bool own_row = facts.front()->layer == change.layer;
  return here || (!corrected && !own_row);
}

// What the row said before the change, and what it says after; `facts` are all of the row, in the record's order.
std::vector<CellChange> cell_changes(const Facts& facts, const record::LayerChange& change) {
  std::map<std::string, std::string> before;
  std::map<std::string, std::pair<std::string, Day>> after;
  std::vector<std::string> columns;  // in the order in which they come
  for (const record::Fact* fact : facts) {
    const bool is_old = change.kind != "add" && change.on && fact->until == change.on;
    const bool is_new = brought_by(facts, *fact, change);
    if (!is_old && !is_new) continue;
    for (const auto& [column, value] : fact->cells) {
      if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
      if (is_old) before[column] = value;
      if (is_new) after[column] = {value, fact->known_on};
    }
  }
  std::vector<CellChange> out;
  for (const std::string& column : columns) {
    const auto b = before.find(column);
    const auto a = after.find(column);
    if (b != before.end() && a != after.end() && b->second == a->second.first) continue;
    out.push_back({column, b == before.end() ? std::nullopt : std::optional(b->second),
                   a == after.end() ? std::nullopt : std::optional(a->second.first),
                   a == after.end() ? change.on.value_or(Day{}) : a->second.second});
  }
  return out;
}

std::string heading_of(const record::LayerChange& change) {
  std::string out = fmt::format("{:<8}  {}", change.kind, id_of_row(change));
  if (change.on) out += fmt::format("  from {}: {}", to_string(*change.on), change.reason);
  out += fmt::format("  ({}:{})", change.file, change.line);
  if (change.facts == 0) out += "  the layers before say the same";
  return out;
}

std::string line_of(const CellChange& cell) {
  if (!cell.before) return fmt::format("    {}: {}", cell.column, *cell.after);
  if (!cell.after) return fmt::format("    {}: {} -> (empty)", cell.column, *cell.before);
  return fmt::format("    {}: {} -> {}", cell.column, *cell.before, *cell.after);
}

}  // namespace

std::vector<std::string> layer_folders(const Engine& engine, const std::vector<std::string>& asked) {
  if (asked == std::vector<std::string>{"none"}) return {};
  if (!asked.empty()) return asked;
  std::vector<std::string> out;
  try {
    for (const record::LayerReport& layer : engine.open()->layers()) out.push_back(layer.folder);
  } catch (const Error&) {
    // No record yet, or one of another layout: the import makes it.
  }
  if (out.empty() && fs::exists(fs::path(kOwnFolder) / record::kLayerFile)) out.emplace_back(kOwnFolder);
  return out;
}

RecordFolders folders_of(const store::Store& store) {
  RecordFolders out;
  for (const store::LoadAccount& load : store.loads())
    if (load.reader == store::kTablesReader) out.data = load.file;
  if (out.data.empty())
    throw Error(ErrorCode::bad_data, "the record holds no data folder", "`entente record import` reads it");
  for (const record::LayerReport& layer : store.layers()) out.layers.push_back(layer.folder);
  return out;
}

bool is_same_folder(const std::string& a, const std::string& b) {
  return fs::path(a).lexically_normal() == fs::path(b).lexically_normal();
}

bool has_layer(const RecordFolders& record, const std::string& folder) {
  return std::ranges::any_of(record.layers, [&](const std::string& layer) { return is_same_folder(layer, folder); });
}

std::string folder_to_write(const RecordFolders& record, const std::string& asked) {
  if (!asked.empty()) return asked;
  if (has_layer(record, kOwnFolder) || record.layers.empty()) return kOwnFolder;
  if (record.layers.size() > 1)
    throw Error(ErrorCode::bad_request, "the record has several layers, and it is not said which is yours",
                fmt::format("name one: --own {}", fmt::join(record.layers, ", or --own ")), {"", 0, "--own"});
  return record.layers.front();
}

void rebuild(const Engine& engine, store::Store& record, const RecordFolders& folders) {
  store::DataFolder data = store::read_data_folder(folders.data, folders.layers);
  store::Load& load = data.load;
  load.folder_path = folders.data;
  load.hash = with_layers(store::hash_of(folders.data), load.folder.layers);
  load.imported_at = engine.now();
  record.replace(load);
}

std::string with_layers(const std::string& folder_hash, const std::vector<record::LayerReport>& layers) {
  if (layers.empty()) return folder_hash;
  Sha256 hash;
  hash.field(folder_hash);
  for (const record::LayerReport& layer : layers) {
    hash.field(layer.name);
    hash.field(layer.hash);
  }
  return hash.hex();
}

std::string words_of(const record::LayerReport& layer) {
  std::string out = fmt::format("layer {} ({}): {}: {} added, {} corrected, {} withdrawn", layer.name, layer.folder,
                                counted(layer.rows, "row"), layer.added, layer.corrected, layer.withdrawn);
  if (layer.refused > 0) out += fmt::format(", {} not taken", layer.refused);
  return out;
}

Result record_layers(const Engine& engine, const RecordLayersRequest&) {
  const auto store = engine.open();
  Table t{.name = "layers", .title = "What the record is made of, each on top of those before"};
  t.columns = {count_column("position"),  text_column("layer"),
               count_column("rows"),      count_column("added"),
               count_column("corrected"), count_column("withdrawn"),
               count_column("not_taken"), text_column("sha256").only_for_programs(),
               text_column("folder")};
  long rows = 0;
  long refused = 0;
  for (const record::TableReport& table : store->tables()) {
    rows += table.rows;
    refused += table.rows_refused;
  }
  std::string folder;
  for (const store::LoadAccount& load : store->loads())
    if (load.reader == store::kTablesReader) folder = load.file;
  t.rows.push_back({count(0), std::string(record::kShippedLayer), count(rows), count(rows - refused), count(0),
                    count(0), count(refused), Cell(None{}), folder});
  const std::vector<record::LayerReport> layers = store->layers();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const record::LayerReport& layer = layers[i];
    t.rows.push_back({count(i + 1), layer.name, count(layer.rows), count(layer.added), count(layer.corrected),
                      count(layer.withdrawn), count(layer.refused), text(layer.hash), layer.folder});
  }
  if (layers.empty())
    t.notes.emplace_back("There is no layer of your own; `entente record add` makes one in the folder own.");
  return {.verb = "record layers", .tables = {std::move(t)}};
}

Result record_diff(const Engine& engine, const RecordDiffRequest& request) {
  const auto store = engine.open();
  std::vector<std::string> names;
  for (const record::LayerReport& layer : store->layers()) names.push_back(layer.name);
  if (std::find(names.begin(), names.end(), request.layer) == names.end()) {
    const std::string near = nearest(request.layer, names);
    throw Error(ErrorCode::not_found, fmt::format("the record has no layer {}", request.layer),
                near.empty() ? "`entente record layers` lists them" : fmt::format("did you mean {}?", near));
  }
  std::map<std::string, Facts, std::less<>> of_row;
  const std::vector<record::Fact> facts = store->facts();
  for (const record::Fact& fact : facts) of_row[fact.table + ":" + fact.key].push_back(&fact);
  Table changes{.name = "changes", .in_text = false};
  changes.columns = {text_column("kind"),   text_column("id"),   day_column("change_on"), text_column("reason"),
                     count_column("facts"), text_column("file"), count_column("line")};
  Table cells{.name = "cells", .in_text = false};
  cells.columns = {text_column("id"), text_column("column"), text_column("before"), text_column("after"),
                   day_column("known_on")};
  Table lines{.name = "lines", .for_programs = false, .apart = false, .line = "{line}"};
  lines.columns = {text_column("line")};
  for (const record::LayerChange& change : store->changes()) {
    if (change.layer != request.layer) continue;
    const std::string id = id_of_row(change);
    changes.rows.push_back(
        {change.kind, id, cell(change.on), text(change.reason), count(change.facts), change.file, count(change.line)});
    lines.rows.push_back({heading_of(change)});
    for (const CellChange& c : cell_changes(of_row[id], change)) {
      cells.rows.push_back({id, c.column, c.before ? text(*c.before) : Cell(None{}),
                            c.after ? text(*c.after) : Cell(None{}),
                            c.known_on == Day::min() ? Cell(None{"start"}) : Cell(c.known_on)});
      if (change.kind != "withdraw") lines.rows.push_back({line_of(c)});
    }
  }
  if (lines.rows.empty()) lines.notes.emplace_back("The layer changes nothing.");
  return {.verb = "record diff", .tables = {std::move(changes), std::move(cells), std::move(lines)}};
}

Verb record_layers_verb() {
  Verb verb = make_verb("record layers", "List the data folder and your own folders on top of it, in their order",
                        Parameters<RecordLayersRequest>(), record_layers);
  verb.examples = {{"What the record is made of", "record layers"}};
  verb.pages = {"docs/layers.md"};
  verb.tables = {"layers"};
  return verb;
}

Verb record_diff_verb() {
  Parameters<RecordDiffRequest> p;
  p.add("layer", &RecordDiffRequest::layer, "Its name, from `entente record layers`").positional().required();
  Verb verb =
      make_verb("record diff", "What one of your own folders adds, corrects and withdraws", std::move(p), record_diff);
  verb.examples = {{"What the folder own says beside the data that ship", "record diff own"}};
  verb.pages = {"docs/layers.md"};
  verb.tables = {"changes", "cells"};
  return verb;
}

}  // namespace entente::verbs

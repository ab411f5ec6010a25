#pragma once
// Layers: the user's own folders on top of the data folder, in order.
//
// A folder holds `layer.toml` (its name and layout) and one file a table, named by the table: demands.csv, events.csv.
// Its rows add, correct or withdraw. Three columns say so, beside those of the table:
//   change     empty or "add": a row of its own; "correct": other cells for a row that is there already, found by its
//              key; "withdraw": the row no longer counts
//   change_on  the day from which the correction or withdrawal is known, YYYY-MM-DD
//   reason     why
// Of a correction, empty cells stay as they were and "-" empties a cell. Both clocks hold: what was corrected counts up
// to the day before, the new from its own known_on or from change_on, whichever is later. A fact that was not told
// before (an outcome, a deadline) is not a correction of anything and counts from its own known_on.
//
// docs/layers.md; method: docs/methods/two-clocks.md, section 6.

#include "entente/record/fact.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// Raised when the form of an own folder changes; an older one is migrated, a newer one refused.
inline constexpr int kLayerLayout = 1;
inline constexpr std::string_view kLayerFile = "layer.toml";
/// How messages call what no own folder says.
inline constexpr std::string_view kShippedLayer = "shipped";

/// An own folder as it was read. Texts by table; a table without a file has none.
struct LayerTexts {
  std::string name;
  std::string folder;  // as the user named it
  std::map<std::string, std::string, std::less<>> texts;
};

/// What one row of an own folder does to the record.
struct LayerChange {
  std::string layer;
  std::string table;
  std::string key;
  std::string kind;       // add, correct, withdraw
  std::optional<Day> on;  // of a correction or withdrawal
  std::string reason;
  std::string file;
  long line = 0;
  long facts = 0;  // that it adds, changes or ends; 0: the layers before say the same
  bool operator==(const LayerChange&) const = default;
};

/// What an own folder brought.
struct LayerReport {
  std::string name;
  std::string folder;
  std::string hash;  // SHA-256 over its files
  long rows = 0;
  long added = 0;
  long corrected = 0;
  long withdrawn = 0;
  long refused = 0;
  bool operator==(const LayerReport&) const = default;
};

/// Whether a layer may be called so: letters, digits, - and _, and not as the shipped rows are called.
bool is_layer_name(std::string_view name);

/// Reads an own folder. Throws Error: not_found (no such folder, or no layer.toml in it), bad_data (a broken
/// layer.toml, a name that is not made of letters, digits, - and _, a file that is no table's), unsupported (a layout
/// that this program does not know: an older one is migrated first, see needs_migration).
LayerTexts read_layer(const std::string& folder);

/// The text of a new layer.toml.
std::string layer_file_text(std::string_view name);

/// The facts of one table with what a layer does to it.
struct LayeredTable {
  std::vector<Fact> facts;  // all versions
  std::vector<RowFault> faults;
  std::vector<RowFault> undated;
  std::vector<LayerChange> changes;
  long rows = 0;
  long refused = 0;
};

/// Applies the rows that `layer` has for `table` to `facts`, the table's facts by the layers before it. Faulty rows are
/// reported with file, line and field and left out; a correction with any fault is left out whole. Cost: linear, and
/// for each correction a search.
LayeredTable apply_layer(const Table& table, std::vector<Fact> facts, const LayerTexts& layer, ReadingContext& context);

/// Facts that two own layers say differently, for `record check`: both corrected them, and the later one counts.
struct Contradiction {
  std::string id;  // evidence id of the fact
  std::string column;
  std::string layer;
  std::string value;
  std::string later_layer;
  std::string later_value;
};
std::vector<Contradiction> contradictions(std::span<const Fact> facts);

}  // namespace entente::record

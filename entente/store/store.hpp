#pragma once
// Where facts lie: an embedded DuckDB database in one file. The one room that knows SQL.
//
// The store keeps, selects, filters and orders by a total key; it computes nothing. A load is one transaction: after
// a failure or a kill the file holds what it held before. One process writes at a time; readers see a whole load or
// none of it.

#include "entente/base/delimited.hpp"
#include "entente/geo/layers.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/series.hpp"
#include "entente/record/view.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace entente::store {

/// What one load brings. `votes_folder` holds votes.parquet, roll-calls.parquet and, if given, matches.csv (pairs of
/// roll calls on the same matter), or is empty.
struct Load {
  record::FolderReading folder;
  std::vector<record::DeathsMonth> deaths;
  std::vector<geo::LayerPart> layers;
  std::map<std::string, std::string> iso3_of_iso2;
  std::string votes_folder;
};

class Store {
 public:
  /// Opens a record for reading. Throws Error: not_found (no such file), bad_data (no record of ours or a newer
  /// layout), conflict (another process is writing it).
  static Store open(const std::string& path);

  /// Opens a record for writing, made where there is none. Throws Error: conflict, io.
  static Store open_for_writing(const std::string& path);

  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Replaces what the record holds, in one transaction. Throws Error{bad_data} where votes cannot be read, io where
  /// the disk is full; the record is then as it was.
  void replace(const Load& load);

  /// What was known on a day, in total order, for View::from. Months are cut by their publication lag.
  record::ViewInput as_of(Day day, record::Vintage vintage) const;

  /// All facts, whenever known, ordered by (table, key, fact): for `record show` and `record check`.
  std::vector<record::Fact> facts() const;

  /// What the last load took from each table.
  std::vector<record::TableReport> tables() const;

  /// The parts of a layer for these keys, ordered by key; all parts where `keys` is empty.
  std::vector<geo::LayerPart> layer(std::string_view name, const std::set<std::string>& keys = {}) const;

  /// What the linked library says of its version, "v1.5.6".
  static std::string library_version();

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace entente::store

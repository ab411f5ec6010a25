#pragma once
// Facts of a record: the tables, series, votes and reference layers that a data folder brings.

#include "entente/base/date.hpp"
#include "entente/geo/layers.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/series.hpp"
#include "entente/record/view.hpp"
#include "entente/store/load.hpp"
#include "entente/store/un_votes.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

/// What one load of a data folder brings. `votes_folder` holds votes.parquet, roll-calls.parquet and, if given,
/// matches.csv (pairs of roll calls on the same matter), or is empty.
struct Load {
  record::FolderReading folder;
  std::vector<record::DeathsMonth> deaths;
  std::optional<Day> deaths_released;  // the day of which the figures of `deaths` are; needed where there are any
  std::vector<geo::LayerPart> layers;
  record::TrainingReading trainings;
  std::string votes_folder;
  UnVotes newer_votes;      // of the folder too; those later than the files of `votes_folder` are taken
  std::string folder_path;  // as the user named it
  std::string hash;         // over all its files, and those of the layers
  std::string imported_at;  // UTC
};

/// The layer that says which states border which: for each, the codes of the others.
inline constexpr std::string_view kNeighboursLayer = "neighbours";

/// What a file of votes added. `taken` of the account counts votes.
struct AddedVotes {
  LoadAccount account;
  int roll_calls = 0;
  int passed_over = 0;       // roll calls that were not later than `after`
  std::optional<Day> after;  // the last day of the data folder's own
};

/// The facts of a record. A store keeps, selects and orders by a total key; it computes nothing.
///
/// Threads: const members may be called from several threads at once. A member that is not const needs the object for
/// itself: no other call may run beside it.
///
/// Errors: every member throws Error{io} where the disk or the connection fails, and one that would change a record
/// that is open for reading throws Error{bad_request}. A change is made as a whole or not at all: after an error or a
/// kill the record holds what it held before.
class Facts {
 public:
  virtual ~Facts() = default;
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

  /// Replaces the tables, series, votes and layers of the record; events of streams stay as they are, and so do votes
  /// that were added, but for those that the folder holds itself. A folder with the hash of the one that is in keeps
  /// its number. Throws Error: not_found (a file of votes is missing), bad_data (votes that cannot be read, a vote that
  /// is neither yes, abstain nor no, a series without its vintage, a record of another layout). Cost: linear in the
  /// load; a second or two for the folder that ships.
  virtual LoadAccount replace(const Load& load) = 0;

  /// Adds the roll calls of `votes` that are later than the last one that came with a data folder, in place of those a
  /// file of this kind brought before. They stay when a data folder is imported again. Throws Error: bad_request (the
  /// same file was read by the same reader already), bad_data (another layout). Cost: linear in the votes.
  virtual AddedVotes add_votes(const LoadSource& source, const UnVotes& votes) = 0;

  /// What was known on a day, in total order, for View::from. Months are cut by their publication lag. Throws
  /// Error{bad_data} where the record has no tables or holds what no load of ours writes. Cost: linear in the facts and
  /// votes of the record; about a second for the folder that ships.
  virtual record::ViewInput as_of(Day day, record::Vintage vintage) const = 0;

  /// All facts, whenever known, also those that a layer corrected or withdrew, ordered by record::comes_before: for
  /// `record show` and `record check`. Cost: linear.
  virtual std::vector<record::Fact> facts() const = 0;

  /// The ids of rows that no date places, in order.
  virtual std::vector<std::string> undated() const = 0;

  /// What the last load of a data folder took from each table, by the table's name.
  virtual std::vector<record::TableReport> tables() const = 0;

  /// The user's own folders that were read on top of it, in their order; none in a record from before there were any.
  virtual std::vector<record::LayerReport> layers() const = 0;

  /// What those do to the record, by table, layer and line.
  virtual std::vector<record::LayerChange> changes() const = 0;

  /// The parts of several layers, ordered by layer and key: of each layer those with the keys named, or all where none
  /// is. A layer or key that the record does not hold gives nothing. Cost: one reading of all layers, however many are
  /// wanted, so ask once.
  virtual std::vector<geo::LayerPart> layer_parts(const std::map<std::string, std::set<std::string>>& wanted) const = 0;

  /// Those of one layer.
  std::vector<geo::LayerPart> layer(std::string_view name, const std::set<std::string>& keys = {}) const {
    return layer_parts({{std::string(name), keys}});
  }

 protected:
  Facts() = default;
};

}  // namespace entente::store

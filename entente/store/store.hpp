#pragma once
// Where facts lie: an embedded DuckDB database in one file. The one room that knows SQL.
//
// The store keeps, selects, filters, counts and orders by a total key; it computes nothing. A load is one transaction:
// after a failure or a kill the file holds what it held before. One process writes at a time; readers see a whole load
// or none of it.

#include "entente/base/delimited.hpp"
#include "entente/geo/layers.hpp"
#include "entente/record/folder.hpp"
#include "entente/record/series.hpp"
#include "entente/record/view.hpp"
#include "entente/store/events.hpp"
#include "entente/store/un_votes.hpp"

#include <map>
#include <memory>
#include <optional>
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
  std::string folder_path;  // as the user named it
  std::string hash;         // over all its files
  std::string imported_at;  // UTC
};

class Store {
 public:
  /// Opens a record for reading. Throws Error: not_found (no such file), bad_data (no record of ours or another
  /// layout), conflict (another process is writing it).
  static Store open(const std::string& path);

  /// Opens a record for writing, made where there is no file. Throws Error: bad_request (an empty name),
  /// bad_data as above, conflict, io.
  static Store open_for_writing(const std::string& path);

  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Replaces the tables, series, votes and layers of the record, in one transaction; events of streams stay as they
  /// are. A record of a layout that held nothing else is made anew. A folder with the hash of the one that is in keeps
  /// its number. Throws Error{bad_data} where votes cannot be read or the record has another layout, io where the disk
  /// is full; the record is then as it was.
  LoadAccount replace(const Load& load);

  /// Adds the events of one source, in one transaction. Rows go into the file as they come: memory stays within some
  /// hundred MB, and the names of the record. What `read` throws passes through. Throws Error: conflict (the same file
  /// was read by the same reader already), bad_data (another layout), io (the disk is full); the record is then as it
  /// was.
  LoadAccount add_events(const LoadSource& source, const ReadEvents& read);

  /// Adds the roll calls of `votes` that are later than the last one that came with a data folder, in one transaction,
  /// in place of those a file of this kind brought before. They stay when a data folder is imported again, but for
  /// those that it then holds itself. `taken` of the account counts votes; `passed_over` roll calls that were not
  /// later. Throws as add_events does.
  struct AddedVotes {
    LoadAccount account;
    int roll_calls = 0;
    int passed_over = 0;
    std::optional<Day> after;  // the last day of the data folder's own
  };
  AddedVotes add_votes(const LoadSource& source, const UnVotes& votes);

  /// Takes a load back, in one transaction: the record holds what it would hold without it. Returns its account.
  /// Throws Error{not_found}.
  LoadAccount undo(std::int64_t load);

  /// All loads by number.
  std::vector<LoadAccount> loads() const;

  /// The events that a query asks for, in columns: one pass over the record, 32 bytes an event and the names.
  EventView events_as_of(const EventQuery& query, ActorsAs actors = ActorsAs::written) const;

  /// Counts by reader and month, in that order.
  std::vector<EventMonth> event_months(const EventQuery& query) const;

  /// Calls `each` for every event in total order: day, reader, id, content. Memory is bounded.
  void each_event(const EventQuery& query, const std::function<void(const EventRow&)>& each) const;

  /// Who did how much to whom, by (actor, target). Events that lack either are left out.
  std::vector<Tie> ties(const EventQuery& query, ActorsAs actors) const;

  /// Writes what each_event gives as a Parquet file. Throws Error{io}.
  void write_parquet(const EventQuery& query, const std::string& path) const;

  /// What was known on a day, in total order, for View::from. Months are cut by their publication lag.
  record::ViewInput as_of(Day day, record::Vintage vintage) const;

  /// All facts, whenever known, ordered by (table, key, fact): for `record show` and `record check`.
  std::vector<record::Fact> facts() const;

  /// The ids of rows that no date places, in order.
  std::vector<std::string> undated() const;

  /// What the last load took from each table.
  std::vector<record::TableReport> tables() const;

  /// The parts of a layer for these keys, ordered by key; all parts where `keys` is empty.
  std::vector<geo::LayerPart> layer(std::string_view name, const std::set<std::string>& keys = {}) const;

  /// What the linked library says of its version, "v1.5.6".
  static std::string library_version();

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  // The account of a load that begins. Throws Error{conflict} where it is in the record already.
  LoadAccount new_account(const LoadSource& source) const;
  std::unique_ptr<Connection> connection_;
};

}  // namespace entente::store

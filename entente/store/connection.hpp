#pragma once
// The open record, for the sources of this room.

#include "entente/store/duck.hpp"
#include "entente/store/store.hpp"

#include <functional>
#include <string>

namespace entente::store {

/// Raised when the tables of the record change; an older record is imported again, never guessed at.
inline constexpr int kLayout = 3;
/// The last layout that held nothing but a data folder: importing the folder again makes all of it anew.
inline constexpr int kLastLayoutOfTables = 2;

/// Roll calls that a file of votes added have the library's number above this one.
inline constexpr std::int64_t kAddedVotes = 100'000'000;

struct Store::Connection {
  Duck duck;
  std::string path;
  int layout = 0;  // 0: the file holds no record yet

  Connection(const std::string& file, bool read_only) : duck(file, read_only), path(file) {}

  /// Reads `layout`.
  void look();
  /// Throws Error{bad_data} with the remedy where the record is of another layout than ours.
  void require_layout() const;
  /// Runs `work` in one transaction: all of it or nothing, and `layout` is what it was.
  void in_transaction(const std::function<void()>& work);
  /// Makes the tables that are missing, in a transaction that is open.
  void make_tables();
  /// Empties what a data folder brings.
  void empty_folder_tables();
  /// Removes what a file of votes added to those of the data folder.
  void remove_added_votes();
  /// Adds a row to the list of loads.
  void keep(const LoadAccount& account);
  /// The next number of a load; numbers of loads that were taken back do not come again.
  std::int64_t next_load();
};

}  // namespace entente::store

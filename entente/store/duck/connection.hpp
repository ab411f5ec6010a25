#pragma once
// An open record, for the sources of this room: its tables, its transactions, its list of loads.

#include "entente/store/duck/duck.hpp"
#include "entente/store/load.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace entente::store::duck {

/// Raised when the tables of the record change; an older record is imported again, never guessed at.
inline constexpr int kLayout = 5;
/// The last layout that held nothing but a data folder: importing the folder again makes all of it anew.
inline constexpr int kLastLayoutOfTables = 2;

/// Roll calls that a file of votes added have the library's number above this one.
inline constexpr std::int64_t kAddedVotes = 100'000'000;

/// Whether the record has a table of this name; those that were added within a layout are not in every record.
bool has_table(Duck& duck, const std::string& name);

/// How the ballots of a roll call (columns choice and voter) lie in `votes`: a line for each, by voter, with the number
/// of the choice before the voter. Eight hundred thousand rows would be read for every view; these are six thousand.
inline constexpr const char* kPackedBallots =
    "string_agg(choice || replace(voter, chr(10), ' '), chr(10) order by voter, choice)";

/// Whether its facts know their layer; those of a record from before there were layers do not.
bool has_versions(Duck& duck);

struct Connection {
  Duck duck;
  std::string path;
  bool read_only = false;
  int layout = 0;  // 0: the file holds no record yet

  Connection(const std::string& file, bool for_reading) : duck(file, for_reading), path(file), read_only(for_reading) {}

  /// Reads `layout`.
  void look();
  /// Throws Error{bad_data} with the remedy where the record is of another layout than ours.
  void require_layout() const;
  /// Throws Error{bad_data} where the file holds tables and is no record: a load would empty some of them.
  void require_ours();
  /// Runs `work` in one transaction: all of it or nothing, and `layout` is what it was. Throws Error{bad_request} where
  /// the record is open for reading.
  void in_transaction(const std::function<void()>& work);
  /// Makes the tables that are missing, in a transaction that is open.
  void make_tables();
  /// Drops what a data folder brings, added votes with it; make_tables makes it anew.
  void drop_folder_tables();
  /// Empties what a data folder brings; votes that were added stay.
  void empty_folder_tables();
  /// Removes what a file of votes added to those of the data folder.
  void remove_added_votes();
  /// Adds a row to the list of loads.
  void keep(const LoadAccount& account);
  /// The next number of a load; numbers of loads that were taken back do not come again.
  std::int64_t next_load();
  /// All loads by number, read through `with`: this connection, or one beside it.
  std::vector<LoadAccount> loads(Duck& with) const;
  /// The account of a load that begins. Throws Error{conflict} where it is in the record already.
  LoadAccount new_account(const LoadSource& source);
};

}  // namespace entente::store::duck

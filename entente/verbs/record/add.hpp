#pragma once
// record add | correct | withdraw: a user's own rows, from the options of the command line, a file, or asked one by
// one.

#include "entente/store/entry.hpp"
#include "entente/verbs/record/layers.hpp"
#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct RecordAddRequest {
  std::string table{};   // empty: as the file says
  store::Cells cells{};  // by column, as the person wrote them
  std::string file{};
  std::string to{};  // empty: as folder_to_write says
  bool anyway = false;
  bool dry_run = false;
  std::optional<Day> today{};
};

struct RecordCorrectRequest {
  std::string of;                // a table
  std::string key;               // a row of it
  std::vector<std::string> set;  // "column=value"
  std::string reason;
  std::optional<Day> change_on;
  std::string to{};  // empty: as folder_to_write says
  bool dry_run = false;
  std::optional<Day> today{};
};

struct RecordWithdrawRequest {
  std::string of;
  std::string key;
  std::string reason;
  std::optional<Day> change_on;
  std::string to{};  // empty: as folder_to_write says
  bool dry_run = false;
  std::optional<Day> today{};
};

/// Reads what the person means, shows it and what follows, writes the rows to the own folder and reads the record anew;
/// nothing is written where anything is wrong. Throws Error: bad_request (a value that cannot be read, a day ahead,
/// a required field missing where nobody can be asked), not_found (a row that another names), conflict (a row that may
/// be there already, without `anyway`), bad_data (a broken file or folder), and as the store does.
Result record_add(const Engine& engine, const RecordAddRequest& request);

/// Corrects cells of a row that is there. Throws as record_add, and not_found where there is no such row.
Result record_correct(const Engine& engine, const RecordCorrectRequest& request);

/// Withdraws a row. Throws as record_correct.
Result record_withdraw(const Engine& engine, const RecordWithdrawRequest& request);

/// `record add`, one verb a table ("record add demand"), `record correct` and `record withdraw`, in the order of help.
std::vector<Verb> record_add_verbs();

}  // namespace entente::verbs

#pragma once
// record export: events of streams, or a table, for other programs.

#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct RecordExportRequest {
  std::string what = "streams";  // or a table
  std::optional<Day> as_of;
  std::optional<Day> from;
  std::optional<Day> to;
  std::string actor;
  std::string target;
  std::vector<std::string> readers;
  bool by_state = false;  // of networks of streams
  bool checked = false;   // without rows that their source has still to check
};

/// The answer has documents alone. Throws Error: not_found (no such table), bad_request (a table with choices that are
/// for streams), and as the store does; a document throws bad_request where what is asked for cannot be had in its
/// form.
Result record_export(const Engine& engine, const RecordExportRequest& request);

Verb record_export_verb();

}  // namespace entente::verbs

#pragma once
// Forecasts as lines of a ledger file.

#include "entente/outlook/ledger.hpp"
#include "entente/verbs/engine.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

/// The forecasts as what a result writes into the ledger at `path`, made where there is none: each line in, once,
/// behind those of whoever wrote meanwhile. The log is told how many stood there already, and where a line that a
/// killed run had begun was taken out. When it is written, Error: bad_data (the file is not a ledger, or a line was
/// changed), bad_request, io, conflict, as OutputSet says. `engine` outlives it.
Write issued(const Engine& engine, std::vector<outlook::LedgerEntry> entries, const std::string& path);

struct Ledger {
  std::vector<outlook::LedgerEntry> entries;
  std::vector<std::string> seals;  // of each, in order: whoever knows one sees by it that nothing before was taken out
};

/// The ledger at `path`, which may be missing: without forecasts then. Throws Error as read_ledger does.
Ledger load_ledger(const std::string& path);

}  // namespace entente::verbs

#pragma once
// Forecasts as lines of a ledger file.

#include "entente/outlook/ledger.hpp"
#include "entente/verbs/engine.hpp"

#include <string>
#include <vector>

namespace entente::verbs {

/// Adds the forecasts to the ledger at `path`, made where there is none, and tells the log how many stood there
/// already. The old file is kept where the new one cannot be written. One call at a time for one path. Throws Error:
/// bad_data (the file is not a ledger, or a line was changed), io.
void issue_forecasts(const Engine& engine, std::vector<outlook::LedgerEntry> entries, const std::string& path);

}  // namespace entente::verbs

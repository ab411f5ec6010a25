#pragma once
// Forecasts of a brief as lines of a ledger.

#include "entente/outlook/ledger.hpp"

#include <string>
#include <vector>

namespace entente::cli {

/// Adds the forecasts to the ledger at `path`, made where there is none, and tells how many stood there already. The
/// old file is kept where the new one cannot be written. Throws Error{bad_data} where the file is no ledger or a line
/// was changed, io.
void issue_forecasts(std::vector<outlook::LedgerEntry> entries, const std::string& path);

}  // namespace entente::cli

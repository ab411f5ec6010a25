#pragma once
// Forecasts of a brief as lines of a ledger.

#include "entente/assess/assessment.hpp"
#include "entente/outlook/ledger.hpp"

#include <string>
#include <vector>

namespace entente::cli {

/// The forecasts of an assessment: judgements, observables of indicators, and what would follow from them.
std::vector<outlook::LedgerEntry> forecasts_of(const assess::Assessment& assessment);

struct Issued {
  int added = 0;
  int known = 0;  // stood in the ledger already
};

/// Adds the forecasts to the ledger at `path`, made where there is none; forecasts that stand in it add nothing. The
/// old file is kept where the new one cannot be written. Throws Error{bad_data} where the file is no ledger or a line
/// was changed, io.
Issued issue_forecasts(const std::vector<outlook::LedgerEntry>& entries, const std::string& path);

}  // namespace entente::cli

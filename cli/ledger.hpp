#pragma once
// Forecasts of a brief as lines of a ledger.

#include "entente/assess/assessment.hpp"
#include "entente/outlook/ledger.hpp"

#include <string>
#include <vector>

namespace entente::cli {

/// The judgements with a probability, a horizon and a question the record can decide later: exit, asks, arrival and
/// deaths, told apart by the evidence they cite. The base rate is the share of the widest class that the judgement
/// carries.
std::vector<outlook::LedgerEntry> forecasts_of(const assess::Assessment& assessment);

struct Issued {
  int added = 0;
  int known = 0;  // stood in the ledger already
};

/// Adds the forecasts to the ledger at `path`, made where there is none; forecasts that stand in it add nothing. The
/// old file is kept where the new one cannot be written. Throws Error{bad_data} where the file is no ledger or a line
/// was changed, io.
Issued issue_forecasts(const assess::Assessment& assessment, const std::string& path);

}  // namespace entente::cli

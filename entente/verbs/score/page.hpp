#pragma once
// score --page: a ledger as one page for everybody.

#include "entente/outlook/ledger.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::verbs {

/// One static page of HTML, without scripts and without anything loaded from elsewhere: what was issued and what came
/// of it, calibration with n, Brier with its interval against the base rates, the void ones and why, and every
/// forecast, the largest misses first. Intervals hold 80%, over hosts drawn with replacement. `seals` are those of the
/// last lines, by ledger, by which a reader may later see that none was taken out at the end. Same input and seed, same
/// bytes.
std::string ledger_page(const record::View& view, const std::vector<outlook::LedgerEntry>& entries,
                        const std::vector<std::string>& seals, std::uint64_t seed);

}  // namespace entente::verbs

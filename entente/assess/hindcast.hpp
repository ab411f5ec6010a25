#pragma once
// A case told again on other days, and what came: a section of the annex that says of itself what it knows.

#include "entente/assess/assessment.hpp"
#include "entente/base/date.hpp"
#include "entente/outlook/ledger.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::assess {

/// One forecast as it would have been made on a day, and how it resolved.
struct PastForecast {
  Day on{};
  std::string state;  // of the presence on that day
  outlook::LedgerEntry forecast;
  std::optional<double> strict;  // the same without what was released later; nothing where it is not computed
  outlook::Resolution came;
};

/// The forecasts of an assessment as a ledger keeps them.
std::vector<outlook::LedgerEntry> ledger_entries(const Assessment& assessment);

/// The forecasts of one day; `strict` is the same case on the same day under the strict vintage, `known` the view by
/// which they are resolved. What indicators watch for is left out: it tells of the same story.
std::vector<PastForecast> past_forecasts(const Assessment& latest, const Assessment& strict, const record::View& known);

/// Brier scores over the forecasts that came or did not; 0 where there are none.
struct PastScore {
  int resolved = 0;
  double brier = 0;
  double base_brier = 0;  // of their base rates
};
PastScore score_of(const std::vector<PastForecast>& forecasts);

/// Adds the section "hindcast" to the annex, its evidence to the register, and nothing else: no judgement, forecast,
/// basis or hash of `now` changes. Requires `known` to be later than each day told.
void note_hindcast(Assessment& now, const record::View& known, const std::vector<PastForecast>& forecasts);

}  // namespace entente::assess

#pragma once
// outlook deaths: conflict deaths over the next one to twelve months.

#include "entente/outlook/deaths.hpp"
#include "entente/verbs/engine.hpp"
#include "entente/verbs/verb.hpp"

#include <optional>
#include <string>

namespace entente::verbs {

struct OutlookDeathsRequest {
  std::string host;
  std::optional<Day> as_of;
  int months = 12;
  record::Vintage vintage = record::Vintage::latest;
};

/// Throws Error: bad_request (an unknown state), not_found (no twelve published months of it, or no total and what came
/// after it), and as the store and the models do.
Result outlook_deaths(const Engine& engine, const OutlookDeathsRequest& request);

/// Throws Error{not_found}: why nothing can be said of the months after the view's last one, and from which day on it
/// can.
[[noreturn]] void refuse_deaths(const store::Facts& facts, const record::View& view, const std::string& host,
                                record::Vintage vintage, int months);

/// For programs: the total before, the months ahead, and the band of them.
Table deaths_table(const outlook::DeathsOutlook& ahead, bool with_band = true);

Verb outlook_deaths_verb();

}  // namespace entente::verbs

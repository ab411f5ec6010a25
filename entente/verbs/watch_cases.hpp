#pragma once
// watch cases: a list of one's own cases, or all open demands: what changed since a day.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct WatchCasesRequest {
  std::vector<std::string> cases;  // names or paths
  bool open = false;               // a case made for each open demand of the day
  std::optional<Day> as_of;
  std::optional<Day> since;
  double moved_by = 5;
  std::string ledger;
  bool issue = false;
  std::string feed;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// For each case: whether its state changed; forecasts that moved by more than `moved_by`, split into what the passing
/// of time alone does and what facts that became known add; observables of indicators that were seen or whose day is
/// over, those of the ledger among them; facts on the case that became known. The result's status is 1 where a case
/// changed. With `issue` the forecasts of the day go into the ledger. Throws Error: bad_request (no case, days that do
/// not fit, issue without a ledger), and as the store, the cases and the models do. Cost: three sets of forecasts a
/// case.
Result watch_cases(const Engine& engine, const WatchCasesRequest& request);

Verb watch_cases_verb();

}  // namespace entente::verbs

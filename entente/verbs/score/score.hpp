#pragma once
// score: what became of forecasts: of a ledger, of the methods over past years, of a case told on past days.

#include "entente/verbs/verb.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace entente::verbs {

struct ScoreRequest {
  std::string ledger;
  std::string page;
  std::vector<std::string> expect;
  bool backtest = false;
  std::string hindcast;
  std::vector<std::string> days;
  std::optional<Day> as_of;
  int from = 2012;
  int to = 2025;
  std::uint64_t seed = 1;
  record::Vintage vintage = record::Vintage::latest;
};

/// Any of the three, together where several are asked for. Throws Error: bad_request (nothing to score, days that do
/// not fit), bad_data (the file is not a ledger, a line was changed, or no line has a seal that is expected), and as
/// the store, the case and the models do. Cost of the methods: seconds.
Result score(const Engine& engine, const ScoreRequest& request);

Verb score_verb();

}  // namespace entente::verbs

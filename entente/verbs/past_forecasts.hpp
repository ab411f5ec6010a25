#pragma once
// The forecasts of a case as they would have been made on an earlier day, and what came.

#include "entente/assess/hindcast.hpp"
#include "entente/verbs/engine.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::verbs {

/// A case with all that its forecasts are made from; it must outlive the calls.
struct CaseInputs {
  const store::Facts& facts;
  const assess::Case& of;
  const assess::Models& models;
  std::uint64_t seed = 1;
};

struct PastDay {
  std::string state;  // of the presence on the day
  std::vector<assess::PastForecast> forecasts;
};

/// Under the latest vintage and the strict one; `known` is the view by which the forecasts are resolved. Throws as
/// assess::assess does. Cost: two views and two sets of forecasts.
PastDay past_day(const Engine& engine, const CaseInputs& inputs, Day day, const record::View& known);

/// Throws Error{bad_request} where nothing can be judged on the day; the remedy names a day on which something can, or
/// says that there is none.
void require_judgements(const assess::Assessment& assessment, const record::View& view, const store::Facts& facts);

}  // namespace entente::verbs

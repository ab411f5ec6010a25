#pragma once
// The forecasts of a case as they would have been made on an earlier day, and what came.

#include "entente/assess/assess.hpp"
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

/// The forecasts of a case on the day of the view, without a page; `wanted` has neither front nor annex.
assess::Assessment forecasts_on(const Engine& engine, const CaseInputs& inputs, const record::View& view,
                                assess::Wanted wanted);

struct PastDay {
  std::string state;  // of the presence on the day
  std::vector<assess::PastForecast> forecasts;
};

/// Under the latest vintage and the strict one; `known` is the view by which the forecasts are resolved. Throws as
/// assess::assess does. Cost: two views and two sets of forecasts.
PastDay past_day(const Engine& engine, const CaseInputs& inputs, Day day, const record::View& known);

}  // namespace entente::verbs

#include "entente/verbs/past_forecasts.hpp"

#include "entente/assess/assess.hpp"

namespace entente::verbs {

assess::Assessment forecasts_on(const Engine& engine, const CaseInputs& inputs, const record::View& view,
                                assess::Wanted wanted) {
  const assess::Reference none;  // forecasts alone need no lands, fields or neighbours
  return assess::assess(inputs.of, view, none, inputs.models, engine.executor(), inputs.seed, wanted);
}

PastDay past_day(const Engine& engine, const CaseInputs& inputs, Day day, const record::View& known) {
  const auto on_day = [&](record::Vintage vintage) {
    return forecasts_on(engine, inputs, view_of(inputs.facts, day, vintage), assess::kForecastsAlone);
  };
  const assess::Assessment latest = on_day(record::Vintage::latest);
  return {latest.state, assess::past_forecasts(latest, on_day(record::Vintage::strict), known)};
}

}  // namespace entente::verbs

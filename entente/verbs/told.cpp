#include "entente/verbs/told.hpp"

#include "entente/assess/assess.hpp"

namespace entente::verbs {

ToldDay tell_on(const Engine& engine, const Telling& telling, Day day, const record::View& known) {
  const auto on_day = [&](record::Vintage vintage) {
    return assess::assess(telling.of, view_of(telling.facts, day, vintage), telling.reference, telling.models,
                          engine.executor(), telling.seed, assess::kForecastsAlone);
  };
  const assess::Assessment latest = on_day(record::Vintage::latest);
  return {latest.state, assess::told_on(latest, on_day(record::Vintage::strict), known)};
}

}  // namespace entente::verbs

#include "entente/verbs/past_forecasts.hpp"

#include "entente/assess/assess.hpp"
#include "entente/base/error.hpp"
#include "entente/verbs/command.hpp"
#include "entente/verbs/remedy.hpp"

#include <fmt/format.h>

namespace entente::verbs {

PastDay past_day(const Engine& engine, const CaseInputs& inputs, Day day, const record::View& known) {
  const assess::Reference none;  // forecasts alone need no lands, fields or neighbours
  const auto on_day = [&](record::Vintage vintage) {
    return assess::assess(inputs.of, view_of(inputs.facts, day, vintage), none, inputs.models, engine.executor(),
                          inputs.seed, assess::kForecastsAlone);
  };
  const assess::Assessment latest = on_day(record::Vintage::latest);
  return {latest.state, assess::past_forecasts(latest, on_day(record::Vintage::strict), known)};
}

void require_judgements(const assess::Assessment& a, const record::View& view, const store::Facts& facts) {
  if (!a.judgements.empty()) return;
  throw Error(ErrorCode::bad_request,
              fmt::format("on {} the record holds nothing by which a question about {} and {} could be judged",
                          to_words(a.as_of), view.actor_name(a.host), view.in_sentence(a.counterpart)),
              fmt::format("{}; `{}` shows what was known", day_with_forces(facts, view, a.host, a.counterpart),
                          command_of(assess::call_of("record state", a.host, a.counterpart).on(a.as_of))),
              {"case " + a.case_name, 0, ""});
}

}  // namespace entente::verbs

#include "entente/assess/indicator.hpp"

#include "entente/assess/words.hpp"

#include <fmt/format.h>

namespace entente::assess {
namespace {

// Whether the observable will have been seen.
Forecast observable_forecast(const Given& given, const Judgement& judgement, const outlook::Question& question,
                             const outlook::Indicator& indicator) {
  outlook::Question observable = question;
  observable.event = indicator.event;
  observable.horizon_on = indicator.by;
  observable.resolution = outlook::resolution_of(indicator.event);
  observable.source = outlook::source_of(indicator.event);
  observable.words = outlook::words_of(observable, given.view);
  return {judgement.id, observable, indicator.chance, indicator.chance_interval, indicator.chance_base, {}, {}};
}

// The judgement's own question if the observable is seen, or if it is not.
Forecast branch_forecast(const Given& given, const Judgement& judgement, const outlook::Question& question,
                         const outlook::Indicator& indicator, bool seen) {
  outlook::Question then = question;
  then.given = outlook::Given{indicator.event, indicator.by, seen};
  then.words = outlook::words_of(then, given.view);
  return {judgement.id,
          then,
          seen ? indicator.seen : indicator.not_seen,
          seen ? indicator.seen_interval : indicator.not_seen_interval,
          seen ? indicator.seen_base : indicator.not_seen_base,
          {},
          {}};
}

}  // namespace

void add_forecasts(Contribution& out, const Given& given, const Judgement& judgement, const outlook::Question& question,
                   const outlook::Indicator& indicator) {
  const bool settles = indicator.seen == 1;
  if (indicator.chance > 0) out.forecasts.push_back(observable_forecast(given, judgement, question, indicator));
  if (!settles) out.forecasts.push_back(branch_forecast(given, judgement, question, indicator, true));
  out.forecasts.push_back(branch_forecast(given, judgement, question, indicator, false));
}

void add_indicator(Contribution& out, const Given& given, const Judgement& judgement, const outlook::Question& question,
                   const outlook::Indicator& indicator) {
  const bool settles = indicator.seen == 1;
  out.indicators.push_back({capital(indicator.observable), fmt::format("seen by {}", to_words(indicator.by)),
                            indicator.by, judgement.id, indicator.now, indicator.seen, indicator.not_seen,
                            settles ? indicator.basis
                                    : fmt::format("{} Cases behind the branches: {} and {}.", indicator.basis,
                                                  indicator.seen_n, indicator.not_seen_n)});
  if (given.wanted.ledger) add_forecasts(out, given, judgement, question, indicator);
}

}  // namespace entente::assess

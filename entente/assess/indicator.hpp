#pragma once
// What moves a judgement, for the page and for the ledger. Only for this room.

#include "entente/assess/part.hpp"
#include "entente/outlook/indicators.hpp"

namespace entente::assess {

/// For the ledger: the observable, where its chance is counted, and what follows under either condition that does not
/// settle the question.
void add_forecasts(Contribution& out, const Given& given, const Judgement& judgement, const outlook::Question& question,
                   const outlook::Indicator& indicator);

/// What moves a judgement, with both branches counted by its own classes; and where a ledger is wanted, its forecasts.
void add_indicator(Contribution& out, const Given& given, const Judgement& judgement, const outlook::Question& question,
                   const outlook::Indicator& indicator);

}  // namespace entente::assess

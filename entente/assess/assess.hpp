#pragma once
// The face of the engine: a case and a view in, an assessment out.

#include "entente/assess/assessment.hpp"
#include "entente/assess/case.hpp"
#include "entente/assess/models.hpp"
#include "entente/base/executor.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace entente::assess {

/// What is computed of an assessment. Judgements, and the gaps of what is computed, always are; but without a front
/// only those judgements that are forecasts.
struct Wanted {
  bool front = true;       // the sections in front
  bool annex = false;      // the sections behind --full; without them their headings are in `left_out`
  bool ledger = false;     // `forecasts`, further questions of the case among them
  bool indicators = true;  // what moves the judgements, and with `ledger` a forecast of each
};

/// Of days that are only to be compared: no coverage, no votes, no register.
inline constexpr Wanted kForecastsAlone{.front = false, .annex = false, .ledger = true, .indicators = false};

/// What a ledger takes of a case, without its page.
inline constexpr Wanted kForLedger{.front = false, .annex = false, .ledger = true, .indicators = true};

/// Computes the assessment of a case as of the view's day. The same inputs give the same assessment on any number of
/// threads; judgements, front sections and forecasts are the same whether the annex is wanted or not, while evidence,
/// basis and gaps are of what was computed. Parts that the data cannot support are absent and named in `gaps`; where
/// nothing can be judged on the day, `judgements` is empty, and the caller says so.
/// Throws Error{bad_request} where the case names an actor that the record does not know, or asks in words that are no
/// question. Cost: the annex is about two thirds of the whole.
Assessment assess(const Case& of, const record::View& view, const Reference& reference, const Models& models,
                  const Executor& executor, std::uint64_t seed = 1, Wanted wanted = {});

/// The states whose airfields a case needs: those that could take in what is lost.
std::set<std::string> candidate_hosts(const Case& of);

}  // namespace entente::assess

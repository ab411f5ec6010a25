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

/// Computes the whole assessment of a case as of the view's day. The same inputs give the same assessment on any
/// number of threads. Parts that the data cannot support are absent and named in `gaps`.
/// Throws Error{bad_request} where the case names an actor that the record does not know.
Assessment assess(const Case& of, const record::View& view, const Reference& reference, const Models& models,
                  const Executor& executor, std::uint64_t seed = 1);

/// The judgements and forecasts of assess() alone, for days that are only to be compared: no coverage, no votes, no
/// register. Throws as assess() does. Cost: a fraction of assess().
Assessment forecasts(const Case& of, const record::View& view, const Reference& reference, const Models& models,
                     const Executor& executor, std::uint64_t seed = 1);

/// What changed from an earlier assessment of the same case: judgements that moved, facts that became known, with
/// method changes apart. Sets `changes` and `since` of `now`. `seen_before` is the earlier view.
void note_changes(Assessment& now, const record::View& view, const Assessment& before, const record::View& seen_before);

/// The countries whose geometry a case needs, and those whose airfields it needs.
std::set<std::string> countries_of(const Case& of);

}  // namespace entente::assess

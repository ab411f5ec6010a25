#pragma once
// What changed from an earlier assessment of the same case.

#include "entente/assess/assessment.hpp"
#include "entente/record/view.hpp"

namespace entente::assess {

/// Judgements that moved, facts that became known, with method changes apart. Sets `changes` and `since` of `now`, and
/// adds what they cite to its evidence. `view` is that of `now`, `seen_before` the earlier one. Of `before` state,
/// model and judgements with a probability are compared.
void note_changes(Assessment& now, const record::View& view, const Assessment& before, const record::View& seen_before);

}  // namespace entente::assess

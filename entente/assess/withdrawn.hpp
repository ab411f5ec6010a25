#pragma once
// What a brief of an earlier day believed that was withdrawn or corrected since: a section of the annex that says of
// itself what it knows.

#include "entente/assess/assessment.hpp"
#include "entente/record/view.hpp"
#include "entente/record/withdrawn.hpp"

#include <span>
#include <string>
#include <vector>

namespace entente::assess {

/// Those that the assessment cites, or that name its host or counterpart.
std::vector<record::Withdrawn> of_the_case(std::span<const record::Withdrawn> all, const Assessment& assessment);

/// Adds the section "withdrawn" to the annex, its evidence to the register, and nothing else: no judgement, forecast,
/// basis or hash of `now` changes. `view` is that of `now`, `known` the later day. Nothing where there are none.
void note_withdrawn(Assessment& now, const record::View& view, Day known, std::span<const record::Withdrawn> of_it);

}  // namespace entente::assess

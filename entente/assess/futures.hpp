#pragma once
// The branches of the case: the same model under an intervention. Only for this room.

#include "entente/assess/demand_course.hpp"
#include "entente/assess/part.hpp"

namespace entente::assess {

/// Adds a gap for each branch that cannot be computed or changes nothing, and with the annex the section "futures".
/// What no class can condition on is an assumption and says so. `judgement` has a probability; requires branches.
/// With a course the branches are those of the demand's course, else of the ladder.
void add_futures(Contribution& out, const Given& given, const Judgement& judgement,
                 const DemandCourse* course = nullptr);

}  // namespace entente::assess

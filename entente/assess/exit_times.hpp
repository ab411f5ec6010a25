#pragma once
// How fast presences left after a demand. Only for this room.

#include "entente/assess/demand_course.hpp"
#include "entente/assess/part.hpp"

namespace entente::assess {

/// Adds the section "exit-time" to the annex: curves from the demand with the others counted, a table, and the hazard
/// with covariates or why there is none; with a course the days by which the forces have left with 10, 50 and 90%.
/// Nothing where no demand can be followed. Requires an open demand.
void add_exit_times(Contribution& out, const Given& given, const DemandCourse* course = nullptr);

}  // namespace entente::assess

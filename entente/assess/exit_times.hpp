#pragma once
// How fast presences left after a demand. Only for this room.

#include "entente/assess/part.hpp"

namespace entente::assess {

/// Adds the section "exit-time" to the annex: curves from the demand with the others counted, a table, and the hazard
/// with covariates or why there is none. Nothing where no demand can be followed. Requires an open demand.
void add_exit_times(Contribution& out, const Given& given);

}  // namespace entente::assess

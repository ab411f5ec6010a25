#pragma once
// Sentences that rest on nothing but rows which nobody has verified say so. Only for this room.

#include "entente/assess/assessment.hpp"
#include "entente/assess/register.hpp"

namespace entente::assess {

/// Marks every sentence and judgement whose evidence is rows alone that are not verified, before its full stop or in
/// the reason of its confidence; what says so already, and what is assumed, stays as it is.
void mark_unverified(Assessment& assessment, const Register& evidence);

}  // namespace entente::assess

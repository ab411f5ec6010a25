#pragma once
// Sentences that rest on nothing but rows which nobody has verified say so.

#include "entente/assess/assessment.hpp"

#include <string_view>

namespace entente::assess {

class Register;

/// Whether a sentence says that what it rests on is not verified.
bool says_unverified(std::string_view text);

/// Marks every sentence and judgement whose evidence is rows alone that are not verified, before its full stop or in
/// the reason of its confidence; what says so already, and what is assumed, stays as it is.
void mark_unverified(Assessment& assessment, const Register& evidence);

/// The same of one sentence.
void mark_unverified(Statement& statement, const Register& evidence);

}  // namespace entente::assess

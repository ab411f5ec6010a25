#pragma once
// Calls as a person writes them in a shell, by the table of verbs.

#include "entente/assess/assessment.hpp"
#include "entente/assess/call.hpp"

#include <string>

namespace entente::verbs {

/// "entente outlook exit NER USA --as-of 2024-03-17": what is positional first, then the options in the order of the
/// call; words that a shell would take apart are quoted. Throws Error: bad_request (no such verb or parameter, or a
/// value that does not fit), since a command that does not run is worse than none.
std::string command_of(const assess::Call& call);

/// Writes every call of an assessment as a command: behind the text of its statement, and into its evidence.
void write_commands(assess::Assessment& assessment);

}  // namespace entente::verbs

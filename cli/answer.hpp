#pragma once
// Where an answer goes: the standard output, a file, or a folder of files.

#include "entente/verbs/door.hpp"

#include <string>

namespace entente::cli {

/// Puts the result where `door` says, in the form it says. Files appear whole or not at all, and all documents are made
/// before the first of several is written. Throws Error{io} where something cannot be written.
void put_answer(const verbs::Result& result, const verbs::DoorRequest& door);

/// A line on the standard error.
void tell(const std::string& line);

}  // namespace entente::cli

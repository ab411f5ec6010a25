#pragma once
// Where an answer goes: the standard output, a file, or a folder of files.

#include "entente/base/output_file.hpp"
#include "entente/verbs/door.hpp"

#include <string>

namespace entente::cli {

/// Puts the result where `door` says, in the form it says, and writes what the result asks for besides: all files or
/// none, and none over one of `inputs`. All documents are made before anything is written. Throws Error: io,
/// bad_request, conflict, as OutputSet says, and what a document throws.
void put_answer(const verbs::Result& result, const verbs::DoorRequest& door, const InputFiles& inputs);

/// A line on the standard error; a long one is cut, and what would act on a terminal is shown.
void tell(const std::string& line);

}  // namespace entente::cli

#pragma once
// Which files a request reads and writes, by the roles that its parameters declare.

#include "entente/base/output_file.hpp"
#include "entente/verbs/door.hpp"
#include "entente/verbs/verb.hpp"

#include <any>

namespace entente::verbs {

/// What the request reads, for whoever writes further files for it. Throws Error{bad_request} where a file that would
/// be written is one of them, or two that would be written are one. A case that is not found is left to the verb.
InputFiles check_files(const Engine& engine, const Verb& verb, const std::any& request, const DoorRequest& door);

}  // namespace entente::verbs

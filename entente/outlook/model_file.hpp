#pragma once
// The file of reference classes: data/model/ladder.toml.

#include "entente/outlook/ladder.hpp"

#include <string>
#include <string_view>

namespace entente::outlook {

/// Reads the text of data/model/ladder.toml. Throws Error{bad_data} with file, line and field where a key is missing,
/// unknown or of the wrong type, a parent is not declared before its child, or a weight is not positive.
LadderFile read_ladder_file(std::string_view text, const std::string& file);

}  // namespace entente::outlook

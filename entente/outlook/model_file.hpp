#pragma once
// The files of data/model that classes, stages and signals stand in: how each is opened, and the file of reference
// classes, ladder.toml.

#include "entente/base/toml_fields.hpp"
#include "entente/outlook/ladder.hpp"

#include <string>
#include <string_view>

namespace entente::outlook {

/// The outermost table of a model file. `page` is the one of docs/methods that lists its keys, "outlook-ladder.md";
/// every fault names it.
TomlFields model_fields(std::string_view text, const std::string& file, std::string_view page);

/// Reads the text of data/model/ladder.toml. Throws Error{bad_data} with file, line and field where a key is missing,
/// unknown or of the wrong type, a parent is not declared before its child, or a weight is not positive.
LadderFile read_ladder_file(std::string_view text, const std::string& file);

}  // namespace entente::outlook

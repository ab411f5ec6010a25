#pragma once
// Where cases and model files lie: in the working folder, else beside the program.

#include "entente/assess/case.hpp"
#include "entente/assess/models.hpp"
#include "entente/store/store.hpp"

#include <string>

namespace entente::cli {

/// A case by the path of its file or folder, or by its name in ./cases, then in the folder of cases that belongs to
/// the program. Throws Error{not_found} that lists the names there are.
assess::Case load_case(const std::string& name_or_path);

/// The model files of `folder`; where it is empty those of ./data/model, then those that belong to the program.
assess::Models load_models(const std::string& folder);

/// The reference layers that a case needs, from the record.
assess::Reference load_reference(const store::Store& store, const assess::Case& of);

}  // namespace entente::cli

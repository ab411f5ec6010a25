#pragma once
// Vintages as a person names them: latest, strict, or a day.

#include "entente/record/vintages.hpp"
#include "entente/store/releases.hpp"
#include "entente/store/store.hpp"

#include <string>

namespace entente::verbs {

/// The figures that a word means: "latest", "strict", or the day by which they had been released. Throws
/// Error{bad_request} that names the parameter.
record::Figures figures_of(const std::string& word, const char* parameter);

/// The view of a day with these figures of series. Throws as store::releases_of does where they are of a day.
record::View view_with(const store::Store& store, Day day, const record::Figures& figures);

}  // namespace entente::verbs

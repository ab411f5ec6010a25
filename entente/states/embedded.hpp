#pragma once
// The tables of data/states, which are part of the program, as they were when it was built.

#include <string_view>

namespace entente::states {

/// data/states/states.csv.
std::string_view states_csv();
/// data/states/names.csv.
std::string_view names_csv();
/// data/states/called.csv.
std::string_view called_csv();

}  // namespace entente::states

#pragma once
// The tables of data/ontology, which are part of the program, as they were when it was built.

#include <string_view>

namespace entente::stream {

/// data/ontology/types.csv.
std::string_view types_csv();
/// data/ontology/states.csv.
std::string_view states_csv();
/// data/ontology/state-names.csv.
std::string_view state_names_csv();

}  // namespace entente::stream

#pragma once
// The table of data/ontology, which is part of the program, as it was when it was built.

#include <string_view>

namespace entente::stream {

/// data/ontology/types.csv.
std::string_view types_csv();

}  // namespace entente::stream

#pragma once
// The tables of data/language as they were when the program was built.

#include <string_view>

namespace entente::brief {

/// data/language/likelihood-scales.csv.
std::string_view likelihood_scales_csv();

/// data/language/demonyms.csv: words that stand for a state in running text and do not begin like its name.
std::string_view demonyms_csv();

}  // namespace entente::brief

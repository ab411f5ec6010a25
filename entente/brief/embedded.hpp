#pragma once
// Files that are part of the program: the tables of data/language and the style sheet, as they were when it was built.

#include <string_view>

namespace entente::brief {

/// data/language/likelihood-scales.csv.
std::string_view likelihood_scales_csv();

/// data/language/demonyms.csv: words that stand for a state in running text and do not begin like its name.
std::string_view demonyms_csv();

/// style.css of this folder.
std::string_view style_css();

}  // namespace entente::brief

#pragma once
// Bounded, signed phrases that several parts of an assessment write.

#include <string>
#include <vector>

namespace entente::assess {

std::string percent(double share);                            // "71%", of a share that was counted
std::string chance(double p);                                 // the same of a probability: never 0% or 100%
std::string list_of(const std::vector<std::string>& words);   // "a, b and c"
std::string capital(std::string text);                        // the first letter large
std::string in_brackets(double share, double lo, double hi);  // "71% (52%–85%)"

/// The same ids in order, each once.
std::vector<std::string> each_once(std::vector<std::string> ids);

}  // namespace entente::assess

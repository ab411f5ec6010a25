#pragma once
// How much of what comes from outside is taken into memory at once. docs/limits.md lists these limits and those of
// other doors. They are far above what anybody needed, and below what brings a machine down; to raise one, change it
// here.

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

inline constexpr std::size_t kLargestFile_bytes = std::size_t{1} << 30U;  // a table, layer, pack, ledger: read whole
inline constexpr std::size_t kLargestToml_bytes = std::size_t{1} << 24U;  // a case, a mapping, a file of a model
inline constexpr std::size_t kMostColumns = 10'000;                       // of a table that is read whole
inline constexpr int kDeepestJson = 256;                                  // lists and objects in each other

/// Throws Error{bad_data} with file and line where lists and objects of a JSON text are nested more than kDeepestJson
/// deep: what walks through it would exhaust the stack. Says nothing of whether the text is JSON. Cost: linear.
void require_flat(std::string_view json, const std::string& file);

}  // namespace entente

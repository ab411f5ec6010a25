#pragma once
// Whole numbers as programs write them that took them for numbers with parts.

#include <string_view>

namespace entente::stream {

/// "7.0" is 7, and "7,0" where the decimal mark is a comma; any other text stays as it is.
inline std::string_view without_zero_part(std::string_view text) {
  if (text.size() > 2 && (text.ends_with(".0") || text.ends_with(",0"))) text.remove_suffix(2);
  return text;
}

}  // namespace entente::stream

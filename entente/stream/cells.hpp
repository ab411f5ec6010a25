#pragma once
// Small work on cells and on the names of columns. ASCII only; no locale.

#include "entente/base/text.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace entente::stream {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether the text is digits alone, and not empty.
inline bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// Without blanks and tabs at both ends.
inline std::string_view trimmed_cell(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// "7.0" is 7, and "7,0" where the decimal mark is a comma: whole numbers as programs write them that took them for
/// numbers with parts. Any other text stays as it is.
inline std::string_view without_zero_part(std::string_view text) {
  if (text.size() > 2 && (text.ends_with(".0") || text.ends_with(",0"))) text.remove_suffix(2);
  return text;
}

/// The name of a column as names are compared: its letters, small, and its digits alone.
inline std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : lowered(std::string(name)))
    if ((c >= 'a' && c <= 'z') || is_digit(c)) out += c;
  return out;
}

}  // namespace entente::stream

#pragma once
// Texts with which programs write that a cell holds nothing.

#include <string_view>

namespace entente::stream {

/// R's NA, pandas' NaN, <NA> and NaT, Python's None, NULL and \N of databases, the errors of spreadsheets, and a single
/// point. Whether NA is one in a given column is for the caller to say: among two-letter codes it is Namibia.
bool is_missing(std::string_view cell);

/// Whether such a text can begin with this character: tells nearly all cells apart before a call.
constexpr bool may_be_missing(char first) {
  return first == 'N' || first == 'n' || first == '<' || first == '\\' || first == '.' || first == '#' ||
         first == '-' || first == '(';
}

}  // namespace entente::stream

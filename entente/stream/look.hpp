#pragma once
// The beginning of a file, for those who guess what it is.

#include "entente/stream/dialect.hpp"
#include "entente/stream/splitter.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace entente::stream {

struct Look {
  std::string text;  // of the first text, without a byte order mark and a line that says the separator
  std::string name;
  bool whole = false;
  char separator = 0;  // that such a line said
};

inline constexpr std::size_t kLookAt = std::size_t{1} << 18U;

/// Throws Error{not_found, io, bad_data (empty, broken, no text)}.
Look look_at(const std::string& path);

/// The same as of the path alone, where its beginning was looked at already.
Guess format_of(const std::string& path, const Look& look);

inline constexpr std::size_t kRowsLookedAt = 200;

/// Its first rows, 200 at most, and how many lines before them are no rows that can be read.
struct FirstRows {
  std::vector<std::vector<std::string>> rows;
  std::size_t not_utf8 = 0;
  long first_not_utf8 = 0;  // its line
};
FirstRows first_rows(const Look& look, const SplitOptions& options);

/// How the rows of a text are split for a format, as dialect_of says.
SplitOptions split_for(const Format& format, const Look& look);

}  // namespace entente::stream

#pragma once
// Reading delimited text (CSV, TSV) that may be broken.
//
// RFC 4180 with recovery: a fault costs the row it is in and nothing else. A quote that is never closed costs the
// line it opens on; reading goes on with the next physical line. Lines end in LF or CRLF; a byte order mark is
// skipped; quoted cells may hold separators, doubled quotes and line ends.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A row, or a part of one, that was not taken. `line` counts physical lines from 1, `column` bytes from 1.
struct RowFault {
  std::string file;
  long line = 0;
  long column = 0;
  std::string field;
  std::string reason;
  bool operator==(const RowFault&) const = default;
};

struct DelimitedRow {
  long line = 0;  // the physical line it starts on
  std::vector<std::string> cells;
};

struct DelimitedTable {
  std::string file;
  std::vector<std::string> header;
  std::vector<DelimitedRow> rows;
  std::vector<RowFault> faults;

  /// Position of a column, or npos.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
  std::size_t column(std::string_view name) const;
};

/// Reads `text`; the first line is the header. Found and reported by line: wrong number of cells, an open quote,
/// text behind a closing quote, NUL bytes, bad UTF-8, cells of more bytes than `longest_cell`, the header repeated.
/// Throws Error{bad_data} where no row can be taken: an empty file, a header with an empty or doubled name, or
/// separated by semicolons or tabs. Cost: linear in the text. Safe to call from many threads.
DelimitedTable read_delimited(std::string_view text, std::string file,
                              std::size_t longest_cell = std::size_t{1} << 20U);

/// A cell as RFC 4180 writes it: in quotes, its own doubled, where it holds a comma, a quote or a line end.
std::string csv_cell(std::string_view text);
/// The same at the end of `out`.
void append_csv_cell(std::string& out, std::string_view text);

/// The whole file. Throws Error: not_found (no such file), bad_data (a directory), io (cannot be read).
std::string read_file(const std::string& path);

}  // namespace entente

#pragma once
// How one text is written, as its beginning shows: what stands between its cells, whether it is JSON, and what it is
// where it is no text of rows at all.
//
// A format says how its publisher writes it; a copy that went through a spreadsheet or a program for statistics has
// other separators, and quotes. What columns mean does not change with that.

#include "entente/stream/format.hpp"
#include "entente/stream/json_lines.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::stream {

struct Dialect {
  FileKind kind = FileKind::delimited;
  char separator = ',';
  bool quotes = true;
  std::size_t said = 0;             // bytes of a first line "sep=;", which is no row
  std::optional<std::string> rows;  // of a JSON document: where its array lies
};

/// How a text that begins so is to be read by the format. `whole`: the text ends there.
Dialect dialect_of(const Format& format, std::string_view beginning, bool whole);

/// The separator that a first line "sep=;" names, as spreadsheets write it, and the bytes of that line.
std::optional<std::pair<char, std::size_t>> said_separator(std::string_view beginning);

/// Whether the text is JSON of any kind.
bool is_json(std::string_view beginning);

/// The cells of the first row; none where there is no whole row.
std::vector<std::string> first_cells(std::string_view beginning, char separator, bool quotes, bool whole);

/// Whether a row could be one of a format that goes by the positions of cells: their number, and what must be there.
bool fits_by_position(const Format& format, const std::vector<std::string>& row);

/// What a beginning of bytes is that holds no rows of text, and what helps: "a web page", "save it anew". Nothing where
/// it may be text.
struct NoText {
  std::string what;
  std::string remedy;
};
std::optional<NoText> no_text(std::string_view beginning, std::string_view name);

/// What lies beside the events of a publisher and is none: "GDELT mentions". Nothing where it is not known.
std::optional<std::string> companion(std::string_view beginning, bool whole);

/// Gives `take` the members of the first rows of JSON, at most so many; `rows` as in Dialect, `name` of the text for
/// faults. Throws Error{bad_data} where the text holds no such rows.
void for_json_rows(std::string_view beginning, const std::optional<std::string>& rows, const std::string& name,
                   std::size_t most, const std::function<void(const JsonMembers&)>& take);

/// The names of those members, in order of appearance. Throws as for_json_rows.
std::vector<std::string> json_names(std::string_view beginning, const std::optional<std::string>& rows,
                                    const std::string& name);

}  // namespace entente::stream

#pragma once
// A result as text, CSV, JSON or Markdown: the only place where values become characters.
//
// Same result, same bytes. Pure; safe from any thread.

#include "entente/verbs/result.hpp"

#include <string>
#include <string_view>

namespace entente::render {

/// For a person at a terminal: titles, notes, aligned columns or lines; empty cells are dashes.
std::string to_text(const verbs::Result& result);

/// Header and rows of one table (RFC 4180, LF line ends). Columns have their names for programs; an interval gives
/// three of them: NAME, NAME_low and NAME_high. None is an empty cell; numbers have all their digits.
std::string to_csv(const verbs::Table& table);

/// {"verb", "as_of", "view", "model", "seed", "tables": [{"name", "title", "notes", "columns": [{"name", "kind",
/// "unit"}], "rows": [{NAME: value}]}]}. Numbers are numbers, an interval is {"value", "low", "high"}, a day is
/// "YYYY-MM-DD", none is null. What does not apply of the basis is left out.
std::string to_json(const verbs::Result& result);

/// The tables as GitHub Markdown: title, table, notes. Bars in cells are escaped.
std::string to_markdown(const verbs::Result& result);

/// The form that `format` names: one of the above ("csv": the table `table`, or the first), else the document of that
/// format. Throws Error: not_found (no such table), internal (no such form).
std::string to_format(const verbs::Result& result, std::string_view format, std::string_view table);

}  // namespace entente::render

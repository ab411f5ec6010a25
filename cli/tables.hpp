#pragma once
// A result as tables: aligned text for people, CSV for programs.

#include <string>
#include <vector>

namespace entente::cli {

/// `title` says what the table shows; `notes` are whole sentences below it. An empty cell is "not given".
struct ResultTable {
  std::string name;  // for --table
  std::string title;
  std::vector<std::string> notes;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// Titles, notes and aligned columns; empty cells are dashes. Tables without rows keep title and notes. Widths count
/// characters of UTF-8, not bytes.
std::string text_of(const std::vector<ResultTable>& tables);

/// Columns of one width each, two blanks before each, a line a row; empty cells are dashes.
std::string aligned(const std::vector<std::string>& columns, const std::vector<std::vector<std::string>>& rows);

/// The table of that name. Throws Error{not_found} with the remedy where the answer has none.
const ResultTable& table_named(const std::vector<ResultTable>& tables, const std::string& name,
                               const std::string& remedy);

/// Header and rows of one table (RFC 4180), LF line ends.
std::string csv_of(const ResultTable& table);

/// The tables as GitHub Markdown: title, table, notes. Bars in cells are escaped.
std::string markdown_of(const std::vector<ResultTable>& tables);

/// "71%", "under 1%" between 0 and 1%.
std::string percent_words(double share);

}  // namespace entente::cli

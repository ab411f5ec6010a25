// A result as text.

#include "entente/base/error.hpp"
#include "entente/base/visible.hpp"
#include "entente/render/cell.hpp"
#include "entente/render/grid.hpp"
#include "entente/render/result.hpp"

#include <fmt/format.h>

#include <charconv>

namespace entente::render {
namespace {

// What stands between braces in a line: the column, the part of it, and the least width with its side.
struct Field {
  std::size_t column = 0;
  enum class Part { all, value, ends } part = Part::all;
  bool right = false;
  std::size_t width = 0;
};

Field field_of(const verbs::Table& table, std::string_view text) {
  Field field;
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view width = text.substr(colon + 1);
    check(width.size() > 1 && (width[0] == '<' || width[0] == '>'), "a line of a table with a width that is none");
    field.right = width[0] == '>';
    std::from_chars(width.data() + 1, width.data() + width.size(), field.width);
    text = text.substr(0, colon);
  }
  if (text.ends_with(".value"))
    field.part = Field::Part::value, text.remove_suffix(6);
  else if (text.ends_with(".ends"))
    field.part = Field::Part::ends, text.remove_suffix(5);
  field.column = table.column(text);
  return field;
}

// The line with what `text_of` gives for each field.
template <class TextOf>
std::string line_of(const verbs::Table& table, const TextOf& text_of) {
  std::string out;
  const std::string_view line = table.line;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t open = std::min(line.find('{', at), line.size());
    out += line.substr(at, open - at);
    if (open == line.size()) break;
    const std::size_t close = line.find('}', open);
    check(close != std::string_view::npos, "a line of a table with an open brace");
    const Field field = field_of(table, line.substr(open + 1, close - open - 1));
    const std::string text = text_of(field);
    const std::string pad(field.width > width_of(text) ? field.width - width_of(text) : 0, ' ');
    out += field.right ? pad + text : text + pad;
    at = close + 1;
  }
  return out + "\n";
}

std::string row_line(const verbs::Table& table, const std::vector<verbs::Cell>& cells) {
  return line_of(table, [&](const Field& field) {
    const verbs::Column& column = table.columns[field.column];
    const verbs::Cell& cell = cells[field.column];
    std::string text = field.part == Field::Part::value  ? value_text(column, cell)
                       : field.part == Field::Part::ends ? ends_of(column, cell)
                                                         : cell_text(column, cell);
    return text.empty() ? text : column.before + text + column.after;
  });
}

std::string rows_of(const verbs::Table& table) {
  if (!table.rows_in_text) return {};
  if (table.line.empty()) return table.rows.empty() ? std::string() : aligned(grid_of(table), table.headed);
  std::string out;
  if (table.line_headed)
    out = line_of(table, [&](const Field& field) { return heading_of(table.columns[field.column]); });
  if (table.text_rows)
    for (const std::size_t r : *table.text_rows) out += row_line(table, table.rows.at(r));
  else
    for (const auto& row : table.rows) out += row_line(table, row);
  return out;
}

// Ours, but texts of the record may stand in it.
std::string lines_of(const std::string& text) { return visible(text, LineEnds::kept) + "\n"; }

}  // namespace

std::string to_text(const verbs::Result& result) {
  std::string out;
  for (const std::string& line : result.head) out += lines_of(line);
  for (const verbs::Table& table : result.tables) {
    if (!table.in_text) continue;
    if (table.apart && !out.empty()) out += "\n";
    if (!table.title.empty()) out += lines_of(table.title);
    std::string notes;
    for (const std::string& note : table.notes) notes += std::string(table.note_indent, ' ') + lines_of(note);
    const std::string rows = rows_of(table);
    out += table.notes_first ? notes + rows : rows + notes;
  }
  if (!result.foot.empty() && !out.empty()) out += "\n";
  for (const std::string& line : result.foot) out += lines_of(line);
  return out;
}

}  // namespace entente::render

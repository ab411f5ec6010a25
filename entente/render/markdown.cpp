// A result as Markdown, and the choice of a form.

#include "entente/base/error.hpp"
#include "entente/base/visible.hpp"
#include "entente/render/grid.hpp"
#include "entente/render/result.hpp"

#include <fmt/format.h>

namespace entente::render {
namespace {

std::string row_of(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& cell : cells) {
    out += " ";
    for (const char c : cell) {
      // What would end the cell, begin markup of a page, or make a link of a text that others wrote.
      if (c == '<') {
        out += "&lt;";
        continue;
      }
      if (c == '|' || c == '[') out += '\\';
      out += c;
    }
    out += cell.empty() ? "- |" : " |";
  }
  return out + "\n";
}

}  // namespace

std::string to_markdown(const verbs::Result& result) {
  const auto shown = [](const std::string& text) { return visible(text, LineEnds::kept); };
  std::string out;
  for (const std::string& line : result.page.empty() ? result.head : result.page) out += shown(line) + "\n\n";
  for (const verbs::Table& table : result.tables) {
    if (!table.in_text) continue;
    if (!out.empty() && !out.ends_with("\n\n")) out += "\n";
    if (!table.title.empty()) out += fmt::format("## {}\n\n", shown(table.title));
    if (table.rows_in_text && !table.rows.empty()) {
      const Grid grid = grid_of(table);
      out += row_of(grid.headings) + row_of(std::vector<std::string>(grid.headings.size(), "---"));
      for (const auto& row : grid.rows) out += row_of(row);
      if (!table.notes.empty()) out += "\n";
    }
    for (const std::string& note : table.notes) out += shown(note) + "\n";
  }
  if (!result.page.empty() || result.foot.empty()) return out;
  out += "\n";
  for (const std::string& line : result.foot) out += shown(line) + "\n";
  return out;
}

std::string to_format(const verbs::Result& result, std::string_view format, std::string_view table) {
  for (const verbs::Document& document : result.documents)
    if (document.format == format && document.write) {
      std::string out;
      document.write([&out](std::string_view piece) { out += piece; });
      return out;
    }
  if (format == "text") return to_text(result);
  if (format == "json") return to_json(result);
  if (format == "markdown") return to_markdown(result);
  check(format == "csv", "a result without the form that its verb declares");
  if (!table.empty()) return to_csv(result.table(table));
  for (const verbs::Table& first : result.tables)
    if (first.for_programs) return to_csv(first);
  throw Error(ErrorCode::not_found, "the answer has no table", "ask for --format text");
}

}  // namespace entente::render

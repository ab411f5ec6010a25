#include "entente/render/grid.hpp"

#include "entente/render/cell.hpp"

#include <algorithm>

namespace entente::render {
namespace {

void add_row(Grid& grid, const verbs::Table& table, std::size_t r) {
  const std::vector<verbs::Cell>& cells = table.rows.at(r);
  const auto look = table.row_looks.find(r);
  std::vector<std::string> row;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!table.columns[c].in_text) continue;
    verbs::Column other;
    if (look != table.row_looks.end()) other = table.columns[c], other.look = look->second;
    const verbs::Column& column = look != table.row_looks.end() ? other : table.columns[c];
    const bool split = !column.ends_heading.empty();
    const std::string text = split ? value_text(column, cells[c]) : cell_text(column, cells[c]);
    if (!column.before.empty() && !row.empty()) {
      if (!text.empty()) row.back() += (row.back().empty() ? "" : column.before) + text + column.after;
      continue;
    }
    row.push_back(text);
    if (split) row.push_back(ends_of(column, cells[c]));
  }
  grid.rows.push_back(std::move(row));
}

}  // namespace

std::string heading_of(const verbs::Column& column) {
  if (!column.heading.empty()) return column.heading;
  std::string out = column.name;
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

Grid grid_of(const verbs::Table& table) {
  Grid grid;
  for (const verbs::Column& column : table.columns) {
    if (!column.in_text || (!column.before.empty() && !grid.headings.empty())) continue;
    grid.headings.push_back(heading_of(column));
    if (!column.ends_heading.empty()) grid.headings.push_back(column.ends_heading);
  }
  if (table.text_rows)
    for (const std::size_t r : *table.text_rows) add_row(grid, table, r);
  else
    for (std::size_t r = 0; r < table.rows.size(); ++r) add_row(grid, table, r);
  return grid;
}

std::string aligned(const Grid& grid, bool headed) {
  std::vector<std::size_t> width(grid.headings.size(), 1);
  const auto widen = [&](const std::vector<std::string>& cells) {
    for (std::size_t c = 0; c < cells.size(); ++c) width[c] = std::max(width[c], width_of(cells[c]));
  };
  if (headed) widen(grid.headings);
  for (const auto& row : grid.rows) widen(row);
  std::string out;
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const std::string text = cells[c].empty() ? "-" : cells[c];
      line += "  " + text + std::string(width[c] > width_of(text) ? width[c] - width_of(text) : 0, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  if (headed) add(grid.headings);
  for (const auto& row : grid.rows) add(row);
  return out;
}

}  // namespace entente::render

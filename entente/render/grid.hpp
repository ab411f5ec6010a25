#pragma once
// A table as the grid of texts that a person sees: joined columns joined, ends of intervals in columns of their own.

#include "entente/verbs/result.hpp"

#include <string>
#include <vector>

namespace entente::render {

struct Grid {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;  // an empty text is "not given"
};

/// What people read above the column.
std::string heading_of(const verbs::Column& column);

/// The rows that text shows.
Grid grid_of(const verbs::Table& table);

/// Columns of one width each, two blanks before each, a line a row; empty cells are dashes. Widths count characters.
std::string aligned(const Grid& grid, bool headed);

}  // namespace entente::render

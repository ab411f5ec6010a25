#pragma once
// Which column of a table holds what, by the names that columns have in the wild and by the cells below them.

#include "entente/stream/format.hpp"
#include "entente/stream/state_list.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

using Rows = std::span<const std::vector<std::string>>;

/// What is known of a table: its first rows.
struct Table {
  std::string kind;  // of mapping files: "csv"
  char separator = ',';
  bool headed = true;
  std::vector<std::string> header;  // without one, as many empty names as there are columns
  Rows rows{};
  std::optional<std::string> rows_path{};  // of a JSON document
};

/// Which column each field is taken from.
struct Matches {
  std::array<int, kFields> at{};  // -1 for none
  std::vector<bool> used;         // by column
  bool day_by_cells = false;      // and not by its name
  int short_day = -1;             // a column of cells like 790415, where there is no other day

  int column(Field field) const { return at[static_cast<std::size_t>(field)]; }
};

/// By the names of the columns; the cells must fit what the name promises.
Matches matches_of(const Table& table, const StateAt& state_at);

/// By the cells alone: of a table without a header.
Matches matches_by_cells(const Table& table);

/// Whether the first row holds data and no names: a day, or what the second row holds too, cell by cell.
bool holds_data(Rows rows);

/// The century that is proposed for years of two digits.
inline constexpr int kProposedCentury = 1950;

/// The share of a column's filled cells that are dates in a form, and the form that fits most.
double date_share(Rows rows, std::size_t column, DayForm form, std::optional<int> years_from = kProposedCentury);
DayForm best_form(Rows rows, std::size_t column);

/// "cameo", "plover", "acled", "ged", or "own": the list that knows most cells of a column.
std::string list_of_types(Rows rows, std::size_t column);

/// "deaths" for a column called "fatalities"; empty where the name does not tell.
std::string what_is_counted(std::string_view column_name);

/// The list of codes of a matched column of states.
StateList list_of(Field field, const Table& table, const Matches& matches, const StateAt& state_at);

}  // namespace entente::stream

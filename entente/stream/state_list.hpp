#pragma once
// Which list of codes a column of states is written in: by its name, by the places and positions that stand beside it,
// and by how many of its cells each list knows. NG is Niger in one list and Nigeria in another.

#include "entente/stream/format.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// What stands in the same row and tells a state in another way. Columns are numbers, -1 = none.
struct Beside {
  int latitude = -1;
  int longitude = -1;
  std::vector<std::size_t> names;  // columns of places, actors or states in words
};

struct StateList {
  std::string_view word;                 // of the mapping; empty where nothing decides
  std::vector<std::string_view> others;  // that would fit too; all that fit, where nothing decides
  std::string example;                   // where nothing decides: a cell with what it would mean in each
};

/// Nothing in `word` and `others` where no list knows the column.
StateList state_list_of(std::string_view column_name, std::size_t column,
                        std::span<const std::vector<std::string>> rows, const Beside& beside, const StateAt& state_at);

}  // namespace entente::stream

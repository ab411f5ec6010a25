#pragma once
// Tables that a user gives: somebody else's positions, amounts of a state's partners, capabilities of states.
//
// Each function takes the bytes of a file and what messages call it. A cell that cannot be what its column holds ends
// the reading: all throw Error{bad_data} with line and field, also where a column is missing. Rows that are not rows of
// CSV are left out, as read_delimited() says. Cost: linear in the text. Safe from any thread.

#include "entente/align/partners.hpp"
#include "entente/align/polarity_series.hpp"
#include "entente/align/positions.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

/// Positions by iso3c and year from the column named; an empty cell is not a position. The votes of "idealpointX" are
/// read from "nvotesX" where the table has it.
Positions read_positions(std::string_view text, const std::string& file, const std::string& column);

/// The amounts of a state by kind, from the columns partner, year and amount. A table without a column `state` is all
/// of it, one without `kind` is of the kind "amounts".
std::map<std::string, std::vector<Amount>> read_amounts(std::string_view text, const std::string& file,
                                                        std::string_view of);

/// ISO 3166 alpha-3 codes by the codes of another list: the columns ccode and iso3c.
std::map<std::string, std::string> read_codes(std::string_view text, const std::string& file);

/// Capabilities from the column named, of the states in iso3c, or in ccode, which `codes` translates where it can.
/// Cells that are empty, NA or negative (-9 is "missing" in some tables) are not given. Throws also where none is.
Capabilities read_capabilities(std::string_view text, const std::string& file, const std::string& column,
                               const std::map<std::string, std::string>& codes);

}  // namespace entente::align

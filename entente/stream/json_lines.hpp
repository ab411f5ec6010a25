#pragma once
// JSON Lines: one object a line; members are columns, those of inner objects with a dot ("place.name").

#include "entente/stream/row.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// The names that the format's columns have: what a plan takes for the header of such a file.
std::vector<std::string> json_columns(const Format& format);

/// The members of one object in order, values as texts; null is the empty text, as are NaN and the infinities that some
/// programs write though JSON has none; lists are left out. False where the line is not a JSON object.
bool json_members(std::string_view line, std::vector<std::pair<std::string, std::string>>& members);

/// Shows a survey the whole lines of a text while it is open; `lines` of the file lie before it, and are counted on.
/// Returns the size of what was looked at.
std::size_t show_json_lines(std::string_view text, bool whole, const Plan& plan, std::int64_t& lines, Survey& survey);

/// Reads the lines of a text into a block.
void read_json_lines(std::string_view text, const Format& format, const Plan& plan, std::size_t longest_row,
                     BlockRows& out);

}  // namespace entente::stream

#pragma once
// JSON Lines: one object a line; members are columns, those of inner objects with a dot ("place.name").

#include "entente/stream/row.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::stream {

/// The plan of a text whose rows have members of these names. A format with a name finds its columns in inner objects
/// too, where one member alone is called so; a mapping gives whole names. Throws as plan_of.
Plan plan_of_json(const Format& format, const std::vector<std::string>& names, const std::string& file);

using JsonMembers = std::vector<std::pair<std::string, std::string>>;

/// The members of one object in order, values as texts; null is the empty text, as are NaN and the infinities that some
/// programs write though JSON has none. Of a list the first four values that are no lists or objects are members by
/// their number from 0 ("coordinates.0"); the rest is left out. False where the line is not a JSON object.
bool json_members(std::string_view line, JsonMembers& members);

/// Shows a survey the whole lines of a text while it is open; `lines` of the file lie before it, and are counted on.
/// Returns the size of what was looked at.
std::size_t show_json_lines(std::string_view text, bool whole, const Plan& plan, std::int64_t& lines, Survey& survey);

/// Reads the lines of a text into a block.
void read_json_lines(std::string_view text, const Format& format, const Plan& plan, std::size_t longest_row,
                     BlockRows& out);

}  // namespace entente::stream

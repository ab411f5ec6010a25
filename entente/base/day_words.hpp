#pragma once
// Dates as a person writes them.

#include "entente/base/date.hpp"

#include <optional>
#include <string_view>

namespace entente {

/// Reads "2024-03-16", "2024-03", "2024"; "16 March 2024", "March 16, 2024", "16 Mar 2024", "March 2024"; and, as seen
/// from `today`, "today", "yesterday", "tomorrow", "3 days ago", "two weeks ago", "Monday" or "last Monday" (the last
/// one before today). Case and further blanks do not matter. Nothing where the text is none of them, or the day does
/// not exist. "03/04/2024" is none: it means two days.
std::optional<Date> read_date_words(std::string_view text, Day today);

}  // namespace entente

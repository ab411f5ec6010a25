#pragma once
// Text of others as a person may safely see it: nothing in it acts on a terminal or on the order of what stands beside.

#include <string>
#include <string_view>

namespace entente {

enum class LineEnds { shown, kept };

/// Control characters as their pictures ("␛"), direction marks and other characters that act without being seen by
/// their number ("[U+202E]"), bytes that are not UTF-8 as "�". Ends of lines and tabs are shown too, or kept. Pure;
/// cost linear in the text, and text without any of these comes back as it is.
std::string visible(std::string_view text, LineEnds ends = LineEnds::shown);

/// At most so many bytes of a text that somebody else wrote, cut between characters, and how much is left out.
std::string cut_to(std::string_view text, std::size_t most);

}  // namespace entente

#pragma once
// The brief as one HTML file.
//
// Rules of the page: docs/methods/brief.md. The file has no script, asks for nothing from the network, opens from disk,
// prints to A4 and says in a content policy that it does so. Everything it prints is in the assessment; all text is
// escaped, and only http and https addresses become links.

#include "entente/assess/assessment.hpp"
#include "entente/brief/style.hpp"

#include <cstddef>
#include <string>

namespace entente::brief {

struct HtmlOptions {
  Style style = Style::brief;
};

/// What the page is meant to stay under, in bytes; docs/methods/brief.md, section 2.
inline constexpr std::size_t kHtmlGoal_bytes = 600UL * 1024;  // 600 KB as the program prints them

/// Same assessment and options, same bytes. Cost: linear in the text and the vertices of the map; some tens of
/// milliseconds. Safe to call from many threads.
std::string to_html(const assess::Assessment& assessment, HtmlOptions options = {});

}  // namespace entente::brief

#pragma once
// What stands beside what, and what needs how much room, on the screen and on paper.

#include "entente/brief/page.hpp"

namespace entente::brief {

/// The section of front that holds the strip of forecasts.
bool is_strip(const PageItem& item);

/// A section of front that is sentences alone.
bool is_prose(const PageItem& item);

/// Two blocks that stand beside each other on a wide screen: a map and the table next to it.
bool is_pair(const assess::Block& one, const assess::Block& other);

/// A section that takes the whole width of a screen: it holds such a pair, or a table of many columns.
bool needs_screen_width(const assess::Section& section);

/// What takes the whole width of a printed page.
bool needs_page_width(const PageItem& item);

/// A table that is kept on one printed page.
bool is_short(const assess::Table& table);

}  // namespace entente::brief

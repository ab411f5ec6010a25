#pragma once
// Until when: "within six months", "by the end of 2024", "before 15 September". For asked.cpp.

#include "entente/outlook/asked.hpp"
#include "entente/outlook/asked_reader.hpp"

#include <optional>

namespace entente::outlook {

/// Reads a window at the reader's place; nothing, and nothing taken, where none stands there. A month or year that is
/// named without its own year is the next one; "by June 2025" ends with that month. Refused, because it may mean
/// either end, is a year alone ("by 2025").
std::optional<Asked::Window> read_window(Reader& in);

/// "within 12 months", "by 2025-03-16", with a blank before; empty without a window.
std::string window_words(const std::optional<Asked::Window>& window);

/// The last day of a length of time from a day on.
Day end_of(const Asked::Window& window, Day start);

}  // namespace entente::outlook

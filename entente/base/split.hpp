#pragma once
// Text cut at separators.

#include <algorithm>
#include <string_view>
#include <vector>

namespace entente {

/// What stands between any of these characters, in order and without what is empty: "a", "b" of "a;;b;". Views into
/// the text. Pure; cost linear in the text.
inline std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace entente

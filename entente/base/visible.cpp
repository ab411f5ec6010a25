#include "entente/base/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 0;  // 0 = not UTF-8
};

// RFC 3629: no longer forms than needed, no surrogates, nothing above U+10FFFF.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80U) return {first, 1};
  const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
  if (first < 0xC2U || first > 0xF4U || at + length > text.size()) return {};
  constexpr std::array<unsigned char, 5> kBits{0, 0, 0x1F, 0x0F, 0x07};
  constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  char32_t code = first & kBits.at(length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (byte(at + i) & 0x3FU);
  }
  if (code < kLeast.at(length) || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, length};
}

// Marks that turn the direction of what follows, break lines, or hide what stands there.
bool acts_unseen(char32_t c) {
  return (c >= 0x80 && c <= 0x9F) || c == 0x61C || (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

void append_picture(std::string& out, char32_t control) {  // U+2400 and on
  out += "\xE2\x90";
  out += static_cast<char>(0x80U + (control == 0x7F ? 0x21U : control));
}

}  // namespace

std::string visible(std::string_view text, LineEnds ends) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character c = character_at(text, at);
    if (c.bytes == 0) {
      out += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    const bool kept = ends == LineEnds::kept && (c.code == '\n' || c.code == '\t');
    if ((c.code < 0x20 || c.code == 0x7F) && !kept)
      append_picture(out, c.code);
    else if (acts_unseen(c.code))
      out += fmt::format("[U+{:04X}]", static_cast<unsigned>(c.code));
    else
      out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return out;
}

std::string cut_to(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("{}... ({} more bytes)", text.substr(0, end), text.size() - end);
}

}  // namespace entente

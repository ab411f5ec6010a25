#include "entente/base/visible.hpp"

#include <fmt/format.h>
#include <utf8.h>

namespace entente {
namespace {

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
  const auto* at = text.begin();
  while (at != text.end()) {
    const auto* const good = utf8::find_invalid(at, text.end());
    while (at != good) {
      const auto* const begin = at;
      const char32_t c = utf8::unchecked::next(at);
      const bool kept = ends == LineEnds::kept && (c == '\n' || c == '\t');
      if ((c < 0x20 || c == 0x7F) && !kept)
        append_picture(out, c);
      else if (acts_unseen(c))
        out += fmt::format("[U+{:04X}]", static_cast<unsigned>(c));
      else
        out.append(begin, at);
    }
    if (at == text.end()) break;
    out += "\xEF\xBF\xBD";
    ++at;
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

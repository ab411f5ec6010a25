#include "entente/base/toml.hpp"

#include "entente/base/error.hpp"

#include <algorithm>

namespace entente {
namespace {

// The offset behind the text in quotes that begins at `at`; where it is not closed, that of the line's end or the
// text's.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string triple(3, quote);
  const bool several_lines = text.substr(at, 3) == triple;
  std::size_t i = at + (several_lines ? 3 : 1);
  while (i < text.size()) {
    if (quote == '"' && text[i] == '\\') {
      i += 2;
    } else if (several_lines && text.substr(i, 3) == triple) {
      // One or two quotes before the closing ones belong to the text.
      i += 3;
      for (int more = 0; more < 2 && i < text.size() && text[i] == quote; ++more) ++i;
      return i;
    } else if (!several_lines && text[i] == '\n') {
      return i;
    } else if (!several_lines && text[i] == quote) {
      return i + 1;
    } else {
      ++i;
    }
  }
  return text.size();
}

}  // namespace

void require_plain_toml(std::string_view text, const std::string& file) {
  for (std::size_t i = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; i < text.size();) {
    if (text[i] == '#') {
      i = std::min(text.find('\n', i), text.size());
    } else if (text[i] == '"' || text[i] == '\'') {
      i = behind_quotes(text, i);
    } else if (static_cast<unsigned char>(text[i]) >= 0x80) {
      throw Error(ErrorCode::bad_data, "a letter that is not plain ASCII stands outside quotes",
                  "put the name or the text in quotes",
                  {file, 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(i), '\n'), ""});
    } else {
      ++i;
    }
  }
}

}  // namespace entente

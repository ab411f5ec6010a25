#include "entente/base/limits.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

namespace entente {

void require_flat(std::string_view json, const std::string& file) {
  int depth = 0;
  long line = 1;
  bool in_text = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '\n') ++line;
    if (in_text) {
      if (c == '\\') ++i;
      if (c == '"') in_text = false;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kDeepestJson)
        throw Error(ErrorCode::bad_data, fmt::format("lists and objects are nested more than {} deep", kDeepestJson),
                    "write it flatter; the limit is kDeepestJson, see docs/limits.md", {file, line, ""});
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
}

}  // namespace entente

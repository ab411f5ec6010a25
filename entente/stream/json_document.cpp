#include "entente/stream/json_document.hpp"

#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/stream/json_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace entente::stream {
namespace {

constexpr std::size_t kDeepest = 256;
constexpr std::size_t kPiece = std::size_t{1} << 16U;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

// Names under which programs hand over a list of rows.
bool wraps_rows(std::string_view path) {
  constexpr std::array<std::string_view, 9> kNames{"data",  "result", "results", "features", "records",
                                                   "items", "rows",   "events",  "value"};
  const std::string last = lowered(std::string(path.substr(path.rfind('.') + 1)));
  return std::find(kNames.begin(), kNames.end(), last) != kNames.end();
}

}  // namespace

JsonPlace::Seen JsonPlace::take(char c) {
  if (in_text_) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_text_ = false;
      return Seen::nothing;
    }
    if (text_.size() < kPiece) text_ += c;
    return Seen::nothing;
  }
  switch (c) {
    case '"':
      in_text_ = true;
      text_.clear();
      break;
    case ':':
      if (!levels_.empty()) levels_.back().key = text_;
      break;
    case '{':
    case '[': {
      const bool top = std::none_of(levels_.begin(), levels_.end(), [](const Level& level) { return level.array; });
      if (levels_.size() >= kDeepest) return Seen::broken;
      levels_.push_back({c == '[', ""});
      if (top && c == '[') return Seen::array;
      if (c == '{' && levels_.size() > 1 && levels_[levels_.size() - 2].array) return Seen::row_begins;
      break;
    }
    case '}':
    case ']':
      if (levels_.empty() || levels_.back().array != (c == ']')) return Seen::broken;
      levels_.pop_back();
      break;
    default: break;
  }
  return Seen::nothing;
}

std::string JsonPlace::path() const {
  std::string out;
  for (const Level& level : levels_)
    if (!level.array) out += (out.empty() ? "" : ".") + level.key;
  return out;
}

std::optional<std::string> rows_path(std::string_view beginning) {
  const std::size_t from = beginning.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos || (beginning[from] != '{' && beginning[from] != '[')) return std::nullopt;
  beginning.remove_prefix(from);
  JsonPlace place;
  std::optional<std::string> found;
  std::string array;
  std::size_t depth = 0;
  for (const char c : beginning) {
    const JsonPlace::Seen seen = place.take(c);
    if (seen == JsonPlace::Seen::broken) return std::nullopt;
    if (seen == JsonPlace::Seen::array) {
      array = place.path();
      depth = place.depth();
    } else if (seen == JsonPlace::Seen::row_begins && depth > 0 && place.depth() == depth + 1) {
      found = array;
      break;
    }
  }
  if (!found || found->empty()) return found;
  // Lines of objects, each with a list of its own, are lines all the same.
  const std::string_view line = first_line(beginning);
  std::string_view rest = beginning.substr(std::min(beginning.size(), line.size() + 1));
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  JsonMembers members;
  if (rest.starts_with('{') && json_members(line, members) && !wraps_rows(*found)) return std::nullopt;
  return found;
}

JsonRows::JsonRows(ReadBytes bytes, std::string path, std::string name)
    : bytes_(std::move(bytes)), path_(std::move(path)), name_(std::move(name)) {}

void JsonRows::broken(const char* what) const {
  throw Error(ErrorCode::bad_data, fmt::format("the JSON document {}", what), "get the file again", {name_, 0, ""});
}

void JsonRows::take(char c) {
  ++bytes_taken_;
  const JsonPlace::Seen seen = place_.take(c);
  if (seen == JsonPlace::Seen::broken) {
    throw Error(ErrorCode::bad_data,
                fmt::format("the JSON document is broken at its byte {}: the brackets do not match, or lie too deep",
                            bytes_taken_),
                "get the file again", {name_, 0, ""});
  }
  if (rows_depth_ == 0) {
    if (seen == JsonPlace::Seen::array && place_.path() == path_) {
      rows_depth_ = place_.depth();
      found_ = true;
    }
    return;
  }
  if (place_.depth() < rows_depth_) {
    rows_depth_ = 0;
    lines_ += '\n';
  } else if (c == ',' && !place_.in_text() && place_.depth() == rows_depth_) {
    lines_ += '\n';
  } else {
    lines_ += c == '\n' || c == '\r' ? ' ' : c;
  }
}

std::size_t JsonRows::read(char* into, std::size_t size) {
  if (given_ == lines_.size()) {
    lines_.clear();
    given_ = 0;
  }
  std::array<char, kPiece> piece;
  while (lines_.empty() && !over_) {
    const std::size_t got = bytes_(piece.data(), piece.size());
    over_ = got == 0;
    for (std::size_t i = 0; i < got; ++i) take(piece[i]);
  }
  if (over_ && lines_.empty()) {
    if (place_.depth() > 0 || place_.in_text()) broken("ends before its last bracket: it is cut short");
    if (!found_)
      throw Error(ErrorCode::bad_data,
                  path_.empty() ? std::string("the JSON document is not an array")
                                : fmt::format("the JSON document has no array \"{}\"", path_),
                  "name the array with `rows` in the mapping, as in rows = \"data\" (docs/formats.md)", {name_, 0, ""});
  }
  const std::size_t n = std::min(size, lines_.size() - given_);
  std::memcpy(into, lines_.data() + given_, n);
  given_ += n;
  return n;
}

}  // namespace entente::stream

#include "entente/brief/text.hpp"

#include "entente/base/visible.hpp"

#include <algorithm>
#include <cctype>

namespace entente::brief {
namespace {

// The text with each ASCII character as `put` appends it; longer characters stay. What acts without being seen, and
// bytes that are no character, are shown.
template <class Put>
std::string escaped(std::string_view text, const Put& put) {
  std::string result;
  result.reserve(text.size() + text.size() / 16);
  for (const char c : visible(text, LineEnds::kept)) {
    if (static_cast<unsigned char>(c) >= 0x80)
      result += c;
    else
      put(result, c);
  }
  return result;
}

}  // namespace

std::string escape_html(std::string_view text) {
  return escaped(text, [](std::string& result, char c) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      case '\n': result += '\n'; break;
      case '\t': result += ' '; break;
      default: result += c;
    }
  });
}

std::string escape_markdown(std::string_view text) {
  return escaped(text, [](std::string& result, char c) {
    if (c == '\n' || c == '\t') {
      result += ' ';
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      if (std::string_view("\\`*_[]|>#").find(c) != std::string_view::npos) result += '\\';
      result += c;
    }
  });
}

bool is_safe_url(std::string_view url) {
  std::string_view rest;
  if (url.starts_with("https://")) {
    rest = url.substr(8);
  } else if (url.starts_with("http://")) {
    rest = url.substr(7);
  } else {
    return false;
  }
  if (rest.empty() || std::isalnum(static_cast<unsigned char>(rest.front())) == 0) return false;
  if (visible(url) != url) return false;
  for (const char c : url)
    if (c == ' ' || std::string_view("\"'<>\\`").find(c) != std::string_view::npos) return false;
  return true;
}

std::string host_of(std::string_view url) {
  if (!is_safe_url(url)) return {};
  auto rest = url.substr(url.find("//") + 2);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest = rest.substr(at + 1);
  if (rest.starts_with("www.")) rest = rest.substr(4);
  return std::string(rest);
}

std::string without_quotes(std::string_view text) {
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  std::string out;
  while (true) {
    const auto begin = text.find(kOpen);
    const auto end = begin == std::string_view::npos ? begin : text.find(kClose, begin);
    if (end == std::string_view::npos) return out + std::string(text);
    out += text.substr(0, begin + kOpen.size());
    text = text.substr(end);
  }
}

std::string as_id(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (!result.empty() && result.back() == '-') result.pop_back();
  return result.empty() ? "part" : result;
}

}  // namespace entente::brief

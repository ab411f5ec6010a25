#pragma once
// Text on its way into HTML, SVG and Markdown.

#include <string>
#include <string_view>

namespace entente::brief {

/// For text and attribute values of HTML and SVG: & < > " ' as entities, control characters but line ends shown,
/// broken UTF-8 as U+FFFD.
std::string escape_html(std::string_view text);

/// For running text and table cells of Markdown: the characters with a meaning are escaped, line ends become blanks.
std::string escape_markdown(std::string_view text);

/// Whether a link may be made of it: http or https, a host, no blanks, quotes, angle brackets or control characters.
bool is_safe_url(std::string_view url);

/// The host of an address without "www.", for showing; empty where is_safe_url is false.
std::string host_of(std::string_view url);

/// Without what stands between “ and ”, which others wrote; the marks stay.
std::string without_quotes(std::string_view text);

/// For ids of HTML elements: lower case letters and digits, everything else one "-".
std::string as_id(std::string_view text);

/// "one, two and three".
template <class Range>
std::string joined(const Range& parts, std::string_view last = " and ") {
  std::string result;
  std::size_t left = parts.size();
  for (const auto& part : parts) {
    result += part;
    --left;
    if (left > 1) result += ", ";
    if (left == 1) result += last;
  }
  return result;
}

}  // namespace entente::brief

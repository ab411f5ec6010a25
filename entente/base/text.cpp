#include "entente/base/text.hpp"

#include "entente/base/visible.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace entente {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string rounded(double number, int digits) {
  if (!std::isfinite(number)) return std::isnan(number) ? "nan" : number < 0 ? "-inf" : "inf";
  const double outward = std::nextafter(number, std::copysign(std::numeric_limits<double>::infinity(), number));
  std::string out(340 + static_cast<std::size_t>(digits), '\0');
  const auto end = std::to_chars(out.data(), out.data() + out.size(), number == 0 ? number : outward,
                                 std::chars_format::fixed, digits);
  out.resize(static_cast<std::size_t>(end.ptr - out.data()));
  return out;
}

std::string unrounded(double number) {
  std::string out(340, '\0');
  const auto end = std::to_chars(out.data(), out.data() + out.size(), number, std::chars_format::fixed);
  out.resize(static_cast<std::size_t>(end.ptr - out.data()));
  return out;
}

std::string with_commas(std::string digits) {
  for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) digits.insert(digits.size() - from_end, ",");
  return digits;
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : visible(text, LineEnds::kept)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

std::string nearest(std::string_view word, const std::vector<std::string>& names) {
  std::size_t least = std::min<std::size_t>(2, word.size() / 3) + 1;
  std::string best;
  for (const std::string& name : names)
    if (const std::size_t d = edit_distance(word, name); d < least) {
      least = d;
      best = name;
    }
  return best;
}

}  // namespace entente

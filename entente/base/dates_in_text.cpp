#include "entente/base/dates_in_text.hpp"

#include "entente/base/months.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace entente {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The digits that end just before `end`, at most two; empty where there are none or more.
std::string_view number_before(std::string_view text, std::size_t end) {
  std::size_t begin = end;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  return end - begin <= 2 ? text.substr(begin, end - begin) : std::string_view{};
}

// Whether exactly `count` digits stand at `at`.
bool digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return false;
  for (std::size_t i = at; i < at + count; ++i)
    if (!is_digit(text[i])) return false;
  return at + count == text.size() || !is_digit(text[at + count]);
}

// "17 March 2024" or "March 2024" whose month begins at `at`.
std::optional<Date> in_words(std::string_view text, std::size_t at) {
  if (at > 0 && is_letter(text[at - 1])) return std::nullopt;
  for (std::size_t month = 0; month < kMonthNames.size(); ++month) {
    if (!text.substr(at).starts_with(kMonthNames[month])) continue;
    const std::size_t year = at + kMonthNames[month].size() + 1;
    if (year > text.size() || text[year - 1] != ' ' || !digits_at(text, year, 4)) return std::nullopt;
    const std::string_view day = at > 1 && text[at - 1] == ' ' ? number_before(text, at - 1) : std::string_view{};
    const std::string_view y = text.substr(year, 4);
    return parse_date(day.empty() ? fmt::format("{}-{:02}", y, month + 1)
                                  : fmt::format("{}-{:02}-{:0>2}", y, month + 1, day));
  }
  return std::nullopt;
}

// "2024-03-17" or "2024-03" that begins at `at`.
std::optional<Date> in_digits(std::string_view text, std::size_t at) {
  if (at > 0 && (is_digit(text[at - 1]) || is_letter(text[at - 1]) || text[at - 1] == '-')) return std::nullopt;
  if (at + 7 > text.size() || !digits_at(text, at, 4) || text[at + 4] != '-') return std::nullopt;
  if (!digits_at(text, at + 5, 2)) return std::nullopt;
  if (at + 10 <= text.size() && text[at + 7] == '-' && digits_at(text, at + 8, 2))
    return parse_date(text.substr(at, 10));
  if (at + 7 < text.size() && (text[at + 7] == '-' || is_letter(text[at + 7]))) return std::nullopt;  // part of a name
  return parse_date(text.substr(at, 7));
}

}  // namespace

std::vector<Date> dates_in(std::string_view text) {
  std::vector<Date> out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 7) == "http://" || text.substr(at, 8) == "https://") {
      at = std::min(text.find_first_of(" \n\t\"'<>()[]", at), text.size());
      continue;
    }
    std::optional<Date> date;
    if (is_digit(text[at])) {
      date = in_digits(text, at);
    } else if (text[at] >= 'A' && text[at] <= 'S') {
      date = in_words(text, at);
    }
    if (date) out.push_back(*date);
  }
  return out;
}

}  // namespace entente

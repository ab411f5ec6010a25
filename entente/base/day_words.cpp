#include "entente/base/day_words.hpp"

#include "entente/base/months.hpp"
#include "entente/base/text.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace entente {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};
constexpr std::array<std::string_view, 11> kNumbers{"a",   "one",   "two",   "three", "four", "five",
                                                    "six", "seven", "eight", "nine",  "ten"};

// Words in small letters, commas and full stops taken as blanks.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out{""};
  for (const char c : lowered(std::string(text))) {
    if (c == ' ' || c == '\t' || c == ',' || c == '.') {
      if (!out.back().empty()) out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

std::optional<int> number_of(std::string_view word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view rest(end, static_cast<std::size_t>(word.data() + word.size() - end));
  if (rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th") return value;
  return std::nullopt;
}

// From 1; any beginning of its name of three letters or more, "octo", is enough.
std::optional<unsigned> month_of(const std::string& word) {
  if (word.size() < 3) return std::nullopt;
  for (unsigned m = 0; m < kMonthNames.size(); ++m)
    if (lowered(std::string(kMonthNames.at(m))).starts_with(word)) return m + 1;
  return std::nullopt;
}

std::optional<Date> written(const std::vector<std::string>& words) {
  if (words.size() == 2) {
    const auto month = month_of(words[0]);
    const auto year = number_of(words[1]);
    if (!month || !year || words[1].size() != 4) return std::nullopt;
    return parse_date(words[1] + (*month < 10 ? "-0" : "-") + std::to_string(*month));
  }
  if (words.size() != 3 || words[2].size() != 4) return std::nullopt;
  auto day = number_of(words[0]);
  auto month = month_of(words[1]);
  if (!day) {
    day = number_of(words[1]);
    month = month_of(words[0]);
  }
  if (!day || !month || *day < 1 || *day > 31) return std::nullopt;
  return parse_date(words[2] + (*month < 10 ? "-0" : "-") + std::to_string(*month) + (*day < 10 ? "-0" : "-") +
                    std::to_string(*day));
}

std::optional<Day> ago(const std::vector<std::string>& words, Day today) {
  if (words.size() != 3 || words[2] != "ago") return std::nullopt;
  auto count = number_of(words[0]);
  for (std::size_t n = 0; n < kNumbers.size(); ++n)
    if (words[0] == kNumbers[n]) count = n == 0 ? 1 : static_cast<int>(n);
  if (!count || *count < 0 || *count > 100000) return std::nullopt;
  if (words[1].starts_with("day")) return today - std::chrono::days{*count};
  if (words[1].starts_with("week")) return today - std::chrono::days{7 * *count};
  if (words[1].starts_with("month") && *count <= 1200) return add_months(today, -*count);
  return std::nullopt;
}

std::optional<Day> weekday(const std::vector<std::string>& words, Day today) {
  if (words.empty() || words.size() > 2 || (words.size() == 2 && words[0] != "last")) return std::nullopt;
  for (unsigned d = 0; d < kWeekdays.size(); ++d)
    if (words.back() == kWeekdays[d]) {
      const auto back = (std::chrono::weekday{today} - std::chrono::weekday{d}).count();
      return today - std::chrono::days{back == 0 ? 7 : back};
    }
  return std::nullopt;
}

}  // namespace

std::optional<Date> read_date_words(std::string_view text, Day today) {
  if (const auto date = parse_date(trimmed(text))) return date;
  const std::vector<std::string> words = words_of(text);
  if (words.size() == 1) {
    if (words[0] == "today") return Date::of(today);
    if (words[0] == "yesterday") return Date::of(today - std::chrono::days{1});
    if (words[0] == "tomorrow") return Date::of(today + std::chrono::days{1});
  }
  if (const auto day = ago(words, today)) return Date::of(*day);
  if (const auto day = weekday(words, today)) return Date::of(*day);
  return written(words);
}

}  // namespace entente

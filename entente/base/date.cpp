#include "entente/base/date.hpp"

#include "entente/base/months.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente {
namespace {

using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

std::optional<int> digits(std::string_view text, std::size_t begin, std::size_t count) {
  if (begin + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = begin; i < begin + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string_view month_name(const year_month_day& ymd) {
  return kMonthNames.at(static_cast<unsigned>(ymd.month()) - 1);
}

bool same_letters(std::string_view word, std::string_view name) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(word.begin(), word.end(), name.begin(), name.end(),
                    [&](char a, char b) { return small(a) == small(b); });
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  const auto y = digits(text, 0, 4);
  if (!y || *y < 1800 || *y > 2200) return std::nullopt;
  if (text.size() == 4) return Date{Day{year{*y} / 1 / 1}, Day{year{*y} / 12 / 31}, Precision::year};
  const auto m = digits(text, 5, 2);
  if (text[4] != '-' || !m || *m < 1 || *m > 12) return std::nullopt;
  const month mm{static_cast<unsigned>(*m)};
  if (text.size() == 7) return Date{Day{year{*y} / mm / 1}, Day{year{*y} / mm / std::chrono::last}, Precision::month};
  const auto d = digits(text, 8, 2);
  if (text[7] != '-' || !d) return std::nullopt;
  const year_month_day ymd{year{*y}, mm, std::chrono::day{static_cast<unsigned>(*d)}};
  if (!ymd.ok()) return std::nullopt;
  return Date::of(Day{ymd});
}

std::optional<Day> parse_day(std::string_view text) {
  const auto date = parse_date(text);
  if (!date || date->precision != Precision::day) return std::nullopt;
  return date->first;
}

std::string to_string(Day day) { return to_string(Date::of(day)); }

std::string to_string(const Date& date) {
  const year_month_day ymd{date.first};
  const int y = static_cast<int>(ymd.year());
  switch (date.precision) {
    case Precision::year: return fmt::format("{:04}", y);
    case Precision::month: return fmt::format("{:04}-{:02}", y, static_cast<unsigned>(ymd.month()));
    case Precision::day: break;
  }
  return fmt::format("{:04}-{:02}-{:02}", y, static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::string to_words(Day day) { return to_words(Date::of(day)); }

std::string to_words(const Date& date) {
  const year_month_day ymd{date.first};
  const int y = static_cast<int>(ymd.year());
  switch (date.precision) {
    case Precision::year: return fmt::format("{}", y);
    case Precision::month: return fmt::format("{} {}", month_name(ymd), y);
    case Precision::day: break;
  }
  return fmt::format("{} {} {}", static_cast<unsigned>(ymd.day()), month_name(ymd), y);
}

Day add_months(Day day, int months) {
  const year_month_day ymd{day};
  const auto moved = std::chrono::year_month{ymd.year(), ymd.month()} + std::chrono::months{months};
  const auto last = year_month_day{moved / std::chrono::last};
  return Day{moved / std::min(ymd.day(), last.day())};
}

Day midpoint(const Date& date) {
  const year_month_day ymd{date.first};
  switch (date.precision) {
    case Precision::year: return Day{ymd.year() / 7 / 1};
    case Precision::month: return Day{ymd.year() / ymd.month() / 15};
    case Precision::day: break;
  }
  return date.first;
}

std::optional<unsigned> month_number(std::string_view word) {
  if (same_letters(word, "sept")) return 9;
  for (unsigned m = 0; m < kMonthNames.size(); ++m)
    if (same_letters(word, kMonthNames.at(m)) || same_letters(word, kMonthNames.at(m).substr(0, 3))) return m + 1;
  return std::nullopt;
}

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

}  // namespace entente

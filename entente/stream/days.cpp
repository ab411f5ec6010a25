#include "entente/stream/days.hpp"

#include "entente/base/months.hpp"
#include "entente/stream/cells.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>

namespace entente::stream {
namespace {

constexpr int kFirstYear = 1800;
constexpr int kLastYear = 2200;
// Day 1 of a spreadsheet is 1 January 1900 and a 29 February 1900 is counted that never was, so that from March 1900 on
// days count from 30 December 1899; in files of older Macintosh programs from 1 January 1904.
constexpr Day kSerialZero{std::chrono::year{1899} / 12 / 30};
constexpr Day kSerialZero1904{std::chrono::year{1904} / 1 / 1};

// Of 790415, where nothing says the century: 69 is 2069, 70 is 1970. Event data coded by machines begin in 1979.
constexpr int kFirstOfShortYears = 1970;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

int number_of(std::string_view text) {
  if (!is_digits(text) || text.size() > 6) return -1;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

int digits(std::string_view text, std::size_t from, std::size_t size) {
  return text.size() < from + size ? -1 : number_of(text.substr(from, size));
}

std::optional<DaySpan> span_of(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return DaySpan{Day{date}, Day{date}};
}

DayReading given(std::optional<DaySpan> span, bool by_year = false) {
  return {span, span ? DayFault::none : DayFault::not_a_day, by_year};
}

DayReading failed(DayFault fault, bool by_year = false) { return {std::nullopt, fault, by_year}; }

// What may stand behind a day: a time of digits, AM or PM, a zone.
bool is_time(std::string_view text) {
  text = trimmed_cell(text);
  for (const std::string_view word : {"AM", "PM", "am", "pm", "a.m.", "p.m.", "UTC", "GMT"})
    if (text.ends_with(word)) text = trimmed_cell(text.substr(0, text.size() - word.size()));
  return text.find_first_not_of("0123456789:.+-TZ ") == std::string_view::npos;
}

// The text before the time of day; all of it where there is no time. Nothing where what looks like a time is none.
std::optional<std::string_view> without_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return text;
  std::size_t from = colon;
  while (from > 0 && is_digit(text[from - 1])) --from;
  // "17MAR2024:08:00:00"
  const bool behind_colon = colon - from == 4;
  if (!behind_colon) {
    if (colon - from < 1 || colon - from > 2 || from == 0 || number_of(text.substr(from, colon - from)) > 24)
      return std::nullopt;
    if (text[from - 1] != ' ' && text[from - 1] != 'T') return std::nullopt;
  }
  const std::size_t begin = behind_colon ? colon : from - 1;
  if (!is_time(text.substr(behind_colon ? begin + 1 : begin)) || digits(text, colon + 1, 2) > 59) return std::nullopt;
  std::string_view day = trimmed_cell(text.substr(0, begin));
  while (day.ends_with(',')) day.remove_suffix(1);
  return day;
}

struct Parts {
  std::array<std::string_view, 3> part;
  std::size_t n = 0;
};

// "17th" is 17.
std::string_view without_ordinal(std::string_view part) {
  if (part.size() < 3 || part.size() > 4 || !is_digit(part[0])) return part;
  for (const std::string_view ending : {"st", "nd", "rd", "th"})
    if (part.ends_with(ending) && is_digits(part.substr(0, part.size() - 2))) return part.substr(0, part.size() - 2);
  return part;
}

// "Sunday" or "Sun".
bool is_weekday(std::string_view word) {
  if (word.size() < 3 || !std::all_of(word.begin(), word.end(), is_letter)) return false;
  std::array<char, 3> begin{};
  std::transform(word.begin(), word.begin() + 3, begin.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  const std::string_view three(begin.data(), begin.size());
  return (word.size() == 3 || word.ends_with("day")) &&
         (three == "mon" || three == "tue" || three == "wed" || three == "thu" || three == "fri" || three == "sat" ||
          three == "sun");
}

// Nothing where there are more than three, or text that is no part of a date.
std::optional<Parts> parts_of(std::string_view text) {
  Parts out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t from = text.find_first_not_of(" ,-/.", at);
    if (from == std::string_view::npos) return std::nullopt;
    at = std::min(text.find_first_of(" ,-/.", from), text.size());
    const std::string_view part = text.substr(from, at - from);
    if (out.n == 0 && is_weekday(part)) continue;
    if (out.n == 3) return std::nullopt;
    out.part[out.n++] = without_ordinal(part);
  }
  // "17mar2024" is one part that holds three.
  if (out.n == 1 && is_digit(out.part[0].front())) {
    const std::string_view whole = out.part[0];
    const auto letters = std::find_if(whole.begin(), whole.end(), is_letter) - whole.begin();
    const auto year = std::find_if(whole.begin() + letters, whole.end(), is_digit) - whole.begin();
    if (letters < 3 && static_cast<std::size_t>(year) < whole.size())
      out = {{whole.substr(0, static_cast<std::size_t>(letters)),
              whole.substr(static_cast<std::size_t>(letters), static_cast<std::size_t>(year - letters)),
              whole.substr(static_cast<std::size_t>(year))},
             3};
  }
  return out;
}

// The year that two digits mean, or what is wrong.
struct Year {
  int value = 0;
  DayFault fault = DayFault::none;
  bool by_year = false;
};

Year year_of_part(std::string_view part, const DayRules& rules, std::optional<int> year) {
  const int number = number_of(part);
  if (number < 0) return {0, DayFault::not_a_day};
  if (part.size() == 4) return {number, DayFault::none};
  if (part.size() != 2) return {0, DayFault::not_a_day};
  if (year) return *year % 100 == number ? Year{*year, DayFault::none, true} : Year{0, DayFault::year, true};
  if (!rules.years_from) return {0, DayFault::century};
  const int from = *rules.years_from;
  const int in_century = from - from % 100 + number;
  return {in_century >= from ? in_century : in_century + 100, DayFault::none};
}

DayReading day_of_parts(std::string_view year_part, int month, int day, const DayRules& rules,
                        std::optional<int> year) {
  const Year of = year_of_part(year_part, rules, year);
  // A day that no year has is none, whatever its century.
  if (!span_of(of.fault == DayFault::none ? of.value : 2000, month, day)) return failed(DayFault::not_a_day);
  if (of.fault != DayFault::none) return failed(of.fault, of.by_year);
  return given(span_of(of.value, month, day), of.by_year);
}

DayReading month_of(std::string_view year, int month) {
  const auto first = span_of(year.size() == 4 ? number_of(year) : -1, month, 1);
  if (!first) return failed(DayFault::not_a_day);
  const std::chrono::year_month_day date{first->first};
  return given(DaySpan{first->first, Day{date.year() / date.month() / std::chrono::last}});
}

DayReading read_three(const Parts& p, const DayRules& rules, std::optional<int> year) {
  const auto number = [&](std::size_t i) { return p.part[i].size() <= 2 ? number_of(p.part[i]) : -1; };
  const bool year_first = p.part[0].size() == 4 && is_digits(p.part[0]);
  if (const auto month = month_number(p.part[1])) {
    const std::size_t of_year = year_first ? 0 : 2;
    return day_of_parts(p.part[of_year], static_cast<int>(*month), number(2 - of_year), rules, year);
  }
  if (const auto month = month_number(p.part[0]))
    return day_of_parts(p.part[2], static_cast<int>(*month), number(1), rules, year);
  if (year_first) return day_of_parts(p.part[0], number(1), number(2), rules, year);
  const int a = number(0);
  const int b = number(1);
  if (a < 0 || b < 0) return failed(DayFault::not_a_day);
  if (rules.form == DayForm::day_first) return day_of_parts(p.part[2], b, a, rules, year);
  if (rules.form == DayForm::month_first) return day_of_parts(p.part[2], a, b, rules, year);
  // Of no order: a day only if one of them gives one. The century is asked for after the order.
  for (const auto& [month, day] : {std::pair{a, b}, std::pair{b, a}})
    if (const DayFault fault = day_of_parts(p.part[2], month, day, rules, year).fault; fault != DayFault::not_a_day)
      return failed(fault == DayFault::year ? fault : DayFault::order, fault == DayFault::year);
  return failed(DayFault::not_a_day);
}

DayReading read_two(const Parts& p, bool pointed) {
  if (const auto month = month_number(p.part[0])) return month_of(p.part[1], static_cast<int>(*month));
  if (const auto month = month_number(p.part[1])) return month_of(p.part[0], static_cast<int>(*month));
  if (pointed) return failed(DayFault::not_a_day);  // 2018.4 is a year and a part of one
  if (p.part[0].size() == 4) return month_of(p.part[0], p.part[1].size() <= 2 ? number_of(p.part[1]) : -1);
  return month_of(p.part[1], p.part[0].size() <= 2 ? number_of(p.part[0]) : -1);
}

// "45368", "45368.5": the number of a day, with the time as its fraction.
DayReading read_serial(std::string_view text, const DayRules& rules, std::optional<int> year) {
  const std::string_view whole = text.substr(0, text.find('.'));
  if (whole.size() != 5 || (whole.size() < text.size() && !is_digits(text.substr(6))))
    return failed(DayFault::not_a_day);
  const int number = number_of(whole);
  if (number < 10'000) return failed(DayFault::not_a_day);
  if (rules.form != DayForm::serial && rules.form != DayForm::serial_1904) return failed(DayFault::serial);
  const Day day = (rules.form == DayForm::serial ? kSerialZero : kSerialZero1904) + std::chrono::days{number};
  if (year && year_of(day) != *year) return failed(DayFault::year, true);
  return {DaySpan{day, day}, DayFault::none, year.has_value()};
}

// Digits without anything between them.
DayReading read_digits(std::string_view text, const DayRules& rules, std::optional<int> year) {
  std::string_view whole = text;
  if (whole.ends_with(".0")) whole.remove_suffix(2);  // as a program writes it that took it for a number
  if (!is_digits(whole)) return text.size() > 5 ? read_serial(text, rules, year) : failed(DayFault::not_a_day);
  if (whole.size() == 8) return given(span_of(digits(whole, 0, 4), digits(whole, 4, 2), digits(whole, 6, 2)));
  if (whole.size() == 14) {
    // With a time: the day it lies in, if the time exists.
    if (digits(whole, 8, 2) > 23 || digits(whole, 10, 2) > 59 || digits(whole, 12, 2) > 60)
      return failed(DayFault::not_a_day);
    return given(span_of(digits(whole, 0, 4), digits(whole, 4, 2), digits(whole, 6, 2)));
  }
  if (whole.size() == 4) {
    const auto first = span_of(number_of(whole), 1, 1);
    return first ? given(DaySpan{first->first, span_of(number_of(whole), 12, 31)->last}) : failed(DayFault::not_a_day);
  }
  if (whole.size() == 6 && rules.form == DayForm::yymmdd) {
    const DayRules century{rules.form, rules.years_from.value_or(kFirstOfShortYears)};
    return day_of_parts(whole.substr(0, 2), digits(whole, 2, 2), digits(whole, 4, 2), century, year);
  }
  return text.size() >= 5 ? read_serial(text, rules, year) : failed(DayFault::not_a_day);
}

}  // namespace

DayReading read_day(std::string_view text, const DayRules& rules, std::optional<int> year) {
  text = trimmed_cell(text);
  if (text.empty()) return failed(DayFault::not_a_day);
  if (text.ends_with(",0") && is_digits(text.substr(0, text.size() - 2))) text.remove_suffix(2);
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-' && digits(text, 0, 4) >= 0) {
    if (text.size() > 10 && ((text[10] != 'T' && text[10] != ' ') || !is_time(text.substr(10))))
      return failed(DayFault::not_a_day);
    return given(span_of(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)));
  }
  if (text.find_first_not_of("0123456789.") == std::string_view::npos && std::count(text.begin(), text.end(), '.') < 2)
    if (const DayReading reading = read_digits(text, rules, year);
        reading.fault != DayFault::not_a_day || text.find('.') == std::string_view::npos)
      return reading;
  const auto day = without_time(text);
  if (!day) return failed(DayFault::not_a_day);
  const auto parts = parts_of(*day);
  if (!parts || parts->n < 2) return failed(DayFault::not_a_day);
  return parts->n == 2 ? read_two(*parts, day->find('.') != std::string_view::npos) : read_three(*parts, rules, year);
}

std::optional<DaySpan> parse_stream_date(std::string_view text, DayForm form) {
  return read_day(text, {form, std::nullopt}).span;
}

std::optional<Day> day_of_instant(std::string_view text) {
  text = without_zero_part(text);
  if (!is_digits(text) || (text.size() != 13 && text.size() != 9 && text.size() != 10)) return std::nullopt;
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.size() == 13) seconds /= 1000;
  if (seconds < 100'000'000) return std::nullopt;
  return Day{std::chrono::floor<std::chrono::days>(std::chrono::seconds{seconds})};
}

std::optional<int> year_of_cell(std::string_view cell) {
  cell = without_zero_part(cell);
  const int year = cell.size() == 4 ? number_of(cell) : -1;
  return year < 0 ? std::nullopt : std::optional(year);
}

bool may_be_day(std::string_view text) { return read_day(text, {}).fault != DayFault::not_a_day; }

}  // namespace entente::stream

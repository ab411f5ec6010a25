#include "entente/outlook/asked_window.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/months.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace entente::outlook {
namespace {

using Window = Asked::Window;
using Unit = Asked::Unit;

constexpr double kLongest = 10000;
constexpr std::string_view kDay = "a day such as 2025-03-16";

Day last_of_month(int year, int month) {
  return std::chrono::sys_days{std::chrono::year{year} / month / std::chrono::last};
}
Day last_of_year(int year) { return last_of_month(year, 12); }
int month_of_year(Day day) { return static_cast<int>(unsigned{std::chrono::year_month_day{day}.month()}); }

std::optional<int> month(Reader& in) {
  if (in.at_end()) return std::nullopt;
  const auto number = month_number(in.words()[in.place()].folded);
  if (!number) return std::nullopt;
  in.back_to(in.place() + 1);
  return static_cast<int>(*number);
}

std::optional<int> four_digits(Reader& in) {
  if (in.at_end()) return std::nullopt;
  const std::string& raw = in.words()[in.place()].raw;
  if (raw.size() != 4 || raw.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  in.back_to(in.place() + 1);
  return std::stoi(raw);
}

std::optional<int> day_of_month(Reader& in) {
  if (in.at_end()) return std::nullopt;
  std::string raw = in.words()[in.place()].folded;
  for (const std::string_view mark : {"st", "nd", "rd", "th"})
    if (raw.size() > 2 && raw.ends_with(mark)) raw.resize(raw.size() - 2);
  if (raw.empty() || raw.size() > 2 || raw.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  in.back_to(in.place() + 1);
  return std::stoi(raw);
}

// Behind month and day: the year, where one is written; else the next time that this day comes.
std::optional<Day> calendar_day(Reader& in, int month, int day) {
  const auto of = [&](int year) { return parse_day(fmt::format("{:04}-{:02}-{:02}", year, month, day)); };
  const std::size_t after = in.place();
  in.have(",");
  if (const auto year = four_digits(in)) return of(*year);
  in.back_to(after);
  const int now = year_of(in.as_of());
  if (const auto this_year = of(now); this_year && *this_year > in.as_of()) return this_year;
  return of(now + 1);
}

// "2025-03-16", "16 March 2025", "16 March", "March 16, 2025".
std::optional<Day> day(Reader& in) {
  const std::size_t begin = in.place();
  if (!in.at_end())
    if (const auto parsed = parse_day(in.words()[begin].raw)) {
      in.back_to(begin + 1);
      return parsed;
    }
  in.have("the");
  if (const auto d = day_of_month(in)) {
    in.have("of");
    if (const auto m = month(in))
      if (const auto parsed = calendar_day(in, *m, *d)) return parsed;
  }
  in.back_to(begin);
  if (const auto m = month(in))
    if (const auto d = day_of_month(in))
      if (const auto parsed = calendar_day(in, *m, *d)) return parsed;
  in.back_to(begin);
  return std::nullopt;
}

// "March 2025", "March", "this month", "next month": year and month.
std::optional<std::pair<int, int>> whole_month(Reader& in) {
  const std::size_t begin = in.place();
  const Day now = in.as_of();
  if (in.one_of({"this month", "the month"})) return std::pair{year_of(now), month_of_year(now)};
  if (in.have("next month")) {
    const Day next =
        add_months(now - std::chrono::days{static_cast<int>(unsigned{std::chrono::year_month_day{now}.day()}) - 1}, 1);
    return std::pair{year_of(next), month_of_year(next)};
  }
  if (const auto m = month(in)) {
    if (const auto y = four_digits(in)) return std::pair{*y, *m};
    const bool ahead = *m >= month_of_year(now);
    return std::pair{year_of(now) + (ahead ? 0 : 1), *m};
  }
  in.back_to(begin);
  return std::nullopt;
}

std::optional<int> whole_year(Reader& in) {
  const int now = year_of(in.as_of());
  if (in.one_of({"this year", "the year", "year"})) return now;
  if (in.have("next year")) return now + 1;
  return four_digits(in);
}

enum class Edge { begin, middle, end };

Day edge_of(Edge edge, int year) {
  switch (edge) {
    case Edge::begin: return last_of_year(year - 1);
    case Edge::middle: return last_of_month(year, 6);
    case Edge::end: return last_of_year(year);
  }
  return last_of_year(year);
}

// "the end of 2024", "year-end", "mid-2024", "the beginning of June 2025".
std::optional<Day> edge(Reader& in) {
  const std::size_t begin = in.place();
  std::optional<Edge> which;
  if (in.have("next year") && in.possessive() && in.have("end")) return last_of_year(year_of(in.as_of()) + 1);
  in.back_to(begin);
  if (in.one_of({"the end of", "end of", "the close of", "the end", "end"}))
    which = Edge::end;
  else if (in.one_of({"the beginning of", "the start of", "the beginning", "the start"}))
    which = Edge::begin;
  else if (in.one_of({"the middle of", "mid", "middle of"}))
    which = Edge::middle;
  else if (in.one_of({"the year end", "year end", "years end", "year's end"}))
    return last_of_year(year_of(in.as_of()));
  if (which) {
    if (const auto m = whole_month(in)) {
      const Day last = last_of_month(m->first, m->second);
      if (*which == Edge::end) return last;
      const Day first = std::chrono::sys_days{std::chrono::year{m->first} / m->second / 1};
      return *which == Edge::begin ? first - std::chrono::days{1} : first + std::chrono::days{14};
    }
    if (const auto y = whole_year(in)) return edge_of(*which, *y);
    in.expect(in.place(), "a year such as 2025");
  }
  in.back_to(begin);
  return std::nullopt;
}

std::optional<Unit> unit(Reader& in) {
  if (in.one_of({"days", "day"})) return Unit::days;
  if (in.one_of({"weeks", "week"})) return Unit::weeks;
  if (in.one_of({"months", "month"})) return Unit::months;
  if (in.one_of({"years", "year"})) return Unit::years;
  in.expect(in.place(), "\"days\", \"weeks\", \"months\" or \"years\"");
  return std::nullopt;
}

Window until(Day day) { return Window{0, Unit::days, false, day}; }

// Behind "within", "in", "over" or "during".
std::optional<Window> length(Reader& in, bool only_time) {
  const std::size_t begin = in.place();
  if (in.one_of({"half a year", "the next half year", "the half year", "half year"}))
    return Window{6, Unit::months, false, {}};
  if (in.one_of({"a year and a half"})) return Window{18, Unit::months, false, {}};
  const bool next = in.one_of({"the next", "the coming", "the following", "next", "the"});
  in.one_of({"about", "at most", "some"});
  const std::size_t counted = in.place();
  std::optional<double> count = in.number();
  const bool none = !count && next;
  if (none) count = 1;
  if (count) {
    in.have("calendar");
    if (const auto of = unit(in)) {
      if (*count != std::floor(*count) || *count < 1 || *count > kLongest) {
        in.back_to(counted);
        in.expect(counted, "a whole number from 1 to 10000");
        return std::nullopt;
      }
      Window w{static_cast<int>(*count), *of, false, std::nullopt};
      if (in.one_of({"of the demand", "after the demand", "from the demand"}))
        w.of_the_demand = true;
      else
        in.one_of({"from now", "from today", "ahead", "or less", "time", "'s time"});
      return w;
    }
  }
  if (only_time) {
    in.back_to(begin);
    if (in.have("this year")) return until(last_of_year(year_of(in.as_of())));
    if (const auto y = four_digits(in))
      if (*y == year_of(in.as_of())) return until(last_of_year(*y));
  }
  return std::nullopt;
}

std::optional<Window> by_day(Reader& in, bool before) {
  const auto limit = [&](Day d) { return until(before ? d - std::chrono::days{1} : d); };
  if (const auto d = day(in)) return limit(*d);
  if (const auto d = edge(in)) return until(*d);
  if (const auto m = whole_month(in)) {
    const Day first = std::chrono::sys_days{std::chrono::year{m->first} / m->second / 1};
    return before ? until(first - std::chrono::days{1}) : until(last_of_month(m->first, m->second));
  }
  if (before)
    if (const auto y = four_digits(in)) return until(last_of_year(*y - 1));
  if (in.have("this time next year")) return Window{12, Unit::months, false, {}};
  in.expect(in.place(), std::string(kDay));
  in.expect(in.place(), "\"the end of 2025\"");
  return std::nullopt;
}

}  // namespace

std::optional<Window> read_window(Reader& in) {
  const std::size_t begin = in.place();
  std::optional<Window> out;
  if (in.one_of({"within", "inside of", "inside"})) {
    out = length(in, false);
  } else if (in.one_of({"by no later than", "no later than", "not later than", "by", "until", "till", "up to",
                        "on or before"})) {
    out = by_day(in, false);
  } else if (in.have("before")) {
    out = by_day(in, true);
  } else if (in.one_of({"in", "over", "during"})) {
    out = length(in, true);
  } else if (in.have("this year")) {
    out = until(last_of_year(year_of(in.as_of())));
  }
  if (!out) {
    in.expect(begin, "\"within 12 months\"");
    in.expect(begin, "\"by 2025-03-16\"");
    in.back_to(begin);
  }
  return out;
}

std::string window_words(const std::optional<Window>& w) {
  if (!w) return {};
  if (w->by) return " by " + to_string(*w->by);
  constexpr std::array<std::string_view, 4> kUnits{"day", "week", "month", "year"};
  return fmt::format(" within {}{}", counted(w->count, kUnits.at(static_cast<std::size_t>(w->unit))),
                     w->of_the_demand ? " of the demand" : "");
}

Day end_of(const Window& w, Day start) {
  switch (w.unit) {
    case Unit::days: return start + std::chrono::days(w.count);
    case Unit::weeks: return start + std::chrono::days(7 * w.count);
    case Unit::months: return add_months(start, w.count);
    case Unit::years: return add_months(start, 12 * w.count);
  }
  return start;
}

}  // namespace entente::outlook

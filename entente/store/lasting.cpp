#include "entente/store/lasting.hpp"

#include "entente/record/series.hpp"

#include <algorithm>
#include <chrono>

namespace entente::store {

void Shares::add(std::int64_t events, int days, int of) { days_[of] += events * days; }

// Whole events are added as integers, so that only what is left of them is rounded, in one order.
double Shares::sum() const {
  std::int64_t whole = 0;
  double parts = 0;
  for (const auto& [of, days] : days_) {
    whole += days / of;
    parts += static_cast<double>(days % of) / of;
  }
  return static_cast<double>(whole) + parts;
}

std::vector<MonthDays> days_by_month(Day first, Day last, std::optional<Day> from, std::optional<Day> to) {
  first = std::max(first, from.value_or(first));
  last = std::min(last, to.value_or(last));
  std::vector<MonthDays> out;
  while (first <= last) {
    const int month = record::month_of(first);
    const Day end = std::min(last, record::first_day_of(month + 1) - std::chrono::days(1));
    out.push_back({month, first, days_between(first, end) + 1});
    first = end + std::chrono::days(1);
  }
  return out;
}

double share_within(Day first, Day last, std::optional<Day> from, std::optional<Day> to) {
  const int of = days_between(first, last) + 1;
  const int days = days_between(std::max(first, from.value_or(first)), std::min(last, to.value_or(last))) + 1;
  return days >= of ? 1 : static_cast<double>(std::max(days, 0)) / of;
}

}  // namespace entente::store

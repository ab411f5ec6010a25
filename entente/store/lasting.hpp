#pragma once
// Events that last several days, counted by month or within some days: each day of an event carries the same share of
// it, so that what is counted in all months together is the event once.

#include "entente/base/date.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace entente::store {

/// A sum of shares of events: so many of the days of each. The same whatever the order of adding, and a whole number
/// where the shares of each event make up a whole.
class Shares {
 public:
  /// `events` of `of` days each, with `days` of them. Requires 0 <= days <= of, of > 0.
  void add(std::int64_t events, int days, int of);
  double sum() const;

 private:
  std::map<int, std::int64_t> days_;  // by the length of their events
};

/// The days of an event that lie in a month (since January 1970), or in the days that are asked for.
struct MonthDays {
  int month = 0;
  Day first{};
  int days = 0;
};

/// By month, those between `from` and `to` alone. Requires first <= last.
std::vector<MonthDays> days_by_month(Day first, Day last, std::optional<Day> from, std::optional<Day> to);

/// The share of its days that lie between `from` and `to`. Requires first <= last.
double share_within(Day first, Day last, std::optional<Day> from, std::optional<Day> to);

}  // namespace entente::store

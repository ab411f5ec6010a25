#pragma once
// Events of streams by month as rates: counts beside what the reader covered at all.

#include "entente/base/date.hpp"
#include "entente/store/events.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::store {

struct EventRate {
  EventMonth counts;
  int days = 0;  // of the month, up to the day
  double claims = 0;
  double rows = 0;
  double claims_per_10000_rows = 0;  // of all the reader's rows in the month
};

/// The days on which what was known on `on` can have happened, in the `months` months up to that day's own. Requires
/// months > 0.
EventQuery query_of_months(Day on, int months);

/// A month with a row of the reader at least; counted up to `on`.
EventRate rate_of(EventMonth counts, Day on);

}  // namespace entente::store

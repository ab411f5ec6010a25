#include "entente/store/rates.hpp"

#include "entente/record/series.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace entente::store {

EventQuery query_of_months(Day on, int months) {
  EventQuery query;
  query.known_on = on;
  query.from = record::first_day_of(record::month_of(on) - months + 1);
  query.to = on;
  return query;
}

EventRate rate_of(EventMonth counts, Day on) {
  EventRate out;
  const Day end = std::min(on, record::first_day_of(counts.month + 1) - std::chrono::days(1));
  out.days = days_between(record::first_day_of(counts.month), end) + 1;
  out.claims = std::accumulate(counts.claims.begin(), counts.claims.end(), 0.0);
  out.rows = std::accumulate(counts.rows.begin(), counts.rows.end(), 0.0);
  out.claims_per_10000_rows = 10'000.0 * out.claims / counts.all_rows;
  out.counts = std::move(counts);
  return out;
}

}  // namespace entente::store

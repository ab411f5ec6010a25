// Events of streams counted: by month, and from one actor to another.

#include "entente/store/duck/event_query.hpp"
#include "entente/store/duck/store.hpp"
#include "entente/store/lasting.hpp"

#include <fmt/format.h>

#include <bit>
#include <map>
#include <utility>

namespace entente::store::duck {
namespace {

using Classes = std::array<Shares, stream::kQuads>;

std::array<double, stream::kQuads> sums(const Classes& of) {
  std::array<double, stream::kQuads> out{};
  for (std::size_t c = 0; c < of.size(); ++c) out[c] = of[c].sum();
  return out;
}

// A month of one reader, as it is added up.
struct MonthSums {
  std::uint32_t covered = 0;  // a bit for each day
  Shares all_rows;
  Classes rows;
  Classes claims;
  Shares precise_claims;
  Shares told_elsewhere;
};

using Months = std::map<std::pair<std::string, int>, MonthSums>;

// Calls `each` for every month that the days of an event lie in.
template <class Each>
void add_days(Months& months, std::string_view reader, const EventQuery& query, Day first, Day last, const Each& each) {
  const int of = days_between(first, last) + 1;
  for (const MonthDays& in : days_by_month(first, last, query.from, query.to))
    each(months[{std::string(reader), in.month}], in, of);
}

std::uint32_t bits_of(const MonthDays& days) {
  const unsigned first = unsigned{std::chrono::year_month_day{days.first}.day()} - 1;
  return (days.days >= 32 ? ~0U : (1U << static_cast<unsigned>(days.days)) - 1U) << first;
}

// All rows of the readers. A day that a row tells of by its month alone is not covered by it.
void add_all(Duck& duck, const EventQuery& query, const std::vector<LoadAccount>& loads, Months& months) {
  const Where all = where_of_stream(query, loads);
  duck.query(fmt::format("select l.reader, e.day, e.last_day, count(*), max(case when e.day_precision < {} then 1 else "
                         "0 end)::integer from events e join loads l using (load) where {} group by 1, 2, 3",
                         static_cast<int>(stream::DayPrecision::month), all.sql),
             all.parameters, [&](const DuckRow& row) {
               add_days(months, row.text(0), query, row.day(1), row.day(2),
                        [&](MonthSums& of, const MonthDays& days, int length) {
                          of.all_rows.add(row.big(3), days.days, length);
                          if (row.integer(4) != 0) of.covered |= bits_of(days);
                        });
             });
}

// A claim lasts as long as the longest of its rows; it is vague where all of them are.
void add_pair(Duck& duck, const EventQuery& query, const Where& pair, Months& months) {
  const std::string of_class = class_of_type(duck);
  duck.query(
      fmt::format("select l.reader, {} as c, e.day, e.last_day, count(*) from events e join loads l using (load) "
                  "where {} group by 1, 2, 3, 4",
                  of_class, pair.sql),
      pair.parameters, [&](const DuckRow& row) {
        add_days(months, row.text(0), query, row.day(2), row.day(3),
                 [&](MonthSums& of, const MonthDays& days, int length) {
                   of.rows[static_cast<std::size_t>(row.integer(1))].add(row.big(4), days.days, length);
                 });
      });
  duck.query(
      fmt::format("with p as (select l.reader, {} as c, e.claim, min(e.day) as day, max(e.last_day) as last_day, "
                  "bool_and({}) as vague from events e join loads l using (load) where {} group by 1, 2, 3) "
                  "select reader, c, day, last_day, count(*), count(*) filter (where not vague) from p group by 1, 2, "
                  "3, 4",
                  of_class, vague_row(), pair.sql),
      pair.parameters, [&](const DuckRow& row) {
        add_days(months, row.text(0), query, row.day(2), row.day(3),
                 [&](MonthSums& of, const MonthDays& days, int length) {
                   of.claims[static_cast<std::size_t>(row.integer(1))].add(row.big(4), days.days, length);
                   of.precise_claims.add(row.big(5), days.days, length);
                 });
      });
  duck.query(
      fmt::format("with p as (select l.reader, e.claim, min(e.day) as day, max(e.last_day) as last_day from "
                  "events e join loads l using (load) where {} group by 1, 2), shared as (select claim from p "
                  "group by claim having count(*) > 1) select reader, day, last_day, count(*) from p where claim "
                  "in (select claim from shared) group by 1, 2, 3",
                  pair.sql),
      pair.parameters, [&](const DuckRow& row) {
        add_days(months, row.text(0), query, row.day(1), row.day(2),
                 [&](MonthSums& of, const MonthDays& days, int length) {
                   of.told_elsewhere.add(row.big(3), days.days, length);
                 });
      });
}

}  // namespace

std::vector<EventMonth> Store::event_months(const EventQuery& asked) const {
  EventQuery query = asked;
  query.lasting = Lasting::any_day;
  Duck duck = reading_events();
  const std::vector<LoadAccount> all_loads = connection_->loads(duck);
  Months months;
  add_all(duck, query, all_loads, months);
  add_pair(duck, query, where_of(duck, query, all_loads), months);
  std::vector<EventMonth> out;
  for (const auto& [key, of] : months)
    out.push_back({key.first, key.second, std::popcount(of.covered), of.all_rows.sum(), sums(of.rows), sums(of.claims),
                   of.precise_claims.sum(), of.told_elsewhere.sum()});
  return out;
}

namespace {

struct TieSums {
  Classes rows;
  Classes claims;
};

// How many days of an event lie within those asked for, and of how many, as two expressions: 1 and 1 where all do.
std::string days_within(const EventQuery& query) {
  const auto text = [](Day day) { return fmt::format("date '{}'", to_string(day)); };
  const std::string first = query.from ? fmt::format("greatest(day, {})", text(*query.from)) : "day";
  const std::string last = query.to ? fmt::format("least(last_day, {})", text(*query.to)) : "last_day";
  const std::string whole = fmt::format("{} = day and {} = last_day", first, last);
  return fmt::format(
      "case when {0} then 1 else {2} - {1} + 1 end::integer as days, case when {0} then 1 else last_day - day + 1 "
      "end::integer as length",
      whole, first, last);
}

}  // namespace

std::vector<Tie> Store::ties(const EventQuery& asked, ActorsAs actors) const {
  EventQuery query = asked;
  query.lasting = Lasting::any_day;
  Duck duck = reading_events();
  const Where where = where_of(duck, query, connection_->loads(duck));
  const std::string_view suffix = actors == ActorsAs::states ? "_state" : "";
  const std::string days = days_within(query);
  std::map<std::pair<std::string, std::string>, TieSums> ties;
  const auto add = [&](Classes TieSums::*counts, const std::string& rows) {
    duck.query(fmt::format("with p as ({}) select a.text, t.text, c, days, length, sum(n)::bigint from (select actor, "
                           "target, c, n, {} from p) join names a on a.id = actor join names t on t.id = target group "
                           "by 1, 2, 3, 4, 5",
                           rows, days),
               where.parameters, [&](const DuckRow& row) {
                 TieSums& sums = ties[{std::string(row.text(0)), std::string(row.text(1))}];
                 (sums.*counts)[static_cast<std::size_t>(row.integer(2))].add(row.big(5), row.integer(3),
                                                                              row.integer(4));
               });
  };
  const std::string of_class = class_of_type(duck);
  add(&TieSums::rows,
      fmt::format(
          "select e.actor{0} as actor, e.target{0} as target, {1} as c, e.day, e.last_day, "
          "count(*) as n from events e where {2} and e.actor{0} <> 0 and e.target{0} <> 0 group by 1, 2, 3, 4, 5",
          suffix, of_class, where.sql));
  add(&TieSums::claims,
      fmt::format("select actor, target, c, day, last_day, 1 as n from (select e.actor{0} as actor, "
                  "e.target{0} as target, {1} as c, e.claim, min(e.day) as day, max(e.last_day) as "
                  "last_day from events e where {2} and e.actor{0} <> 0 and e.target{0} <> 0 group by 1, 2, 3, 4)",
                  suffix, of_class, where.sql));
  std::vector<Tie> out;
  for (const auto& [ends, of] : ties) out.push_back({ends.first, ends.second, sums(of.rows), sums(of.claims)});
  return out;
}

}  // namespace entente::store::duck

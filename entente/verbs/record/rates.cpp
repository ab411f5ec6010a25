#include "entente/verbs/record/rates.hpp"

#include "entente/record/series.hpp"
#include "entente/store/rates.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::verbs {
namespace {

std::vector<Column> rate_columns() {
  std::vector<Column> out{text_column("reader"), text_column("month"), count_column("days").in("days"),
                          count_column("days_covered").headed("covered").in("days"), number_column("all_rows")};
  for (std::size_t c = 0; c < stream::kQuads; ++c) {
    std::string name(stream::name(static_cast<stream::Quad>(c)));
    std::replace(name.begin(), name.end(), ' ', '_');
    out.push_back(number_column(std::move(name)).in("claims"));
  }
  for (const char* name : {"claims", "rows", "told_elsewhere"}) out.push_back(number_column(name));
  out.push_back(number_column("claims_per_10000_rows", look::kTwo).headed("claims per 10,000 rows"));
  out.push_back(number_column("precise_claims").in("claims"));
  return out;
}

std::vector<Cell> rate_cells(const store::EventRate& rate) {
  const store::EventMonth& m = rate.counts;
  std::vector<Cell> out{m.reader, record::month_text(m.month), count(rate.days), count(m.days_covered), m.all_rows};
  out.insert(out.end(), m.claims.begin(), m.claims.end());
  out.insert(out.end(), {rate.claims, rate.rows, m.told_elsewhere, rate.claims_per_10000_rows, m.precise_claims});
  return out;
}

}  // namespace

Result record_rates(const Engine& engine, const RecordRatesRequest& request) {
  const Day on = *request.as_of;
  store::EventQuery query = store::query_of_months(on, request.months);
  query.readers = request.readers;
  query.actor = request.actor;
  query.target = request.target;
  query.either_way = !request.one_way;
  query.checked_only = request.checked;
  query.precise_only = request.precise;
  const std::string pair = request.target.empty()
                               ? request.actor
                               : fmt::format("{} {} {}", request.actor, request.one_way ? "to" : "and", request.target);
  Table rates{.name = "rates",
              .title = fmt::format("Events of streams, {}, as known on {}", pair, to_string(on)),
              .columns = rate_columns()};
  for (store::EventMonth& month : engine.open()->event_months(query))
    rates.rows.push_back(rate_cells(store::rate_of(std::move(month), on)));
  if (rates.rows.empty())
    rates.notes.emplace_back("No stream covers these months: the record says nothing about them.");
  for (
      const char* note :
      {"Streams are coded by machines or from reports and not verified: read rates and their changes, never a single row.",
       "A month without any row of a reader is not covered and not listed; a zero in a covered month is a count of zero.",
       "A claim is a day, actor, target, kind of act and place; rows that tell the same are one claim.",
       "An event of several days counts in each month by the share of its days there. Precise claims: without those whose "
       "place is known by its region or worse, or whose day by its month or worse."})
    rates.notes.emplace_back(note);
  Table asked{.name = "asked", .in_text = false};
  asked.columns = {text_column("actor"), text_column("target"), flag_column("either_way")};
  asked.rows = {{request.actor, text(request.target), query.either_way}};
  return {.verb = "record rates", .basis = {.as_of = on}, .tables = {std::move(rates), std::move(asked)}};
}

Verb record_rates_verb() {
  Parameters<RecordRatesRequest> p;
  p.add("actor", &RecordRatesRequest::actor, "A state such as NER, or an actor as its stream writes it")
      .positional()
      .called("CODE")
      .required();
  p.add("target", &RecordRatesRequest::target, "The other side; without it, all events of the actor")
      .positional()
      .called("CODE");
  add_as_of(p, &RecordRatesRequest::as_of).required();
  p.add("months", &RecordRatesRequest::months, "So many months, the one of the day the last")
      .called("N")
      .range(1, 1200);
  p.add("one-way", &RecordRatesRequest::one_way, "Only what the actor did to the target, not the reverse");
  p.add("readers", &RecordRatesRequest::readers, "Only these readers").called("NAME,...");
  p.add("checked", &RecordRatesRequest::checked, "Without rows that their source marks as still to be checked");
  p.add(
      "precise", &RecordRatesRequest::precise,
      "Without rows, of all columns, whose place is known by its region or worse, or whose day by its month or worse");
  Verb verb = make_verb("record rates",
                        "Count events of streams by class and month, with what each stream covers, as known on a day",
                        std::move(p), record_rates);
  verb.examples = {
      {"What streams tell of Niger and the United States in two years", "record rates NER USA --as-of 2024-03-17"}};
  verb.pages = {"docs/events.md"};
  verb.tables = {"rates", "asked"};
  return verb;
}

}  // namespace entente::verbs

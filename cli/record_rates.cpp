// entente record rates

#include "cli/options.hpp"
#include "cli/record.hpp"
#include "cli/tables.hpp"
#include "entente/base/error.hpp"
#include "entente/record/series.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <numeric>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct RatesOptions {
  std::string actor;
  std::string target;
  std::string on;
  int months = 24;
  bool one_way = false;
  std::vector<std::string> readers;
  std::string record;
  std::string format;
};

void run_rates(const RatesOptions& options) {
  const auto store = store::duck::open(options.record);
  const Day on = day_of(options.on, "--on");
  if (options.months < 1 || options.months > 1200)
    throw Error(ErrorCode::bad_request, "--months is 1 to 1200", "give a number in that range", {"", 0, "--months"});
  const int last = record::month_of(on);
  store::EventQuery query;
  query.known_on = on;
  query.to = on;
  query.from = record::first_day_of(last - options.months + 1);
  query.readers = options.readers;
  query.actor = options.actor;
  query.target = options.target;
  query.either_way = !options.one_way;
  const std::vector<store::EventMonth> months = store->event_months(query);

  const std::string pair = options.target.empty()
                               ? options.actor
                               : fmt::format("{} {} {}", options.actor, options.one_way ? "to" : "and", options.target);
  ResultTable table{"rates",
                    fmt::format("Events of streams, {}, as known on {}", pair, options.on),
                    {},
                    {"reader", "month", "days", "covered", "all rows"},
                    {}};
  for (std::size_t c = 0; c < stream::kQuads; ++c)
    table.columns.emplace_back(stream::name(static_cast<stream::Quad>(c)));
  for (const char* column : {"claims", "rows", "told elsewhere", "claims per 10,000 rows"})
    table.columns.emplace_back(column);
  Json json{{"actor", options.actor},
            {"target", options.target},
            {"either_way", query.either_way},
            {"on", options.on},
            {"months", Json::array()}};
  for (const store::EventMonth& m : months) {
    const Day first = record::first_day_of(m.month);
    const int days = days_between(first, std::min(on, record::first_day_of(m.month + 1) - std::chrono::days(1))) + 1;
    const auto claims = std::accumulate(m.claims.begin(), m.claims.end(), std::int64_t{0});
    const auto rows = std::accumulate(m.rows.begin(), m.rows.end(), std::int64_t{0});
    const double rate = 10'000.0 * static_cast<double>(claims) / static_cast<double>(m.all_rows);
    std::vector<std::string> cells{m.reader, record::month_text(m.month), std::to_string(days),
                                   std::to_string(m.days_covered), std::to_string(m.all_rows)};
    Json row{{"reader", m.reader},
             {"month", record::month_text(m.month)},
             {"days", days},
             {"days_covered", m.days_covered},
             {"all_rows", m.all_rows}};
    for (std::size_t c = 0; c < stream::kQuads; ++c) {
      cells.push_back(std::to_string(m.claims[c]));
      row["claims_by_class"][std::string(stream::name(static_cast<stream::Quad>(c)))] = m.claims[c];
    }
    cells.push_back(std::to_string(claims));
    cells.push_back(std::to_string(rows));
    cells.push_back(std::to_string(m.told_elsewhere));
    cells.push_back(fmt::format("{:.2f}", rate));
    row["claims"] = claims;
    row["rows"] = rows;
    row["told_elsewhere"] = m.told_elsewhere;
    row["claims_per_10000_rows"] = rate;
    table.rows.push_back(std::move(cells));
    json["months"].push_back(std::move(row));
  }
  table.notes = {
      "Streams are coded by machines or from reports and not verified: read rates and their changes, never a single row.",
      "A month without any row of a reader is not covered and not listed; a zero in a covered month is a count of zero.",
      "A claim is a day, actor, target, kind of act and place; rows that tell the same are one claim."};
  if (table.rows.empty())
    table.notes.insert(table.notes.begin(), "No stream covers these months: the record says nothing about them.");
  if (options.format == "json") {
    json["notes"] = table.notes;
    print(json.dump(2) + "\n");
  } else if (options.format == "csv") {
    print(csv_of(table));
  } else {
    print(text_of({table}));
  }
}

}  // namespace

void setup_record_rates(CLI::App& verb) {
  auto o = std::make_shared<RatesOptions>();
  CLI::App* rates = verb.add_subcommand(
      "rates", "Count events of streams by class and month, with what each stream covers, as known on a day");
  rates->add_option("actor", o->actor, "A state such as NER, or an actor as its stream writes it")->required();
  rates->add_option("target", o->target, "The other side; without it, all events of the actor");
  rates->add_option("--on", o->on, "The day")->type_name("DAY")->required();
  rates->add_option("--months", o->months, "So many months, the one of the day the last")->capture_default_str();
  rates->add_flag("--one-way", o->one_way, "Only what the actor did to the target, not the reverse");
  rates->add_option("--readers", o->readers, "Only these readers")->delimiter(',');
  add_record_option(*rates, o->record);
  add_format_option(*rates, o->format, "text json csv");
  rates->callback([o] { run_rates(*o); });
}

}  // namespace entente::cli

// entente outlook time: how long from a demand to the exit, by group and by both clocks, and what raises the hazard.

#include "entente/outlook/exit_time.hpp"

#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/outlook/exit_hazard.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct TimeOptions {
  std::string host;
  std::string counterpart;
  std::string on;
  std::string record;
  std::string vintage;
  std::string format;
  std::string table;
  std::uint64_t seed = 1;
};

constexpr std::array<int, 3> kDays{90, 180, 365};

std::string share_of(const outlook::ExitTime& e, double day) {
  const stats::Interval i = e.left_by_interval(day);
  return fmt::format("{:.0f}% ({:.0f}-{:.0f})", 100 * e.left_by(day), 100 * i.lo, 100 * i.hi);
}

ResultTable curves_table(const std::vector<outlook::ExitTime>& times, const outlook::Situation& s,
                         const record::View& view) {
  ResultTable t{"curves",
                fmt::format("Days to the exit, {} and {} left out; what keeps the forces competes",
                            view.actor_name(s.host), view.in_sentence(s.counterpart)),
                {},
                {"demands", "clock", "n", "left", "by day 90", "by day 180", "by day 365", "half of all gone by day",
                 "median of those that left"},
                {}};
  for (const outlook::ExitTime& e : times) {
    std::vector<std::string> row{e.words, std::string(outlook::name(e.clock)), std::to_string(e.curve.n),
                                 std::to_string(e.left)};
    for (const int day : kDays) row.push_back(day <= e.elapsed_days ? "" : share_of(e, day));
    row.push_back(e.median_day ? fmt::format("{:.0f}", *e.median_day) : "not reached");
    row.push_back(e.median_of_those_who_left ? fmt::format("{:.0f}", *e.median_of_those_who_left) : "");
    t.rows.push_back(std::move(row));
  }
  if (s.state == outlook::State::demanded && s.elapsed_days > 0)
    t.notes.push_back(fmt::format(
        "Of demands still open on the case's own day, {} after the demand, in whole weeks; days count from the demand "
        "or the denunciation.",
        s.elapsed_days == 1 ? "1 day" : fmt::format("{} days", s.elapsed_days)));
  t.notes.emplace_back("The last column is conditional on leaving.");
  return t;
}

std::vector<ResultTable> hazard_tables(const outlook::ExitHazard& h) {
  ResultTable factors{
      "factors",
      fmt::format("What raises the hazard of leaving: {} demands, {} months under risk, {} left, {} kept", h.demands,
                  h.rows, h.left, h.kept),
      {},
      {"factor", "leaving", "error", "keeping", "error"},
      {}};
  for (const outlook::ExitFactor& f : h.factors)
    factors.rows.push_back({f.words, fmt::format("{:+.2f}", f.leaving), fmt::format("{:.2f}", f.leaving_error),
                            fmt::format("{:+.2f}", f.keeping), fmt::format("{:.2f}", f.keeping_error)});
  if (!h.why_not.empty()) factors.notes.push_back(h.why_not);
  if (h.left_by.empty()) return {std::move(factors)};
  factors.notes.emplace_back(
      "Coefficients on ln(-ln(1 - hazard of a month)), with Jeffreys' prior as a penalty; each as known when the month "
      "began.");
  ResultTable forecast{"forecast", "The case by this hazard", {}, {"left by day", "chance", "80%"}, {}};
  for (const outlook::ExitShare& s : h.left_by)
    forecast.rows.push_back({std::to_string(s.day), percent_words(s.left),
                             fmt::format("{:.0f}-{:.0f}%", 100 * s.interval.lo, 100 * s.interval.hi)});
  std::string days;
  for (const auto& [words, day] : {std::pair{"a tenth of the chance", h.earliest_day}, std::pair{"half", h.median_day},
                                   std::pair{"nine tenths", h.latest_day}})
    days += (days.empty() ? "" : ", ") +
            (day ? fmt::format("{} before day {}", words, *day) : fmt::format("{} not within two years", words));
  forecast.notes.push_back(fmt::format("Day of the exit, counted from the demand: {}.", days));
  forecast.notes.emplace_back("It stands beside the number of the reference classes and does not enter it.");
  return {std::move(factors), std::move(forecast)};
}

std::string as_json(const std::vector<outlook::ExitTime>& times, const outlook::ExitHazard& h,
                    const record::View& view) {
  const auto interval = [](const stats::Interval& i) { return Json{{"lo", i.lo}, {"hi", i.hi}}; };
  const auto day = [](const auto& d) { return d ? Json(*d) : Json(nullptr); };
  Json out{{"as_of", to_string(view.as_of)}, {"view", view.hash}, {"curves", Json::array()}};
  for (const outlook::ExitTime& e : times) {
    Json by = Json::array();
    for (const int d : kDays)
      if (d > e.elapsed_days)
        by.push_back({{"day", d}, {"p", e.left_by(d)}, {"interval", interval(e.left_by_interval(d))}});
    out["curves"].push_back({{"name", e.name},
                             {"words", e.words},
                             {"clock", outlook::name(e.clock)},
                             {"n", e.curve.n},
                             {"left", e.left},
                             {"elapsed_days", e.elapsed_days},
                             {"left_by", std::move(by)},
                             {"median_day", day(e.median_day)},
                             {"median_of_those_that_left", day(e.median_of_those_who_left)},
                             {"evidence", e.evidence}});
  }
  Json factors = Json::array();
  for (const outlook::ExitFactor& f : h.factors)
    factors.push_back({{"name", f.name},
                       {"words", f.words},
                       {"leaving", f.leaving},
                       {"leaving_error", f.leaving_error},
                       {"keeping", f.keeping},
                       {"keeping_error", f.keeping_error}});
  Json by = Json::array();
  for (const outlook::ExitShare& s : h.left_by)
    by.push_back({{"day", s.day}, {"p", s.left}, {"interval", interval(s.interval)}});
  out["hazard"] = {{"demands", h.demands},
                   {"months", h.rows},
                   {"left", h.left},
                   {"kept", h.kept},
                   {"why_not", h.why_not},
                   {"factors", std::move(factors)},
                   {"left_by", std::move(by)},
                   {"earliest_day", day(h.earliest_day)},
                   {"median_day", day(h.median_day)},
                   {"latest_day", day(h.latest_day)}};
  return out.dump(2) + "\n";
}

void run_time(const TimeOptions& o) {
  const auto store = store::Store::open(o.record);
  const record::View view = view_of(store, day_of(o.on, "--on"), o.vintage);
  for (const std::string* code : {&o.host, &o.counterpart}) require_actor(view, *code);
  const outlook::Situation s = outlook::situation(view, o.host, o.counterpart);
  const auto times = outlook::exit_times(view, s);
  const outlook::ExitHazard hazard = outlook::exit_hazard(view, s, o.seed);
  if (o.format == "json") return print(as_json(times, hazard, view));
  std::vector<ResultTable> tables{curves_table(times, s, view)};
  for (ResultTable& t : hazard_tables(hazard)) tables.push_back(std::move(t));
  print(o.format == "text" ? text_of(tables)
                           : csv_of(table_named(tables, o.table, "name one of: curves, factors, forecast")));
}

}  // namespace

void setup_exit_time(CLI::App& program) {
  auto o = std::make_shared<TimeOptions>();
  CLI::App* verb = program.get_subcommand("outlook")->add_subcommand(
      "time", "How long from a demand to the exit, with those that stayed counted, and what raises the hazard");
  verb->footer(
      "Example: entente outlook time NER USA --on 2024-03-17\n"
      "Pages: docs/verbs.md, docs/methods/outlook-survival.md");
  verb->add_option("host", o->host, "The host, such as NER")->required();
  verb->add_option("counterpart", o->counterpart, "The other side, such as USA")->required();
  verb->add_option("--on", o->on, "The day; what became known later is not used")->type_name("DAY")->required();
  verb->add_option("--table", o->table, "Which table csv gives")
      ->check(CLI::IsMember({"curves", "factors", "forecast"}))
      ->default_val("curves");
  add_seed_option(*verb, o->seed);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv");
  verb->callback([o] { run_time(*o); });
}

}  // namespace entente::cli

#include "entente/verbs/outlook_time.hpp"

#include "entente/base/counted.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/exit_time.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace entente::verbs {
namespace {

constexpr std::array<int, 3> kDays{90, 180, 365};
// "27% (22-32)"
constexpr Look kLeftBy{.scale = Look::Scale::percent, .digits = 0, .to = "-", .bare_ends = true};
constexpr Look kCoefficient{.digits = 2, .sign = true};

Table curves_table(const std::vector<outlook::ExitTime>& times, const outlook::Situation& s, const record::View& view) {
  Table t{.name = "curves",
          .title = s.state == outlook::State::demanded
                       ? fmt::format("Days to the exit, {} and {} left out; what keeps the forces competes",
                                     view.actor_name(s.host), view.in_sentence(s.counterpart))
                       : std::string("Days to the exit; what keeps the forces competes")};
  t.columns = {text_column("group").only_for_programs(), text_column("demands"), text_column("clock"),
               count_column("n").in("demands"), count_column("left").in("demands")};
  for (const int day : kDays) t.columns.push_back(interval_column(fmt::format("by_day_{}", day), kLeftBy).in("share"));
  t.columns.push_back(count_column("median_day").headed("half of all gone by day").in("days"));
  t.columns.push_back(count_column("median_of_those_that_left").headed("median of those that left").in("days"));
  t.columns.push_back(count_column("elapsed_days").in("days").only_for_programs());
  t.columns.push_back(flag_column("of_the_case").only_for_programs());
  for (const outlook::ExitTime& e : times) {
    std::vector<Cell> row{e.name, e.words, std::string(outlook::name(e.clock)), count(e.curve.n), count(e.left)};
    for (const int day : kDays)
      row.push_back(!e.known_on(day) ? Cell(None{}) : estimate(e.left_by(day), e.left_by_interval(day)));
    row.push_back(cell(e.median_day, e.curve.n == 0 ? "–" : "not reached"));
    row.push_back(cell(e.median_of_those_who_left));
    row.push_back(count(e.elapsed_days));
    row.emplace_back(e.of_the_case);
    t.rows.push_back(std::move(row));
  }
  if (s.state == outlook::State::demanded && s.elapsed_days > 0)
    t.notes.push_back(fmt::format(
        "Every figure is of demands still open on the case's own day, {} after the demand, in whole weeks; days count "
        "from the demand or the denunciation.",
        counted(s.elapsed_days, "day")));
  const bool by_denunciation = std::any_of(times.begin(), times.end(), [](const outlook::ExitTime& e) {
    return e.clock == outlook::Clock::denunciation && e.of_the_case;
  });
  if (s.state == outlook::State::demanded && s.elapsed_days > 0 && !by_denunciation)
    t.notes.emplace_back(
        "No agreement of the case is known to be denounced: the rows by that clock are of all such demands, from their "
        "first day.");
  if (times.empty()) {
    t.notes.emplace_back("No demand to a state, but the case's own, is known on the day: there is no curve.");
    return t;
  }
  t.notes.emplace_back(
      "A dash: the day has passed for the case, or no demand of the group that is still open has been followed so far.");
  t.notes.emplace_back(
      "n, those that left, the shares and both medians are of these demands; the last column is of those among them that "
      "left, which are fewer where some were kept or are still open, and is conditional on leaving.");
  return t;
}

Table factors_table(const outlook::ExitHazard& h) {
  Table t{.name = "factors",
          .title = fmt::format("What raises the hazard of leaving: {}, {} under risk, {} left, {} kept",
                               counted(h.demands, "demand"), counted(h.rows, "month"), h.left, h.kept)};
  t.columns = {text_column("name").only_for_programs(), text_column("factor"),
               number_column("leaving", kCoefficient),  number_column("leaving_error", look::kTwo).headed("error"),
               number_column("keeping", kCoefficient),  number_column("keeping_error", look::kTwo).headed("error")};
  for (const outlook::ExitFactor& f : h.factors)
    t.rows.push_back({f.name, f.words, f.leaving, f.leaving_error, f.keeping, f.keeping_error});
  if (!h.why_not.empty()) t.notes.push_back(h.why_not);
  if (!h.left_by.empty())
    t.notes.emplace_back(
        "Coefficients on ln(-ln(1 - hazard of a month)), with Jeffreys' prior as a penalty; each as known when the "
        "month began.");
  return t;
}

Table forecast_table(const outlook::ExitHazard& h, const outlook::Situation& s) {
  Table t{.name = "forecast",
          .title = s.state == outlook::State::demanded
                       ? "The case by this hazard"
                       : "No demand is open: a firm demand made on this day, by this hazard"};
  t.columns = {count_column("day").headed("left by day").in("days"),
               interval_column("p", look::kChance).headed("chance").in("probability").ends("80%")};
  for (const outlook::ExitShare& share : h.left_by)
    t.rows.push_back({count(share.day), estimate(share.left, share.interval)});
  std::string days;
  for (const auto& [words, day] : {std::pair{"a tenth of the chance", h.earliest_day}, std::pair{"half", h.median_day},
                                   std::pair{"nine tenths", h.latest_day}})
    days += (days.empty() ? "" : ", ") +
            (day ? fmt::format("{} before day {}", words, *day) : fmt::format("{} not within two years", words));
  t.notes.push_back(fmt::format("Day of the exit, counted from the demand: {}.", days));
  t.notes.emplace_back("It stands beside the number of the reference classes and does not enter it.");
  return t;
}

Table hazard_table(const outlook::ExitHazard& h) {
  Table t{.name = "hazard", .title = "What the hazard is drawn from, and the days it gives", .in_text = false};
  t.columns = {number_column("demands"),
               number_column("months"),
               number_column("left").in("demands"),
               number_column("kept").in("demands"),
               text_column("why_not"),
               number_column("earliest_day").in("days"),
               number_column("median_day").in("days"),
               number_column("latest_day").in("days")};
  t.rows.push_back({count(h.demands), count(h.rows), count(h.left), count(h.kept), text(h.why_not),
                    cell(h.earliest_day), cell(h.median_day), cell(h.latest_day)});
  return t;
}

Table evidence_table(const std::vector<outlook::ExitTime>& times) {
  Table t{.name = "evidence", .title = "The demands behind each curve", .in_text = false};
  t.columns = {text_column("group"), text_column("clock"), text_column("evidence")};
  for (const outlook::ExitTime& e : times)
    for (const std::string& id : e.evidence) t.rows.push_back({e.name, std::string(outlook::name(e.clock)), id});
  return t;
}

}  // namespace

Result outlook_time(const Engine& engine, const OutlookTimeRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  require_pair(view, request.host, request.counterpart);
  const outlook::Situation s = outlook::situation(view, request.host, request.counterpart);
  const auto times = outlook::exit_times(view, s);
  const outlook::ExitHazard hazard = outlook::exit_hazard(view, s, request.seed);
  Result out{.verb = "outlook time", .basis = basis_of(view, request.seed)};
  out.tables = {curves_table(times, s, view), factors_table(hazard)};
  if (!hazard.left_by.empty()) out.tables.push_back(forecast_table(hazard, s));
  out.tables.push_back(hazard_table(hazard));
  out.tables.push_back(evidence_table(times));
  return out;
}

Verb outlook_time_verb() {
  Parameters<OutlookTimeRequest> p;
  add_host(p, &OutlookTimeRequest::host).required();
  add_counterpart(p, &OutlookTimeRequest::counterpart).required();
  add_as_of(p, &OutlookTimeRequest::as_of).required();
  add_seed(p, &OutlookTimeRequest::seed);
  add_vintage(p, &OutlookTimeRequest::vintage);
  Verb verb = make_verb(
      "outlook time", "How long from a demand to the exit, with those that stayed counted, and what raises the hazard",
      std::move(p), outlook_time);
  verb.examples = {{"From Niger's demand of March 2024", "outlook time NER USA --as-of 2024-03-17"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-survival.md"};
  verb.tables = {"curves", "factors", "forecast", "hazard", "evidence"};
  return verb;
}

}  // namespace entente::verbs

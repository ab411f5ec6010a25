#include "entente/verbs/outlook_arrival.hpp"

#include "entente/base/counted.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/signals.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/verbs/ladder_tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <utility>

namespace entente::verbs {
namespace {

constexpr Look kWhole{.scale = Look::Scale::percent, .digits = 0, .to = "–", .unit_once = true};

Table arrival_table(const outlook::Arrival& a) {
  Table t{.name = "arrival", .title = "Forces of the power after the demand", .in_text = false};
  t.columns = {text_column("power"), flag_column("already_there"), text_column("evidence"),
               interval_column("p_90").in("probability"), interval_column("p_365").in("probability")};
  std::vector<Cell> row{a.power, a.already_there, text(a.there_evidence), None{}, None{}};
  if (!a.already_there) {
    row[3] = estimate(a.within_90.probability, a.within_90.interval);
    row[4] = estimate(a.within_365.probability, a.within_365.interval);
  }
  t.rows.push_back(std::move(row));
  return t;
}

// For programs: the classes of hosts beside the ladder, and their cases.
std::vector<Table> host_tables(const outlook::Arrival& a) {
  Table classes{.name = "hosts", .title = "Classes of hosts, beside the ladder", .in_text = false};
  classes.columns = {text_column("class"), text_column("words"), number_column("k").in("hosts"),
                     number_column("n").in("hosts"), interval_column("share").in("share")};
  Table cases{.name = "hosts-cases", .title = "The hosts of each class", .in_text = false};
  cases.columns = {text_column("class"), flag_column("came"), text_column("case"), text_column("on"),
                   text_column("evidence")};
  for (const outlook::ArrivalClass& c : a.classes) {
    classes.rows.push_back({c.name, c.words, count(c.k), count(c.n), share_cell(c.k, c.n, c.interval)});
    for (const outlook::ArrivalCase& one : c.cases)
      cases.rows.push_back({c.name, one.arrived, one.label, one.on ? Cell(to_string(*one.on)) : Cell(None{}), one.id});
  }
  return {std::move(classes), std::move(cases)};
}

// For people: the same, each class above its cases.
void add_host_lines(std::vector<Table>& tables, const outlook::Arrival& a) {
  for (const outlook::ArrivalClass& c : a.classes) {
    Table line{.name = "lines-" + c.name,
               .for_programs = false,
               .apart = &c == &a.classes.front(),
               .line = "side  {k:>4} of {n:<5} {share:>4} ({interval})  {words}"};
    line.columns = {count_column("k"), count_column("n"), number_column("share", kWhole),
                    interval_column("interval", kWhole), text_column("words")};
    line.rows.push_back({count(c.k), count(c.n), cell(share_of(c.k, c.n), "–"),
                         c.n == 0 ? Cell(None{"nothing counted"}) : estimate(std::nullopt, c.interval), c.words});
    Table cases{.name = "lines-cases-" + c.name,
                .for_programs = false,
                .apart = false,
                .line = "        {came:<3} {case} [{evidence}]"};
    cases.columns = {flag_column("came"), text_column("case"), text_column("evidence")};
    for (const outlook::ArrivalCase& one : c.cases) cases.rows.push_back({one.arrived, one.label, one.id});
    tables.push_back(std::move(line));
    tables.push_back(std::move(cases));
  }
}

// One horizon, under its own heading.
void add_horizon(std::vector<Table>& tables, const outlook::Ladder& ladder, const std::string& host, int days) {
  const std::string suffix = fmt::format("-{}", days);
  tables.push_back({.name = "lines-within" + suffix,
                    .title = fmt::format("within {} of the demand", counted(days, "day")),
                    .for_programs = false});
  std::vector<Table> lines = ladder_lines(ladder, host, suffix);
  lines.front().apart = false;
  for (Table& t : lines) tables.push_back(std::move(t));
  for (Table& t : ladder_tables(ladder, suffix)) tables.push_back(std::move(t));
}

// Among public signals: beside the ladder, never in the number.
Table signals_table(const std::optional<outlook::SignalOutlook>& s, const record::View& view,
                    const std::string& power) {
  Table t{.name = "signals", .title = "Among public signals, beside the number"};
  t.columns = {count_column("days").headed("within days of the signal"),
               text_column("class"),
               text_column("words").only_for_programs(),
               count_column("k").in("episodes"),
               count_column("n").in("episodes").joined(" of "),
               interval_column("share", look::kPercent).in("share").ends("80%"),
               number_column("pooled", look::kShare).headed("drawn to the wider class").in("share"),
               interval_column("p", look::kChance).headed("rate").in("probability").ends("80% of the rate"),
               text_column("evidence").only_for_programs()};
  if (!s) {
    t.notes.push_back(fmt::format("No public signal of {} is open on the day: the number above stands alone.",
                                  view.in_sentence(power)));
    return t;
  }
  for (const outlook::SignalHorizon& h : s->horizons)
    for (const outlook::SignalRung& r : h.rungs) {
      const bool last = &r == &h.rungs.back();
      t.rows.push_back({count(h.days), r.name == "power" ? view.actor_name(power) : r.name, r.words, count(r.k),
                        count(r.n), estimate(share_of(r.k, r.n), r.interval), r.pooled,
                        last ? estimate(h.probability, h.interval) : Cell(None{}), s->episode});
    }
  t.notes.push_back(fmt::format(
      "The signal of the case: {} known since {} [{}]. A sample of what was noticed, no census: an upper-end rate.",
      s->cls == outlook::SignalClass::request     ? "a request for forces,"
      : s->cls == outlook::SignalClass::agreement ? "an agreement,"
                                                  : "its context alone,",
      to_words(s->signal_on), s->episode));
  return t;
}

}  // namespace

Result outlook_arrival(const Engine& engine, const OutlookArrivalRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  const assess::Models models = engine.load_models();
  require_pair(view, request.host, request.counterpart);
  require_actor(view, request.power);
  const outlook::Arrival a =
      outlook::arrival(view, outlook::situation(view, request.host, request.counterpart), models.ladder, request.power);
  Result out{.verb = "outlook arrival", .basis = basis_of(view, {}, models.ladder.hash)};
  out.tables = {arrival_table(a)};
  const std::string host = view.actor_name(request.host);
  if (a.already_there) {
    out.head = {fmt::format("Forces of {} were in {} on the day [{}]", view.in_sentence(request.power), host,
                            a.there_evidence)};
    return out;
  }
  add_horizon(out.tables, a.within_90, host, 90);
  add_horizon(out.tables, a.within_365, host, 365);
  add_host_lines(out.tables, a);
  out.tables.push_back(signals_table(outlook::signal_outlook(view, request.host, request.power, models.signals), view,
                                     outlook::principal_of(view, request.power)));
  for (Table& t : host_tables(a)) out.tables.push_back(std::move(t));
  return out;
}

Verb outlook_arrival_verb() {
  Parameters<OutlookArrivalRequest> p;
  add_host(p, &OutlookArrivalRequest::host).required();
  add_counterpart(p, &OutlookArrivalRequest::counterpart).required();
  p.add("power", &OutlookArrivalRequest::power, "The power that may come, such as RUS; a company counts as its state's")
      .required()
      .called("STATE");
  add_as_of(p, &OutlookArrivalRequest::as_of).required();
  add_vintage(p, &OutlookArrivalRequest::vintage);
  Verb verb =
      make_verb("outlook arrival", "Does another power's force come after the demand?", std::move(p), outlook_arrival);
  verb.examples = {
      {"Russia, after Niger's demand to the United States", "outlook arrival NER USA --power RUS --as-of 2024-03-17"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-arrival.md"};
  verb.tables = {"arrival"};
  for (const char* suffix : {"-90", "-365"})
    for (const char* table : {"answer", "classes", "cases", "sensitivity", "left-out"})
      verb.tables.push_back(std::string(table) + suffix);
  verb.tables.insert(verb.tables.end(), {"signals", "hosts", "hosts-cases"});
  return verb;
}

}  // namespace entente::verbs

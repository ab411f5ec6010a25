#include "entente/verbs/watch.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/watch_summary.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::verbs {
namespace {

constexpr Look kRate{.scale = Look::Scale::percent, .digits = 1, .to = "-", .unit_once = true};

using Shown = std::vector<std::pair<std::size_t, const outlook::Watched*>>;

std::string parts_of(const outlook::Watched& p) {
  constexpr std::size_t kShown = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(kShown, p.parts.size()); ++i)
    out += fmt::format("{}{} {}", out.empty() ? "" : "; ", p.parts[i].effect > 0 ? "raised by" : "lowered by",
                       p.parts[i].words);
  return out;
}

Table ranked_table(const outlook::WatchSummary& w, const Shown& shown, const record::View& view, bool monthly) {
  Table t{.name = "ranked",
          .title =
              fmt::format("P(the host asks the presence to leave within twelve months of {}), {} of {}",
                          to_string(view.as_of), shown.size(), counted(w.list ? w.list->ranked.size() : 0, "presence")),
          .notes_first = true};
  t.columns = {count_column("rank"),
               text_column("host"),
               text_column("host_code").only_for_programs(),
               text_column("sender"),
               text_column("sender_code").only_for_programs(),
               text_column("presence").only_for_programs(),
               interval_column("probability", kRate).in("share").ends("80%"),
               interval_column("fitted").in("share").only_for_programs(),
               text_column("parts").headed("what sets it apart from the mean presence")};
  for (const auto& [rank, p] : shown) {
    const outlook::WatchChance chance = outlook::chance_of(*w.list, *p);
    t.rows.push_back({count(rank), view.actor_name(p->host), p->host, view.actor_name(p->sender), p->sender,
                      p->presence, estimate(chance.probability, chance.interval), estimate(p->probability, p->interval),
                      text(parts_of(*p))});
  }
  if (!w.list) {
    t.notes.emplace_back("The record holds fewer than sixty demands by the day: no list is made, base rates only.");
    return t;
  }
  if (!w.list->record.better_than_chance)
    t.notes.emplace_back(
        "The list gives an order only: the chance printed of each presence is the base rate's, because lists like this "
        "one were not seen to be better than it.");
  t.notes.push_back(w.list->verdict);
  t.notes.push_back(fmt::format(
      "Base rate over all years: {} of {}, {:.1f}% a year. {}{} of {} of the ten years stood among the ten highest of "
      "the list of 1 January.",
      w.list->events, counted(w.list->rows, monthly ? "presence-month" : "presence-year"), 100 * w.list->base_rate,
      w.list->record.can_be_judged ? fmt::format("AUC of the ten years {:.2f}; ", w.list->record.auc) : "",
      w.list->record.in_yearly_top_ten, counted(w.list->record.january_events, "demand")));
  if (w.stale)
    t.notes.push_back(fmt::format(
        "The newest demand in the record became known on {}: time after it counts as if nobody had asked, so neither "
        "the list nor its skill can be trusted on this day.",
        to_words(*w.newest_demand)));
  return t;
}

// The factors of each presence shown, all of them; for programs.
Table parts_table(const Shown& shown) {
  Table t{.name = "parts", .title = "Factors of each presence, against the mean presence", .in_text = false};
  t.columns = {number_column("rank"), text_column("presence"), text_column("factor"),
               number_column("effect").in("log odds")};
  for (const auto& [rank, p] : shown)
    for (const auto& part : p->parts) t.rows.push_back({count(rank), p->presence, part.words, part.effect});
  return t;
}

Table open_table(const outlook::WatchSummary& w, const record::View& view) {
  Table t{
      .name = "open",
      .title = fmt::format("Demands made already, not resolved on the day: {} (they are not foresight; the question "
                           "is the exit)",
                           w.open.size())};
  t.columns = {text_column("host"),
               text_column("host_code").only_for_programs(),
               text_column("sender"),
               text_column("sender_code").only_for_programs(),
               text_column("evidence").only_for_programs(),
               text_column("demand"),
               text_column("kind").only_for_programs(),
               text_column("kind_words").headed("kind").only_in_text(),
               count_column("days").in("days"),
               interval_column("left", look::kChance).headed("left within the window").in("share").ends("80%"),
               day_column("by")};
  for (const outlook::OpenDemand& d : w.open) {
    std::string kind = d.demand->kind;
    std::replace(kind.begin(), kind.end(), '-', ' ');
    t.rows.push_back({view.actor_name(d.demand->host), d.demand->host, view.actor_name(d.demand->sender),
                      d.demand->sender, d.demand->id, to_words(d.demand->on), text(d.demand->kind), text(kind),
                      count(d.days), d.exit ? estimate(d.exit->probability, d.exit->interval) : Cell(None{}),
                      d.exit ? Cell(d.exit->horizon_on) : Cell(None{})});
  }
  return t;
}

Table rates_table(const outlook::WatchSummary& w) {
  Table t{.name = "base-rates", .title = "Base rates: the host asked within the year"};
  t.columns = {text_column("class"), count_column("asked").in("presence-years"),
               count_column("of").in("presence-years"), interval_column("share", kRate).in("share").ends("80%")};
  for (const outlook::AskedRate& r : w.rates)
    t.rows.push_back({r.words, count(r.k), count(r.n), share_cell(r.k, r.n, r.interval)});
  return t;
}

// How lists of past years did; for programs.
Table record_table(const outlook::WatchList& list) {
  const outlook::WatchScore& r = list.record;
  const auto judged = [&](Cell of) { return r.can_be_judged ? std::move(of) : Cell(None{"cannot be judged"}); };
  Table t{.name = "record", .title = "How the lists of the last ten full years did", .in_text = false};
  t.columns = {number_column("from_year"),        number_column("to_year"),
               number_column("forecasts"),        number_column("asked"),
               number_column("log_loss"),         number_column("base_log_loss"),
               interval_column("skill"),          number_column("auc"),
               number_column("january_events"),   number_column("in_yearly_top_ten"),
               flag_column("better_than_chance"), number_column("base_rate").in("share"),
               count_column("base_asked"),        count_column("base_rows"),
               count_column("presences"),         text_column("verdict")};
  t.rows.push_back({count(r.from_year), count(r.to_year), count(r.rows), count(r.events), judged(number(r.log_loss)),
                    judged(number(r.base_log_loss)), judged(estimate(r.skill, r.skill_interval)), judged(number(r.auc)),
                    count(r.january_events), count(r.in_yearly_top_ten), judged(r.better_than_chance), list.base_rate,
                    count(list.events), count(list.rows), count(list.ranked.size()), list.verdict});
  return t;
}

// The test of the neighbours' covariate alone; the years that were looked at once stay out of it.
Result placebo(const Engine& engine, const WatchRequest& request, const store::Store& store, const record::View& view) {
  const outlook::NeighbourTest n = outlook::neighbour_test(view, load_neighbours(store), outlook::kWatchChosenTo,
                                                           *request.placebo, request.seed, engine.executor());
  Table t{.name = "placebo",
          .title = fmt::format("Do demands of neighbours tell more than demands of as many other hosts? {} to {}",
                               n.from_year, n.to_year)};
  t.columns = {text_column("of").headed("log likelihood gained by the covariate"),
               interval_column("gain", look::kTwo).headed("-").in("nats").ends("80%")};
  const auto drawn = [&](double value, const std::optional<stats::Interval>& interval) {
    return interval ? estimate(value, *interval) : Cell(Range{.value = value});
  };
  t.rows = {{"neighbours", n.gain},
            {fmt::format("as many other hosts, median of {}", counted(n.draws, "draw")),
             drawn(n.placebo_gain, n.placebo_interval)},
            {"difference", drawn(n.difference, n.difference_interval)}};
  t.notes.push_back(fmt::format(
      "{}: {}% of the draws gain less than the neighbours do. {} in {}; {} with a neighbour that is a host too. "
      "Coefficient of the neighbours, per spread of the column: {:.2f} ({:.2f} to {:.2f}).",
      !n.can_be_judged
          ? fmt::format("Cannot be judged by {}, {} and {}: {} demands, two such hosts and {} draws "
                        "are needed",
                        counted(n.events, "demand"), counted(n.hosts, "host with neighbours", "hosts with neighbours"),
                        counted(n.draws, "draw"), outlook::NeighbourTest::kFewest, outlook::NeighbourTest::kFewest)
      : n.more_than_chance ? "More than chance"
                           : "Not more than chance",
      rounded(100 * n.share_below), counted(n.events, "demand"), counted(n.rows, "presence-year"),
      counted(n.hosts, "host"), n.coefficient, n.coefficient_interval.lo, n.coefficient_interval.hi));
  Table details{.name = "test", .title = "The same in figures", .in_text = false};
  details.columns = {count_column("from_year"),
                     count_column("to_year"),
                     number_column("presence_years"),
                     number_column("asked"),
                     number_column("hosts_with_neighbours"),
                     number_column("draws"),
                     interval_column("coefficient"),
                     number_column("share_below").in("share"),
                     flag_column("more_than_chance")};
  details.rows.push_back({count(n.from_year), count(n.to_year), count(n.rows), count(n.events), count(n.hosts),
                          count(n.draws), estimate(n.coefficient, n.coefficient_interval), n.share_below,
                          n.can_be_judged ? Cell(n.more_than_chance) : Cell(None{"cannot be judged"})});
  return {.verb = "watch", .basis = basis_of(view, request.seed), .tables = {std::move(t), std::move(details)}};
}

}  // namespace

Result watch(const Engine& engine, const WatchRequest& request) {
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  if (request.placebo) return placebo(engine, request, *store, view);
  for (const auto* codes : {&request.hosts, &request.senders})
    for (const std::string& code : *codes) require_actor(view, code);
  const outlook::WatchFilter filter{request.hosts, request.senders};
  const assess::Models models = engine.load_models();
  const outlook::WatchSummary w = outlook::watch_summary(view, load_neighbours(*store), models.ladder, filter,
                                                         request.seed, {request.panel, request.deaths});
  const Shown shown = w.list ? outlook::wanted(*w.list, filter, request.top) : Shown{};
  Result out{.verb = "watch", .basis = basis_of(view, request.seed, models.hash())};
  out.tables = {ranked_table(w, shown, view, request.panel == outlook::Panel::monthly), open_table(w, view),
                rates_table(w), parts_table(shown)};
  if (w.list) out.tables.push_back(record_table(*w.list));
  out.foot = {fmt::format("view {}", view.hash.substr(0, 12))};
  return out;
}

Verb watch_verb() {
  Parameters<WatchRequest> p;
  add_as_of(p, &WatchRequest::as_of).required();
  p.add("top", &WatchRequest::top, "Presences shown; 0 = all").called("N");
  add_hosts(p, &WatchRequest::hosts);
  p.add("senders", &WatchRequest::senders, "Only forces of these states").called("STATE,...");
  p.add("panel", &WatchRequest::panel, "Fitted on presences by year or by month");
  p.add("deaths", &WatchRequest::deaths, "With deaths in conflict as a further factor, where the series reach");
  p.add("placebo", &WatchRequest::placebo,
        "Instead of a list: do neighbours' demands tell more than those of other hosts, drawn so many times?")
      .called("DRAWS")
      .range(1, 100000);
  add_seed(p, &WatchRequest::seed);
  add_vintage(p, &WatchRequest::vintage);
  Verb verb = make_verb("watch", "Which host may ask whose forces to leave next, and how such lists have done",
                        std::move(p), watch);
  verb.examples = {{"The ten presences most likely to be asked to leave", "watch --as-of 2024-03-17 --top 10"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-watch-list.md"};
  verb.tables = {"ranked", "open", "base-rates", "parts", "record", "placebo", "test"};
  return verb;
}

}  // namespace entente::verbs

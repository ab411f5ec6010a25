// entente watch: which host is likely to ask whose forces to leave next, and how far such a list may be trusted.

#include "cli/files.hpp"
#include "cli/neighbours.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/watch_list.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct WatchOptions {
  std::string on;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
  std::string table;
  std::vector<std::string> hosts;
  std::vector<std::string> senders;
  std::string panel;
  bool deaths = false;
  int placebo = 0;
  std::size_t top = 20;
  std::uint64_t seed = 1;
  std::size_t threads = 0;

  outlook::WatchDesign design() const {
    return {panel == "monthly" ? outlook::Panel::monthly : outlook::Panel::yearly, deaths};
  }
};

// A demand that is made already: there the question is the time to exit.
struct OpenDemand {
  const record::Demand* demand = nullptr;
  int days = 0;
  std::optional<outlook::Ladder> exit;  // none where the host has made a newer demand, or no case can be counted
};

struct BaseClass {
  std::string words;
  int k = 0;
  int n = 0;
  outlook::Interval interval;
};

struct Watch {
  Day as_of{};
  std::string view_hash;
  std::optional<outlook::WatchList> list;
  std::vector<std::pair<std::size_t, const outlook::Watched*>> shown;  // rank among all, from 1
  std::vector<OpenDemand> open;
  std::vector<BaseClass> bases;
};

bool wanted(const std::vector<std::string>& codes, const std::string& code) {
  return codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::vector<BaseClass> bases_of(const record::View& view) {
  std::vector<BaseClass> out{{"years of a presence, all", 0, 0, {}},
                             {"of them with a successful coup in the host that year or the year before", 0, 0, {}},
                             {"of them without such a coup", 0, 0, {}}};
  for (const outlook::Trial& t : outlook::presence_years(view, outlook::AskEvent::asked))
    for (BaseClass* b : {out.data(), &out[t.traits.coup ? 1 : 2]}) {
      b->k += t.hit ? 1 : 0;
      ++b->n;
    }
  for (BaseClass& b : out) b.interval = outlook::jeffreys(b.k, b.n);
  return out;
}

Watch compute(const WatchOptions& o, const store::Store& store, const record::View& view) {
  for (const auto* codes : {&o.hosts, &o.senders})
    for (const std::string& code : *codes) require_actor(view, code);
  const assess::Models models = load_models(o.models);
  Watch w;
  w.as_of = view.as_of;
  w.view_hash = view.hash;
  w.list = outlook::watch_list(view, load_neighbours(store), o.seed, o.design());
  w.bases = bases_of(view);
  for (const record::Demand& d : view.demands) {
    if (outlook::is_resolved(d) || !outlook::is_state(view, d.sender)) continue;
    if (!wanted(o.hosts, d.host) || !wanted(o.senders, d.sender)) continue;
    OpenDemand demand{&d, days_between(midpoint(d.on), view.as_of), std::nullopt};
    const outlook::Situation s = outlook::situation(view, d.host, d.sender);
    try {
      if (s.demand == d.id) demand.exit = outlook::exit_ladder(view, s, models.ladder);
    } catch (const Error& error) {
      // Early days hold no case that can be counted; the demand is listed without a number.
      if (error.code() != ErrorCode::bad_request) throw;
    }
    w.open.push_back(std::move(demand));
  }
  if (!w.list) return w;
  for (std::size_t i = 0; i < w.list->ranked.size(); ++i) {
    const outlook::Watched& p = w.list->ranked[i];
    if (!wanted(o.hosts, p.host) || !wanted(o.senders, p.sender)) continue;
    if (o.top == 0 || w.shown.size() < o.top) w.shown.emplace_back(i + 1, &p);
  }
  return w;
}

std::string parts_of(const outlook::Watched& p) {
  constexpr std::size_t kShown = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(kShown, p.parts.size()); ++i)
    out += fmt::format("{}{} {}", out.empty() ? "" : "; ", p.parts[i].effect > 0 ? "raised by" : "lowered by",
                       p.parts[i].words);
  return out;
}

std::string range(const outlook::Interval& i) { return fmt::format("{:.1f}-{:.1f}%", 100 * i.lo, 100 * i.hi); }

std::vector<ResultTable> tables_of(const Watch& w, const record::View& view, bool monthly) {
  ResultTable ranked{
      "ranked",
      fmt::format("P(the host asks the presence to leave within twelve months of {}), {} of {} presences",
                  to_string(w.as_of), w.shown.size(), w.list ? w.list->ranked.size() : 0),
      {},
      {"rank", "host", "sender", "probability", "80%", "what sets it apart from the mean presence"},
      {}};
  ResultTable open{"open",
                   fmt::format("Demands made already, not resolved on the day: {} (they are no foresight; the question "
                               "is the exit)",
                               w.open.size()),
                   {},
                   {"host", "sender", "demand", "kind", "days", "left within the window", "80%", "by"},
                   {}};
  if (w.list) {
    for (const auto& [rank, p] : w.shown)
      ranked.rows.push_back({std::to_string(rank), view.actor_name(p->host), view.actor_name(p->sender),
                             fmt::format("{:.1f}%", 100 * p->probability), range(p->interval), parts_of(*p)});
    ranked.notes.push_back(w.list->verdict);
    ranked.notes.push_back(fmt::format(
        "Base rate over all years: {} of {} {}, {:.1f}% a year. AUC of the ten years {:.2f}; {} of their {} demands "
        "stood among the ten highest of the list of 1 January.",
        w.list->events, w.list->rows, monthly ? "presence-months" : "presence-years", 100 * w.list->base_rate,
        w.list->record.auc, w.list->record.in_yearly_top_ten, w.list->record.january_events));
    Day newest{};
    for (const record::Demand& d : view.demands) newest = std::max(newest, d.known_on);
    constexpr int kQuiet_days = 400;
    if (days_between(newest, view.as_of) > kQuiet_days)
      ranked.notes.push_back(fmt::format(
          "The newest demand in the record became known on {}: time after it counts as if nobody had asked, so neither "
          "the list nor its skill can be trusted on this day.",
          to_words(newest)));
    if (!w.list->record.better_than_chance)
      ranked.notes.emplace_back("Read the order as a list of what the factors say, and the base rate as the forecast.");
  } else {
    ranked.notes.emplace_back(
        "The record holds fewer than sixty demands by the day: no list is made, base rates only.");
  }
  for (const OpenDemand& d : w.open) {
    std::string kind = d.demand->kind;
    std::replace(kind.begin(), kind.end(), '-', ' ');
    open.rows.push_back(
        {view.actor_name(d.demand->host), view.actor_name(d.demand->sender), to_words(d.demand->on), kind,
         std::to_string(d.days), d.exit ? percent_words(d.exit->probability) : "",
         d.exit ? fmt::format("{:.0f}-{:.0f}%", 100 * d.exit->interval.lo, 100 * d.exit->interval.hi) : "",
         d.exit ? to_string(d.exit->horizon_on) : ""});
  }
  ResultTable bases{
      "base-rates", "Base rates: the host asked within the year", {}, {"class", "asked", "of", "share", "80%"}, {}};
  for (const BaseClass& b : w.bases)
    bases.rows.push_back({b.words, std::to_string(b.k), std::to_string(b.n),
                          b.n == 0 ? "" : fmt::format("{:.1f}%", 100.0 * b.k / b.n), range(b.interval)});
  return {std::move(ranked), std::move(open), std::move(bases)};
}

std::string as_json(const Watch& w) {
  const auto interval = [](const outlook::Interval& i) { return Json{{"lo", i.lo}, {"hi", i.hi}}; };
  Json out{{"as_of", to_string(w.as_of)}, {"view", w.view_hash}, {"list", w.list.has_value()}};
  if (w.list) {
    const auto& r = w.list->record;
    out["verdict"] = w.list->verdict;
    out["better_than_chance"] = r.better_than_chance;
    out["record"] = {{"from_year", r.from_year},
                     {"to_year", r.to_year},
                     {"forecasts", r.rows},
                     {"asked", r.events},
                     {"log_loss", r.log_loss},
                     {"base_log_loss", r.base_log_loss},
                     {"skill", r.skill},
                     {"skill_interval", interval(r.skill_interval)},
                     {"auc", r.auc},
                     {"in_yearly_top_ten", r.in_yearly_top_ten}};
    out["base_rate"] = {{"asked", w.list->events}, {"rows", w.list->rows}, {"p", w.list->base_rate}};
    out["presences"] = w.list->ranked.size();
  }
  out["ranked"] = Json::array();
  for (const auto& [rank, p] : w.shown) {
    Json parts = Json::array();
    for (const auto& part : p->parts) parts.push_back({{"words", part.words}, {"effect", part.effect}});
    out["ranked"].push_back({{"rank", rank},
                             {"presence", p->presence},
                             {"host", p->host},
                             {"sender", p->sender},
                             {"p", p->probability},
                             {"interval", interval(p->interval)},
                             {"parts", std::move(parts)}});
  }
  out["open_demands"] = Json::array();
  for (const OpenDemand& d : w.open) {
    Json one{{"demand", d.demand->id},
             {"host", d.demand->host},
             {"sender", d.demand->sender},
             {"kind", d.demand->kind},
             {"days", d.days}};
    one["p_left"] = d.exit ? Json(d.exit->probability) : Json(nullptr);
    one["interval"] = d.exit ? interval(d.exit->interval) : Json(nullptr);
    one["by"] = d.exit ? Json(to_string(d.exit->horizon_on)) : Json(nullptr);
    out["open_demands"].push_back(std::move(one));
  }
  out["base_rates"] = Json::array();
  for (const BaseClass& b : w.bases)
    out["base_rates"].push_back({{"class", b.words}, {"k", b.k}, {"n", b.n}, {"interval", interval(b.interval)}});
  return out.dump(2) + "\n";
}

// The test of the neighbours' covariate alone; the years that were looked at once stay out of it.
ResultTable placebo_table(const outlook::NeighbourTest& t) {
  const auto gain = [](double x) { return fmt::format("{:.2f}", x); };
  const auto between = [](const outlook::Interval& i) { return fmt::format("{:.2f} to {:.2f}", i.lo, i.hi); };
  ResultTable out{"placebo",
                  fmt::format("Do demands of neighbours tell more than demands of as many other hosts? {} to {}",
                              t.from_year, t.to_year),
                  {},
                  {"log likelihood gained by the covariate", "", "80%"},
                  {{"neighbours", gain(t.gain), ""},
                   {fmt::format("as many other hosts, mean of {} draws", t.draws), gain(t.placebo_gain),
                    between(t.placebo_interval)},
                   {"difference", gain(t.difference), between(t.difference_interval)}}};
  out.notes.push_back(fmt::format(
      "{}: {:.0f}% of the draws gain less than the neighbours do. {} demands in {} presence-years; {} hosts have a "
      "neighbour that is a host too. Coefficient of the neighbours, per spread of the column: {:.2f} ({}).",
      t.more_than_chance ? "More than chance" : "Not more than chance", 100 * t.share_below, t.events, t.rows, t.hosts,
      t.coefficient, between(t.coefficient_interval)));
  return out;
}

void run_placebo(const WatchOptions& o, const store::Store& store, const record::View& view) {
  const outlook::NeighbourTest t = outlook::neighbour_test(view, load_neighbours(store), outlook::kWatchChosenTo,
                                                           o.placebo, o.seed, ThreadExecutor(o.threads));
  const auto interval = [](const outlook::Interval& i) { return Json{{"lo", i.lo}, {"hi", i.hi}}; };
  if (o.format == "json")
    return print(Json{{"from_year", t.from_year},
                      {"to_year", t.to_year},
                      {"presence_years", t.rows},
                      {"asked", t.events},
                      {"hosts_with_neighbours", t.hosts},
                      {"draws", t.draws},
                      {"coefficient", t.coefficient},
                      {"coefficient_interval", interval(t.coefficient_interval)},
                      {"gain", t.gain},
                      {"placebo_gain", t.placebo_gain},
                      {"placebo_interval", interval(t.placebo_interval)},
                      {"difference", t.difference},
                      {"difference_interval", interval(t.difference_interval)},
                      {"share_below", t.share_below},
                      {"more_than_chance", t.more_than_chance}}
                     .dump(2) +
                 "\n");
  const ResultTable table = placebo_table(t);
  print(o.format == "csv" ? csv_of(table) : text_of({table}));
}

void run_watch(const WatchOptions& o) {
  const auto store = store::Store::open(o.record);
  const record::View view = view_of(store, day_of(o.on, "--on"), o.vintage);
  if (o.placebo > 0) return run_placebo(o, store, view);
  const Watch w = compute(o, store, view);
  if (o.format == "json") return print(as_json(w));
  const std::vector<ResultTable> tables = tables_of(w, view, o.design().panel == outlook::Panel::monthly);
  if (o.format == "text") return print(text_of(tables) + fmt::format("\nview {}\n", w.view_hash.substr(0, 12)));
  print(csv_of(table_named(tables, o.table, "name one of --table")));
}

}  // namespace

void setup_watch(CLI::App& program) {
  auto o = std::make_shared<WatchOptions>();
  CLI::App* verb =
      program.add_subcommand("watch", "Which host may ask whose forces to leave next, and how such lists have done");
  verb->footer(
      "Example: entente watch --on 2024-03-17 --top 10\nPages: docs/verbs.md, docs/methods/outlook-watch-list.md");
  verb->add_option("--on", o->on, "The day; what became known later is not used")->type_name("DAY")->required();
  verb->add_option("--top", o->top, "Presences shown; 0 = all")->capture_default_str();
  verb->add_option("--hosts", o->hosts, "Only these hosts, separated by commas; ranks stay those among all")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("STATE");
  verb->add_option("--senders", o->senders, "Only forces of these states, separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("STATE");
  verb->add_option("--table", o->table, "Which table csv gives")
      ->check(CLI::IsMember({"ranked", "open", "base-rates"}))
      ->default_val("ranked");
  verb->add_option("--panel", o->panel, "Fitted on presences by year or by month")
      ->check(CLI::IsMember({"yearly", "monthly"}))
      ->default_val("yearly");
  verb->add_flag("--deaths", o->deaths, "With deaths in conflict as a further factor, where the series reach");
  verb->add_option(
          "--placebo", o->placebo,
          "Instead of a list: do neighbours' demands tell more than those of other hosts, drawn so many times?")
      ->type_name("DRAWS")
      ->check(CLI::Range(1, 100000));
  add_seed_option(*verb, o->seed);
  add_threads_option(*verb, o->threads);
  add_models_option(*verb, o->models);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv");
  verb->callback([o] { run_watch(*o); });
}

}  // namespace entente::cli

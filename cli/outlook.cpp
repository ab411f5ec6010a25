// entente outlook exit | asks | arrival | deaths: one question, with its base rates and every case counted.

#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/deaths.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/record/series.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct OutlookOptions {
  std::string host;
  std::string counterpart;
  std::string power;
  std::string on;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
  int months = 12;
};

std::string share(int k, int n) { return n == 0 ? "–" : fmt::format("{:.0f}%", 100.0 * k / n); }

void add_rung(std::string& out, const outlook::Ladder& ladder, const outlook::Rung& r, bool side, bool named) {
  out += fmt::format("{} {:>4} of {:<5} {:>4} ({:.0f}–{:.0f}%)  {}{}\n", side ? "side " : "class", r.k, r.n,
                     share(r.k, r.n), 100 * r.interval.lo, 100 * r.interval.hi, r.words,
                     (r.n_units == r.n ? "" : fmt::format("; by episode {:g} of {}", r.k_units, r.n_units)) +
                         (side               ? ""
                          : r.parent.empty() ? fmt::format("; mean {:.0f}%", 100 * r.pooled)
                                             : fmt::format("; drawn to its parent {:.0f}%", 100 * r.pooled)));
  if (!named) return;
  for (const std::size_t i : r.trials) {
    const outlook::Trial& t = ladder.trials[i];
    out += fmt::format("        {} {:<40} {} [{}]\n", t.hit ? "yes" : "no ", t.label,
                       t.outcome + (t.days ? fmt::format(", {} days", *t.days) : ""), t.id);
  }
}

std::string text_of(const outlook::Ladder& ladder, const std::string& host) {
  std::string out = fmt::format("{}: {}\nprobability {:.0f}% (80% interval {:.0f}–{:.0f}%)\n\n", host, ladder.question,
                                100 * ladder.probability, 100 * ladder.interval.lo, 100 * ladder.interval.hi);
  for (const outlook::Rung& r : ladder.rungs) add_rung(out, ladder, r, false, &r == &ladder.rungs.back() && r.n <= 60);
  for (const outlook::Rung& r : ladder.sides) add_rung(out, ladder, r, true, false);
  out += fmt::format("\n{} cases too young and open are left out; the classes span {:.0f} points{}\n",
                     ladder.censored.size(), 100 * ladder.spread,
                     ladder.confidence_capped ? ", so confidence is low to moderate at most" : "");
  for (const auto& s : ladder.sensitivity)
    out += s.lo == s.hi ? fmt::format("{}: {:.0f}%\n", s.what, 100 * s.lo)
                        : fmt::format("{}: {:.0f}% (without {}) to {:.0f}% (without {})\n", s.what, 100 * s.lo,
                                      s.lo_without, 100 * s.hi, s.hi_without);
  for (const std::string& note : ladder.notes) out += note + "\n";
  out += fmt::format("model {}\n", ladder.model_hash.substr(0, 12));
  return out;
}

Json json_of(const outlook::Ladder& ladder) {
  Json out{{"question", ladder.question},
           {"p", ladder.probability},
           {"interval", {ladder.interval.lo, ladder.interval.hi}},
           {"model", ladder.model_hash}};
  const auto rung = [&](const outlook::Rung& r, bool side) {
    Json cases = Json::array();
    for (const std::size_t i : r.trials)
      if (r.n <= 500)
        cases.push_back(
            {{"id", ladder.trials[i].id}, {"label", ladder.trials[i].label}, {"hit", ladder.trials[i].hit}});
    return Json{{"name", r.name},
                {"words", r.words},
                {"side", side},
                {"k", r.k},
                {"n", r.n},
                {"interval", {r.interval.lo, r.interval.hi}},
                {"k_units", r.k_units},
                {"n_units", r.n_units},
                {"pooled", r.pooled},
                {"cases", std::move(cases)}};
  };
  out["classes"] = Json::array();
  for (const auto& r : ladder.rungs) out["classes"].push_back(rung(r, false));
  for (const auto& r : ladder.sides) out["classes"].push_back(rung(r, true));
  out["censored"] = ladder.censored;
  out["weight"] = ladder.weight;
  out["weight_below"] = ladder.weight_below;
  out["spread"] = ladder.spread;
  out["confidence_capped"] = ladder.confidence_capped;
  out["dissent"] = ladder.dissent;
  out["sensitivity"] = Json::array();
  for (const auto& s : ladder.sensitivity)
    out["sensitivity"].push_back(
        {{"what", s.what}, {"lo", s.lo}, {"lo_without", s.lo_without}, {"hi", s.hi}, {"hi_without", s.hi_without}});
  return out;
}

struct Opened {
  record::View view;
  assess::Models models;
};

Opened open(const OutlookOptions& o) {
  const auto store = store::duck::open(o.record);
  Opened out{view_of(*store, day_of(o.on, "--on"), o.vintage), load_models(o.models)};
  for (const std::string* code : {&o.host, &o.counterpart, &o.power})
    if (!code->empty()) require_actor(out.view, *code);
  return out;
}

// What the number is about where the state of the day is not the one that the question is made for.
std::string about(const outlook::Situation& s, outlook::State made_for) {
  if (s.state == made_for) return {};
  const std::string state = fmt::format("State on the day: {}. ", outlook::name(s.state));
  if (s.state == outlook::State::none || s.state == outlook::State::ended)
    return state + "No forces are there; the number is that of the classes alone.\n";
  return state + (made_for == outlook::State::demanded
                      ? "The number is for a demand made on that day by the host as it stands.\n"
                      : "A demand is made already; `entente outlook exit` asks whether the forces leave.\n");
}

void print_ladder(const OutlookOptions& o, const record::View& view, const outlook::Ladder& ladder,
                  const std::string& about) {
  print(o.format == "json" ? json_of(ladder).dump(2) + "\n"
                           : about + text_of(ladder, fmt::format("{} and {}", view.actor_name(o.host),
                                                                 view.in_sentence(o.counterpart))));
}

void run_exit(const OutlookOptions& o) {
  const Opened in = open(o);
  const outlook::Situation s = outlook::situation(in.view, o.host, o.counterpart);
  print_ladder(o, in.view, outlook::exit_ladder(in.view, s, in.models.ladder), about(s, outlook::State::demanded));
}

void run_asks(const OutlookOptions& o) {
  const Opened in = open(o);
  const outlook::Situation s = outlook::situation(in.view, o.host, o.counterpart);
  print_ladder(o, in.view, outlook::asks_ladder(in.view, s, in.models.ladder), about(s, outlook::State::no_demand));
}

void run_arrival(const OutlookOptions& o) {
  const Opened in = open(o);
  const auto a =
      outlook::arrival(in.view, outlook::situation(in.view, o.host, o.counterpart), in.models.ladder, o.power);
  if (o.format == "json") {
    Json out{{"power", a.power}, {"already_there", a.already_there}};
    if (!a.already_there) {
      out["within_90"] = json_of(a.within_90);
      out["within_365"] = json_of(a.within_365);
    }
    print(out.dump(2) + "\n");
    return;
  }
  if (a.already_there) {
    print(fmt::format("Forces of {} were in {} on the day [{}]\n", in.view.in_sentence(o.power),
                      in.view.actor_name(o.host), a.there_evidence));
    return;
  }
  std::string out = "within 90 days of the demand\n" + text_of(a.within_90, in.view.actor_name(o.host)) +
                    "\nwithin 365 days of the demand\n" + text_of(a.within_365, in.view.actor_name(o.host)) + "\n";
  for (const auto& c : a.classes) {
    out += fmt::format("side  {:>4} of {:<5} {:>4} ({:.0f}–{:.0f}%)  {}\n", c.k, c.n, share(c.k, c.n),
                       100 * c.interval.lo, 100 * c.interval.hi, c.words);
    for (const auto& one : c.cases)
      out += fmt::format("        {} {} [{}]\n", one.arrived ? "yes" : "no ", one.label, one.id);
  }
  print(out);
}

void run_deaths(const OutlookOptions& o) {
  const Opened in = open(o);
  const auto ahead = outlook::deaths_ahead(in.view, o.host, in.models.deaths, o.months);
  if (!ahead)
    throw Error(
        ErrorCode::not_found,
        fmt::format("no twelve published months of {} are in the record on the day", in.view.in_sentence(o.host)),
        "choose a later day or another state");
  const auto past = outlook::check_deaths(in.view, in.models.deaths, 1, o.months);
  const std::string last = record::month_text(ahead->last_month);
  if (o.format == "json") {
    print(Json{{"country", ahead->country},
               {"last_month", last},
               {"last_total", ahead->last_total},
               {"months", ahead->months},
               {"median", ahead->median},
               {"band80", {ahead->bands[1].lo, ahead->bands[1].hi}},
               {"p_more", ahead->higher},
               {"dots", ahead->dots},
               {"coverage80", past.coverage[1]},
               {"origins", past.n},
               {"revised_as_of", ahead->revised_as_of}}
              .dump(2) +
          "\n");
    return;
  }
  print(fmt::format(
      "{}: {:.0f} deaths in the twelve months to {} (as revised to {})\nnext {}: median {:.0f}, 80% band {:.0f}–{:.0f}; more than {}: {:.0f}%\n"
      "past record of such bands: {:.0f}% coverage of nominal 80% over {} origins; CRPS {:.3f}, the same again {:.3f}\n",
      in.view.actor_name(o.host), ahead->last_total, last, ahead->revised_as_of,
      o.months == 12  ? "twelve"
      : o.months == 1 ? "month"
                      : fmt::format("{} months", o.months),
      ahead->median, ahead->bands[1].lo, ahead->bands[1].hi, o.months == 12 ? "before" : "that share of it",
      100 * ahead->higher, 100 * past.coverage[1], past.n, past.crps, past.crps_same_again));
}

void add_common(CLI::App& verb, OutlookOptions& options) {
  verb.add_option("--on", options.on, "The day; what became known later is not used")->type_name("DAY")->required();
  add_models_option(verb, options.models);
  add_record_option(verb, options.record);
  add_vintage_option(verb, options.vintage);
  add_format_option(verb, options.format, "text json");
}

}  // namespace

void setup_outlook(CLI::App& program) {
  CLI::App* verb = program.add_subcommand(
      "outlook", "One question, in words or by its kind: probability, base rates, the cases counted");
  verb->require_subcommand(0, 1);
  struct Row {
    const char* name;
    const char* words;
    void (*run)(const OutlookOptions&);
    bool pair;
    bool power;
  };
  for (const Row& row :
       {Row{"exit", "A demand is made: does the presence leave within a year of it?", run_exit, true, false},
        Row{"asks", "No demand: does the host ask within twelve months?", run_asks, true, false},
        Row{"arrival", "Does another power's force come after the demand?", run_arrival, true, true},
        Row{"deaths", "Conflict deaths over the next one to twelve months", run_deaths, false, false}}) {
    auto options = std::make_shared<OutlookOptions>();
    CLI::App* sub = verb->add_subcommand(row.name, row.words);
    sub->add_option("host", options->host, "The host, such as NER")->required();
    if (row.pair) sub->add_option("counterpart", options->counterpart, "The other side, such as USA")->required();
    if (row.power) sub->add_option("--power", options->power, "The power that may come, such as RUS")->required();
    if (row.run == run_deaths)
      sub->add_option("--months", options->months, "Months ahead, after the last published one")
          ->check(CLI::Range(1, 12))
          ->capture_default_str();
    add_common(*sub, *options);
    sub->callback([options, run = row.run] { run(*options); });
  }
}

}  // namespace entente::cli

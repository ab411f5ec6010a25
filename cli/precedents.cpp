// entente outlook precedents HOST COUNTERPART: what followed other coups that had gone the same way so far.

#include "entente/outlook/precedents.hpp"

#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"
#include "entente/store/duck/open.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct PrecedentsOptions {
  std::string host;
  std::string counterpart;
  std::string on;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
};

std::string steps_in_words(const std::vector<outlook::Step>& steps) {
  std::string out;
  for (const outlook::Step& s : steps)
    out += fmt::format("{}{} {} {}", out.empty() ? "" : "; ", s.letter, to_string(s.on), s.label);
  return out;
}

std::vector<ResultTable> tables_of(const outlook::Precedents& p, const outlook::PrecedentsModel& model,
                                   const record::View& view, const std::string& host) {
  ResultTable own{
      "case",
      fmt::format("{} since its coup, {} days before the day: {}", view.actor_name(host), p.days_since_coup, p.letters),
      {},
      {"letter", "day", "what", "evidence"},
      {}};
  for (const outlook::Step& s : p.steps) own.rows.push_back({std::string(1, s.letter), to_string(s.on), s.label, s.id});
  ResultTable shares{"shares",
                     "What followed within the months after, over the nearest whose months are over",
                     {},
                     {"what", "share", "80%", "effective n"},
                     {}};
  for (const auto& [words, share] :
       {std::pair{"a state of the camp was asked to leave or change", p.asked},
        std::pair{"its forces left after a demand", p.left}, std::pair{"forces of a rival power came", p.rival_came}})
    shares.rows.push_back({words, percent_words(share.share),
                           fmt::format("{:.0f}-{:.0f}%", 100 * share.interval.lo, 100 * share.interval.hi),
                           fmt::format("{:.1f}", share.n)});
  shares.notes.push_back(fmt::format(
      "{} months are followed. The pool is every successful coup since {} in a host with forces of the same camp: {} coups, {} of them with those months over, of which {} saw no demand (the negatives).",
      model.follow_months, model.pool_from, p.pool, p.pool_complete, p.pool_negatives));
  ResultTable nearest{"nearest",
                      fmt::format("The {} nearest, cut at the same number of days since the coup", p.nearest.size()),
                      {},
                      {"host", "coup", "sequence", "distance", "weight", "what followed", "months over"},
                      {}};
  for (const outlook::Precedent& one : p.nearest)
    nearest.rows.push_back({view.actor_name(one.host), to_string(one.coup_on), one.letters,
                            fmt::format("{:g}", one.distance), fmt::format("{:.2f}", one.weight),
                            one.followed.empty() ? "nothing of the alphabet" : steps_in_words(one.followed),
                            one.complete ? "yes" : "no"});
  std::string letters;
  for (const auto& l : model.letters) letters += fmt::format("{}{} {}", letters.empty() ? "" : ", ", l.letter, l.words);
  nearest.notes.push_back(fmt::format(
      "Letters: {}. Insertion or deletion costs {:g}, substitution {:g}; all at the last distance are taken. Model {}.",
      letters, model.insert_or_delete, model.substitute, p.model_hash.substr(0, 12)));
  return {std::move(own), std::move(shares), std::move(nearest)};
}

std::string as_json(const outlook::Precedents& p, const record::View& view) {
  const auto steps = [](const std::vector<outlook::Step>& list) {
    Json out = Json::array();
    for (const outlook::Step& s : list)
      out.push_back(
          {{"letter", std::string(1, s.letter)}, {"on", to_string(s.on)}, {"label", s.label}, {"evidence", s.id}});
    return out;
  };
  const auto share = [](const outlook::PrecedentShare& s) {
    return Json{
        {"k", s.k}, {"n", s.n}, {"share", s.share}, {"interval", {{"lo", s.interval.lo}, {"hi", s.interval.hi}}}};
  };
  Json out{{"as_of", to_string(view.as_of)},
           {"view", view.hash},
           {"model", p.model_hash},
           {"origin", p.origin},
           {"days_since_coup", p.days_since_coup},
           {"letters", p.letters},
           {"steps", steps(p.steps)},
           {"pool", p.pool},
           {"pool_complete", p.pool_complete},
           {"pool_negatives", p.pool_negatives},
           {"asked", share(p.asked)},
           {"left", share(p.left)},
           {"rival_came", share(p.rival_came)}};
  out["nearest"] = Json::array();
  for (const auto& one : p.nearest)
    out["nearest"].push_back({{"coup", one.coup},
                              {"host", one.host},
                              {"coup_on", to_string(one.coup_on)},
                              {"letters", one.letters},
                              {"distance", one.distance},
                              {"weight", one.weight},
                              {"steps", steps(one.steps)},
                              {"followed", steps(one.followed)},
                              {"complete", one.complete},
                              {"asked", one.asked},
                              {"left", one.left},
                              {"rival_came", one.rival_came}});
  return out.dump(2) + "\n";
}

void run_precedents(const PrecedentsOptions& o) {
  const auto store = store::duck::open(o.record);
  const record::View view = view_of(*store, day_of(o.on, "--on"), o.vintage);
  for (const std::string* code : {&o.host, &o.counterpart}) require_actor(view, *code);
  const assess::Models models = load_models(o.models);
  const auto p =
      outlook::precedents(view, outlook::situation(view, o.host, o.counterpart), models.ladder, models.precedents);
  if (!p)
    throw Error(
        ErrorCode::not_found,
        fmt::format("{} has had no successful coup in the {} months before {}", view.actor_name(o.host),
                    models.precedents.chain_months, to_words(view.as_of)),
        "sequences are matched from a coup on; `entente outlook asks` and `entente outlook exit` count without one");
  if (o.format == "json") return print(as_json(*p, view));
  const auto tables = tables_of(*p, models.precedents, view, o.host);
  print(o.format == "csv" ? csv_of(tables.back()) : text_of(tables));
}

}  // namespace

void setup_precedents(CLI::App& program) {
  auto o = std::make_shared<PrecedentsOptions>();
  CLI::App* verb = program.get_subcommand("outlook")->add_subcommand(
      "precedents", "What followed other coups that had gone the same way so far, negatives among them");
  verb->footer(
      "Example: entente outlook precedents NER USA --on 2024-03-17\nPages: docs/verbs.md, docs/methods/outlook-precedents.md");
  verb->add_option("host", o->host, "The host, such as NER")->required();
  verb->add_option("counterpart", o->counterpart, "The other side, such as USA")->required();
  verb->add_option("--on", o->on, "The day; what became known later is not used")->type_name("DAY")->required();
  add_models_option(*verb, o->models);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json csv");
  verb->callback([o] { run_precedents(*o); });
}

}  // namespace entente::cli

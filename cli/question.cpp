// entente outlook "will Niger ask the forces of the United States to leave within 12 months": one question, answered.

#include "cli/files.hpp"
#include "cli/ledger.hpp"
#include "cli/options.hpp"
#include "cli/tables.hpp"
#include "cli/verbs.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/outlook/answer.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace entente::cli {
namespace {

using Json = nlohmann::ordered_json;

struct QuestionOptions {
  std::string question;
  std::string of_case;
  std::vector<std::string> conditions;
  std::string as_of;
  std::string record;
  std::string vintage;
  std::string models;
  std::string format;
  std::string ledger;
  bool issue = false;
  std::uint64_t seed = 1;
  std::size_t threads = 0;
};

constexpr std::size_t kNamed = 60;  // a class of more cases is not listed

std::string percents(const outlook::Interval& i) { return fmt::format("{:.0f}-{:.0f}%", 100 * i.lo, 100 * i.hi); }
std::string points(double share) { return fmt::format("{:+.0f}", 100 * share); }
Json json_of(const outlook::Interval& i) { return {{"lo", i.lo}, {"hi", i.hi}}; }

// A branch of the case by its id, else a condition in words.
outlook::Branch branch_of(const std::string& text, const assess::Case* of, const record::View& view,
                          bool& asked_today) {
  if (of != nullptr) {
    std::vector<std::string> ids;
    for (const outlook::Branch& b : of->branches) {
      if (b.id == text) return b;
      ids.push_back(b.id);
    }
    // One word is meant as an id.
    if (text.find(' ') == std::string::npos)
      throw Error(ErrorCode::not_found, fmt::format("the case has no branch \"{}\"", text),
                  ids.empty() ? "write a condition in words, such as \"nothing is settled for 90 days\""
                              : fmt::format("name one of: {}; or write a condition in words", fmt::join(ids, ", ")),
                  {"case " + of->name, 0, "--if"});
  }
  return outlook::read_condition(text, view, asked_today);
}

std::vector<ResultTable> tables_of(const outlook::Answer& a, const record::View& view) {
  std::vector<ResultTable> out;
  ResultTable head{"answer", a.question.words, {}, {}, {}};
  head.notes.push_back(fmt::format("{} (80% interval {})", percent_words(a.probability), percents(a.interval)));
  if (a.ladder) {
    const outlook::Rung& last = a.ladder->last();
    const outlook::Rung& widest = a.ladder->rungs.front();
    head.notes.push_back(
        fmt::format("base rate: {} of {} {}{}", last.k, last.n, last.words,
                    last.name == widest.name ? "" : fmt::format("; {} of {} {}", widest.k, widest.n, widest.words)));
  }
  if (a.deaths)
    head.notes.push_back(
        fmt::format("{:.0f} in the twelve months before; median ahead {:.0f}, 80% band {:.0f} to {:.0f}",
                    a.deaths->last_total, a.deaths->median, a.deaths->bands[1].lo, a.deaths->bands[1].hi));
  if (!a.days.empty())
    head.notes.push_back(a.half_by ? fmt::format("a chance of half by {}", to_words(*a.half_by))
                                   : std::string("a chance of half is not reached by then"));
  head.notes.push_back("resolved: " + a.question.resolution);
  head.notes.push_back("by the record: " + a.question.source);
  out.push_back(std::move(head));

  if (!a.branches.empty()) {
    ResultTable t{"if", "If", {}, {"if", "then", "80%", "difference, points", "80%", "cases", "kind"}, {}};
    for (const outlook::BranchResult& b : a.branches) {
      if (!b.why_not.empty()) {
        t.rows.push_back({b.words, "not computed", "", "", "", "", b.why_not});
        continue;
      }
      t.rows.push_back({b.words, percent_words(b.probability), b.assumed ? "" : percents(b.interval),
                        points(b.difference),
                        fmt::format("{} to {}", points(b.difference_interval.lo), points(b.difference_interval.hi)),
                        b.assumed ? "" : std::to_string(b.last_n),
                        b.assumed        ? "assumption, not counted"
                        : b.same_classes ? "changes nothing that the classes look at"
                                         : "counted"});
    }
    t.notes.emplace_back("Differences between classes of cases, over 10,000 replicates; they are not effects.");
    out.push_back(std::move(t));
  }
  if (!a.days.empty()) {
    ResultTable t{"days", "By when", {}, {"by", "chance", "widest class"}, {}};
    // About a dozen lines, the horizon among them.
    const std::size_t step = std::max<std::size_t>(1, (a.days.size() + 11) / 12);
    for (std::size_t i = (a.days.size() - 1) % step; i < a.days.size(); i += step)
      t.rows.push_back(
          {to_string(a.days[i].by), percent_words(a.days[i].probability), percent_words(a.days[i].widest)});
    out.push_back(std::move(t));
  }
  if (a.ladder) {
    ResultTable t{"classes",
                  "Reference classes, widest first; those beside the ladder do not enter the number",
                  {},
                  {"class", "k", "n", "share", "80%", "drawn to its parent"},
                  {}};
    for (const auto* rungs : {&a.ladder->rungs, &a.ladder->sides})
      for (const outlook::Rung& r : *rungs)
        t.rows.push_back({(rungs == &a.ladder->sides ? "beside: " : "") + r.words, std::to_string(r.k),
                          std::to_string(r.n), r.n == 0 ? "" : fmt::format("{:.0f}%", 100.0 * r.k / r.n),
                          percents(r.interval), rungs == &a.ladder->sides ? "" : percent_words(r.pooled)});
    out.push_back(std::move(t));
    const outlook::Rung& last = a.ladder->last();
    ResultTable cases{
        "cases", "What happened before: the nearest class", {}, {"came", "case", "outcome", "days", "evidence"}, {}};
    for (const std::size_t i : last.trials) {
      const outlook::Trial& trial = a.ladder->trials[i];
      if (last.trials.size() > kNamed && !trial.hit) continue;
      if (trial.label.empty()) continue;
      cases.rows.push_back({trial.hit ? "yes" : "no", trial.label, trial.outcome,
                            trial.days ? std::to_string(*trial.days) : "", trial.id});
    }
    if (last.trials.size() > kNamed)
      cases.notes.push_back(fmt::format("Of {} cases of the class those that came are listed.", last.trials.size()));
    out.push_back(std::move(cases));
  }
  if (a.precedents) {
    ResultTable t{"precedents",
                  fmt::format("Other coups that had gone the same way, {} days after them ({})",
                              a.precedents->days_since_coup, a.precedents->letters),
                  {},
                  {"host", "coup", "sequence", "distance", "weight", "asked", "left", "rival forces came"},
                  {}};
    for (const outlook::Precedent& p : a.precedents->nearest) {
      const auto mark = [&p](bool yes) { return std::string(yes ? "yes" : p.complete ? "no" : "not yet"); };
      t.rows.push_back({view.actor_name(p.host), to_string(p.coup_on), p.letters, fmt::format("{:g}", p.distance),
                        fmt::format("{:.2f}", p.weight), mark(p.asked), mark(p.left), mark(p.rival_came)});
    }
    t.notes.push_back(fmt::format("What followed within twelve months. {} of {} coups of the pool saw no demand.",
                                  a.precedents->pool_negatives, a.precedents->pool_complete));
    out.push_back(std::move(t));
  }
  out.push_back({"explanation", "How the number came about", a.explanation, {}, {}});
  return out;
}

Json json_of(const outlook::Answer& a, const record::View& view, const std::string& model) {
  const outlook::Question& q = a.question;
  Json out{{"question", q.words},
           {"event", outlook::name(q.event)},
           {"host", q.host},
           {"counterpart", q.counterpart},
           {"demand", q.demand},
           {"state", outlook::name(a.situation.state)},
           {"asked_on", to_string(q.asked_on)},
           {"horizon_on", to_string(q.horizon_on)},
           {"threshold", q.threshold ? Json(*q.threshold) : Json(nullptr)},
           {"resolution", q.resolution},
           {"source", q.source},
           {"p", a.probability},
           {"interval", json_of(a.interval)},
           {"base_rate", a.base_rate},
           {"half_by", a.half_by ? Json(to_string(*a.half_by)) : Json(nullptr)},
           {"members", a.members},
           {"view", view.hash},
           {"model", model}};
  out["days"] = Json::array();
  for (const outlook::DayShare& d : a.days)
    out["days"].push_back({{"by", to_string(d.by)}, {"p", d.probability}, {"widest", d.widest}});
  out["classes"] = Json::array();
  if (a.ladder)
    for (const auto* rungs : {&a.ladder->rungs, &a.ladder->sides})
      for (const outlook::Rung& r : *rungs) {
        Json one{{"name", r.name},
                 {"words", r.words},
                 {"beside", rungs == &a.ladder->sides},
                 {"k", r.k},
                 {"n", r.n},
                 {"interval", json_of(r.interval)},
                 {"pooled", r.pooled},
                 {"cases", Json::array()}};
        for (const std::size_t i : r.trials)
          if (r.trials.size() <= 500)
            one["cases"].push_back({{"id", a.ladder->trials[i].id},
                                    {"label", a.ladder->trials[i].label},
                                    {"came", a.ladder->trials[i].hit}});
        out["classes"].push_back(std::move(one));
      }
  out["if"] = Json::array();
  for (const outlook::BranchResult& b : a.branches)
    out["if"].push_back({{"id", b.id},
                         {"words", b.words},
                         {"assumed", b.assumed},
                         {"p", b.why_not.empty() ? Json(b.probability) : Json(nullptr)},
                         {"interval", json_of(b.interval)},
                         {"difference", b.difference},
                         {"difference_interval", json_of(b.difference_interval)},
                         {"why_not", b.why_not}});
  out["precedents"] = Json::array();
  if (a.precedents)
    for (const outlook::Precedent& p : a.precedents->nearest)
      out["precedents"].push_back({{"coup", p.coup},
                                   {"host", p.host},
                                   {"letters", p.letters},
                                   {"distance", p.distance},
                                   {"weight", p.weight},
                                   {"complete", p.complete},
                                   {"asked", p.asked},
                                   {"left", p.left},
                                   {"rival_came", p.rival_came}});
  out["explanation"] = a.explanation;
  return out;
}

// The question of a case's presence in the state of the day.
outlook::Asked question_of(const assess::Case& of, const record::View& view) {
  const outlook::Situation s = outlook::situation(view, of.host, of.counterpart);
  outlook::Asked asked;
  asked.host = of.host;
  asked.counterpart = of.counterpart;
  asked.verb = s.state == outlook::State::no_demand ? outlook::Asked::Verb::ask : outlook::Asked::Verb::leave;
  return asked;
}

void run_question(const QuestionOptions& o) {
  if (o.question.empty() && o.of_case.empty())
    throw Error(
        ErrorCode::bad_request, "nothing is asked",
        "give a question, such as \"will Niger ask the forces of the United States to leave within 12 months\", "
        "or --case, or one of the subcommands of `entente outlook --help`");
  if (o.issue != !o.ledger.empty())
    throw Error(ErrorCode::bad_request, o.issue ? "--issue needs the ledger" : "--ledger is for --issue",
                "give --issue --ledger FILE", {"", 0, o.issue ? "--ledger" : "--issue"});
  std::optional<assess::Case> of;
  if (!o.of_case.empty()) of = load_case(o.of_case);
  if (o.as_of.empty() && !of)
    throw Error(ErrorCode::bad_request, "a question needs its day", "give --as-of 2024-03-17", {"", 0, "--as-of"});
  const auto store = store::Store::open(o.record);
  const record::View view = view_of(store, o.as_of.empty() ? of->as_of : day_of(o.as_of, "--as-of"), o.vintage);
  const assess::Models models = load_models(o.models);
  if (of)
    for (const std::string* code : {&of->host, &of->counterpart})
      if (!view.actors.contains(*code))
        throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is no actor of the record", *code),
                    "`entente record show actors` lists them", {"case " + of->name, 0, ""});
  outlook::Asked asked = o.question.empty() ? question_of(*of, view) : outlook::read_question(o.question, view);
  std::vector<outlook::Branch> branches = asked.branches;
  for (const std::string& text : o.conditions) {
    bool today = false;
    outlook::Branch branch = branch_of(text, of ? &*of : nullptr, view, today);
    asked.asked_today = asked.asked_today || today;
    if (branch.coup || branch.kind || branch.silent_days || branch.assumed) branches.push_back(std::move(branch));
  }
  outlook::Situation situation = outlook::situation_of(asked, view);
  const outlook::Question question = outlook::pose(asked, view, situation, models.ladder);
  const outlook::Answer a =
      outlook::answer(view, question, situation, {models.ladder, models.deaths, models.precedents}, branches, o.seed,
                      ThreadExecutor(o.threads));
  if (o.issue) {
    if (asked.asked_today)
      throw Error(ErrorCode::bad_request, "a question about a demand that was not made cannot be resolved later",
                  "issue it without \"if asked today\"", {"", 0, "--issue"});
    outlook::LedgerEntry e;
    e.question = question;
    e.probability = a.probability;
    e.interval = a.interval;
    e.base_rate = a.base_rate;
    e.members = a.members;
    e.base_members = a.base_members;
    e.view_hash = view.hash;
    e.model_hash = models.hash();
    issue_forecasts({e}, o.ledger);
  }
  if (o.format == "json") return print(json_of(a, view, models.hash()).dump(2) + "\n");
  print(text_of(tables_of(a, view)) + fmt::format("\nas of {}; view {}; model {}\n", to_string(view.as_of),
                                                  view.hash.substr(0, 12), models.hash().substr(0, 12)));
}

}  // namespace

void setup_question(CLI::App& program) {
  auto o = std::make_shared<QuestionOptions>();
  CLI::App* verb = program.get_subcommand("outlook");
  verb->footer(
      "Examples:\n"
      "  entente outlook \"will Niger ask the forces of the United States to leave within 12 months\" --as-of 2024-01-15\n"
      "  entente outlook \"will the forces of the United States leave Niger\" --if \"nothing is settled for 90 days\" "
      "--as-of 2024-03-17\n"
      "  entente outlook --case niger-2024 --if silence-90\n"
      "Pages: docs/verbs.md, docs/methods/outlook-questions.md");
  verb->add_option("question", o->question, "A question; docs/methods/outlook-questions.md holds the grammar");
  verb->add_option("--case", o->of_case, "Ask the question of this case, and know its branches by their ids")
      ->type_name("CASE");
  verb->add_option("--if", o->conditions,
                   "A branch of the case, or a condition such as \"no coup\"; repeat it for several branches")
      ->allow_extra_args(false)
      ->type_name("CONDITION");
  verb->add_option("--as-of,--on", o->as_of, "The day; what became known later is not used (default: the case's)")
      ->type_name("DAY");
  verb->add_flag("--issue", o->issue, "Append the forecast to the ledger; repeating adds nothing");
  verb->add_option("--ledger", o->ledger, "The ledger, one forecast a line")->type_name("FILE");
  add_seed_option(*verb, o->seed);
  add_threads_option(*verb, o->threads);
  add_models_option(*verb, o->models);
  add_record_option(*verb, o->record);
  add_vintage_option(*verb, o->vintage);
  add_format_option(*verb, o->format, "text json");
  verb->callback([o, verb] {
    if (verb->get_subcommands().empty()) run_question(*o);
  });
}

}  // namespace entente::cli

#include "entente/verbs/outlook_question.hpp"

#include "entente/assess/case_question.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/answer.hpp"
#include "entente/outlook/deaths_from.hpp"
#include "entente/verbs/ladder_tables.hpp"
#include "entente/verbs/ledger.hpp"
#include "entente/verbs/outlook_deaths.hpp"
#include "entente/verbs/precedent_tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace entente::verbs {
namespace {

constexpr std::size_t kNamed = 60;  // a class of more cases is not listed
constexpr std::size_t kLinesOfDays = 12;
constexpr Look kPoints{.scale = Look::Scale::points, .digits = 0, .sign = true};

Table answer_table(const outlook::Answer& a) {
  const outlook::Question& q = a.question;
  Table t{.name = "answer", .title = q.words, .line = "  {p.value} (80% interval {p.ends})"};
  t.columns = {interval_column("p", look::kChance).headed("probability").in("probability").ends("80%"),
               text_column("question").only_for_programs(),
               text_column("event").only_for_programs(),
               text_column("host").only_for_programs(),
               text_column("counterpart").only_for_programs(),
               text_column("demand").only_for_programs(),
               text_column("state").only_for_programs(),
               day_column("asked_on").only_for_programs(),
               day_column("horizon_on").only_for_programs(),
               number_column("threshold").in("deaths").only_for_programs(),
               number_column("base_rate").in("share").only_for_programs(),
               day_column("half_by").only_for_programs(),
               text_column("resolution").only_for_programs(),
               text_column("source").only_for_programs()};
  t.rows.push_back({estimate(a.probability, a.interval), q.words, std::string(outlook::name(q.event)), q.host,
                    text(q.counterpart), text(q.demand), std::string(outlook::name(a.situation.state)), q.asked_on,
                    q.horizon_on, cell(q.threshold), a.base_rate, cell(a.half_by), q.resolution, q.source});
  if (a.ladder) {
    const outlook::Rung& nearest = a.ladder->nearest();
    const outlook::Rung& widest = a.ladder->rungs.front();
    t.notes.push_back(
        fmt::format("base rate: {} of {} {}{}", nearest.k, nearest.n, nearest.words,
                    nearest.name == widest.name ? "" : fmt::format("; {} of {} {}", widest.k, widest.n, widest.words)));
  }
  if (a.deaths)
    t.notes.push_back(fmt::format("{} in the twelve months before; median ahead {}, 80% band {} to {}",
                                  rounded(a.deaths->last_total), rounded(a.deaths->median),
                                  rounded(a.deaths->bands[1].lo), rounded(a.deaths->bands[1].hi)));
  if (!a.days.empty())
    t.notes.push_back(a.half_by ? fmt::format("a chance of half by {}", to_words(*a.half_by))
                                : std::string("a chance of half is not reached by then"));
  t.notes.push_back("resolved: " + q.resolution);
  t.notes.push_back("by the record: " + q.source);
  return t;
}

std::vector<Cell> branch_row(const outlook::BranchResult& b) {
  if (!b.why_not.empty()) return {b.id, b.words, None{"not computed"}, None{}, None{}, b.why_not, b.assumed, b.why_not};
  return {b.id,
          b.words,
          b.assumed ? Cell(Range{.value = b.probability}) : estimate(b.probability, b.interval),
          estimate(b.difference, b.difference_interval),
          b.assumed ? Cell(None{}) : count(b.last_n),
          b.assumed        ? "assumption, not counted"
          : b.same_classes ? "changes nothing that the classes look at"
                           : "counted",
          b.assumed,
          None{}};
}

Table branches_table(const outlook::Answer& a) {
  Table t{.name = "if", .title = "If", .in_text = !a.branches.empty()};
  t.columns = {text_column("branch").only_for_programs(),
               text_column("condition").headed("if"),
               interval_column("p", look::kChance).headed("then").in("probability").ends("80%"),
               interval_column("difference", kPoints).headed("difference, points").in("probability").ends("80%"),
               count_column("cases").in("cases"),
               text_column("kind"),
               flag_column("assumed").only_for_programs(),
               text_column("why_not").only_for_programs()};
  for (const outlook::BranchResult& b : a.branches) t.rows.push_back(branch_row(b));
  if (!a.branches.empty())
    t.notes.emplace_back("Differences between classes of cases, over 10,000 replicates; they are not effects.");
  return t;
}

// Week by week for programs; about a dozen lines for people, the horizon among them.
Table days_table(const outlook::Answer& a) {
  Table t{.name = "days", .title = "By when", .in_text = !a.days.empty()};
  t.columns = {day_column("by"), number_column("p", look::kShare).headed("chance").in("probability"),
               number_column("widest", look::kShare).headed("widest class").in("probability")};
  for (const outlook::DayShare& d : a.days) t.rows.push_back({d.by, d.probability, d.widest});
  std::vector<std::size_t> shown;
  const std::size_t step = std::max<std::size_t>(1, (a.days.size() + kLinesOfDays - 1) / kLinesOfDays);
  for (std::size_t i = a.days.empty() ? 0 : (a.days.size() - 1) % step; i < a.days.size(); i += step)
    shown.push_back(i);
  t.text_rows = std::move(shown);
  return t;
}

Table members_table(const outlook::Answer& a) {
  Table t{.name = "members", .title = "Equally likely outcomes", .in_text = false};
  t.columns = {number_column("outcome").in(a.deaths ? "deaths" : "days")};
  for (const double member : a.members) t.rows.push_back({member});
  return t;
}

Table classes_shown(const outlook::Ladder& ladder) {
  Table t{.name = "classes-shown",
          .title = "Reference classes, widest first; those beside the ladder do not enter the number",
          .for_programs = false};
  t.columns = {text_column("class"), count_column("k"), count_column("n"),
               interval_column("share", look::kPercent).ends("80%"),
               number_column("pooled", look::kShare).headed("drawn to its parent")};
  for (const auto* rungs : {&ladder.rungs, &ladder.sides})
    for (const outlook::Rung& r : *rungs) {
      const bool beside = rungs == &ladder.sides;
      t.rows.push_back({(beside ? "beside: " : "") + r.words, count(r.k), count(r.n), share_cell(r.k, r.n, r.interval),
                        beside ? Cell(None{}) : Cell(r.pooled)});
    }
  return t;
}

Table cases_shown(const outlook::Ladder& ladder) {
  Table t{.name = "cases-shown", .title = "What happened before: the nearest class", .for_programs = false};
  t.columns = {flag_column("came"), text_column("case"), text_column("outcome"), count_column("days"),
               text_column("evidence")};
  const outlook::Rung& nearest = ladder.nearest();
  const bool some = nearest.trials.size() > kNamed;
  for (const std::size_t i : nearest.trials) {
    const outlook::Trial& trial = ladder.trials[i];
    if ((some && !trial.hit) || trial.label.empty()) continue;
    t.rows.push_back({trial.hit, trial.label, text(trial.outcome), cell(trial.days), trial.id});
  }
  if (some)
    t.notes.push_back(
        fmt::format("Of {} of the class those that came are listed.", counted(nearest.trials.size(), "case")));
  return t;
}

Table precedents_table(const outlook::Precedents& p, const record::View& view) {
  Table t = nearest_table(p, view, "precedents", PrecedentShown::outcomes);
  t.title = fmt::format("Other coups that had gone the same way, {} after them ({})", counted(p.days_since_coup, "day"),
                        p.letters);
  t.notes.push_back(fmt::format("What followed within twelve months. {} of {} of the pool saw no demand.",
                                p.pool_negatives, counted(p.pool_complete, "coup")));
  return t;
}

std::vector<Table> tables_of(const outlook::Answer& a, const record::View& view) {
  std::vector<Table> out{answer_table(a), branches_table(a), days_table(a)};
  if (a.ladder) {
    out.push_back(classes_shown(*a.ladder));
    out.push_back(cases_shown(*a.ladder));
    std::vector<Table> ladder = ladder_tables(*a.ladder);
    ladder.front().name = "ladder";  // the answer is that of the question
    for (Table& t : ladder) out.push_back(std::move(t));
  }
  if (a.deaths) out.push_back(deaths_table(*a.deaths));
  if (a.precedents) out.push_back(precedents_table(*a.precedents, view));
  out.push_back(members_table(a));
  Table explanation{.name = "explanation", .title = "How the number came about", .line = "  {sentence}"};
  explanation.columns = {text_column("sentence")};
  for (const std::string& sentence : a.explanation) explanation.rows.push_back({sentence});
  out.push_back(std::move(explanation));
  return out;
}

// What was asked where it is not what is counted: the other side of it, or less than it.
void add_reading(Table& answer, const outlook::Asked& asked, const outlook::Answer& a) {
  if (!asked.note.empty()) answer.notes.insert(answer.notes.begin(), asked.note);
  if (!asked.other_side) return;
  const auto whole = [](double share) { return std::clamp(std::round(100 * share), 1.0, 99.0); };
  answer.notes.insert(
      answer.notes.begin(),
      fmt::format("asked from the other side: {:.0f}% ({:.0f} to {:.0f}%) that it does not come to this",
                  whole(1 - a.probability), whole(1 - a.interval.hi), whole(1 - a.interval.lo)));
}

void check_request(const OutlookQuestionRequest& request) {
  if (request.question.empty() && request.of_case.empty())
    throw Error(
        ErrorCode::bad_request, "nothing is asked",
        "give a question, such as \"will Niger ask the forces of the United States to leave within 12 months\", "
        "or --case, or one of the subcommands of `entente outlook --help`");
  if (request.issue != !request.ledger.empty())
    throw Error(ErrorCode::bad_request, request.issue ? "--issue needs the ledger" : "--ledger is for --issue",
                "give --issue --ledger FILE", {"", 0, request.issue ? "--ledger" : "--issue"});
  if (!request.as_of && request.of_case.empty())
    throw Error(ErrorCode::bad_request, "a question needs its day", "give --as-of 2024-03-17", {"", 0, "--as-of"});
}

void require_actors(const assess::Case& of, const record::View& view) {
  for (const std::string* code : {&of.host, &of.counterpart})
    if (!view.actors.contains(*code))
      throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is not an actor of the record", *code),
                  "`entente record show actors` lists them", {"case " + of.name, 0, ""});
}

Write issue(const Engine& engine, const OutlookQuestionRequest& request, const outlook::Asked& asked,
            const outlook::Answer& a, const std::string& view_hash, const std::string& model_hash) {
  if (asked.asked_today)
    throw Error(ErrorCode::bad_request, "a question about a demand that was not made cannot be resolved later",
                "issue it without \"if asked today\"", {"", 0, "--issue"});
  outlook::LedgerEntry e;
  e.question = a.question;
  e.probability = a.probability;
  e.interval = a.interval;
  e.base_rate = a.base_rate;
  e.members = a.members;
  e.base_members = a.base_members;
  e.view_hash = view_hash;
  e.model_hash = model_hash;
  return issued(engine, {std::move(e)}, request.ledger);
}

}  // namespace

Result outlook_question(const Engine& engine, const OutlookQuestionRequest& request) {
  check_request(request);
  std::optional<assess::Case> of;
  if (!request.of_case.empty()) of = engine.load_case(request.of_case);
  const auto store = engine.open();
  const record::View view = view_of(*store, request.as_of ? *request.as_of : of->as_of, request.vintage);
  const assess::Models models = engine.load_models();
  if (of) require_actors(*of, view);
  outlook::Asked asked =
      request.question.empty() ? assess::presence_question(*of, view) : outlook::read_question(request.question, view);
  if (asked.verb == outlook::Asked::Verb::deaths && !outlook::deaths_known_from(view, asked.host))
    refuse_deaths(*store, view, asked.host, request.vintage, 12);
  std::vector<outlook::Branch> branches = asked.branches;
  for (const std::string& text : request.conditions) {
    bool today = false;
    outlook::Branch branch = assess::branch_named(text, of ? &*of : nullptr, view, today);
    asked.asked_today = asked.asked_today || today;
    if (branch.coup || branch.kind || branch.silent_days || branch.assumed) branches.push_back(std::move(branch));
  }
  outlook::Situation situation = outlook::situation_of(asked, view);
  const outlook::Question question = outlook::pose(asked, view, situation, models.ladder);
  const outlook::Answer a =
      outlook::answer(view, question, situation, {models.ladder, models.deaths, models.precedents, &models.course},
                      branches, request.seed, engine.executor());
  const std::string model = models.hash();
  Result out{.verb = "outlook", .basis = basis_of(view, request.seed, model), .tables = tables_of(a, view)};
  if (request.issue) out.writes.push_back(issue(engine, request, asked, a, view.hash, model));
  add_reading(out.tables.front(), asked, a);
  out.foot = {
      fmt::format("as of {}; view {}; model {}", to_string(view.as_of), view.hash.substr(0, 12), model.substr(0, 12))};
  return out;
}

Verb outlook_question_verb() {
  using R = OutlookQuestionRequest;
  Parameters<R> p;
  p.add("question", &R::question, "A question; docs/methods/outlook-questions.md holds the grammar").positional();
  p.add("case", &R::of_case, "Ask the question of this case, and know its branches by their ids")
      .called("CASE")
      .reads_case();
  p.add("if", &R::conditions, "A branch of the case, or a condition such as \"no coup\"")
      .repeated()
      .called("CONDITION");
  add_as_of(p, &R::as_of).absent("the case's");
  p.add("issue", &R::issue, "Append the forecast to the ledger; repeating adds nothing");
  p.add("ledger", &R::ledger, "The ledger, one forecast a line").called("FILE").keeps();
  add_seed(p, &R::seed);
  add_vintage(p, &R::vintage);
  Verb verb = make_verb("outlook", "One question in words: chance, base rates, when, precedents, and how it came about",
                        std::move(p), outlook_question);
  verb.examples = {
      {"A question in words",
       "outlook \"will Niger ask the forces of the United States to leave within 12 months\" --as-of 2024-01-15"},
      {"The same under a condition",
       "outlook \"will the forces of the United States leave Niger\" --if \"nothing is settled for 90 days\" --as-of "
       "2024-03-17"},
      {"The question of a case, with one of its branches", "outlook --case niger-2024 --if silence-90"}};
  verb.pages = {"docs/verbs.md", "docs/methods/outlook-questions.md"};
  verb.tables = {"answer",      "if",       "days",   "ladder",     "classes", "cases",
                 "sensitivity", "left-out", "deaths", "precedents", "members", "explanation"};
  return verb;
}

}  // namespace entente::verbs

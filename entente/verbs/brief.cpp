#include "entente/verbs/brief.hpp"

#include "entente/assess/assess.hpp"
#include "entente/assess/changes.hpp"
#include "entente/assess/vintages.hpp"
#include "entente/assess/withdrawn.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/brief/english.hpp"
#include "entente/brief/future.hpp"
#include "entente/brief/html.hpp"
#include "entente/brief/json.hpp"
#include "entente/brief/likelihood.hpp"
#include "entente/brief/lint.hpp"
#include "entente/brief/markdown.hpp"
#include "entente/brief/sentence.hpp"
#include "entente/verbs/case/new.hpp"
#include "entente/verbs/command.hpp"
#include "entente/verbs/ledger.hpp"
#include "entente/verbs/past_forecasts.hpp"
#include "entente/verbs/remedy.hpp"
#include "entente/verbs/shared.hpp"
#include "entente/verbs/vintage_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <utility>

namespace entente::verbs {
namespace {

// What the brief believes and was given up later: told to the person, and with a day by which it is known, in an annex
// of its own. Returns whether there is such a fact.
bool add_withdrawn(const Engine& engine, const store::Facts& facts, const BriefRequest& request,
                   const record::View& view, assess::Assessment& now) {
  const Day known = request.known.value_or(Day::max());
  if (known <= view.as_of) return false;
  const auto all = record::withdrawn_between(facts.facts(), facts.changes(), view.as_of, known);
  const std::vector<record::Withdrawn> of_it = assess::of_the_case(all, now);
  if (of_it.empty()) return false;
  if (request.known)
    assess::note_withdrawn(now, view, known, of_it);
  else
    engine.log(
        fmt::format("{} of the case {} withdrawn or corrected after {}, the first on {}; --known DAY --full tells "
                    "which, in an annex",
                    counted(of_it.size(), "fact"), agreeing(of_it.size(), "was", "were"), to_string(view.as_of),
                    to_string(of_it.front().on)));
  return true;
}

// The case told again on the days it names that lie before `known`.
void add_hindcast(const Engine& engine, const CaseInputs& inputs, const BriefRequest& request, bool told_withdrawn,
                  assess::Assessment& now) {
  const assess::Case& of = inputs.of;
  const Day known = *request.known;
  if (told_withdrawn && (of.hindcast.empty() || of.hindcast.front() >= known)) return;
  if (of.hindcast.empty() || of.hindcast.front() >= known)
    throw Error(ErrorCode::bad_request,
                of.hindcast.empty() ? "the case names no days on which it is told again"
                                    : fmt::format("none of the case's days lies before {}", to_string(known)),
                "name days in `hindcast` of the case, or give a later --known", {"case " + of.name, 0, "--known"});
  const record::View what_came = view_of(inputs.facts, known, figures_of(request.vintage, "--vintage").vintage);
  std::vector<assess::PastForecast> forecasts;
  for (const Day on : of.hindcast) {
    if (on >= known) continue;
    for (assess::PastForecast& one : past_day(engine, inputs, on, what_came).forecasts)
      forecasts.push_back(std::move(one));
  }
  assess::note_hindcast(now, what_came, forecasts);
}

// What the same case says on the same day under another vintage.
void add_vintages(const Engine& engine, const store::Store& store, const assess::Case& of, const BriefRequest& request,
                  const record::View& view, assess::Assessment& now) {
  const record::Figures figures = figures_of(request.vintage, "--vintage");
  const record::Figures against = figures_of(request.against, "--against");
  if (record::word_of(against) == record::word_of(figures))
    throw Error(ErrorCode::bad_request, "a vintage is held against itself", "name another one", {"", 0, "--against"});
  const record::View other = view_with(store, view.as_of, against);
  const assess::Assessment there = assess::assess(of, other, load_reference(store, of), engine.load_models(),
                                                  engine.executor(), request.seed, {.annex = false, .ledger = false});
  std::vector<std::string> states = of.deaths;
  std::erase(states, of.host);
  states.insert(states.begin(), of.host);
  const std::vector<record::Release> releases = store::releases_of(store).releases(record::kDeathsSeries);
  assess::note_vintages(now, view, figures, {there, other, against, releases, std::move(states)});
}

// Throws where the linter refuses the brief; what it found goes to the log.
void refuse(const Engine& engine, const assess::Assessment& a, const std::vector<brief::Finding>& findings) {
  if (findings.empty()) return;
  for (const brief::Finding& f : findings) engine.log(fmt::format("{} [{}]: {}", f.where, f.rule, f.message));
  if (findings.front().rule == "judgement-count" && findings.size() == 1)
    throw Error(ErrorCode::bad_request,
                fmt::format("the case gives {}; a brief holds three to six", counted(a.judgements.size(), "judgement")),
                "ask fewer [[questions]] in the case, or more, or name [alternatives]; nothing was written",
                {"case " + a.case_name, 0, ""});
  throw Error(ErrorCode::internal,
              fmt::format("the linter refuses the brief: {} above", counted(findings.size(), "finding")),
              "this is a fault of Entente or of the case's wording; nothing was written");
}

// The case that is named, or the one that is made of a host and the other side, as `entente case new` makes it.
assess::Case case_of(const Engine& engine, const store::Store& store, const BriefRequest& request) {
  if (request.case_name.empty() == (request.host.empty() || request.counterpart.empty()))
    throw Error(ErrorCode::bad_request,
                request.case_name.empty() ? "there is no case" : "a case holds its host and the other side",
                "name a case, or give --host and --counterpart",
                {"", 0, request.case_name.empty() ? "case" : "--host"});
  if (!request.case_name.empty()) return engine.load_case(request.case_name);
  const record::Vintage vintage = figures_of(request.vintage, "--vintage").vintage;
  assess::NewCase made =
      proposed_case(store, {request.host, request.counterpart, request.as_of ? *request.as_of : engine.today(),
                            vintage == record::Vintage::strict ? vintage : record::Vintage::latest});
  for (const assess::CaseChoice& choice : made.choices) engine.log(fmt::format("{}: {}", choice.field, choice.because));
  return std::move(made.of);
}

// --full is an older name of one of the styles.
brief::Style style_of(const BriefRequest& request) {
  if (!request.full) return request.style;
  if (request.style == brief::Style::note)
    throw Error(ErrorCode::bad_request, "a note has no annex", "give --style note or --full, not both",
                {"", 0, "--style"});
  return brief::Style::full;
}

assess::Assessment compute(const Engine& engine, const BriefRequest& request) {
  const auto store = engine.open();
  const assess::Case of = case_of(engine, *store, request);
  const assess::Models models = engine.load_models();
  const assess::Reference reference = load_reference(*store, of);
  const Day day = request.as_of.value_or(of.as_of);
  const record::Figures figures = figures_of(request.vintage, "--vintage");
  const record::View view = view_with(*store, day, figures);
  assess::Assessment out = assess::assess(of, view, reference, models, engine.executor(), request.seed,
                                          {.annex = style_of(request) == brief::Style::full, .ledger = request.issue});
  require_judgements(out, view, *store);
  out.version = engine.version();
  assess::mark_vintage(out, figures);
  if (request.since) {
    if (*request.since >= day)
      throw Error(ErrorCode::bad_request, "the earlier day is not before the day of the brief",
                  fmt::format("give a day before {}", to_string(day)), {"", 0, "--since"});
    const record::View before = view_with(*store, *request.since, figures);
    const assess::Assessment then = assess::assess(of, before, reference, models, engine.executor(), request.seed,
                                                   {.front = false, .annex = false, .ledger = false});
    assess::note_changes(out, view, then, before);
  }
  // Before a hindcast is added, which tells what came. Said and not refused: a plan that the record does not know as
  // one looks like this too.
  for (const brief::Finding& f : brief::lint_future(view, out))
    engine.log(fmt::format("{} [{}]: {}", f.where, f.rule, f.message));
  if (!request.against.empty()) add_vintages(engine, *store, of, request, view, out);
  const bool told_withdrawn = add_withdrawn(engine, *store, request, view, out);
  if (request.known) add_hindcast(engine, {*store, of, models, request.seed}, request, told_withdrawn, out);
  write_commands(out);
  return out;
}

std::vector<std::string> summary_of(const assess::Assessment& a) {
  std::vector<std::string> out{
      a.title, fmt::format("as of {}; state: {}; view {}", to_string(a.as_of), a.state, a.view_hash.substr(0, 12))};
  for (const assess::Judgement& j : a.judgements) out.push_back(fmt::format("{}  {}", j.id, brief::sentence(j)));
  out.push_back(fmt::format("evidence: {} from {}, {} unverified, {} contradicted; {} named",
                            counted(a.basis.rows, "row"), counted(a.basis.origins, "origin"), a.basis.unverified_rows,
                            a.basis.contradicted_rows, counted(a.gaps.size(), "gap")));
  return out;
}

std::string word_of(double p) {
  const brief::Scale& scale = brief::icd203();
  return scale.terms[brief::likelihood(p, scale).term].words;
}

Table judgements_table(const assess::Assessment& a) {
  Table t{.name = "judgements", .title = "Judgements", .in_text = false};
  t.columns = {text_column("id"),
               text_column("status"),
               text_column("claim"),
               text_column("sentence"),
               interval_column("probability", look::kChance).in("probability").ends("80%"),
               text_column("word"),
               count_column("base_rate_k").in("cases"),
               count_column("base_rate_n").in("cases"),
               interval_column("base_rate", look::kPercent).in("share").ends("80%"),
               text_column("reference_class"),
               text_column("confidence"),
               day_column("horizon"),
               text_column("question"),
               text_column("resolution"),
               text_column("evidence")};
  for (const assess::Judgement& j : a.judgements) {
    const auto& base = j.base_rate;
    const Cell p = !j.p         ? Cell(None{})
                   : j.interval ? Cell(Range{*j.p, j.interval->lo, j.interval->hi})
                                : Cell(Range{.value = *j.p});
    t.rows.push_back({j.id, std::string(assess::name(j.status)), j.claim, brief::sentence(j), p,
                      j.p ? Cell(word_of(*j.p)) : Cell(None{}), base ? Cell(base->k) : Cell(None{}),
                      base ? Cell(base->n) : Cell(None{}),
                      base ? share_cell(base->k, base->n, base->interval) : Cell(None{j.no_base_rate_because}),
                      base ? text(base->reference_class) : Cell(None{}),
                      j.confidence ? text(j.confidence->level) : Cell(None{}), cell(j.horizon), text(j.question),
                      text(j.resolution_rule), text(fmt::format("{}", fmt::join(j.evidence, " ")))});
  }
  return t;
}

Table gaps_table(const assess::Assessment& a) {
  Table t{.name = "gaps", .title = "What is not known or not computed", .in_text = false};
  t.columns = {text_column("gap"), text_column("evidence")};
  for (const assess::Statement& s : a.gaps)
    t.rows.push_back({s.text, text(fmt::format("{}", fmt::join(s.evidence, " ")))});
  return t;
}

// Rendered when it is asked for.
template <class ToBytes>
Document document(const std::string& format, const std::string& name, std::shared_ptr<const assess::Assessment> a,
                  ToBytes to_bytes) {
  return {
      .format = format, .name = name, .write = [a = std::move(a), to_bytes](const Sink& sink) { sink(to_bytes(*a)); }};
}

}  // namespace

Result brief(const Engine& engine, const BriefRequest& request) {
  if (request.issue == request.ledger.empty())
    throw Error(ErrorCode::bad_request, "a brief is issued into a ledger", "give --issue and --ledger FILE together",
                {"", 0, "--issue"});
  const auto a = std::make_shared<const assess::Assessment>(compute(engine, request));
  refuse(engine, *a, brief::lint(*a));
  Result out{.verb = "brief", .basis = {a->as_of, a->view_hash, a->model_hash, request.seed}, .head = summary_of(*a)};
  out.tables = {judgements_table(*a), gaps_table(*a)};
  const brief::Style style = style_of(request);
  // A sentence that reads badly is no wrong number: it is told, and the brief is written.
  for (const brief::Finding& f : brief::english(*a)) engine.log(fmt::format("{} [{}]: {}", f.where, f.rule, f.message));
  out.documents = {
      document("json", a->case_name + ".json", a, [style](const auto& x) { return brief::to_json(x, style); }),
      document("markdown", a->case_name + ".md", a, [style](const auto& x) { return brief::to_markdown(x, {style}); }),
      document("html", a->case_name + ".html", a, [style](const auto& x) { return brief::to_html(x, {style}); })};
  out.files = {"json", "markdown", "html"};
  if (request.issue) out.writes.push_back(issued(engine, assess::ledger_entries(*a), request.ledger));
  return out;
}

Verb brief_verb() {
  Parameters<BriefRequest> p;
  p.add("case", &BriefRequest::case_name, "A case: its name in cases/, or the path of its case.toml")
      .positional()
      .reads_case();
  p.add("host", &BriefRequest::host, "The host, such as NER").called("STATE");
  p.add("counterpart", &BriefRequest::counterpart, "The other side, such as USA").called("STATE");
  add_as_of(p, &BriefRequest::as_of).absent("the case's; today without a case");
  p.add("since", &BriefRequest::since, "Say what changed since this earlier day");
  p.add(
      "known", &BriefRequest::known,
      "Tell the case again on the days it names, what had come and what was given up by this day, in an annex of its own");
  p.add("style", &BriefRequest::style,
        "A half-page note for a mail, page 1 with the numbers behind it, or these with the annex");
  p.add("full", &BriefRequest::full, "The same as --style full");
  p.add("issue", &BriefRequest::issue, "Append each forecast to the ledger; repeating adds nothing");
  p.add("ledger", &BriefRequest::ledger, "The ledger, one forecast a line").called("FILE").keeps();
  add_seed(p, &BriefRequest::seed);
  p.add("vintage", &BriefRequest::vintage,
        "Series as they stand today, cut by period and publication lag, or without what was released later")
      .called("latest|strict|DAY");
  p.add(
       "against", &BriefRequest::against,
       "Say what this other vintage would have changed; of both, a day takes the figures as they had been released by it")
      .called("latest|strict|DAY");
  Verb verb = make_verb("brief", "Compute the assessment of a case and write it as HTML, Markdown and JSON",
                        std::move(p), brief);
  verb.examples = {
      {"Three files, and a summary", "brief niger-2024 --out out"},
      {"Half a page for a mail", "brief niger-2024 --style note --out out/note"},
      {"What changed in ten days", "brief niger-2024 --as-of 2024-03-27 --since 2024-03-17 --out out/later"},
      {"The figures of the day beside those of today",
       "record import data/ucdp/candidate-2023-10.csv && entente brief niger-2024 --as-of 2023-12-01 --vintage "
       "2023-12-01 --against latest --out out/then"},
      {"Without a file: two states and a day",
       "brief --host Chad --counterpart France --as-of 2024-11-29 --out out/chad"},
      {"Its forecasts kept, to be judged later", "brief niger-2024 --out out --issue --ledger out/forecasts.jsonl"}};
  verb.pages = {"docs/verbs.md", "docs/cases.md", "docs/methods/brief.md", "docs/methods/estimative-language.md"};
  verb.formats = {"text", "json", "markdown", "html"};
  verb.tables = {"judgements", "gaps"};
  return verb;
}

}  // namespace entente::verbs

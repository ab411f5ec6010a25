// entente brief CASE: the main job, an assessment as HTML, Markdown and JSON.

#include "cli/files.hpp"
#include "cli/ledger.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "entente/assess/assess.hpp"
#include "entente/assess/hindcast.hpp"
#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/brief/html.hpp"
#include "entente/brief/json.hpp"
#include "entente/brief/lint.hpp"
#include "entente/brief/markdown.hpp"
#include "entente/brief/sentence.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace entente::cli {
namespace {

struct BriefOptions {
  std::string name;
  std::string record;
  std::string as_of;
  std::string since;
  std::string known;
  std::string vintage;
  std::string out = ".";
  std::string models;
  std::string format = "text";
  bool full = false;
  bool issue = false;
  std::string ledger;
  std::size_t threads = 0;
  std::uint64_t seed = 1;
};

assess::Assessment compute(const BriefOptions& options, const assess::Case& of) {
  const auto store = store::Store::open(options.record);
  const assess::Models models = load_models(options.models);
  const assess::Reference reference = load_reference(store, of);
  const Day day = options.as_of.empty() ? of.as_of : day_of(options.as_of, "--as-of");
  const record::View view = view_of(store, day, options.vintage);
  const ThreadExecutor executor(options.threads);
  assess::Assessment assessment = assess::assess(of, view, reference, models, executor, options.seed);
  assessment.version = ENTENTE_VERSION;
  if (!options.since.empty()) {
    const Day since = day_of(options.since, "--since");
    if (since >= day)
      throw Error(ErrorCode::bad_request, "the earlier day is not before the day of the brief", "give an earlier day",
                  {"", 0, "--since"});
    const record::View before = view_of(store, since, options.vintage);
    assess::note_changes(assessment, view, assess::assess(of, before, reference, models, executor, options.seed),
                         before);
  }
  if (!options.known.empty()) {
    const Day known = day_of(options.known, "--known");
    if (of.hindcast.empty() || of.hindcast.front() >= known)
      throw Error(ErrorCode::bad_request,
                  of.hindcast.empty() ? "the case names no days on which it is told again"
                                      : fmt::format("none of the case's days lies before {}", options.known),
                  "name days in `hindcast` of the case, or give a later --known", {"case " + of.name, 0, "--known"});
    const record::View what_came = view_of(store, known, options.vintage);
    std::vector<assess::Told> told;
    for (const Day on : of.hindcast) {
      if (on >= known) continue;
      const auto on_day = [&](const char* vintage) {
        return assess::forecasts(of, view_of(store, on, vintage), reference, models, executor, options.seed);
      };
      for (assess::Told& one : assess::told_on(on_day("latest"), on_day("strict"), what_came))
        told.push_back(std::move(one));
    }
    assess::note_hindcast(assessment, what_came, told);
  }
  return assessment;
}

std::string summary_of(const assess::Assessment& a) {
  std::string out = fmt::format("{}\nas of {}; state: {}; view {}\n", a.title, to_string(a.as_of), a.state,
                                a.view_hash.substr(0, 12));
  for (const assess::Judgement& j : a.judgements) out += fmt::format("{}  {}\n", j.id, brief::sentence(j));
  out += fmt::format("evidence: {} rows from {} origins, {} unverified, {} contradicted; {} gaps named\n", a.basis.rows,
                     a.basis.origins, a.basis.unverified_rows, a.basis.contradicted_rows, a.gaps.size());
  return out;
}

void run_brief(const BriefOptions& options) {
  if (options.issue == options.ledger.empty())
    throw Error(ErrorCode::bad_request, "a brief is issued into a ledger", "give --issue and --ledger FILE together",
                {"", 0, "--issue"});
  const assess::Case of = load_case(options.name);
  const assess::Assessment assessment = compute(options, of);
  const std::vector<brief::Finding> findings = brief::lint(assessment);
  if (!findings.empty()) {
    for (const brief::Finding& f : findings) tell(fmt::format("{} [{}]: {}", f.where, f.rule, f.message));
    if (findings.front().rule == "judgement-count" && findings.size() == 1)
      throw Error(ErrorCode::bad_request,
                  fmt::format("the case gives {} judgements; a brief holds three to six", assessment.judgements.size()),
                  "ask fewer [[questions]] in the case, or more, or name [alternatives]; nothing was written",
                  {"case " + of.name, 0, ""});
    throw Error(ErrorCode::internal, fmt::format("the linter refuses the brief: {} findings above", findings.size()),
                "this is a fault of Entente or of the case's wording; nothing was written");
  }
  if (options.format == "json") {
    print(brief::to_json(assessment));
    return;
  }
  std::error_code error;
  std::filesystem::create_directories(options.out, error);
  if (error)
    throw Error(ErrorCode::io, "the folder cannot be made: " + error.message(), "choose another place",
                {options.out, 0, "--out"});
  const std::string stem = (std::filesystem::path(options.out) / of.name).string();
  // All three are rendered before the first is written, so that a failure leaves the old ones together.
  const std::string html = brief::to_html(assessment, {options.full});
  const std::string markdown = brief::to_markdown(assessment, {options.full});
  const std::string json = brief::to_json(assessment);
  write_file(stem + ".json", json);
  write_file(stem + ".md", markdown);
  write_file(stem + ".html", html);
  if (options.issue) issue_forecasts(assess::ledger_entries(assessment), options.ledger);
  print(summary_of(assessment) +
        fmt::format("brief: {}.html ({} KB), {}.md, {}.json\n", stem, html.size() / 1024, stem, stem));
}

}  // namespace

void setup_brief(CLI::App& program) {
  auto options = std::make_shared<BriefOptions>();
  CLI::App* verb =
      program.add_subcommand("brief", "Compute the assessment of a case and write it as HTML, Markdown and JSON");
  verb->add_option("case", options->name, "A case: its name in cases/, or the path of its case.toml")->required();
  verb->add_option("--as-of", options->as_of, "The day; what became known later is not used (default: the case's)")
      ->type_name("DAY");
  verb->add_option("--since", options->since, "Say what changed since this earlier day")->type_name("DAY");
  verb->add_option("--known", options->known,
                   "Tell the case again on the days it names, and what had come by this day, in an annex of its own")
      ->type_name("DAY");
  verb->add_option("--out", options->out, "Folder for the files")->type_name("FOLDER")->capture_default_str();
  verb->add_flag("--full", options->full, "With the annex");
  add_models_option(*verb, options->models);
  add_threads_option(*verb, options->threads);
  add_seed_option(*verb, options->seed);
  verb->add_option("--format", options->format, "text: write files and print a summary; json: print the assessment")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  verb->add_flag("--issue", options->issue, "Append each forecast to the ledger; repeating adds nothing");
  verb->add_option("--ledger", options->ledger, "The ledger, one forecast a line")->type_name("FILE");
  add_record_option(*verb, options->record);
  add_vintage_option(*verb, options->vintage);
  verb->callback([options] { run_brief(*options); });
}

}  // namespace entente::cli

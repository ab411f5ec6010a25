#include "entente/verbs/score/score.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/visible.hpp"
#include "entente/verbs/ledger.hpp"
#include "entente/verbs/score/page.hpp"
#include "entente/verbs/score/tables.hpp"
#include "entente/verbs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

namespace entente::verbs {
namespace {

void check_request(const ScoreRequest& r) {
  if (r.ledger.empty() && !r.backtest && r.hindcast.empty())
    throw Error(ErrorCode::bad_request, "there is nothing to score",
                "give --ledger FILE, --backtest or --hindcast CASE");
  if (!r.hindcast.empty() && r.days.empty())
    throw Error(ErrorCode::bad_request, "a hindcast needs the days on which it is told",
                "give --days 2023-06-01,2024-03-17", {"", 0, "--days"});
  if (!r.page.empty() && r.ledger.empty())
    throw Error(ErrorCode::bad_request, "the page is that of a ledger", "give --ledger FILE as well",
                {"", 0, "--page"});
  if (!r.expect.empty() && r.ledger.empty())
    throw Error(ErrorCode::bad_request, "a seal is looked for in a ledger", "give --ledger FILE as well",
                {"", 0, "--expect"});
  if (r.from > r.to)
    throw Error(ErrorCode::bad_request, "the first year lies after the last", "turn them round", {"", 0, "--from"});
}

constexpr int kSignalsFrom = 1960;

void add(Result& out, std::vector<Table> tables) {
  out.tables.insert(out.tables.end(), std::make_move_iterator(tables.begin()), std::make_move_iterator(tables.end()));
}

struct Ledgers {
  std::vector<outlook::LedgerEntry> entries;
  std::vector<std::string> seals;  // of the last lines, by ledger
  std::set<std::string> known;     // of all lines
  Table chains{.name = "chains", .line = "{ledger}: {lines}, the last seal {seal}"};
};

// A ledger, or all of a folder by name: each is a chain of its own.
Ledgers read_ledgers(const std::string& path) {
  namespace fs = std::filesystem;
  if (!fs::exists(path)) throw Error(ErrorCode::not_found, "there is no such ledger", "name another", {path, 0, ""});
  std::vector<std::string> files;
  if (!fs::is_directory(path)) files.push_back(path);
  if (files.empty())
    for (const fs::directory_entry& entry : fs::directory_iterator(path))
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path().string());
  if (files.empty())
    throw Error(ErrorCode::not_found, "the folder holds no ledger", "a ledger is a file *.jsonl", {path, 0, ""});
  std::sort(files.begin(), files.end());
  Ledgers out;
  out.chains.columns = {text_column("ledger"), text_column("lines").only_in_text(),
                        count_column("count").only_for_programs(), text_column("seal")};
  for (const std::string& file : files) {
    std::vector<outlook::LedgerEntry> one = load_ledger(file);
    if (one.empty()) continue;
    for (const outlook::LedgerEntry& entry : one) out.known.insert(entry.seal);
    out.seals.push_back(one.back().seal);
    out.chains.rows.push_back(
        {file, counted(one.size(), "line"), count(static_cast<long>(one.size())), one.back().seal});
    std::move(one.begin(), one.end(), std::back_inserter(out.entries));
  }
  return out;
}

// A chain shows what was taken out within it, and not what was taken out at its end: that shows only against a seal
// that somebody knows from before. A ledger that has grown since still holds it.
void check_expected(const Ledgers& ledgers, const ScoreRequest& request) {
  for (const std::string& seal : request.expect)
    if (!ledgers.known.contains(seal))
      throw Error(ErrorCode::bad_data,
                  fmt::format("no line has the seal \"{}\": lines were taken out at the end, or all were made anew",
                              cut_to(seal, 40)),
                  "ask whoever keeps the ledger for the file that had it, or mend the seal that was written down",
                  {request.ledger, 0, "--expect"});
}

// What failed stands above what held, and what cannot be judged below both.
Table summary_table(const std::vector<outlook::Conclusion>& conclusions) {
  Table t{.name = "summary", .title = "What failed, and what held"};
  t.columns = {text_column("verdict"), text_column("what")};
  for (const outlook::Finding finding :
       {outlook::Finding::failed, outlook::Finding::held, outlook::Finding::cannot_be_judged})
    for (const outlook::Conclusion& c : conclusions)
      if (c.finding == finding) t.rows.push_back({std::string(outlook::name(finding)), c.words});
  return t;
}

void add_track_record(Result& out, const store::Store& store, const record::View& view, const assess::Models& models,
                      const ScoreRequest& request) {
  const record::View when_chosen =
      view_of(store, std::min(models.ladder.exit.chosen_as_of, view.as_of), request.vintage);
  const outlook::Neighbours neighbours = load_neighbours(store);
  const outlook::TrackRecord record = outlook::track_record(
      {view, when_chosen, neighbours, models.ladder, models.deaths}, request.from, request.to, request.seed);
  const outlook::CourseRecord course =
      outlook::course_record(view, models.course, models.ladder, request.from, request.to, request.seed);
  std::vector<outlook::SignalScore> signals;
  for (const int days : {90, 365})
    for (const auto& [from, to] : {std::pair{kSignalsFrom, request.from - 1}, std::pair{request.from, request.to}})
      signals.push_back(outlook::score_signals(view, models.signals, days, from, to, request.seed));
  std::vector<outlook::Conclusion> conclusions = outlook::conclusions_of(record);
  for (outlook::Conclusion& c : course_conclusions(course, signals)) conclusions.push_back(std::move(c));
  out.tables.push_back(summary_table(conclusions));
  add(out, track_record_tables(record));
  add(out, course_record_tables(course));
  out.tables.push_back(signal_scores_table(signals));
  if (record.deaths) add(out, deaths_record_tables(*record.deaths));
}

void add_hindcast(Result& out, const Engine& engine, const store::Store& store, const record::View& now,
                  const assess::Models& models, const ScoreRequest& request) {
  const assess::Case of = engine.load_case(request.hindcast);
  std::vector<std::pair<Day, PastDay>> days;
  for (const std::string& word : request.days) {
    const auto day = parse_day(word);
    if (!day)
      throw Error(ErrorCode::bad_request, fmt::format("\"{}\" is not a day", word), "write YYYY-MM-DD",
                  {"", 0, "--days"});
    if (*day >= now.as_of)
      throw Error(ErrorCode::bad_request, fmt::format("{} is not before the day of the score", word),
                  "give earlier days, or a later --as-of", {"", 0, "--days"});
    days.emplace_back(*day, past_day(engine, {store, of, models, request.seed}, *day, now));
  }
  out.tables.push_back(hindcast_table(of.name, days));
}

}  // namespace

Result score(const Engine& engine, const ScoreRequest& request) {
  check_request(request);
  const auto store = engine.open();
  const record::View view = view_of(*store, *request.as_of, request.vintage);
  Result out{.verb = "score", .basis = basis_of(view, request.seed)};
  if (!request.ledger.empty()) {
    const Ledgers ledgers = read_ledgers(request.ledger);
    check_expected(ledgers, request);
    add(out, ledger_score_tables(view, ledgers.entries));
    out.tables.push_back(ledgers.chains);
    if (!request.page.empty())
      out.writes.push_back({request.page, [page = ledger_page(view, ledgers.entries, ledgers.seals, request.seed)](
                                              std::string_view) { return page; }});
  }
  if (request.backtest || !request.hindcast.empty()) {
    const assess::Models models = engine.load_models();
    out.basis.model = models.hash();
    if (request.backtest) add_track_record(out, *store, view, models, request);
    if (!request.hindcast.empty()) add_hindcast(out, engine, *store, view, models, request);
  }
  const std::string basis = fmt::format("as of {}; view {}", to_string(view.as_of), view.hash.substr(0, 12));
  out.foot = {basis};
  out.page = {"# Track record", fmt::format("Computed from the record {}. Intervals hold 80%.", basis)};
  return out;
}

Verb score_verb() {
  Parameters<ScoreRequest> p;
  p.add("ledger", &ScoreRequest::ledger,
        "Forecasts that were issued, one a line, as `entente brief --issue` writes them; or a folder of such files")
      .called("FILE|FOLDER")
      .reads();
  p.add("page", &ScoreRequest::page, "One static page of HTML: every forecast of the ledger, the largest misses first")
      .called("FILE")
      .writes();
  p.add("expect", &ScoreRequest::expect, "Seals that were published as the last: refused where one is no line's")
      .called("SEAL,...");
  p.add("backtest", &ScoreRequest::backtest, "Exit question, hazard, watch list and deaths, rolled through past years");
  p.add("hindcast", &ScoreRequest::hindcast, "A case, told on the days of --days").called("CASE").reads_case();
  p.add("days", &ScoreRequest::days, "Days of the hindcast").called("DAY,...");
  add_as_of(p, &ScoreRequest::as_of).required();
  p.add("from", &ScoreRequest::from, "First year of the exit question's backtest").called("YEAR").range(1950, 2200);
  p.add("to", &ScoreRequest::to, "Last year of it").called("YEAR").range(1950, 2200);
  add_seed(p, &ScoreRequest::seed);
  add_vintage(p, &ScoreRequest::vintage);
  Verb verb = make_verb("score",
                        "What became of forecasts: of a ledger, of the methods over past years, of a case told on past "
                        "days",
                        std::move(p), score);
  verb.examples = {{"A case told on two days, and what came",
                    "score --hindcast niger-2024 --days 2023-09-01,2024-03-17 --as-of 2026-06-01"},
                   {"The methods over past years", "score --backtest --as-of 2026-06-01"},
                   {"Forecasts that were issued", "score --ledger out/forecasts.jsonl --as-of 2025-06-01"},
                   {"The same, where nothing may be missing since its last seal was published",
                    "score --ledger data/ledger --expect 1550fb4680d76818 --as-of 2026-06-01"},
                   {"The same as a page for everybody",
                    "score --ledger out/forecasts.jsonl --page out/forecasts.html --as-of 2025-06-01"}};
  verb.pages = {"docs/verbs.md", "docs/track-record.md", "docs/methods/outlook-ledger.md",
                "docs/methods/outlook-backtest.md"};
  verb.tables = {"summary",
                 "forecasts",
                 "scores",
                 "calibration",
                 "scores-observables",
                 "calibration-observables",
                 "scores-conditional",
                 "calibration-conditional",
                 "crps",
                 "ledger",
                 "sorts",
                 "chains",
                 "misses",
                 "exit",
                 "exit-calibration",
                 "coverage",
                 "coverage-groups",
                 "course",
                 "course-bands",
                 "course-test",
                 "signals",
                 "hazard",
                 "watch",
                 "exit-counts",
                 "exit-forecasts",
                 "coverage-counts",
                 "deaths",
                 "deaths-scores",
                 "deaths-months",
                 "hindcast"};
  return verb;
}

}  // namespace entente::verbs

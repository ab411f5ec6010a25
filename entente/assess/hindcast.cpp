#include "entente/assess/hindcast.hpp"

#include "entente/assess/register.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/stats/scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace entente::assess {

std::vector<outlook::LedgerEntry> ledger_entries(const Assessment& a) {
  std::vector<outlook::LedgerEntry> out;
  for (const Forecast& f : a.forecasts) {
    outlook::LedgerEntry e;
    e.question = f.question;
    e.probability = f.p;
    e.interval = {f.interval.lo, f.interval.hi};
    e.base_rate = f.base_rate;
    e.members = f.members;
    e.base_members = f.base_members;
    e.view_hash = a.view_hash;
    e.model_hash = a.model_hash;
    e.id = outlook::ledger_id(e);
    out.push_back(std::move(e));
  }
  return out;
}

std::vector<PastForecast> past_forecasts(const Assessment& latest, const Assessment& strict,
                                         const record::View& known) {
  const auto forecasts = [](const Assessment& a) {
    auto entries = ledger_entries(a);
    std::erase_if(entries, [](const outlook::LedgerEntry& e) { return outlook::group_of(e) != "forecasts"; });
    return entries;
  };
  const auto key = [](const outlook::LedgerEntry& e) {
    return std::tuple(e.question.event, e.question.counterpart, e.question.horizon_on);
  };
  const auto without = forecasts(strict);
  std::vector<PastForecast> out;
  for (outlook::LedgerEntry& e : forecasts(latest)) {
    PastForecast past{latest.as_of, latest.state, std::move(e), {}, {}};
    for (const outlook::LedgerEntry& other : without)
      if (key(other) == key(past.forecast)) past.strict = other.probability;
    past.came = outlook::resolve(known, past.forecast);
    out.push_back(std::move(past));
  }
  return out;
}

PastScore score_of(const std::vector<PastForecast>& forecasts) {
  std::vector<stats::BinaryForecast> ours;
  std::vector<stats::BinaryForecast> bases;
  for (const PastForecast& t : forecasts) {
    if (t.came.verdict != outlook::Verdict::yes && t.came.verdict != outlook::Verdict::no) continue;
    const bool yes = t.came.verdict == outlook::Verdict::yes;
    ours.push_back({t.forecast.probability, yes});
    bases.push_back({t.forecast.base_rate, yes});
  }
  if (ours.empty()) return {};
  return {static_cast<int>(ours.size()), stats::brier(ours).score, stats::brier(bases).score};
}

namespace {

std::vector<Table::Cell> row_of(const PastForecast& past) {
  const outlook::LedgerEntry& forecast = past.forecast;
  return {{to_words(past.on), {}},
          {forecast.question.words, {}},
          {chance(forecast.probability), {}},
          {fmt::format("{}–{}", chance(forecast.interval.lo), chance(forecast.interval.hi)), {}},
          {chance(forecast.base_rate), {}},
          {past.strict ? chance(*past.strict) : "not computed", {}},
          {fmt::format("{}: {}", outlook::name(past.came.verdict), past.came.because), {}}};
}

// How far the strict vintage differs, and for how many rows it cannot be computed.
void add_strict_notes(Paragraph& notes, const std::vector<PastForecast>& forecasts, const std::string& cited) {
  double widest = 0;
  std::size_t compared = 0;
  for (const PastForecast& one : forecasts) {
    if (!one.strict) continue;
    widest = std::max(widest, std::abs(*one.strict - one.forecast.probability));
    ++compared;
  }
  notes.statements.push_back(
      {fmt::format("Strict vintage, which leaves out what was released later: {} of {} can be computed under it, and "
                   "differ from the latest by {} at most.",
                   compared, counted(forecasts.size(), "row"),
                   widest < 0.005 ? "less than a point" : counted(std::lround(100 * widest), "point")),
       {cited},
       Status::computed});
  const std::size_t missing = forecasts.size() - compared;
  if (missing > 0)
    notes.statements.push_back(
        {fmt::format("{} cannot: the series of deaths was released later than the day.", counted(missing, "row")),
         {cited},
         Status::computed});
}

Paragraph notes_of(const Assessment& now, Day known_on, const std::vector<PastForecast>& forecasts,
                   const std::string& cited) {
  Paragraph notes;
  notes.statements.push_back(
      {fmt::format("This section, and nothing else in this brief, knows what became known up to {}; judgements, "
                   "evidence counts and hashes are those of {}.",
                   to_words(known_on), to_words(now.as_of)),
       {cited},
       Status::computed});
  if (const PastScore score = score_of(forecasts); score.resolved > 0)
    notes.statements.push_back({fmt::format("Of {} the Brier score is {:.3f}, that of the base rates {:.3f}.",
                                            counted(score.resolved, "resolved row"), score.brier, score.base_brier),
                                {cited},
                                Status::computed});
  add_strict_notes(notes, forecasts, cited);
  return notes;
}

}  // namespace

void note_hindcast(Assessment& now, const record::View& known, const std::vector<PastForecast>& forecasts) {
  if (forecasts.empty()) return;
  Table table;
  table.id = "hindcast";
  table.columns = {{"Told on", false},  {"Question", false},      {"Forecast", true},  {"80% interval", true},
                   {"Base rate", true}, {"Strict vintage", true}, {"What came", false}};
  std::vector<std::string> ids;
  for (const PastForecast& one : forecasts) {
    ids.insert(ids.end(), one.came.evidence.begin(), one.came.evidence.end());
    table.rows.push_back(row_of(one));
  }
  Register evidence(known);
  const std::string cited = evidence.query(
      "hindcast", "The case told on other days, and the facts that resolved it",
      fmt::format("forecasts from what was known on each day, resolved by what was known on {}",
                  to_string(known.as_of)),
      static_cast<long>(forecasts.size()), each_once(std::move(ids)),
      Call{"brief"}.with("case", now.case_name).with("full", "true").with("known", to_string(known.as_of)));
  table.rows.front()[0].evidence = {cited};
  table.finding =
      fmt::format("What would have been said on other days, and what had come by {}", to_words(known.as_of));
  table.source_line =
      "Each row uses only what was known on its day. One case told on several days is one story, not so many cases.";
  Section section{"hindcast", "The case told on other days", Part::annex, {}};
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(notes_of(now, known.as_of, forecasts, cited));
  now.sections.push_back(std::move(section));
  add_evidence(now, evidence.take());
}

}  // namespace entente::assess

#include "entente/assess/hindcast.hpp"

#include "entente/assess/draft.hpp"
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

std::vector<Told> told_on(const Assessment& latest, const Assessment& strict, const record::View& known) {
  const auto forecasts = [](const Assessment& a) {
    auto entries = ledger_entries(a);
    std::erase_if(entries, [](const outlook::LedgerEntry& e) { return outlook::group_of(e) != "forecasts"; });
    return entries;
  };
  const auto key = [](const outlook::LedgerEntry& e) {
    return std::tuple(e.question.event, e.question.counterpart, e.question.horizon_on);
  };
  const auto without = forecasts(strict);
  std::vector<Told> out;
  for (outlook::LedgerEntry& e : forecasts(latest)) {
    Told told{latest.as_of, latest.state, std::move(e), {}, {}};
    for (const outlook::LedgerEntry& other : without)
      if (key(other) == key(told.forecast)) told.strict = other.probability;
    told.came = outlook::resolve(known, told.forecast);
    out.push_back(std::move(told));
  }
  return out;
}

ToldScore score_told(const std::vector<Told>& told) {
  std::vector<stats::BinaryForecast> ours;
  std::vector<stats::BinaryForecast> bases;
  for (const Told& t : told) {
    if (t.came.verdict != outlook::Verdict::yes && t.came.verdict != outlook::Verdict::no) continue;
    const bool yes = t.came.verdict == outlook::Verdict::yes;
    ours.push_back({t.forecast.probability, yes});
    bases.push_back({t.forecast.base_rate, yes});
  }
  if (ours.empty()) return {};
  return {static_cast<int>(ours.size()), stats::brier(ours).score, stats::brier(bases).score};
}

void note_hindcast(Assessment& now, const record::View& known, const std::vector<Told>& told) {
  if (told.empty()) return;
  Table table;
  table.id = "hindcast";
  table.columns = {{"Told on", false},  {"Question", false},      {"Forecast", true},  {"80% interval", true},
                   {"Base rate", true}, {"Strict vintage", true}, {"What came", false}};
  Register evidence(known);
  std::vector<std::string> ids;
  double widest = 0;
  int compared = 0;
  int not_computed = 0;
  for (const Told& t : told) {
    const outlook::LedgerEntry& f = t.forecast;
    ids.insert(ids.end(), t.came.evidence.begin(), t.came.evidence.end());
    if (t.strict) {
      widest = std::max(widest, std::abs(*t.strict - f.probability));
      ++compared;
    } else {
      ++not_computed;
    }
    table.rows.push_back({{to_words(t.on), {}},
                          {f.question.words, {}},
                          {chance(f.probability), {}},
                          {fmt::format("{}–{}", chance(f.interval.lo), chance(f.interval.hi)), {}},
                          {chance(f.base_rate), {}},
                          {t.strict ? chance(*t.strict) : "not computed", {}},
                          {fmt::format("{}: {}", outlook::name(t.came.verdict), t.came.because), {}}});
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const std::string cited =
      evidence.query("hindcast", "The case told on other days, and the facts that resolved it",
                     fmt::format("forecasts from what was known on each day, resolved by what was known on {}",
                                 to_string(known.as_of)),
                     static_cast<long>(told.size()), ids,
                     fmt::format("entente brief {} --full --known {}", now.case_name, to_string(known.as_of)));
  table.rows.front()[0].evidence = {cited};
  table.finding =
      fmt::format("What would have been said on other days, and what had come by {}", to_words(known.as_of));
  table.source_line =
      "Each row uses only what was known on its day. One case told on several days is one story, not so many cases.";
  Paragraph notes;
  notes.statements.push_back(
      {fmt::format("This section, and nothing else in this brief, knows what became known up to {}; judgements, "
                   "evidence counts and hashes are those of {}.",
                   to_words(known.as_of), to_words(now.as_of)),
       {cited},
       Status::computed});
  if (const ToldScore score = score_told(told); score.resolved > 0)
    notes.statements.push_back(
        {fmt::format("Of {} resolved rows the Brier score is {:.3f}, that of their base rates {:.3f}.", score.resolved,
                     score.brier, score.base_brier),
         {cited},
         Status::computed});
  notes.statements.push_back(
      {fmt::format(
           "Strict vintage, which leaves out what was released later: {} of {} rows can be computed under it, and "
           "differ from the latest by {} at most.",
           compared, told.size(),
           widest < 0.005 ? "less than a point" : plural(std::lround(100 * widest), "point", "points")),
       {cited},
       Status::computed});
  if (not_computed > 0)
    notes.statements.push_back({fmt::format("{} cannot: the series of deaths was released later than the day.",
                                            not_computed == 1 ? "One row" : fmt::format("{} rows", not_computed)),
                                {cited},
                                Status::computed});
  Section section{"hindcast", "The case told on other days", Part::annex, {}};
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(std::move(notes));
  now.sections.push_back(std::move(section));
  for (Evidence& e : evidence.take())
    if (std::none_of(now.evidence.begin(), now.evidence.end(), [&](const Evidence& o) { return o.id == e.id; }))
      now.evidence.push_back(std::move(e));
  std::sort(now.evidence.begin(), now.evidence.end(), [](const Evidence& x, const Evidence& y) { return x.id < y.id; });
}

}  // namespace entente::assess

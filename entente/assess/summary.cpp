#include "entente/assess/summary.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/record/fold.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::assess {
namespace {

constexpr int kMonthsOfCounts = 12;

bool is_half_gone(const Given& given) {
  const record::Demand* demand = record::latest_demand(given.view, given.of.host, given.of.counterpart);
  if (demand == nullptr) return false;
  const auto state = record::demand_state(*demand, record::steps_of(given.view, *demand), given.view.as_of);
  return state && state->stage == record::DemandStage::half_gone;
}

// People and sites of the counterpart in the host; nothing where neither is known.
std::optional<Statement> at_stake(const Given& given, const Judgement& first, Register& evidence) {
  const auto people = record::people_range(given.view, given.of.host, given.of.counterpart, kMonthsOfCounts);
  const long sites = static_cast<long>(record::open_sites(given.view, given.of.host, given.of.counterpart).size());
  const std::string site_words = counted(sites, "site");
  // Counts are of twelve months: once half have left they are of those who were there.
  const bool half_gone = given.situation.state == outlook::State::demanded && is_half_gone(given);
  if (people)
    return Statement{fmt::format("At stake: {}{}{} of {}{}.",
                                 people->low == people->high ? "about " : fmt::format("{:.0f} to ", people->low),
                                 counted(rounded(people->high), "person", "people"),
                                 sites > 0 ? " and at least " + site_words : std::string(), given.counterpart(),
                                 half_gone ? "; half of the people or more have left" : ""),
                     {evidence.row(people->evidence)},
                     Status::reported};
  if (sites == 0) return std::nullopt;
  return Statement{fmt::format("At stake: at least {} of {}, people not counted.", site_words, given.counterpart()),
                   first.evidence, Status::reported};
}

}  // namespace

std::vector<Statement> bottom_line(const Given& given, const std::vector<Judgement>& judgements, Register& evidence) {
  std::vector<Statement> line;
  if (judgements.empty()) return line;
  const Judgement& first = judgements.front();
  if (first.kind == JudgementKind::left) line.push_back({capital(first.claim) + ".", first.evidence, first.status});
  if (first.p) {
    if (auto stake = at_stake(given, first, evidence)) line.push_back(std::move(*stake));
    line.push_back({fmt::format("{} {}: {} (80% interval {}–{}).",
                                given.situation.state == outlook::State::demanded ? "Exit by" : "A demand by",
                                to_words(*first.horizon), chance(*first.p), chance(first.interval->lo),
                                chance(first.interval->hi)),
                    first.evidence, Status::judged});
  }
  const auto arrival = std::find_if(judgements.begin() + 1, judgements.end(),
                                    [](const Judgement& j) { return j.kind == JudgementKind::arrival; });
  if (arrival != judgements.end())
    line.push_back(
        {fmt::format("{} by {}: {}.", capital(arrival->in_short), to_words(*arrival->horizon), chance(*arrival->p)),
         arrival->evidence, Status::judged});
  for (const Judgement& j : judgements)
    if (j.kind == JudgementKind::cover) line.push_back({capital(j.in_short) + ".", j.evidence, Status::computed});
  if (line.empty()) line.push_back({capital(first.claim) + ".", first.evidence, first.status});
  return line;
}

std::optional<Section> forecast_strip(const std::vector<Judgement>& judgements) {
  ForecastStrip strip;
  std::string numbers;
  for (const Judgement& j : judgements) {
    if (!j.p || !j.interval) continue;
    ForecastStrip::Row row;
    row.judgement = j.id;
    row.label = fmt::format("{}, by {}", capital(j.claim), to_words(*j.horizon));
    row.p = *j.p;
    row.interval = *j.interval;
    if (j.base_rate && j.base_rate->n > 0) row.base_rate = j.base_rate->k / j.base_rate->n;
    numbers += fmt::format("{}{} at {}", numbers.empty() ? "" : ", ", row.judgement, chance(row.p));
    strip.rows.push_back(std::move(row));
  }
  if (strip.rows.empty()) return std::nullopt;
  Figure figure;
  figure.id = "strip";
  figure.finding = numbers + ": dot = estimate, bar = 80% interval, tick = base rate of the nearest class";
  figure.description =
      "Each probability judgement as a dot on an axis from 0 to 100 percent, with its 80% interval and base rate.";
  figure.source_line = "Numbers are those of the judgements above.";
  figure.data = std::move(strip);
  Section section{"forecasts", "Forecasts", Part::front, {}};
  section.blocks.emplace_back(std::move(figure));
  return section;
}

std::vector<Assumption> assumptions(const Given& given) {
  std::vector<Assumption> out;
  if (given.situation.state == outlook::State::demanded || given.situation.state == outlook::State::no_demand)
    out.push_back({"The host behaves like hosts before it in the same class.",
                   "the wider class applies; its share is printed in the ladder"});
  if (given.situation.state == outlook::State::demanded)
    out.push_back(
        {"Talks come to new terms as often as in earlier cases; that talks go on is no condition, since they are coded from their result.",
         "the forces stay, and the exit judgement resolves as wrong"});
  if (!given.of.alternatives.airspace.empty()) {
    std::vector<std::string> closed;
    for (const std::string& code : given.of.alternatives.airspace.back().closed)
      closed.push_back(given.view.in_sentence(code));
    out.push_back({fmt::format("The airspace of {} may be closed to the counterpart.", list_of(closed)),
                   "coverage is that of the column with open airspace"});
  }
  return out;
}

std::vector<Statement> method(const Given& given) {
  const record::View& view = given.view;
  std::vector<Statement> out;
  const auto say = [&](std::string text) { out.push_back({std::move(text), {}, Status::computed}); };
  say(fmt::format("Everything is computed from a view that holds only what was known on {}; view {}.",
                  to_words(view.as_of), view.hash.substr(0, 12)));
  say("Probabilities come from reference classes over the record, pooled towards wider classes by a rule fixed in a file; intervals hold 80%; talks are never a condition, because they are coded from their result.");
  if (given.situation.state == outlook::State::demanded)
    say("Whether the forces leave comes from a model of how demands move from stage to stage, fitted to what was known on the day, with a prior at the reference classes.");
  say("Demands that came to nothing are under-counted in the record, so shares of exits are upper-end figures.");
  const bool strict = view.vintage == record::Vintage::strict;
  if (!view.deaths.empty())
    say(strict
            ? fmt::format("Deaths are UCDP figures that had been released by the day, as revised to {}.",
                          view.deaths_revised_as_of)
            : fmt::format("Deaths are UCDP figures as revised to {}, cut by month and a publication lag of 60 days; a "
                          "strict run leaves them out where they were released later.",
                          view.deaths_revised_as_of));
  say("Reproduce:");
  out.back().call = Call{"brief"}.with("case", given.of.name).on(view.as_of).with("vintage", strict ? "strict" : "");
  return out;
}

}  // namespace entente::assess

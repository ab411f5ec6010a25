#include "entente/assess/summary.hpp"

#include "entente/assess/words.hpp"

#include <fmt/format.h>

namespace entente::assess {

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

// Conflict deaths over the next twelve months: a plain baseline with its band and its record, never an effect.

#include "entente/outlook/deaths.hpp"

#include "entente/assess/draft.hpp"
#include "entente/base/text.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace entente::assess {
namespace {}  // namespace

void add_deaths(Draft& d) {
  const CaseQuestion* q = nullptr;
  for (const CaseQuestion& one : d.of.questions)
    if (one.kind == QuestionKind::deaths) q = &one;
  if (q == nullptr) return;
  if (d.view.deaths.empty()) {
    d.gap(d.view.vintage == record::Vintage::strict
              ? "No series of conflict deaths was released by the day, so none is used (strict vintage)."
              : "The series of conflict deaths holds no month that was published by the day, so none is used.");
    return;
  }
  const outlook::DeathsModel& model = d.models.deaths;
  // The check and the other states are for the page alone. How bands did is told of states like the one they stand
  // beside: with as many deaths before, or with fewer.
  std::map<bool, outlook::DeathsCheck> checks;
  const auto past_of = [&](bool busy) -> const outlook::DeathsCheck& {
    const auto [it, first] = checks.try_emplace(busy);
    if (first && !d.forecasts_only)
      it->second = outlook::check_deaths(d.view, model, 1, 12, busy ? outlook::Level::busy : outlook::Level::quiet);
    return it->second;
  };
  bool host_busy = true;
  std::vector<std::string> countries = d.forecasts_only ? std::vector<std::string>{} : d.of.deaths;
  if (std::find(countries.begin(), countries.end(), d.of.host) == countries.end())
    countries.insert(countries.begin(), d.of.host);

  FanFigure figure;
  Table table;
  table.id = "deaths";
  table.columns = {
      {"State", false}, {"Last twelve months", true}, {"Median ahead", true}, {"80% band", true}, {"P(more)", true}};
  const std::string command = fmt::format("entente outlook deaths {} --on {}", d.of.host, to_string(d.view.as_of));
  std::string first_id;
  bool printable = true;
  for (const std::string& code : countries) {
    const auto ahead = outlook::deaths_ahead(d.view, code, model);
    if (!ahead) {
      d.gap(fmt::format("Deaths in {} cannot be carried ahead: the series does not hold twelve published months.",
                        d.view.in_sentence(code)));
      continue;
    }
    // A band whose past coverage is off by more than ten points is not printed.
    const outlook::DeathsCheck& past = past_of(ahead->busy);
    printable = past.printable[1];
    if (code == d.of.host) host_busy = ahead->busy;
    const std::string id =
        d.evidence.query("deaths/" + code,
                         fmt::format("UCDP best estimates for {} to {}: {} in twelve months", d.view.in_sentence(code),
                                     record::month_words(ahead->last_month), rounded(ahead->last_total)),
                         fmt::format("country-months of {} up to {}, as revised to {}", code,
                                     record::month_words(ahead->last_month), ahead->revised_as_of),
                         static_cast<long>(ahead->past_totals.size()) + 11, {}, command);
    if (first_id.empty()) first_id = id;
    FanFigure::Panel panel;
    panel.label = d.view.actor_name(code);
    for (const record::DeathsSeries& series : d.view.deaths)
      if (series.country == code) {
        constexpr int kShown = 72;
        const int last = series.first_month + static_cast<int>(series.deaths.size()) - 1;
        for (int m = std::max(series.first_month, last - kShown + 1); m <= last; ++m) {
          panel.month.push_back(record::first_day_of(m));
          panel.deaths.push_back(series.deaths[static_cast<std::size_t>(m - series.first_month)]);
        }
      }
    panel.last_twelve = ahead->last_total;
    panel.median = ahead->median;
    panel.band50 = ahead->bands[0];
    panel.band80 = ahead->bands[1];
    panel.quantile_dots = ahead->dots;
    panel.printable = printable;
    figure.panels.push_back(std::move(panel));
    table.rows.push_back(
        {{d.view.actor_name(code), {id}},
         {rounded(ahead->last_total), {}},
         {printable ? rounded(ahead->median) : "not printed", {}},
         {printable ? rounded(ahead->bands[1].lo) + "–" + rounded(ahead->bands[1].hi) : "not printed", {}},
         {percent(ahead->higher), {}}});
    if (code != d.of.host) continue;
    const Day horizon = record::first_day_of(ahead->last_month + 13) - std::chrono::days{1};
    if (horizon <= d.view.as_of) {
      d.gap(fmt::format("The series of deaths ends in {}: it gives no number for days after {}.",
                        record::month_words(ahead->last_month), to_words(d.view.as_of)));
      continue;
    }
    Judgement j;
    j.id = fmt::format("KJ{}", d.out.judgements.size() + 1);
    j.claim =
        fmt::format("deaths in organised violence in {} over twelve months will have passed {}, the count to {}",
                    d.view.in_sentence(code), unrounded(ahead->last_total), record::month_words(ahead->last_month));
    outlook::Question asked;
    asked.event = outlook::Event::deaths;
    asked.host = code;
    asked.asked_on = d.view.as_of;
    asked.horizon_on = horizon;
    asked.threshold = ahead->last_total;
    asked.resolution = q->resolution;
    asked.source = outlook::source_of(asked.event);
    asked.words = outlook::words_of(asked, d.view);
    j.question = asked.words;
    j.resolution_rule = q->resolution;
    j.horizon = horizon;
    j.p = ahead->higher;
    j.interval = outlook::share_of_pairs(ahead->higher, ahead->pairs);
    j.base_rate = BaseRate{"pairs of consecutive twelve-month totals at a like level, in any country",
                           std::round(ahead->higher * ahead->pairs),
                           static_cast<double>(ahead->pairs),
                           "overlapping pairs",
                           *j.interval,
                           "",
                           0,
                           0};
    j.confidence =
        Confidence{"low", "the number comes from like levels in all countries and knows nothing of this break; " +
                              (past.can_be_judged
                                   ? fmt::format("over {} past origins such 80% bands held {} of the time", past.n,
                                                 percent(past.coverage[1]))
                                   : fmt::format("how such bands held cannot be judged ({} past origins)", past.n))};
    j.evidence = {id};
    j.would_change = {"three months in a row above the same months of the year before"};
    d.out.forecasts.push_back({j.id, asked, *j.p, *j.interval, *j.p, ahead->dots, {ahead->last_total}});
    if (!d.forecasts_only)
      for (const outlook::Indicator& i : outlook::deaths_indicators(d.view, *ahead, model))
        add_indicator(d, j, asked, i);
    d.out.judgements.push_back(std::move(j));
  }
  if (figure.panels.empty()) return;

  const outlook::DeathsCheck& past = past_of(host_busy);
  Section& section = d.section("deaths", "Security ahead: conflict deaths", Part::annex);
  Paragraph text;
  text.statements.push_back(
      {"This is a plain baseline from what totals did next at like levels everywhere; it is no effect of the break, which cannot be told from one case. " +
           (past.can_be_judged
                ? fmt::format(
                      "Over {} origins of {} countries with {} {:.0f} deaths in the twelve months before, as the host has, its 80% bands held {}; the mean score (CRPS of the logarithm) was {:.2f}, against {:.2f} for the same again and {:.2f} for draws of a country’s own months.",
                      past.n, past.countries, host_busy ? "at least" : "fewer than", model.minimum,
                      percent(past.coverage[1]), past.crps, past.crps_same_again, past.crps_own_months)
                : fmt::format(
                      "How its bands held cannot be judged: {} past origins have their twelve months in the record, and {} are needed.",
                      past.n, outlook::kFewestOrigins)),
       {first_id},
       Status::computed});
  if (!printable)
    text.statements.push_back(
        {"The band is not printed, since its past coverage is off by more than ten points or cannot be judged.",
         {first_id},
         Status::computed});
  section.blocks.emplace_back(std::move(text));
  Figure f;
  f.id = "deaths";
  f.finding = fmt::format("Deaths by month, and the coming twelve months as twenty equally likely totals");
  f.description =
      "One panel a state: monthly deaths, the last twelve months’ total, and quantile dots with 50 and 80% bands of the next total.";
  f.source_line = fmt::format(
      "UCDP GED, Uppsala Conflict Data Program, best estimates as revised to {}; months known 60 days after their end.",
      d.view.deaths_revised_as_of);
  f.data = std::move(figure);
  section.blocks.emplace_back(std::move(f));
  table.finding = "Totals of twelve months, published and ahead";
  table.source_line = "Bands hold 80%.";
  section.blocks.emplace_back(std::move(table));
}

}  // namespace entente::assess

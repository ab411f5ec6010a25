// Conflict deaths over the next twelve months: a plain baseline with its band and its record, never an effect.

#include "entente/outlook/deaths.hpp"

#include "entente/assess/indicator.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/presence_told.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/indicators.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace entente::assess {
namespace {

constexpr const char* kHeading = "Security ahead: conflict deaths";
constexpr int kDrawnMonths = 72;

// How bands did before is told of states like the one they stand beside: with as many deaths before, or with fewer.
class PastBands {
 public:
  explicit PastBands(const Given& given) : given_(given) {}
  const outlook::DeathsCheck& of(bool busy) {
    const auto [it, first] = checks_.try_emplace(busy);
    if (first && (given_.wanted.front || given_.wanted.annex))
      it->second = outlook::check_deaths(given_.view, given_.models.deaths, 1, 12,
                                         busy ? outlook::Level::busy : outlook::Level::quiet);
    return it->second;
  }

 private:
  const Given& given_;
  std::map<bool, outlook::DeathsCheck> checks_;
};

std::string cite(const Given& given, Register& evidence, const outlook::DeathsOutlook& ahead) {
  const std::string last_month = record::month_words(ahead.last_month);
  return evidence.query(
      "deaths/" + ahead.country,
      fmt::format("UCDP best estimates for {} to {}: {} in twelve months", given.view.in_sentence(ahead.country),
                  last_month, rounded(ahead.last_total)),
      fmt::format("country-months of {} up to {}, as revised to {}", ahead.country, last_month, ahead.revised_as_of),
      static_cast<long>(ahead.past_totals.size()) + 11, {},
      Call{"outlook deaths"}.with("host", given.of.host).on(given.view.as_of));
}

outlook::Question question_of(const Given& given, const CaseQuestion& case_question, double threshold, Day horizon) {
  outlook::Question out;
  out.event = outlook::Event::deaths;
  out.host = given.of.host;
  out.asked_on = given.view.as_of;
  out.horizon_on = horizon;
  out.threshold = threshold;
  out.resolution = case_question.resolution;
  out.source = outlook::source_of(out.event);
  out.words = outlook::words_of(out, given.view);
  return out;
}

Judgement judgement_of(const Given& given, const outlook::Question& question, const outlook::DeathsOutlook& ahead,
                       const outlook::DeathsCheck& past, const std::string& cited) {
  Judgement j;
  j.id = judgement_id(given.next_judgement);
  j.kind = JudgementKind::deaths;
  j.claim = fmt::format("deaths in organised violence in {} over twelve months will have passed {} (the count to {})",
                        given.view.in_sentence(ahead.country), unrounded(ahead.last_total),
                        record::month_words(ahead.last_month));
  j.question = question.words;
  j.resolution_rule = question.resolution;
  j.horizon = question.horizon_on;
  j.p = ahead.higher;
  j.interval = outlook::share_of_pairs(ahead.higher, ahead.pairs);
  j.base_rate = BaseRate{"pairs of consecutive twelve-month totals at a like level, in any country",
                         std::round(ahead.higher * ahead.pairs),
                         static_cast<double>(ahead.pairs),
                         "overlapping pairs",
                         *j.interval,
                         "",
                         0,
                         0};
  j.confidence = Confidence{
      "low", "the number comes from like levels in all countries and knows nothing of the case; " +
                 (past.can_be_judged ? fmt::format("over {} past origins such 80% bands held {} of the time", past.n,
                                                   percent(past.coverage[1]))
                                     : fmt::format("how such bands held cannot be judged ({}, and {} are needed)",
                                                   counted(past.n, "past origin"), outlook::kFewestOrigins))};
  j.because = fmt::format("{:.0f} of {} pairs of twelve-month totals at a like level rose",
                          std::round(ahead.higher * ahead.pairs), ahead.pairs);
  j.evidence = {cited};
  j.would_change = {"three months in a row above the same months of the year before"};
  return j;
}

// The number on page 1, and the warning that belongs to it.
void tell(Contribution& out, const Given& given, const Judgement& j, const outlook::DeathsOutlook& ahead) {
  const auto told = [&](const std::string& passed) {
    return Told{.says = Says::forecast,
                .who = {fmt::format("deaths in organised violence in {} over twelve months",
                                    given.view.in_sentence(ahead.country)),
                        true},
                .acts = {{.verb = "pass", .what = passed}},
                .by = j.horizon,
                .p = j.p};
  };
  const Told alone = told(unrounded(ahead.last_total));
  const Told counted = told(unrounded(ahead.last_total) + ", the last count,");
  point_that_fits(out, given, On::security, {counted, alone}, j.evidence, Status::judged);
  const bool fits = count_of_words(realise(counted, given.view.as_of)) <= kLongestSentence;
  out.tell(given, On::security, fits ? counted : alone, j.evidence, Status::judged);
  out.tell(
      given, On::security,
      {.says = Says::state, .who = {"this"}, .acts = {{.verb = "be", .what = "a baseline, and no effect of a break"}}},
      j.evidence, Status::computed);
}

// The host's forecast; a gap where the series ends so early that it says nothing of days to come.
void add_judgement(Contribution& out, const Given& given, const CaseQuestion& case_question,
                   const outlook::DeathsOutlook& ahead, const outlook::DeathsCheck& past, const std::string& cited) {
  const Day horizon = record::first_day_of(ahead.last_month + 13) - std::chrono::days{1};
  if (horizon <= given.view.as_of) {
    out.gap(fmt::format("The series of deaths ends in {}: it gives no number for days after {}.",
                        record::month_words(ahead.last_month), to_words(given.view.as_of)));
    return;
  }
  const outlook::Question question = question_of(given, case_question, ahead.last_total, horizon);
  out.judgements.push_back(judgement_of(given, question, ahead, past, cited));
  const Judgement& j = out.judgements.back();
  if (given.wanted.front) tell(out, given, j, ahead);
  if (given.wanted.ledger)
    out.forecasts.push_back({j.id, question, *j.p, *j.interval, *j.p, ahead.dots, {ahead.last_total}});
  if (given.wanted.indicators)
    for (const outlook::Indicator& indicator : outlook::deaths_indicators(given.view, ahead, given.models.deaths))
      add_indicator(out, given, j, question, indicator);
}

// Months drawn, and what may come.
FanFigure::Panel panel_of(const Given& given, const outlook::DeathsOutlook& ahead, bool printable) {
  FanFigure::Panel panel;
  panel.label = given.view.actor_name(ahead.country);
  for (const record::DeathsSeries& series : given.view.deaths) {
    if (series.country != ahead.country) continue;
    const int last = series.first_month + static_cast<int>(series.deaths.size()) - 1;
    for (int m = std::max(series.first_month, last - kDrawnMonths + 1); m <= last; ++m) {
      panel.month.push_back(record::first_day_of(m));
      panel.deaths.push_back(series.deaths[static_cast<std::size_t>(m - series.first_month)]);
    }
  }
  panel.last_twelve = ahead.last_total;
  panel.median = ahead.median;
  panel.band50 = ahead.bands[0];
  panel.band80 = ahead.bands[1];
  panel.quantile_dots = ahead.dots;
  panel.printable = printable;
  return panel;
}

std::vector<Table::Cell> row_of(const Given& given, const outlook::DeathsOutlook& ahead, bool printable,
                                const std::string& cited) {
  const stats::Interval& band = ahead.bands[1];
  return {{given.view.actor_name(ahead.country), {cited}},
          {rounded(ahead.last_total), {}},
          {printable ? rounded(ahead.median) : "not printed", {}},
          {printable ? rounded(band.lo) + "–" + rounded(band.hi) : "not printed", {}},
          {percent(ahead.higher), {}}};
}

// How such bands held, for states like the host.
Paragraph record_words(const Given& given, const outlook::DeathsCheck& past, bool busy, bool printable,
                       const std::string& cited) {
  Paragraph text;
  text.statements.push_back(
      {"This is a plain baseline from what totals did next at like levels everywhere; it is no effect of a break, which cannot be told from one case. " +
           (past.can_be_judged
                ? fmt::format(
                      "Over {} origins of {} countries with {} {:.0f} deaths in the twelve months before, as the host has, its 80% bands held {}; the mean score (CRPS of the logarithm) was {:.2f}, against {:.2f} for the same again and {:.2f} for draws of a country’s own months.",
                      past.n, past.countries, busy ? "at least" : "fewer than", given.models.deaths.minimum,
                      percent(past.coverage[1]), past.crps, past.crps_same_again, past.crps_own_months)
                : fmt::format(
                      "How its bands held cannot be judged: {} their twelve months in the record, and {} are needed.",
                      counted(past.n, "past origin has", "past origins have"), outlook::kFewestOrigins)),
       {cited},
       Status::computed});
  if (!printable)
    text.statements.push_back(
        {"The band is not printed, since its past coverage is off by more than ten points or cannot be judged.",
         {cited},
         Status::computed});
  return text;
}

// What the annex shows, state by state.
struct Shown {
  FanFigure figure;
  Table table;
  std::string first_cited;
  bool printable = true;  // the last state's band
  bool host_busy = true;
};

Section section_of(const Given& given, Shown shown, const outlook::DeathsCheck& past) {
  Section section{"deaths", kHeading, Part::annex, {}};
  section.blocks.emplace_back(record_words(given, past, shown.host_busy, shown.printable, shown.first_cited));
  Figure figure;
  figure.id = "deaths";
  figure.finding = "Deaths by month, and the coming twelve months as twenty equally likely totals";
  figure.description =
      "One panel a state: monthly deaths, the last twelve months’ total, and quantile dots with 50 and 80% bands of the next total.";
  figure.source_line = fmt::format(
      "UCDP GED, Uppsala Conflict Data Program, best estimates as revised to {}; months known 60 days after their end.",
      given.view.deaths_revised_as_of);
  figure.data = std::move(shown.figure);
  section.blocks.emplace_back(std::move(figure));
  shown.table.id = "deaths";
  shown.table.columns = {
      {"State", false}, {"Last twelve months", true}, {"Median ahead", true}, {"80% band", true}, {"P(more)", true}};
  shown.table.finding = "Totals of twelve months, published and ahead";
  shown.table.source_line = "Bands hold 80%.";
  section.blocks.emplace_back(std::move(shown.table));
  return section;
}

// The host, and with the annex the other states of the case.
std::vector<std::string> states_of(const Given& given) {
  std::vector<std::string> states = given.wanted.annex ? given.of.deaths : std::vector<std::string>{};
  if (std::ranges::find(states, given.of.host) == states.end()) states.insert(states.begin(), given.of.host);
  return states;
}

void add_states(Contribution& out, const Given& given, const CaseQuestion& case_question) {
  PastBands past(given);
  Shown shown;
  for (const std::string& code : states_of(given)) {
    const auto ahead = outlook::deaths_ahead(given.view, code, given.models.deaths);
    if (!ahead) {
      out.gap(fmt::format("Deaths in {} cannot be carried ahead: the series does not hold twelve published months.",
                          given.view.in_sentence(code)));
      continue;
    }
    const std::string cited = cite(given, out.evidence, *ahead);
    if (shown.first_cited.empty()) shown.first_cited = cited;
    // A band whose past coverage is off by more than ten points is not printed.
    shown.printable = past.of(ahead->busy).printable[1];
    if (given.wanted.annex) {
      shown.figure.panels.push_back(panel_of(given, *ahead, shown.printable));
      shown.table.rows.push_back(row_of(given, *ahead, shown.printable, cited));
    }
    if (code != given.of.host) continue;
    shown.host_busy = ahead->busy;
    add_judgement(out, given, case_question, *ahead, past.of(ahead->busy), cited);
  }
  if (!given.wanted.annex) {
    out.leave_out("deaths", kHeading);
  } else if (!shown.figure.panels.empty()) {
    const outlook::DeathsCheck& check = past.of(shown.host_busy);
    out.add(section_of(given, std::move(shown), check));
  }
}

}  // namespace

Contribution deaths_part(const Given& given) {
  Contribution out(given.view);
  const CaseQuestion* case_question = nullptr;
  for (const CaseQuestion& one : given.of.questions)
    if (one.kind == QuestionKind::deaths) case_question = &one;
  if (case_question == nullptr) {
    out.not_told(On::security, "Deaths ahead are not computed, since the case does not ask for them.");
    return out;
  }
  if (given.view.deaths.empty())
    out.gap(given.view.vintage == record::Vintage::strict
                ? "No series of conflict deaths was released by the day, so none is used (strict vintage)."
                : "The series of conflict deaths holds no month that was published by the day, so none is used.");
  else
    add_states(out, given, *case_question);
  return out;
}

}  // namespace entente::assess

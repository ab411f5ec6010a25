#include "entente/assess/vintages.hpp"

#include "entente/assess/register.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <set>
#include <utility>

namespace entente::assess {
namespace {

constexpr int kMonthsCompared = 36;
constexpr std::size_t kMonthsShown = 12;
constexpr std::size_t kPanels = 3;

const record::DeathsSeries* series_of(const record::View& view, const std::string& state) {
  const auto at = std::ranges::find(view.deaths, state, &record::DeathsSeries::country);
  return at == view.deaths.end() ? nullptr : &*at;
}

std::optional<double> deaths_in(const record::DeathsSeries* series, int month) {
  if (series == nullptr || month < series->first_month) return std::nullopt;
  const auto place = static_cast<std::size_t>(month - series->first_month);
  return place < series->deaths.size() ? std::optional(series->deaths[place]) : std::nullopt;
}

int last_month_of(const record::DeathsSeries* series) {
  return series == nullptr ? std::numeric_limits<int>::min()
                           : series->first_month + static_cast<int>(series->deaths.size()) - 1;
}

// A month that both vintages hold, with different figures.
struct Moved {
  std::string state;
  int month = 0;
  double here = 0;
  double there = 0;
  double by() const { return std::abs(here - there); }
};

struct Compared {
  std::vector<Moved> moved;  // the host's first, then the largest difference
  int in_one = 0;            // months of the host that one of the two holds alone
  int in_both = 0;           // of all states, that do not differ
};

Compared compare(const record::View& view, const OtherVintage& other) {
  Compared out;
  for (const std::string& state : other.states) {
    const record::DeathsSeries* here = series_of(view, state);
    const record::DeathsSeries* there = series_of(other.view, state);
    const int last = std::max(last_month_of(here), last_month_of(there));
    if (here == nullptr && there == nullptr) continue;
    for (int month = last - kMonthsCompared + 1; month <= last; ++month) {
      const auto a = deaths_in(here, month);
      const auto b = deaths_in(there, month);
      if (a && b && *a != *b)
        out.moved.push_back({state, month, *a, *b});
      else if (a && b)
        ++out.in_both;
      else if ((a || b) && state == other.states.front())
        ++out.in_one;
    }
  }
  const std::string& host = other.states.front();
  std::stable_sort(out.moved.begin(), out.moved.end(), [&](const Moved& a, const Moved& b) {
    return std::pair(a.state != host, -a.by()) < std::pair(b.state != host, -b.by());
  });
  return out;
}

// "latest", "released by the day of the brief", "released by 1 December 2023"
std::string label_of(const record::Figures& figures) {
  if (figures.by) return "released by " + to_words(*figures.by);
  return figures.vintage == record::Vintage::latest ? "latest" : "released by the day of the brief";
}

std::string in_sentence(const record::Figures& figures) {
  if (figures.by)
    return fmt::format("the figures that had been released by {}, and for months of which none had, the first after it",
                       to_words(*figures.by));
  return figures.vintage == record::Vintage::latest
             ? "the newest figures there are"
             : "the figures that had been released by the day of the brief, and no others";
}

// The same question: one claim, or the one claim of its kind under the same rule, where the claim holds a count.
const Judgement* same_question(const Judgement& j, const Assessment& now, const Assessment& other) {
  for (const Judgement& one : other.judgements)
    if (one.claim == j.claim) return &one;
  const auto alike = [&](const Judgement& one) {
    return one.kind == j.kind && !j.resolution_rule.empty() && one.resolution_rule == j.resolution_rule;
  };
  if (std::ranges::count_if(now.judgements, alike) != 1) return nullptr;
  const auto found = std::ranges::find_if(other.judgements, alike);
  return found == other.judgements.end() ? nullptr : &*found;
}

std::string words_of(const Judgement& j) { return j.p ? fmt::format("{}: {}", j.claim, chance(*j.p)) : j.claim; }

// The figures of one month with the days on which they came out.
class Sides {
 public:
  Sides(const record::View& view, const record::Figures& figures, const OtherVintage& other)
      : view_(view), figures_(figures), other_(other) {}
  std::string here(const Moved& m) const { return side(figures_, m, m.here); }
  std::string there(const Moved& m) const { return side(other_.figures, m, m.there); }
  std::string label_here() const { return label_of(figures_); }
  std::string sentence_here() const { return in_sentence(figures_); }
  std::string words(const Moved& m) const {
    return fmt::format("{} in {}: {} here, {} there", view_.in_sentence(m.state), record::month_words(m.month), here(m),
                       there(m));
  }
  /// The days of the releases that are compared; a reader of dates takes them from the line below a table.
  std::string days(const std::vector<Moved>& moved) const {
    std::set<Day> days;
    for (const Moved& m : moved)
      for (const record::Figures* figures : {&figures_, &other_.figures})
        if (const auto day = released(*figures, m)) days.insert(*day);
    std::vector<std::string> words;
    for (const Day day : days) words.push_back(to_words(day));
    return list_of(words);
  }

 private:
  std::optional<Day> released(const record::Figures& figures, const Moved& m) const {
    return record::stands_as_of(other_.releases, figures, view_.as_of, m.state, m.month);
  }
  std::string side(const record::Figures& figures, const Moved& m, double deaths) const {
    const auto day = released(figures, m);
    return day ? fmt::format("{} (released on {})", unrounded(deaths), to_words(*day)) : unrounded(deaths);
  }
  const record::View& view_;
  const record::Figures& figures_;
  const OtherVintage& other_;
};

// Which judgements moved, one a row; the reason is the figures that differ.
Table judgements_table(const Assessment& now, const OtherVintage& other, const std::string& because,
                       const std::string& cited) {
  Table t;
  t.id = "vintages-judgements";
  t.columns = {{"Judgement", false}, {"Here", true}, {"Under the other", true}, {"Why", false}};
  const auto add = [&](const std::string& id, std::string here, std::string there, std::string why) {
    t.rows.push_back({{id, {cited}}, {std::move(here), {}}, {std::move(there), {}}, {std::move(why), {}}});
  };
  std::set<const Judgement*> met;
  for (const Judgement& j : now.judgements) {
    const Judgement* same = same_question(j, now, other.assessment);
    if (same == nullptr) {
      add(j.id, words_of(j), "not made", "the figures that it needs are not there");
      continue;
    }
    met.insert(same);
    const bool number = j.p && same->p && std::lround(*j.p * 1000) != std::lround(*same->p * 1000);
    if (number || j.claim != same->claim) add(j.id, words_of(j), words_of(*same), because);
  }
  for (const Judgement& j : other.assessment.judgements)
    if (!met.contains(&j) && same_question(j, other.assessment, now) == nullptr)
      add("–", "not made", words_of(j), "the figures that it needs are not there");
  return t;
}

Table months_table(const Compared& compared, const record::View& view, const Sides& sides, const std::string& cited) {
  Table t;
  t.id = "vintages-months";
  t.columns = {{"State", false}, {"Month", false}, {"Here", false}, {"Under the other", false}, {"Difference", true}};
  const std::size_t shown = std::min(kMonthsShown, compared.moved.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const Moved& m = compared.moved[i];
    t.rows.push_back({{view.actor_name(m.state), {cited}},
                      {record::month_words(m.month), {}},
                      {sides.here(m), {}},
                      {sides.there(m), {}},
                      {fmt::format("{}{}", m.there > m.here ? "+" : "−", unrounded(m.by())), {}}});
  }
  t.finding = fmt::format("Deaths by month that differ between the two, {} of {}", shown, compared.moved.size());
  t.source_line = fmt::format("The last {} months of the states of the case; figures of the releases of {}.",
                              kMonthsCompared, sides.days(compared.moved));
  return t;
}

// The twelve months that a total is of, of the states whose figures differ.
Figure figure_of(const Compared& compared, const record::View& view, const OtherVintage& other, const Sides& sides) {
  SeriesFigure series;
  series.y_label = "deaths a month";
  std::vector<std::string> states;
  for (const Moved& m : compared.moved)
    if (states.size() < kPanels && std::ranges::find(states, m.state) == states.end()) states.push_back(m.state);
  int last = std::numeric_limits<int>::min();
  for (const Moved& m : compared.moved)
    last = std::max({last, last_month_of(series_of(view, m.state)), last_month_of(series_of(other.view, m.state))});
  constexpr int kDrawn = 12;
  for (const std::string& state : states) {
    SeriesFigure::Panel panel;
    panel.label = view.actor_name(state);
    SeriesFigure::Panel::Line here{sides.label_here(), {}};
    SeriesFigure::Panel::Line there{label_of(other.figures), {}};
    for (int month = last - kDrawn + 1; month <= last; ++month) {
      panel.x.push_back(1970 + month / 12.0);
      const double none = std::numeric_limits<double>::quiet_NaN();
      here.y.push_back(deaths_in(series_of(view, state), month).value_or(none));
      there.y.push_back(deaths_in(series_of(other.view, state), month).value_or(none));
    }
    panel.lines = {std::move(here), std::move(there)};
    series.panels.push_back(std::move(panel));
  }
  const Moved& largest = compared.moved.front();
  Figure out;
  out.id = "vintages";
  out.finding =
      fmt::format("{} deaths in {}, {}, are {} under the other vintage", unrounded(largest.here),
                  view.in_sentence(largest.state), record::month_words(largest.month), unrounded(largest.there));
  out.description =
      "Deaths by month under the two vintages, one panel a state; where the lines part, a figure was revised.";
  out.source_line = fmt::format("UCDP, releases of {}.", sides.days(compared.moved));
  out.data = std::move(series);
  return out;
}

Paragraph words(const Assessment& now, const OtherVintage& other, const Compared& compared, std::size_t moved,
                const Sides& sides, const std::string& cited) {
  Paragraph out;
  const auto say = [&](std::string text) { out.statements.push_back({std::move(text), {cited}, Status::computed}); };
  say(fmt::format("This brief uses {}. Beside it stands the same case on the same day with {}.", sides.sentence_here(),
                  in_sentence(other.figures)));
  if (compared.moved.empty())
    say(fmt::format("No figure that both hold differs, of {}.", counted(compared.in_both, "month")));
  else
    say(fmt::format("Of {} that both hold {}; first of all {}.",
                    counted(compared.in_both + static_cast<int>(compared.moved.size()), "month"),
                    counted(compared.moved.size(), "differs", "differ"), sides.words(compared.moved.front())));
  if (compared.in_one > 0)
    say(fmt::format("{} of the host {} in one of the two alone.", counted(compared.in_one, "month"),
                    agreeing(compared.in_one, "stands", "stand")));
  const std::size_t all = now.judgements.size();
  say(moved == 0
          ? fmt::format("None of {} moves: the others rest on no figure that differs.", counted(all, "judgement"))
          : fmt::format("{} by it, of {}; the others rest on no figure that differs.",
                        counted(moved, "judgement moves", "judgements move"), all));
  return out;
}

}  // namespace

void mark_vintage(Assessment& now, const record::Figures& figures) {
  if (!figures.by) return;
  now.vintage = record::word_of(figures);
  for (Statement& statement : now.method)
    if (statement.call && statement.call->verb == "brief")
      statement.call = Call(*statement.call).with("vintage", now.vintage);
}

void note_vintages(Assessment& now, const record::View& view, const record::Figures& figures,
                   const OtherVintage& other) {
  const Compared compared = compare(view, other);
  const Sides sides(view, figures, other);
  Register evidence(view);
  std::vector<std::string> names;
  for (const std::string& state : other.states) names.push_back(view.actor_name(state));
  const std::string cited = evidence.query(
      "vintages",
      fmt::format("Deaths by month under two vintages, the last {} months of {}", kMonthsCompared, list_of(names)),
      fmt::format("months that {} and {} hold with different figures", label_of(figures), label_of(other.figures)),
      static_cast<long>(compared.moved.size()), {},
      Call{"record vintages"}
          .with("series", std::string(record::kDeathsSeries))
          .with("states", fmt::format("{}", fmt::join(other.states, ","))));
  const std::string because =
      compared.moved.empty() ? "months that one of the two lacks" : sides.words(compared.moved.front());
  Table judgements = judgements_table(now, other, because, cited);
  Section section{"vintages", "Under another vintage of the figures", Part::front, {}};
  section.blocks.emplace_back(words(now, other, compared, judgements.rows.size(), sides, cited));
  if (!judgements.rows.empty()) {
    judgements.finding = "Judgements that another vintage moves";
    judgements.source_line = "All else is the same: the case, the day, the facts, the models and the seed.";
    section.blocks.emplace_back(std::move(judgements));
  }
  if (!compared.moved.empty()) {
    section.blocks.emplace_back(figure_of(compared, view, other, sides));
    section.blocks.emplace_back(months_table(compared, view, sides, cited));
  }
  const auto annex = std::ranges::find(now.sections, Part::annex, &Section::part);
  now.sections.insert(annex, std::move(section));
  add_evidence(now, evidence.take());
}

}  // namespace entente::assess

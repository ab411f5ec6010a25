// What the partner did with the host's forces: trainings by fiscal year, beside those of the neighbours.

#include "entente/record/training.hpp"

#include "entente/assess/part.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

namespace entente::assess {
namespace {

using record::TrainingYear;

constexpr const char* kAnnexHeading = "What the partner did, by year";
constexpr std::size_t kYearsSummed = 5;
constexpr std::size_t kYearsShown = 8;
constexpr std::size_t kNeighboursDrawn = 2;
constexpr std::size_t kNeighboursNamed = 3;

// Trainings of one host over years of which the reports were public.
struct Sum {
  int trainings = 0;
  long students = 0;
  double cost_usd = 0;
  bool students_whole = true;  // every training gives them
  bool cost_whole = true;
  std::vector<int> none;    // fiscal years
  std::vector<int> unread;  // fiscal years
  const TrainingYear* most = nullptr;
};

struct Window {
  int first = 0;
  int last = 0;
  bool holds(int fiscal_year) const { return fiscal_year >= first && fiscal_year <= last; }
};

Sum sum_of(const std::vector<TrainingYear>& years, Window window) {
  Sum out;
  for (const TrainingYear& y : years) {
    if (!window.holds(y.fiscal_year)) continue;
    if (!y.trainings) {
      out.unread.push_back(y.fiscal_year);
      continue;
    }
    if (*y.trainings == 0) out.none.push_back(y.fiscal_year);
    out.trainings += *y.trainings;
    out.students += y.students;
    out.cost_usd += y.cost_usd;
    out.students_whole = out.students_whole && y.students_missing == 0;
    out.cost_whole = out.cost_whole && y.cost_missing == 0;
    if (out.most == nullptr || *y.trainings > *out.most->trainings) out.most = &y;
  }
  return out;
}

std::string number(long value) { return with_commas(std::to_string(value)); }

std::string dollars(double value) {
  return value >= 1e6 ? fmt::format("{} million dollars", rounded(value / 1e6, 1))
                      : with_commas(rounded(value)) + " dollars";
}

std::string years_list(const std::vector<int>& years) {
  std::vector<std::string> words;
  for (const int year : years) words.push_back(std::to_string(year));
  return list_of(words);
}

// Whose trainings the host has: the counterpart's, else those of the first partner followed that lists any.
std::string sender_of(const Given& given) {
  std::vector<std::string> candidates{given.of.counterpart};
  candidates.insert(candidates.end(), given.of.partners.begin(), given.of.partners.end());
  for (const std::string& code : candidates)
    if (!record::training_years(given.view, given.of.host, code).empty()) return code;
  return {};
}

// "; most in 2019 (261), in the last of them 114; none in 2013; the page of 2019 could not be read"
std::string course_words(const std::vector<TrainingYear>& years, const Sum& sum, Window window) {
  std::string out = fmt::format("; most in {} ({})", sum.most->fiscal_year, *sum.most->trainings);
  const auto last = std::ranges::find(years, window.last, &TrainingYear::fiscal_year);
  if (last != years.end() && last->trainings && last->fiscal_year != sum.most->fiscal_year)
    out += fmt::format(", {} in {}", *last->trainings, window.last);
  if (!sum.none.empty()) out += fmt::format("; none in {}", years_list(sum.none));
  if (!sum.unread.empty()) out += fmt::format("; the page of {} could not be read", years_list(sum.unread));
  return out;
}

Statement sum_statement(const Given& given, const std::string& sender, const std::vector<TrainingYear>& years,
                        Window window, const std::string& cited) {
  const Sum sum = sum_of(years, window);
  if (sum.most == nullptr || sum.trainings == 0)
    return {fmt::format("{} reports no training of forces of {} in fiscal years {} to {}.",
                        capital(given.view.in_sentence(sender)), given.view.in_sentence(given.of.host), window.first,
                        window.last),
            {cited},
            Status::computed};
  return {fmt::format("{} trained forces of {}: by its own reports {} in fiscal years {} to {} ({}{} seats, {}{}){}.",
                      capital(given.view.in_sentence(sender)), given.view.in_sentence(given.of.host),
                      counted(number(sum.trainings), "training"), window.first, window.last,
                      sum.students_whole ? "" : "at least ", number(sum.students), sum.cost_whole ? "" : "at least ",
                      dollars(sum.cost_usd), course_words(years, sum, window)),
          {cited},
          Status::computed};
}

// One of the region beside the host, and what it got in the years summed.
struct Neighbour {
  std::string code;
  std::vector<TrainingYear> years;
  int trainings = 0;
};

// Those with most trainings first.
std::vector<Neighbour> neighbours_of(const Given& given, const std::string& sender, Window window) {
  std::vector<Neighbour> out;
  for (const std::string& code : given.of.region) {
    if (code == given.of.host || code == sender) continue;
    auto years = record::training_years(given.view, code, sender);
    if (years.empty()) continue;
    const int trainings = sum_of(years, window).trainings;
    out.push_back({code, std::move(years), trainings});
  }
  std::ranges::stable_sort(out, std::greater{}, &Neighbour::trainings);
  return out;
}

std::optional<Statement> neighbours_statement(const Given& given, int trainings,
                                              const std::vector<Neighbour>& neighbours, const std::string& cited) {
  if (neighbours.empty()) return std::nullopt;
  const auto more = std::ranges::count_if(neighbours, [&](const Neighbour& n) { return n.trainings > trainings; });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(kNeighboursNamed, neighbours.size()); ++i)
    words.push_back(fmt::format("{} {}", given.view.in_sentence(neighbours[i].code), number(neighbours[i].trainings)));
  return Statement{fmt::format("Of {} of the region with such trainings, {} had more in the same years: {}{}.",
                               counted(neighbours.size(), "other state"), more == 0 ? "none" : std::to_string(more),
                               list_of(words), neighbours.size() > words.size() ? " had the most" : ""),
                   {cited},
                   Status::computed};
}

// What the reports do not tell: what came after the newest, and days of theirs that nobody was seen to give.
Statement limits_statement(const Given& given, const std::string& sender, const std::vector<TrainingYear>& years,
                           Window window, const std::string& cited) {
  const record::TrainingReport* newest = record::last_training_report(given.view, sender);
  std::vector<int> by_rule;
  for (const TrainingYear& y : years)
    if (window.holds(y.fiscal_year) && y.report->by_rule) by_rule.push_back(y.fiscal_year);
  std::string text = fmt::format("The newest report public on the day ends on {}: what was trained since is not known.",
                                 to_words(record::fiscal_year_end(newest->fiscal_year)));
  if (!by_rule.empty())
    text += fmt::format(" The day on which the report of {} was public follows from a rule and is not verified.",
                        years_list(by_rule));
  return {std::move(text), {cited}, Status::computed};
}

Figure years_figure(const Given& given, const std::string& sender, const std::vector<TrainingYear>& years,
                    const std::vector<Neighbour>& neighbours, Window window) {
  SeriesFigure::Panel panel;
  const int first = window.last - static_cast<int>(kYearsShown) + 1;
  for (int year = first; year <= window.last; ++year) panel.x.push_back(year);
  const auto add = [&](const std::string& code, const std::vector<TrainingYear>& of) {
    SeriesFigure::Panel::Line line{given.view.actor_name(code), {}};
    for (int year = first; year <= window.last; ++year) {
      const auto found = std::ranges::find(of, year, &TrainingYear::fiscal_year);
      line.y.push_back(found != of.end() && found->trainings ? static_cast<double>(*found->trainings)
                                                             : std::numeric_limits<double>::quiet_NaN());
    }
    panel.lines.push_back(std::move(line));
  };
  add(given.of.host, years);
  for (const Neighbour& n : neighbours)
    if (panel.lines.size() <= kNeighboursDrawn) add(n.code, n.years);
  panel.label = "by fiscal year";
  Figure figure;
  figure.id = "training-years";
  figure.finding = fmt::format("Trainings by {} of forces of {}{}, fiscal years {} to {}",
                               given.view.in_sentence(sender), given.view.in_sentence(given.of.host),
                               neighbours.empty() ? "" : ", beside those of the region with most", first, window.last);
  figure.description = "A line a state: the number of trainings by fiscal year.";
  figure.source_line = fmt::format(
      "Yearly reports of {}, each known from the day it was public; fiscal year 2019 is October 2018 to September 2019. "
      "Unclassified part alone, read by machine and not checked row by row. A gap is a year that no report known on the "
      "day lists, or a page that could not be read.",
      given.view.in_sentence(sender));
  figure.data = SeriesFigure{"trainings", {std::move(panel)}};
  return figure;
}

}  // namespace

Contribution training_part(const Given& given) {
  Contribution out(given.view);
  const std::string sender = sender_of(given);
  if (sender.empty()) return out;
  const std::vector<TrainingYear> years = record::training_years(given.view, given.of.host, sender);
  const int last = record::last_training_report(given.view, sender)->fiscal_year;
  const Window window{last - static_cast<int>(kYearsSummed) + 1, last};
  long trainings = 0;
  for (const TrainingYear& y : years) trainings += y.trainings.value_or(0);
  const std::string cited =
      out.evidence.query("training/years",
                         fmt::format("Trainings by {} of forces of {}", given.view.in_sentence(sender),
                                     given.view.in_sentence(given.of.host)),
                         "trainings in the reports that were public on the day, those listed ahead left out", trainings,
                         {}, call_of("record state", given.of.host, sender).on(given.view.as_of));
  const std::vector<Neighbour> neighbours = neighbours_of(given, sender, window);
  Section front{"training", "What the partner did", Part::front, {}};
  Paragraph text{{sum_statement(given, sender, years, window, cited)}};
  if (auto beside = neighbours_statement(given, sum_of(years, window).trainings, neighbours, cited))
    text.statements.push_back(std::move(*beside));
  text.statements.push_back(limits_statement(given, sender, years, window, cited));
  front.blocks.emplace_back(std::move(text));
  if (given.wanted.front) out.add(std::move(front));
  if (!given.wanted.annex) {
    out.leave_out("training-years", kAnnexHeading);
    return out;
  }
  Section annex{"training-years", kAnnexHeading, Part::annex, {}};
  annex.blocks.emplace_back(years_figure(given, sender, years, neighbours, window));
  out.add(std::move(annex));
  return out;
}

}  // namespace entente::assess

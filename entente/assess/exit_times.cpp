#include "entente/assess/exit_times.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/outlook/exit_hazard.hpp"
#include "entente/outlook/exit_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace entente::assess {
namespace {

constexpr double kLongestDrawn_days = 730;
constexpr std::array<std::string_view, 4> kShownFactors{"coup", "firm", "large", "denounced"};

// The hazard with covariates, or why there is none on the day.
std::string hazard_words(const Given& given) {
  const outlook::ExitHazard hazard = outlook::exit_hazard(given.view, given.situation, given.seed);
  if (!hazard.why_not.empty()) return hazard.why_not;
  std::vector<std::string> times;
  for (const outlook::ExitFactor& factor : hazard.factors)
    if (std::find(kShownFactors.begin(), kShownFactors.end(), factor.name) != kShownFactors.end())
      times.push_back(fmt::format("{:.1f} by {}", std::exp(factor.leaving), factor.words));
  const outlook::ExitShare* year = nullptr;
  for (const outlook::ExitShare& share : hazard.left_by)
    if (share.day <= 365 || year == nullptr) year = &share;
  std::string chance_by;
  if (year != nullptr)
    chance_by =
        fmt::format(" puts the exit by day {} at {} (80% interval {}–{}), half of the chance {},", year->day,
                    chance(year->left), chance(year->interval.lo), chance(year->interval.hi),
                    hazard.median_day ? fmt::format("before day {}", *hazard.median_day) : "not reached in two years");
  return fmt::format(
      "A hazard with covariates, fitted to {} and {} that kept the forces,{} and stands beside the number without entering it; the hazard of leaving is multiplied {}.",
      counted(hazard.left, "exit"), counted(hazard.kept, "demand"), chance_by, list_of(times));
}

std::string median_words(const outlook::ExitTime& group) {
  if (!group.median_day) return "not reached";
  const auto end = [](const std::optional<double>& day) { return day ? fmt::format("{:.0f}", *day) : "…"; };
  return fmt::format("{:.0f} ({}–{})", *group.median_day, end(group.median_interval.lo), end(group.median_interval.hi));
}

std::vector<Table::Cell> row_of(const outlook::ExitTime& group) {
  const auto share = [&](double day) {
    if (!group.known_on(day)) return std::string("–");
    return group.curve.events[0] == 0 ? std::string("0") : percent(group.left_by(day));
  };
  return {{capital(group.words), {}},
          {std::string(outlook::name(group.clock)), {}},
          {fmt::format("{}", group.curve.n), {}},
          {fmt::format("{}", group.left), {}},
          {share(90), {}},
          {share(180), {}},
          {share(365), {}},
          {median_words(group), {}},
          {group.median_of_those_who_left ? fmt::format("{:.0f}", *group.median_of_those_who_left) : "–", {}}};
}

bool is_drawn(const outlook::ExitTime& group) {
  return group.clock == outlook::Clock::demand && (group.name == "all" || group.of_the_case) &&
         group.name != "no-deadline" && group.name != "deadline";
}

CurveFigure::Line line_of(const outlook::ExitTime& group) {
  CurveFigure::Line line;
  line.label = fmt::format("{} (n {})", group.words, group.curve.n);
  const auto push = [&](double day) {
    const stats::Interval band = group.curve.incidence_interval(0, day);
    line.x.push_back(day);
    line.y.push_back(group.curve.incidence(0, day));
    line.lo.push_back(band.lo);
    line.hi.push_back(band.hi);
  };
  push(group.elapsed_days);
  for (const stats::CurvePoint& p : group.curve.points)
    if (p.events[0] > 0 && p.day > group.elapsed_days && p.day <= kLongestDrawn_days) push(p.day);
  const double end = group.curve.known_on(kLongestDrawn_days) ? kLongestDrawn_days : group.curve.points.back().day;
  if (end > line.x.back()) push(end);
  return line;
}

std::string source_line_of(const Given& given) {
  std::string line =
      "Aalen-Johansen estimate with stays and partial exits as competing outcomes; months count as their 15th; talks are never a condition, since they are coded from their result.";
  if (given.situation.elapsed_days >= 7)
    line +=
        " Every figure is of demands still open as long after the demand, in whole weeks, as this one; a dash: the day has passed, or no such demand has been followed so far.";
  return line;
}

}  // namespace

void add_exit_times(Contribution& out, const Given& given, const DemandCourse* course) {
  CurveFigure curves;
  curves.x_label = "days since the demand";
  curves.y_label = "share that has left";
  if (given.situation.demand_on) curves.today = days_between(*given.situation.demand_on, given.view.as_of);
  Table table;
  table.id = "exit-times";
  table.finding = "Days to exit, those that stayed counted; the last column is only of those that left";
  table.columns = {{"Demands", false},
                   {"Clock", false},
                   {"n", true},
                   {"Left", true},
                   {"Left by day 90", true},
                   {"by day 180", true},
                   {"by day 365", true},
                   {"Half of all gone by day", true},
                   {"Median of those that left", true}};
  std::vector<std::string> ids;
  for (const outlook::ExitTime& group : outlook::exit_times(given.view, given.situation)) {
    if (group.curve.n == 0) continue;
    table.rows.push_back(row_of(group));
    if (!is_drawn(group)) continue;
    curves.lines.push_back(line_of(group));
    ids.insert(ids.end(), group.evidence.begin(), group.evidence.end());
  }
  if (curves.lines.empty()) return;
  ids = each_once(std::move(ids));
  const std::string cited = out.evidence.query("exit-times", "Demands with their days to outcome",
                                               "public demands to states open as long as the case, the case left out",
                                               static_cast<long>(ids.size()), ids, given.call("outlook time"));
  table.rows.front()[0].evidence = {cited};
  table.source_line = source_line_of(given);
  Figure figure;
  figure.id = "exit-curve";
  figure.finding = "How fast presences left after a demand, those that stayed counted";
  figure.description = "Share of demanded presences that had left by days since the demand, with 80% bands.";
  figure.source_line = table.source_line;
  figure.data = std::move(curves);
  Section section{"exit-time", "Time to exit", Part::annex, {}};
  if (course != nullptr) section.blocks.emplace_back(day_table(*course));
  section.blocks.emplace_back(std::move(figure));
  section.blocks.emplace_back(std::move(table));
  section.blocks.emplace_back(Paragraph{{{hazard_words(given), {cited}, Status::computed}}});
  out.add(std::move(section));
}

}  // namespace entente::assess

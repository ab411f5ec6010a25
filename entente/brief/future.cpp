#include "entente/brief/future.hpp"

#include "entente/base/dates_in_text.hpp"
#include "entente/brief/markdown.hpp"
#include "entente/brief/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace entente::brief {
namespace {

// Collects dates with a role that lie after the day.
class Roles {
 public:
  explicit Roles(Day day) : day_(day) {}
  void add(DateRole role, const std::optional<Date>& on) {
    if (on && on->last > day_) out.push_back({role, *on});
  }
  void add(DateRole role, const std::optional<Day>& on) {
    if (on) add(role, std::optional(Date::of(*on)));
  }
  // What a row told when it became known; said later than that, it is not a plan.
  void add_known_text(std::string_view text, Day known_on) {
    if (known_on > day_) return;
    for (const Date& date : dates_in(text)) add(DateRole::plan, std::optional(date));
  }
  std::vector<RoleDate> out;

 private:
  Day day_;
};

void add_view(Roles& roles, const record::View& view) {
  for (const record::Demand& d : view.demands) roles.add(DateRole::deadline, d.deadline_on);
  for (const record::Step& s : view.steps) {
    const bool deadline = s.kind == "deadline-set" || s.kind == "deadline-moved";
    roles.add(deadline ? DateRole::deadline : DateRole::plan, s.planned_on);
    roles.add_known_text(s.summary, s.known_on);
  }
  for (const record::Presence& p : view.presences) roles.add(DateRole::plan, p.end_planned_on);
  for (const record::Membership& m : view.memberships) roles.add(DateRole::plan, m.end_planned_on);
  for (const record::Agreement& a : view.agreements) {
    roles.add(DateRole::plan, a.end_planned_on);
    roles.add_known_text(a.title, a.known_on);
  }
  for (const record::Event& e : view.events) roles.add_known_text(e.summary, e.known_on);
  for (const record::CommodityFigure& c : view.commodities) roles.add(DateRole::plan, std::optional(c.period));
  if (const auto revised = parse_date(view.deaths_revised_as_of)) roles.add(DateRole::vintage, revised);
}

void add_assessment(Roles& roles, const assess::Assessment& a) {
  // What is asked may name a day ahead: the question of the case, those of its judgements, and its further ones.
  const auto add_horizons = [&](std::string_view text) {
    for (const Date& date : dates_in(text)) roles.add(DateRole::horizon, std::optional(date));
  };
  add_horizons(a.question);
  for (const assess::Judgement& j : a.judgements) {
    roles.add(DateRole::horizon, j.horizon);
    add_horizons(j.question);
    add_horizons(j.resolution_rule);
  }
  for (const assess::Forecast& f : a.forecasts) {
    add_horizons(f.question.words);
    roles.add(DateRole::horizon, std::optional(f.question.horizon_on));
    if (f.question.given) roles.add(DateRole::indicator, std::optional(f.question.given->by));
  }
  for (const assess::Change& c : a.changes) add_horizons(c.before);  // the horizon of a judgement of the earlier day
  for (const assess::Indicator& i : a.indicators) roles.add(DateRole::indicator, std::optional(i.by));
  // How the data came about is told in the method and below tables; what is dated there is the data, not the case.
  for (const Date& date : dates_in(a.vintage)) roles.add(DateRole::vintage, std::optional(date));
  for (const assess::Statement& s : a.method)
    for (const Date& date : dates_in(s.text)) roles.add(DateRole::vintage, std::optional(date));
  for (const assess::Section& section : a.sections)
    for (const assess::Block& block : section.blocks) {
      const auto* table = std::get_if<assess::Table>(&block);
      // Days that are asked about, and days by which the exit has come with a chance.
      const bool ahead =
          table != nullptr && (section.id == "asked" || table->id == "course" || table->id == "exit-day");
      if (ahead)
        for (const auto& row : table->rows)
          for (const assess::Table::Cell& cell : row) add_horizons(cell.text);
      const auto* figure = std::get_if<assess::Figure>(&block);
      const std::string* line = table != nullptr ? &table->source_line : nullptr;
      if (figure != nullptr) line = &figure->source_line;
      if (line == nullptr) continue;
      for (const Date& date : dates_in(*line)) roles.add(DateRole::vintage, std::optional(date));
    }
}

}  // namespace

std::string_view name(DateRole role) {
  constexpr std::array<std::string_view, 5> kNames{"plan", "deadline", "horizon", "indicator", "vintage"};
  return kNames.at(static_cast<std::size_t>(role));
}

std::vector<RoleDate> dates_ahead(const record::View& view, const assess::Assessment& assessment) {
  Roles roles(assessment.as_of);
  add_view(roles, view);
  add_assessment(roles, assessment);
  std::sort(roles.out.begin(), roles.out.end(),
            [](const RoleDate& x, const RoleDate& y) { return std::tie(x.on, x.role) < std::tie(y.on, y.role); });
  return std::move(roles.out);
}

std::vector<Date> unexplained_dates(std::string_view text, Day day, std::span<const RoleDate> roles) {
  std::vector<Date> out;
  for (const Date& date : dates_in(text)) {
    if (date.first <= day || std::find(out.begin(), out.end(), date) != out.end()) continue;
    const bool explained = std::any_of(roles.begin(), roles.end(), [&](const RoleDate& r) {
      return r.on.first <= date.last && date.first <= r.on.last && r.on.precision != Precision::year;
    });
    if (!explained) out.push_back(date);
  }
  return out;
}

std::vector<Finding> lint_future(const record::View& view, const assess::Assessment& assessment) {
  std::vector<Finding> out;
  const auto roles = dates_ahead(view, assessment);
  const std::string text = without_quotes(to_markdown(assessment, {.style = Style::full}));
  for (const Date& date : unexplained_dates(text, assessment.as_of, roles))
    out.push_back({"future-date", "text",
                   fmt::format("{} lies after the day and is not a plan, deadline, horizon, day of an indicator or "
                               "vintage that was known on it.",
                               to_words(date))});
  return out;
}

}  // namespace entente::brief

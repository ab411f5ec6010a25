#pragma once
// What a brief says of days after its own: only plans, deadlines, horizons, indicators and vintages may lie there.
//
// Every date that may lie after the day has a role. The rendered text is searched for dates, and one that lies after
// the day and has no role is a fault: something known later stands in the brief, or a plan that the record does not
// know as one. docs/methods/brief.md, section 4.

#include "entente/assess/assessment.hpp"
#include "entente/base/date.hpp"
#include "entente/brief/lint.hpp"
#include "entente/record/view.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::brief {

enum class DateRole { plan, deadline, horizon, indicator, vintage };

/// "plan", "deadline", ...
std::string_view name(DateRole role);

struct RoleDate {
  DateRole role = DateRole::plan;
  Date on;
};

/// The dates of the view and of the assessment that may lie after the day, each with its role, by (date, role):
/// deadlines and planned days of demands, steps, presences, memberships and agreements as known on the day; periods of
/// figures that were announced; plans that a summary told (E0181: "leave by 15 September 2024"), where the row was
/// known on the day; horizons of judgements and forecasts; days of indicators; vintages of series. Cost: linear in the
/// view.
std::vector<RoleDate> dates_ahead(const record::View& view, const assess::Assessment& assessment);

/// Dates in `text` that lie after `day` and that no role explains, each once, in the order of the text. A month is
/// explained by a role's date within it, and a day by a role's date that stands for it or for its month.
std::vector<Date> unexplained_dates(std::string_view text, Day day, std::span<const RoleDate> roles);

/// The check over a whole assessment, on its rendered text with the annex. One finding a date, rule "future-date".
std::vector<Finding> lint_future(const record::View& view, const assess::Assessment& assessment);

}  // namespace entente::brief

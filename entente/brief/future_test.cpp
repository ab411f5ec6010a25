#include "entente/brief/future.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::brief;

namespace {

const Day kDay = *parse_day("2022-02-18");

RoleDate role(DateRole r, const char* on) { return {r, *parse_date(on)}; }

assess::Assessment assessment() {
  assess::Assessment a;
  a.as_of = kDay;
  a.title = "A title";
  return a;
}

std::string told(const record::View& view, const assess::Assessment& a) {
  std::string out;
  for (const Finding& f : lint_future(view, a)) out += f.rule + ": " + f.message + "\n";
  return out;
}

}  // namespace

TEST_CASE("a date after the day needs a role that explains it") {
  const std::vector<RoleDate> roles{role(DateRole::deadline, "2022-08"), role(DateRole::horizon, "2023-02-18")};
  const auto left = [&](const char* text) {
    std::string out;
    for (const Date& d : unexplained_dates(text, kDay, roles)) out += to_string(d) + " ";
    return out;
  };
  CHECK(left("from 11 January 2013 to 15 August 2022").empty());  // within the month that was named
  CHECK(left("to 15 September 2022, again 15 September 2022") == "2022-09-15 ");
  CHECK(left("by 18 February 2023, in February 2023").empty());
  CHECK(left("by 19 February 2023") == "2023-02-19 ");
  CHECK(left("on 18 February 2022").empty());
  CHECK(left("in February 2022").empty());
  CHECK(left("in March 2022") == "2022-03 ");
}

TEST_CASE("plans of the view, horizons and indicators of the assessment are explained, and nothing else") {
  record::View view;
  view.as_of = kDay;
  assess::Assessment a = assessment();
  assess::Statement leaves{"France leaves by 31 August 2022.", {}, assess::Status::reported};
  a.gaps.push_back(leaves);
  CHECK(told(view, a) ==
        "future-date: 31 August 2022 lies after the day and is not a plan, deadline, horizon, day of an "
        "indicator or vintage that was known on it.\n");
  record::Demand d;
  d.id = "demands:B1";
  d.deadline_on = parse_date("2022-08-31");
  view.demands.push_back(d);
  CHECK(told(view, a).empty());
  view.demands.clear();
  record::Step s;
  s.summary = "Paris says that all are out by 31 August 2022.";
  s.known_on = kDay;
  view.steps.push_back(s);
  CHECK(told(view, a).empty());
  view.steps.front().known_on = kDay + std::chrono::days{1};
  CHECK_FALSE(told(view, a).empty());
  view.steps.clear();
  assess::Indicator i;
  i.observable = "x";
  i.by = *parse_day("2022-08-31");
  a.indicators.push_back(i);
  CHECK(told(view, a).empty());
  a.indicators.clear();
  a.question = "Will they leave by 31 August 2022?";
  CHECK(told(view, a).empty());
  a.question.clear();
  // Days that the course of a demand gives stand in tables of their own.
  assess::Table days;
  days.id = "exit-day";
  days.columns = {{"Chance", true}, {"By", false}};
  days.rows = {{{"50%", {}}, {"31 August 2022", {}}}};
  assess::Section time{"exit-time", "Time to exit", assess::Part::annex, {}};
  time.blocks.emplace_back(days);
  a.sections.push_back(time);
  CHECK(told(view, a).empty());
  std::get<assess::Table>(a.sections.front().blocks.front()).id = "exit-times";
  CHECK_FALSE(told(view, a).empty());
  a.sections.clear();
  a.gaps.front().text = "The question “out by 31 August 2022” has no answer.";
  CHECK(told(view, a).empty());
  a.gaps.front().text = "The question “out by May” has no answer before 31 August 2022.";
  CHECK_FALSE(told(view, a).empty());
}

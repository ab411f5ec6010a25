// The question of the day's state: will the host ask, will the forces leave, have they left. Gives the title.

#include "entente/assess/demand_course.hpp"
#include "entente/assess/exit_times.hpp"
#include "entente/assess/futures.hpp"
#include "entente/assess/indicator.hpp"
#include "entente/assess/ladder_section.hpp"
#include "entente/assess/ladder_words.hpp"
#include "entente/assess/part.hpp"
#include "entente/assess/presence_told.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/outlook/answer.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/indicators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace entente::assess {
namespace {

constexpr int kSameStep_days = 15;  // an event so near the day of the demand tells of it

const CaseQuestion* question_of(const Case& of) {
  const auto found = std::ranges::find(of.questions, QuestionKind::presence, &CaseQuestion::kind);
  return found == of.questions.end() ? nullptr : &*found;
}

// The question of the state as the ledger keeps it.
outlook::Question question_of(const Given& given, outlook::Event event, const CaseQuestion& case_question,
                              Day horizon) {
  outlook::Question out;
  out.event = event;
  out.host = given.of.host;
  out.counterpart = given.of.counterpart;
  if (event == outlook::Event::exit) out.demand = given.situation.demand;
  out.asked_on = given.view.as_of;
  out.horizon_on = horizon;
  out.resolution = case_question.resolution;
  out.source = outlook::source_of(event);
  out.words = outlook::words_of(out, given.view);
  return out;
}

// A judgement drawn from a ladder; the caller adds what the number cannot say.
Judgement judgement_of(const Given& given, Register& evidence, const outlook::Ladder& ladder,
                       const outlook::Question& question, const std::string& claim, const std::string& unit) {
  const bool exit = question.event == outlook::Event::exit;
  const std::string classes(outlook::name(question.event));
  Judgement j;
  j.id = judgement_id(given.next_judgement);
  j.kind = exit ? JudgementKind::exit : JudgementKind::asks;
  j.claim = claim;
  j.question = question.words;
  j.resolution_rule = question.resolution;
  j.horizon = question.horizon_on;
  j.p = ladder.probability;
  j.interval = ladder.interval;
  add_base_rate(j, ladder, unit);
  j.confidence = confidence_of(ladder);
  j.class_spread_points = ladder.spread * 100;
  j.dissent = dissent_of(ladder);
  j.evidence = {cite_class(given, evidence, classes, ladder, ladder.nearest()),
                cite_class(given, evidence, classes, ladder, ladder.rungs.front())};
  return j;
}

// What moves the judgement.
void add_indicators(Contribution& out, const Given& given, const Judgement& judgement,
                    const outlook::Question& question, const DemandCourse* course = nullptr) {
  if (!given.wanted.indicators) return;
  if (course != nullptr)
    add_course_indicators(out, given, judgement, question, *course);
  else
    for (const outlook::Indicator& indicator : outlook::indicators(given.view, given.situation, given.models.ladder))
      add_indicator(out, given, judgement, question, indicator);
}

void add_branches(Contribution& out, const Given& given, const Judgement& judgement,
                  const DemandCourse* course = nullptr) {
  if (given.of.branches.empty())
    out.gap("The case names no branches, so no scenario is computed.");
  else
    add_futures(out, given, judgement, course);
}

// The demand, and the events of its days that tell of it.
std::vector<std::string> demand_evidence(const Given& given, Register& evidence) {
  std::vector<std::string> out{evidence.row(given.situation.demand)};
  for (const record::Event& e : given.view.events)
    if (e.actor == given.of.host && e.target == given.of.counterpart &&
        (e.type == "agreement-terminated" || e.type == "withdrawal-demanded") &&
        std::abs(days_between(e.on.first, *given.situation.demand_on)) <= kSameStep_days)
      out.push_back(evidence.row(e.id));
  return out;
}

void add_exit_forecast(Contribution& out, const Given& given, const Judgement& judgement,
                       const outlook::Question& question, const outlook::Ladder& ladder, int to_day) {
  const auto days = outlook::exit_days(given.view, given.situation, given.models.ladder, to_day);
  out.forecasts.push_back({judgement.id, question, *judgement.p, *judgement.interval, ladder.rungs.front().pooled,
                           outlook::day_members(days, given.view.as_of, false),
                           outlook::day_members(days, given.view.as_of, true)});
}

// The same by the course, for each day that is asked about; the widest class beside it.
void add_course_forecasts(Contribution& out, const Given& given, const Judgement& judgement,
                          const CaseQuestion& case_question, const DemandCourse& course) {
  for (const outlook::Course& one : course.asked) {
    const int to_day = days_between(course.standing.demand_on, one.horizon_on);
    const auto ladder = outlook::exit_days(given.view, given.situation, given.models.ladder, to_day);
    const auto days = outlook::course_days(one, ladder);
    out.forecasts.push_back({judgement.id, question_of(given, outlook::Event::exit, case_question, one.horizon_on),
                             one.probability, one.interval, days.back().widest,
                             outlook::day_members(days, given.view.as_of, false),
                             outlook::day_members(days, given.view.as_of, true)});
  }
}

// The ladder, or a gap that says why there is none.
std::optional<outlook::Ladder> counted_ladder(Contribution& out, const Given& given,
                                              outlook::OrWhyNot<outlook::Ladder>&& ladder) {
  if (auto* found = std::get_if<outlook::Ladder>(&ladder)) return std::move(*found);
  out.title =
      fmt::format("{} and {}: the question of the day cannot be counted", capital(given.host()), given.counterpart());
  out.gap(fmt::format("The question about the forces of {} in {} has no number: {}.", given.counterpart(), given.host(),
                      std::get<outlook::WhyNot>(ladder).why));
  return std::nullopt;
}

// What the shares of a ladder are of.
std::string counted_words(const outlook::Ladder& ladder, const outlook::ExitWindow& usual) {
  std::string out = "demands that became public";
  if (ladder.from_day > 0)
    out += fmt::format(" and were open after {}, as this one is", counted(ladder.from_day, "day"));
  if (ladder.to_day != usual.to_day) out += fmt::format(", counted to day {}", ladder.to_day);
  return out;
}

Judgement exit_judgement(Contribution& out, const Given& given, const outlook::Ladder& ladder,
                         const outlook::Question& question, const std::string& counted, const DemandCourse* course) {
  Judgement j =
      judgement_of(given, out.evidence, ladder, question,
                   fmt::format("the forces of {} will have left {}", given.counterpart(), given.host()), counted);
  if (course != nullptr) take_course(j, out.evidence, given, *course, ladder);
  std::vector<std::string> evidence = demand_evidence(given, out.evidence);
  // The demand first, then the model and the classes, then what tells of it.
  std::erase(j.evidence, evidence.front());
  j.evidence.insert(j.evidence.begin(), evidence.front());
  j.evidence.insert(j.evidence.end(), evidence.begin() + 1, evidence.end());
  j.because = because_of(j, out.evidence, given, course, ladder);
  if (course != nullptr)
    j.would_change = would_change(*course);
  else
    j.would_change = {"an exit date agreed by both sides", "new terms that keep the forces",
                      "a change of government in the host"};
  return j;
}

// The title, with the number of each day that is asked about.
std::string demanded_title(const Given& given, const Judgement& j, const DemandCourse* course) {
  std::string out = fmt::format("{} has told {} to go: exit by {} put at {}", capital(given.host()),
                                given.counterpart(), to_words(*j.horizon), chance(*j.p));
  if (course != nullptr && course->asked.size() > 1)
    out += fmt::format(", by {} at {}", to_words(course->asked[1].horizon_on), chance(course->asked[1].probability));
  return out;
}

// A demand is open: will they have left by the day that is named for it, or by its first anniversary?
void add_demanded(Contribution& out, const Given& given, const CaseQuestion& case_question) {
  const outlook::ExitWindow usual = outlook::exit_window(given.models.ladder.exit, given.situation.elapsed_days);
  const std::optional<DemandCourse> known = course_of_demand(given, usual.to_day);
  const DemandCourse* course = known ? &*known : nullptr;
  const int to_day = course != nullptr ? course->to_day() : usual.to_day;
  const auto found =
      counted_ladder(out, given, outlook::try_exit_ladder(given.view, given.situation, given.models.ladder, to_day));
  if (!found) return;
  const outlook::Ladder& ladder = *found;
  const Day horizon = *given.situation.demand_on + std::chrono::days{to_day};
  const outlook::Question question = question_of(given, outlook::Event::exit, case_question, horizon);
  const std::string counted = counted_words(ladder, usual);
  const Judgement j = exit_judgement(out, given, ladder, question, counted, course);
  out.judgements.push_back(j);
  if (given.wanted.ledger && course != nullptr) add_course_forecasts(out, given, j, case_question, *course);
  if (given.wanted.ledger && course == nullptr) add_exit_forecast(out, given, j, question, ladder, to_day);
  add_indicators(out, given, j, question, course);
  if (!given.wanted.front) return;
  tell_demanded(out, given, j, course);
  if (course != nullptr) add_course_section(out, given, *course, ladder);
  const auto [lowest, highest] = std::ranges::minmax_element(ladder.rungs, {}, &outlook::Rung::pooled);
  add_ladder_sections(
      out, given, ladder,
      {"exit", j.id,
       fmt::format("From the widest class to the nearest the share {}; pooled, {} are gone {}",
                   chance(lowest->pooled) == chance(highest->pooled)
                       ? "stays at " + chance(lowest->pooled)
                       : fmt::format("moves between {} and {}", chance(lowest->pooled), chance(highest->pooled)),
                   chance(ladder.probability),
                   to_day == usual.to_day ? std::string("within the year") : fmt::format("by day {}", to_day)),
       "of " + counted});
  if (given.wanted.annex)
    add_exit_times(out, given, course);
  else
    out.leave_out("exit-time", "Time to exit");
  add_branches(out, given, j, course);
  out.title = demanded_title(given, j, course);
}

// Forces are there and no demand is open: will the host make one within twelve months?
void add_unasked(Contribution& out, const Given& given, const CaseQuestion& case_question) {
  const auto found =
      counted_ladder(out, given, outlook::try_asks_ladder(given.view, given.situation, given.models.ladder));
  if (!found) return;
  const outlook::Ladder& ladder = *found;
  const Day horizon = add_months(given.view.as_of, 12);
  const outlook::Question question = question_of(given, outlook::Event::asks, case_question, horizon);
  Judgement j =
      judgement_of(given, out.evidence, ladder, question,
                   fmt::format("{} will ask the forces of {} to leave or change", given.host(), given.counterpart()),
                   "years of a presence");
  for (const std::string* id : {&given.situation.presence, &given.situation.coup})
    if (!id->empty()) j.evidence.push_back(out.evidence.row(*id));
  j.because = because_of(ladder, "brought such a demand");
  // What has happened already is in the number.
  if (!given.situation.traits.other_asked)
    j.would_change.emplace_back("a demand on another power's forces in the host");
  if (!given.situation.traits.coup) j.would_change.emplace_back("a coup in the host");
  j.would_change.emplace_back("a public row over the agreement");
  out.judgements.push_back(j);
  if (given.wanted.ledger)
    out.forecasts.push_back({j.id, question, *j.p, *j.interval, ladder.rungs.front().pooled, {}, {}});
  add_indicators(out, given, j, question);
  if (!given.wanted.front) return;
  tell_unasked(out, given, j);
  add_ladder_sections(out, given, ladder,
                      {"asks", j.id,
                       fmt::format("In {} of years like these the host asked the forces to leave or change",
                                   percent(ladder.probability)),
                       "of years of presences of ten powers"});
  add_branches(out, given, j);
  out.title = fmt::format("{} keeps the forces of {}: a demand to leave or change within twelve months put at {}",
                          capital(given.host()), given.counterpart(), chance(ladder.probability));
}

void add_ended(Contribution& out, const Given& given) {
  const std::optional<Day>& ended_on = given.situation.ended_on;
  Judgement j;
  j.id = judgement_id(given.next_judgement);
  j.kind = JudgementKind::left;
  j.claim = fmt::format("the forces of {} have left {}{}", given.counterpart(), given.host(),
                        ended_on ? " as of " + to_words(*ended_on) : "");
  j.question = fmt::format("Have the forces of {} left {}?", given.counterpart(), given.host());
  j.evidence = out.evidence.rows(given.situation.evidence);
  j.status = Status::reported;
  out.title = fmt::format("The forces of {} have left {}", given.counterpart(), given.host());
  tell_ended(out, given, j);
  out.judgements.push_back(std::move(j));
}

}  // namespace

Contribution presence_part(const Given& given) {
  Contribution out(given.view);
  const CaseQuestion* case_question = question_of(given.of);
  if (case_question == nullptr) {
    out.gap("The case asks nothing about the presence itself.");
    return out;
  }
  switch (given.situation.state) {
    case outlook::State::demanded: add_demanded(out, given, *case_question); break;
    case outlook::State::no_demand: add_unasked(out, given, *case_question); break;
    case outlook::State::ended: add_ended(out, given); break;
    case outlook::State::none:
      out.title = fmt::format("{} and {}: no presence is on record", capital(given.host()), given.counterpart());
      out.gap(fmt::format("The record holds no presence of {} in {}, so nothing can be asked of it.",
                          given.counterpart(), given.host()));
      break;
  }
  return out;
}

}  // namespace entente::assess

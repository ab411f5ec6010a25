#include "entente/outlook/answer.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/course_words.hpp"
#include "entente/outlook/deaths_from.hpp"
#include "entente/outlook/exit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace entente::outlook {
namespace {

constexpr int kMembers = 20;
constexpr int kStepDays = 7;
constexpr int kReplicates = 10000;
constexpr double kYearDays = 365;

std::string whole(double share) { return fmt::format("{:.0f}%", std::clamp(std::round(100 * share), 0.0, 100.0)); }

std::vector<DayShare> weekly(Day demand_on, Day as_of, int from_day, int to_day, const LadderSpec& spec,
                             const Traits& traits, const std::function<std::vector<Trial>(int)>& trials_to) {
  std::vector<DayShare> days;
  const int now = std::max(from_day, days_between(demand_on, as_of));
  DayShare before;
  for (int day = std::min(now + kStepDays, to_day);; day = std::min(day + kStepDays, to_day)) {
    const std::vector<Trial> trials = trials_to(day);
    DayShare share{demand_on + std::chrono::days(day), before.probability, before.widest};
    if (!trials.empty()) {
      const Estimate e = estimate(spec, trials, traits);
      share.probability = std::max(share.probability, e.probability);
      share.widest = std::max(share.widest, e.widest);
    }
    days.push_back(share);
    before = share;
    if (day == to_day) return days;
  }
}

void explain_state(Answer& a, const record::View& view) {
  const Situation& s = a.situation;
  std::string text = fmt::format("On {} the state is: {}", to_words(view.as_of), name(s.state));
  if (s.state == State::demanded && s.demand_on)
    text +=
        s.demand.empty() ? ", taken as asked on that day" : fmt::format(", {} before", counted(s.elapsed_days, "day"));
  text += s.coup_on ? fmt::format("; the host's last successful coup is of {}.", to_words(*s.coup_on))
                    : "; no successful coup in the host in 24 months.";
  a.explanation.push_back(std::move(text));
}

void explain_ladder(Answer& a) {
  const Ladder& l = *a.ladder;
  for (const Rung& r : l.rungs) {
    const std::string counted =
        r.n == 0 ? "no case on the day" : fmt::format("{} of {} ({})", r.k, r.n, whole(1.0 * r.k / r.n));
    a.explanation.push_back(
        r.parent.empty() ? fmt::format("The widest class, {}: {}.", r.words, counted)
                         : fmt::format("Within it, {}: {}; drawn towards the wider class as if that added {:.0f}: {}.",
                                       r.words, counted, l.weight, whole(r.pooled)));
  }
  for (const auto* rungs : {&l.sides, &l.rungs})
    for (const Rung& r : *rungs)
      if (r.name == l.dissent && r.n > 0)
        a.explanation.push_back(fmt::format("The class farthest from the number is {}: {} of {} ({}).", r.words, r.k,
                                            r.n, whole(1.0 * r.k / r.n)));
  if (l.confidence_capped)
    a.explanation.push_back(fmt::format("The classes span {}, so confidence is low to moderate at most.",
                                        counted(rounded(100 * l.spread), "point")));
  for (const Sensitivity& x : l.sensitivity) {
    std::string text = x.what;
    if (!text.empty()) text[0] = static_cast<char>(text[0] - (text[0] >= 'a' && text[0] <= 'z' ? 'a' - 'A' : 0));
    a.explanation.push_back(x.lo == x.hi ? fmt::format("{}: {}.", text, whole(x.lo))
                                         : fmt::format("{}: {} to {}.", text, whole(x.lo), whole(x.hi)));
  }
  a.explanation.insert(a.explanation.end(), l.notes.begin(), l.notes.end());
}

void take_days(Answer& a, std::vector<DayShare> days, Day as_of) {
  a.days = std::move(days);
  // The last of the days is the horizon, where the printed number stands.
  for (const DayShare& d : a.days)
    if (!a.half_by && d.probability >= 0.5) a.half_by = d.by;
  a.members = day_members(a.days, as_of, false);
  a.base_members = day_members(a.days, as_of, true);
}

// The course of the demand in place of the ladder's number, which stays beside it as the outside view.
void answer_by_course(Answer& a, const record::View& view, const AnswerModels& models,
                      const std::vector<Branch>& branches, int to_day, std::uint64_t seed, const Executor& executor) {
  const CourseModel model(view, *models.course, models.ladder, seed);
  const auto standing = model.standing(view, a.situation.demand);
  if (!standing) return;
  a.course = course(model, *standing, to_day, executor);
  a.probability = a.course->probability;
  a.interval = a.course->interval;
  a.half_by.reset();
  take_days(a, course_days(*a.course, a.days), view.as_of);
  a.branches = course_branches(model, *standing, branches, to_day, executor);
  std::vector<std::string> first{standing_words(*standing)};
  first.push_back(fmt::format(
      "The number is that of the course of {} demands from stage to stage, with a prior at the classes below; these stand "
      "beside it as the outside view.",
      model.demands()));
  if (std::string apart = why_apart(model, *a.course, a.ladder->probability); !apart.empty())
    first.push_back(std::move(apart));
  a.explanation.insert(a.explanation.begin() + std::min<std::ptrdiff_t>(1, std::ssize(a.explanation)), first.begin(),
                       first.end());
}

// Nothing, or why there is no answer.
std::optional<WhyNot> answer_deaths(Answer& a, const record::View& view, const DeathsModel& model) {
  a.deaths = deaths_ahead(view, a.question.host, model);
  if (!a.deaths)
    return WhyNot{ErrorCode::not_found, why_without_deaths(view, a.question.host),
                  fmt::format("`entente outlook deaths {} --as-of {}` says from which day on", a.question.host,
                              to_string(view.as_of))};
  const DeathsOutlook& d = *a.deaths;
  const double limit = a.question.threshold.value_or(d.last_total);
  const auto above = std::count_if(d.values.begin(), d.values.end(), [&](double v) { return v > limit; });
  a.probability = static_cast<double>(above) / static_cast<double>(d.values.size());
  a.interval = share_of_pairs(a.probability, d.pairs);
  a.base_rate = a.probability;
  a.members = d.dots;
  a.base_members = {d.last_total};
  a.explanation.push_back(fmt::format(
      "The last twelve published months hold {}; {} of consecutive totals at a like level, in any country, {} what came "
      "next: {} of them would pass {}.",
      counted(rounded(d.last_total), "death"), counted(d.pairs, "pair"), agreeing(d.pairs, "says", "say"), above,
      unrounded(limit)));
  a.explanation.push_back(fmt::format("Median {}, 80% band {} to {}; figures as revised to {}.", rounded(d.median),
                                      rounded(d.bands[1].lo), rounded(d.bands[1].hi), d.revised_as_of));
  return std::nullopt;
}

// Takes the ladder of the question over, or says why there is none.
std::optional<WhyNot> take_ladder(Answer& a, OrWhyNot<Ladder>&& ladder) {
  if (WhyNot* none = std::get_if<WhyNot>(&ladder)) return std::move(*none);
  a.ladder = std::get<Ladder>(std::move(ladder));
  return std::nullopt;
}

}  // namespace

std::vector<DayShare> exit_days(const record::View& view, const Situation& s, const LadderFile& file, int to_day) {
  const int from = exit_window(file.exit, s.elapsed_days).from_day;
  return weekly(*s.demand_on, view.as_of, from, to_day, file.exit, s.traits,
                [&](int day) { return exit_trials(view, s.demand, from, day).trials; });
}

std::vector<DayShare> arrival_days(const record::View& view, const Situation& s, const LadderFile& file,
                                   std::string_view power, int to_day) {
  const int from = exit_window(file.arrival, s.elapsed_days).from_day;
  const std::string own = s.episode.empty() ? s.demand : s.episode;
  return weekly(*s.demand_on, view.as_of, from, to_day, file.arrival, s.traits,
                [&](int day) { return arrival_trials(view, file, power, own, from, day).trials; });
}

std::vector<DayShare> course_days(const Course& course, const std::vector<DayShare>& ladder) {
  check(!course.days.empty() && !ladder.empty(), "a course beside a ladder needs days of both");
  std::vector<DayShare> days;
  for (const CourseDay& d : course.days) {
    const auto known = std::find_if(ladder.begin(), ladder.end(), [&](const DayShare& x) { return x.by >= d.on; });
    days.push_back({d.on, d.left, known == ladder.end() ? ladder.back().widest : known->widest});
  }
  return days;
}

std::vector<double> day_members(const std::vector<DayShare>& days, Day start, bool widest) {
  check(!days.empty(), "a distribution of days needs days");
  std::vector<double> members;
  for (int i = 0; i < kMembers; ++i) {
    const double wanted = (i + 0.5) / kMembers;
    double at = days_between(start, days.back().by);
    double share_before = 0;
    double day_before = 0;
    for (const DayShare& d : days) {
      const double share = widest ? d.widest : d.probability;
      const double day = days_between(start, d.by);
      if (share >= wanted) {
        at = day_before + (day - day_before) * (wanted - share_before) / (share - share_before);
        break;
      }
      share_before = share;
      day_before = day;
    }
    members.push_back(at);
  }
  return members;
}

Answer answer(const record::View& view, const Question& question, const Situation& s, const AnswerModels& models,
              const std::vector<Branch>& branches, std::uint64_t seed, const Executor& executor) {
  return or_throw(try_answer(view, question, s, models, branches, seed, executor));
}

OrWhyNot<Answer> try_answer(const record::View& view, const Question& question, const Situation& s,
                            const AnswerModels& models, const std::vector<Branch>& branches, std::uint64_t seed,
                            const Executor& executor) {
  Answer a;
  a.question = question;
  a.situation = s;
  const bool clock = question.event == Event::exit || question.event == Event::arrival;
  const int to_day = clock ? days_between(*s.demand_on, question.horizon_on) : 0;
  BranchWindow window;
  if (question.event != Event::deaths) explain_state(a, view);
  switch (question.event) {
    case Event::exit:
      if (auto none = take_ladder(a, try_exit_ladder(view, s, models.ladder, to_day))) return *none;
      take_days(a, exit_days(view, s, models.ladder, to_day), view.as_of);
      window.to_day = to_day;
      if (to_day != models.ladder.exit.horizon_days)
        a.explanation.push_back(
            fmt::format("The window ends {} after the demand; the weights of the ladder were chosen at {}.",
                        counted(to_day, "day"), models.ladder.exit.horizon_days));
      break;
    case Event::arrival:
      if (const auto there = forces_there(view, question.host, question.counterpart))
        return WhyNot{
            ErrorCode::bad_request,
            fmt::format("forces of {} are in {} on the day ({}), so the question does not arise",
                        view.in_sentence(question.counterpart), view.in_sentence(question.host), *there),
            fmt::format("ask about another power; `entente record state {} {}` shows since when they are there",
                        question.host, question.counterpart)};
      if (auto none = take_ladder(a, try_arrival_ladder(view, s, models.ladder, question.counterpart, to_day)))
        return *none;
      take_days(a, arrival_days(view, s, models.ladder, question.counterpart, to_day), view.as_of);
      break;
    case Event::asks:
    case Event::ended: {
      const bool ended = question.event == Event::ended;
      if (auto none = take_ladder(a, try_asks_ladder(view, s, models.ladder, ended ? AskEvent::gone : AskEvent::asked)))
        return *none;
      window.ended = ended;
      window.years = question.horizon_on == add_months(view.as_of, 12)
                         ? 1
                         : days_between(view.as_of, question.horizon_on) / kYearDays;
      if (window.years != 1)
        a.explanation.push_back(
            fmt::format("Classes count whole years; {} gives {:.2f} years at a rate that is taken not to change.",
                        to_words(question.horizon_on), window.years));
      break;
    }
    case Event::deaths:
      if (auto none = answer_deaths(a, view, models.deaths)) return *none;
      break;
    default:
      throw Error(ErrorCode::bad_request, "an observable is not a question of its own", "ask what it would change");
  }
  if (a.ladder) {
    const auto scaled = [&](double p) { return over_years(p, window.years); };
    a.probability = scaled(a.ladder->probability);
    a.interval = {scaled(a.ladder->interval.lo), scaled(a.ladder->interval.hi)};
    a.base_rate = scaled(a.ladder->rungs.front().pooled);
    explain_ladder(a);
  }
  if (models.course != nullptr && question.event == Event::exit && !s.demand.empty())
    answer_by_course(a, view, models, branches, to_day, seed, executor);
  if (!branches.empty() && !a.course) {
    if (question.event == Event::deaths || question.event == Event::arrival)
      return WhyNot{ErrorCode::bad_request, "no class of this question looks at what the condition changes",
                    "leave the condition out; conditions are for exits and demands"};
    a.branches = run_branches(view, s, models.ladder, branches, kReplicates, seed, executor, window);
  }
  if (question.event != Event::deaths && !s.counterpart.empty())
    a.precedents = precedents(view, s, models.ladder, models.precedents);
  return a;
}

}  // namespace entente::outlook

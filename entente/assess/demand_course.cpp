#include "entente/assess/demand_course.hpp"

#include "entente/assess/indicator.hpp"
#include "entente/assess/ladder_words.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/course_bands.hpp"
#include "entente/outlook/course_words.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/stage_question.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace entente::assess {
namespace {

using record::DemandStage;

constexpr int kFewDemands = 20;  // that were ever at the stage
constexpr int kShownDays = 2;    // of each observable
constexpr const char* kQuery = "course";

std::string cite_course(const Given& given, Register& evidence, const DemandCourse& course) {
  return evidence.query(kQuery, "The course of demands from stage to stage",
                        "all demands known on the day, with the steps known on it; prior at the classes of the exit "
                        "ladder",
                        course.model.demands(), {}, given.call("outlook stages"));
}

// Demands that were ever at the stage.
int ever_at(const outlook::CourseModel& model, DemandStage stage) {
  const auto found = std::ranges::find(model.counts(), stage, &outlook::MoveCount::from);
  return found == model.counts().end() ? 0 : found->n;
}

Confidence confidence_in(const DemandCourse& course, const outlook::Ladder& ladder) {
  Confidence out = confidence_of(ladder);
  const DemandStage stage = course.standing.stage;
  if (stage == DemandStage::open) return out;  // the prior is the ladder's
  const int n = ever_at(course.model, stage);
  if (n < kFewDemands) out.level = "low to moderate";
  out.because = fmt::format("{} ever {}, and the reference classes, which look at no step, span {}",
                            counted(n, "demand was", "demands were"), record::name(stage),
                            counted(rounded(100 * ladder.spread), "point"));
  return out;
}

// How much of the uncertainty about the outcome the observable takes away.
double certainty_from(const outlook::CourseBranches& b) {
  return b.chance * (1 - b.chance) * (b.seen - b.unseen) * (b.seen - b.unseen);
}

std::vector<outlook::CourseBranches> most_telling(const DemandCourse& course) {
  std::vector<outlook::CourseBranches> all = outlook::watched(course.model, course.standing, course.to_day());
  std::vector<outlook::CourseBranches> out;
  for (const outlook::CourseBranches& b : all) {
    const auto better = std::ranges::count_if(all, [&](const outlook::CourseBranches& other) {
      return other.what == b.what && certainty_from(other) > certainty_from(b);
    });
    if (better < kShownDays) out.push_back(b);
  }
  return out;
}

// The widest class as scores take it: whether the demands of the ladder had left by the horizon.
std::vector<outlook::Trial> trials_to(const Given& given, int to_day) {
  const int from_day = outlook::exit_window(given.models.ladder.exit, given.situation.elapsed_days).from_day;
  return outlook::exit_trials(given.view, given.situation.demand, from_day, to_day).trials;
}

// The share of it that was where the observable asks for on a day; and the shares that left, of those and of the
// others.
struct WidestShares {
  double there = 0;
  double seen = 0;
  double unseen = 0;
};

WidestShares widest_shares(const Given& given, std::vector<outlook::Trial> all, outlook::Event event, int by_day) {
  const auto is_seen = [&](const outlook::Trial& t) {
    const auto d = std::ranges::find(given.view.demands, t.id, &record::Demand::id);
    if (d == given.view.demands.end()) return false;
    const auto stage = outlook::stage_at_end_of(given.view, *d, midpoint(d->on) + std::chrono::days(by_day));
    return stage && outlook::asks_for(event, *stage);
  };
  const auto widest = [&](const std::vector<outlook::Trial>& trials) {
    return trials.empty() ? 0.5 : outlook::estimate(given.models.ladder.exit, trials, given.situation.traits).widest;
  };
  std::vector<outlook::Trial> seen;
  std::vector<outlook::Trial> unseen;
  for (outlook::Trial& t : all) {
    const bool there = is_seen(t);
    (there ? seen : unseen).push_back(t);
    t.hit = there;
  }
  return {widest(all), widest(seen), widest(unseen)};
}

// The branches as the ledger takes them.
outlook::Indicator indicator_of(const Given& given, const DemandCourse& course, const outlook::CourseBranches& b,
                                const std::vector<outlook::Trial>& trials) {
  outlook::Indicator out;
  out.event = outlook::event_of(b.what);
  out.by = b.by;
  const outlook::CourseBands bands =
      outlook::bands_of(course.model, course.standing, b, course.to_day(), given.executor);
  const WidestShares base = widest_shares(given, trials, out.event, days_between(course.standing.demand_on, b.by));
  out.chance = b.chance;
  out.chance_interval = bands.chance;
  out.chance_base = base.there;
  out.seen = b.seen;
  out.seen_interval = bands.seen;
  out.seen_base = base.seen;
  out.not_seen = b.unseen;
  out.not_seen_interval = bands.unseen;
  out.not_seen_base = base.unseen;
  return out;
}

// "the day that is named" and how the others lie to it.
std::string day_words(const DemandCourse& course, const outlook::Course& one) {
  const int day = days_between(course.standing.demand_on, one.horizon_on);
  const std::vector<int> named = outlook::asked_days(course.standing, 0);
  if (named.size() < 2) return {};
  if (day == named[0]) return ", the day that is named";
  return day == named[1] ? ", a month after it" : "";
}

Table asked_table(const DemandCourse& course, const std::string& cited) {
  Table table;
  table.id = "course";
  table.finding = fmt::format("{} gone by the day that is named for the exit", chance(course.judged().probability));
  table.columns = {{"By", false}, {"Left", true}, {"80% interval", true}};
  std::vector<const outlook::Course*> rows;
  for (const outlook::Course& one : course.asked) rows.push_back(&one);
  std::ranges::sort(rows, {}, &outlook::Course::horizon_on);
  for (const outlook::Course* one : rows)
    table.rows.push_back({{to_words(one->horizon_on) + day_words(course, *one), {cited}},
                          {chance(one->probability), {}},
                          {fmt::format("{}–{}", chance(one->interval.lo), chance(one->interval.hi)), {}}});
  table.source_line =
      "A day that is named is a plan; the chances are of one course, so that they rise from day to day.";
  return table;
}

}  // namespace

int DemandCourse::to_day() const { return days_between(standing.demand_on, judged().horizon_on); }

const outlook::Course& DemandCourse::last() const {
  return *std::ranges::max_element(asked, {}, &outlook::Course::horizon_on);
}

std::optional<DemandCourse> course_of_demand(const Given& given, int usual) {
  if (given.situation.demand.empty()) return std::nullopt;
  outlook::CourseModel model(given.view, given.models.course, given.models.ladder, given.seed);
  auto standing = model.standing(given.view, given.situation.demand);
  if (!standing) return std::nullopt;
  std::vector<int> days = outlook::asked_days(*standing, usual);
  if (std::ranges::count(days, usual) == 0) days.push_back(usual);
  DemandCourse out{std::move(model), std::move(*standing), {}};
  for (const int day : days)
    if (day > out.standing.day) out.asked.push_back(outlook::course(out.model, out.standing, day, given.executor));
  if (out.asked.empty()) return std::nullopt;
  return out;
}

void take_course(Judgement& j, Register& evidence, const Given& given, const DemandCourse& course,
                 const outlook::Ladder& ladder) {
  j.p = course.judged().probability;
  j.interval = course.judged().interval;
  j.confidence = confidence_in(course, ladder);
  j.dissent = dissent_of(ladder, *j.p);
  j.evidence.insert(j.evidence.begin(), cite_course(given, evidence, course));
  for (const record::Demand& d : given.view.demands) {
    if (d.id != course.standing.demand) continue;
    const auto state = record::demand_state(d, record::steps_of(given.view, d), given.view.as_of);
    for (const std::string& id : state ? evidence.rows(state->evidence) : std::vector<std::string>{})
      if (std::ranges::count(j.evidence, id) == 0) j.evidence.push_back(id);
  }
}

namespace {

// "the sender has said that it leaves": what put the demand where it stands.
std::string_view step_words(DemandStage stage) {
  switch (stage) {
    case DemandStage::committed: return "the sender has said that it leaves";
    case DemandStage::softened: return "the demand was softened";
    case DemandStage::half_gone: return "half of the forces or more have gone";
    default: return {};
  }
}

// The step, where it moved the number farther than any class of the ladder did; else nothing.
std::string step_clause(const DemandCourse& course, const outlook::Ladder& ladder) {
  const std::string_view step = step_words(course.standing.stage);
  if (step.empty()) return {};
  outlook::Standing open = course.standing;
  open.stage = DemandStage::open;
  open.planned_day.reset();
  const std::array<int, 1> day{course.to_day()};
  const double without = outlook::chances_of_leaving(course.model, open, day).front();
  if (move_between(without, course.judged().probability) <= farthest_move(ladder)) return {};
  const auto& counts = course.model.counts();
  const auto left = std::ranges::find_if(counts, [&](const outlook::MoveCount& c) {
    return c.from == course.standing.stage && c.to == DemandStage::left;
  });
  if (left == counts.end() || left->n == 0) return std::string(step);
  return fmt::format("{}, and {} of {} ever {} ended in an exit from there", step,
                     left->k == 0 ? std::string("none") : std::to_string(left->k), counted(left->n, "demand"),
                     record::name(course.standing.stage));
}

}  // namespace

std::string because_of(Judgement& j, Register& evidence, const Given& given, const DemandCourse* course,
                       const outlook::Ladder& ladder) {
  if (course != nullptr)
    if (std::string clause = step_clause(*course, ladder); !clause.empty()) return clause;
  const outlook::Rung* driver = nullptr;
  std::string clause = because_of(ladder, "ended in an exit", &driver);
  const std::string cited = cite_class(given, evidence, "exit", ladder, *driver);
  if (std::ranges::count(j.evidence, cited) == 0) j.evidence.push_back(cited);
  return clause;
}

std::vector<std::string> would_change(const DemandCourse& course) {
  const outlook::Standing& s = course.standing;
  std::vector<std::string> out;
  if (s.planned_day)
    out.emplace_back("another day for the exit");
  else
    out.emplace_back("an exit date agreed by both sides");
  if (s.stage != DemandStage::softened) out.emplace_back("new terms that keep the forces");
  out.emplace_back("a change of government in the host");
  return out;
}

void add_course_section(Contribution& out, const Given& given, const DemandCourse& course,
                        const outlook::Ladder& ladder) {
  const std::string cited = cite_course(given, out.evidence, course);
  Paragraph text;
  const auto say = [&](std::string sentence) {
    text.statements.push_back({std::move(sentence), {cited}, Status::computed});
  };
  say(outlook::standing_words(course.standing));
  say(
      fmt::format("The number is that of the course of {} demands from stage to stage, with a prior at the reference "
                  "classes; these stand beside it as the outside view.",
                  course.model.demands()));
  if (std::string apart = outlook::why_apart(course.model, course.judged(), ladder.probability); !apart.empty())
    say(std::move(apart));
  Section section{"course", "Where the demand stands", Part::front, {}};
  section.blocks.emplace_back(std::move(text));
  if (course.asked.size() > 1) section.blocks.emplace_back(asked_table(course, cited));
  out.add(std::move(section));
}

void add_course_indicators(Contribution& out, const Given& given, const Judgement& judgement,
                           const outlook::Question& question, const DemandCourse& course) {
  const std::vector<outlook::Trial> trials =
      given.wanted.ledger ? trials_to(given, course.to_day()) : std::vector<outlook::Trial>{};
  for (const outlook::CourseBranches& b : most_telling(course)) {
    out.indicators.push_back({capital(outlook::words_of(b)),
                              fmt::format("seen by {}, chance {}", to_words(b.by), chance(b.chance)), b.by,
                              judgement.id, *judgement.p, b.seen, b.unseen,
                              fmt::format("Both branches from the course of {} demands.", course.model.demands())});
    if (given.wanted.ledger) add_forecasts(out, given, judgement, question, indicator_of(given, course, b, trials));
  }
}

Table day_table(const DemandCourse& course) {
  constexpr std::array<const char*, 3> kShares{"10%", "50%", "90%"};
  const outlook::Course& last = course.last();
  Table table;
  table.id = "exit-day";
  table.finding = "The day of the exit, by the course of the demand";
  table.columns = {{"Chance of having left reaches", true}, {"By", false}};
  for (std::size_t i = 0; i < kShares.size(); ++i)
    table.rows.push_back(
        {{kShares[i], {}}, {last.left_by[i] ? to_words(*last.left_by[i]) : "not by " + to_words(last.horizon_on), {}}});
  table.source_line = fmt::format("In steps of a week; {} demands.", course.model.demands());
  return table;
}

}  // namespace entente::assess

#include "entente/outlook/course_words.hpp"

#include "entente/base/counted.hpp"
#include "entente/outlook/course_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace entente::outlook {
namespace {

using record::DemandStage;

constexpr int kMonthAfter = 31;
constexpr double kLeastMove = 0.01;
constexpr double kLeastChance = 0.01;
constexpr double kApart = 0.10;
constexpr int kKnownSoon_days = 7;
constexpr int kLongOpen_days = 30;  // before that nobody waits for a commitment

std::string whole(double share) { return fmt::format("{:.0f}%", std::clamp(std::round(100 * share), 1.0, 99.0)); }

Day on(const Standing& s, int day) { return s.demand_on + std::chrono::days(day); }

// Whether the day named for the exit, or the month after it, lies beyond what a course is carried to.
bool too_far(const Standing& s) { return s.planned_day && *s.planned_day + kMonthAfter - s.day > kLongestCourseDays; }

// Of the demands that were ever at a stage, how many went on to leave from it.
const MoveCount* left_from(const CourseModel& model, DemandStage stage) {
  for (const MoveCount& c : model.counts())
    if (c.from == stage && c.to == DemandStage::left) return &c;
  return nullptr;
}

// What has been told besides the stage, in the order in which it matters to a reader.
std::vector<std::string> besides_the_stage(const Standing& s) {
  std::vector<std::string> out;
  const auto holds = [&](int column) { return (s.conditions & columns::bit(column)) != 0; };
  // Who has said since that it leaves refused before that.
  if (holds(columns::refused))
    out.emplace_back(s.stage == DemandStage::open || s.stage == DemandStage::softened
                         ? "the sender has refused"
                         : "the sender had refused before");
  if (holds(columns::repeated)) out.emplace_back("the demand was repeated");
  if (s.deadline_day && !s.planned_day)
    out.push_back(fmt::format("the host's deadline {} {}", *s.deadline_day < s.day ? "was" : "is",
                              to_words(on(s, *s.deadline_day))));
  return out;
}

// "The demand has been open", where a date that follows says since when.
std::string_view stage_words(DemandStage stage) {
  switch (stage) {
    case DemandStage::committed: return "The sender has been committed to leaving";
    case DemandStage::softened: return "The demand has been softened";
    case DemandStage::half_gone: return "Half of the forces or more have been gone";
    default: return "The demand has been open";
  }
}

}  // namespace

std::vector<int> asked_days(const Standing& s, int usual) {
  if (!s.planned_day || *s.planned_day <= s.day || too_far(s)) return {usual};
  return {*s.planned_day, *s.planned_day + kMonthAfter};
}

std::vector<CourseBranches> watched(const CourseModel& model, const Standing& s, int to_day) {
  std::vector<Observed> may{Observed::unresolved};
  if (s.stage == DemandStage::open || s.stage == DemandStage::softened) may.push_back(Observed::committed);
  if (s.stage == DemandStage::committed) may.push_back(Observed::half_gone);
  if (s.stage == DemandStage::open || s.stage == DemandStage::committed) may.push_back(Observed::softened);
  std::vector<CourseBranches> out;
  for (const int days : {30, 90, 180}) {
    if (s.day + days >= to_day) break;
    for (const Observed what : may) {
      const CourseBranches b = branches_of(model, s, what, s.day + days, to_day);
      if (b.chance >= kLeastChance && b.chance <= 1 - kLeastChance && std::abs(b.seen - b.unseen) >= kLeastMove)
        out.push_back(b);
    }
  }
  return out;
}

std::string words_of(const CourseBranches& b) {
  constexpr std::array<std::string_view, 4> kWords{
      "the demand is still pending on {}",
      "the sender has said that it leaves, a date is agreed, or the forces are gone, by {}",
      "half of the forces, or all, are gone by {}",
      "terms are offered, the demand is taken back in part, or it is settled that the forces stay, by {}"};
  return fmt::format(fmt::runtime(kWords.at(static_cast<std::size_t>(b.what))), to_words(b.by));
}

std::string standing_words(const Standing& s) {
  // A demand that becomes known some days after it was made has been open since it was made.
  const bool from_the_start = s.stage == DemandStage::open && s.since_day < kKnownSoon_days;
  const int since = from_the_start ? 0 : std::max(0, s.since_day);
  std::string out = fmt::format("{} since {}", stage_words(s.stage), to_words(on(s, since)));
  if (s.planned_day)
    out += fmt::format("; {} {} named for the exit", to_words(on(s, *s.planned_day)),
                       *s.planned_day < s.day ? "was" : "is");
  if (too_far(s))
    out +=
        ", more than twenty years ahead; no course is carried so far, so the question does not ask about that day "
        "(if it is a slip, correct the step)";
  for (const std::string& what : besides_the_stage(s)) out += "; " + what;
  return out + ".";
}

std::string why_apart(const CourseModel& model, const Course& course, double ladder) {
  if (std::abs(course.probability - ladder) < kApart) return {};
  const Standing& s = course.standing;
  std::string out =
      fmt::format("The ladder's classes, which look at no step, give {}; the course, which does, gives {}.",
                  whole(ladder), whole(course.probability));
  const MoveCount* c = left_from(model, s.stage);
  if (c != nullptr && c->n > 0 && s.stage != DemandStage::open)
    out += fmt::format(" {} of {} demands that were ever {} ended in an exit from there.", c->k, c->n,
                       record::name(s.stage));
  else if (c != nullptr && c->n > 0)
    out += fmt::format("{} {} of {} demands ended in an exit without a commitment before it.",
                       s.day < kLongOpen_days ? "" : fmt::format(" {} have passed without one;", counted(s.day, "day")),
                       c->k, c->n);
  if (s.planned_day && *s.planned_day > s.day)
    out += fmt::format(" The day named for the exit is {} ahead.", counted(*s.planned_day - s.day, "day"));
  return out;
}

}  // namespace entente::outlook

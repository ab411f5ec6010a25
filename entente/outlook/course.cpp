#include "entente/outlook/course.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/course_bands.hpp"
#include "entente/outlook/course_columns.hpp"
#include "entente/outlook/stage_question.hpp"
#include "entente/stats/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace entente::outlook {

using columns::bit;
using record::DemandStage;

namespace {

constexpr int kAgeDays = 7;    // commitments made in the same week age together
constexpr int kShownDays = 7;  // between two days of a course
constexpr double kLargestLogRate = 2;
constexpr std::size_t kDrawsPerBlock = 10;

struct Rates {
  double leave = 0, keep = 0, commit = 0, soften = 0, halve = 0, reopen = 0;
  double all() const { return leave + keep + commit + soften + halve + reopen; }
};

// Where those go within a day that are somewhere at its beginning.
struct Shares {
  double stay = 1;
  Rates move{};
};

Shares shares_of_day(const Rates& r) {
  const double all = r.all();
  const double moved = -std::expm1(-all) / all;
  return {std::exp(-all),
          {moved * r.leave, moved * r.keep, moved * r.commit, moved * r.soften, moved * r.halve, moved * r.reopen}};
}

// A stage that is still to come, by its age in weeks; the oldest ages stand together, where the rates do not change any
// more. Ages between two changes of a rate move alike, so a day costs one product for each such group, and the chances
// by age are brought up to date once a week.
class AgedStage {
 public:
  struct Group {
    std::size_t first = 0;  // its youngest age
    Shares shares{};
    double mass = 0;
    double stayed = 1;  // share of what was there when the week began
  };

  // The first group is of the age 0 alone, which is where all enter.
  AgedStage(std::vector<Group> groups, std::size_t ages) : groups_(std::move(groups)), masses_(ages, 0.0) {}

  void enter(double mass) { groups_.front().mass += mass; }

  template <class Flow>
  void pass_day(Flow&& flow) {
    for (Group& group : groups_) {
      flow(group.mass, group.shares);
      group.stayed *= group.shares.stay;
    }
  }

  void pass_week() {
    for (std::size_t g = 1; g < groups_.size(); ++g)
      for (std::size_t age = groups_[g].first; age < end_of(g); ++age) masses_[age] *= groups_[g].stayed;
    masses_.front() = groups_.front().mass;
    masses_[masses_.size() - 1] += masses_[masses_.size() - 2];
    std::move_backward(masses_.begin(), masses_.end() - 2, masses_.end() - 1);
    masses_.front() = 0;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      groups_[g].stayed = 1;
      groups_[g].mass = 0;
      for (std::size_t age = groups_[g].first; age < end_of(g); ++age) groups_[g].mass += masses_[age];
    }
  }

  double mass() const {
    double all = 0;
    for (const Group& group : groups_) all += group.mass;
    return all;
  }

  void clear() {
    std::fill(masses_.begin(), masses_.end(), 0.0);
    for (Group& group : groups_) group.mass = 0;
  }

 private:
  std::size_t end_of(std::size_t g) const { return g + 1 < groups_.size() ? groups_[g + 1].first : masses_.size(); }

  std::vector<Group> groups_;
  std::vector<double> masses_;  // by age, as the week began
};

// Chances of all that the future needs to know. A commitment that was made since has an age.
struct Chances {
  double now = 0;       // the present spell
  double now_half = 0;  // half gone, out of a present commitment with its day
  double open = 0, softened = 0;
  AgedStage committed, half;
  double left = 0, kept = 0;
};

}  // namespace

// The forward product for one demand and one set of coefficients, day by day. Every day on which a rate changes, an
// observable is looked at or a question ends is a whole day, so no step has to be cut for any of them: looking at the
// demand on a day leaves the rest of the product as it was.
class CourseRun {
 public:
  CourseRun(const CourseModel& model, const Standing& standing, const CourseModel::Coefficients& coefficients)
      : model_(model),
        standing_(standing),
        coefficients_(coefficients),
        at_{.committed = future(DemandStage::committed), .half = future(DemandStage::half_gone)},
        day_(standing.day) {
    at_.now = 1;
    for (const DemandStage stage : {DemandStage::open, DemandStage::half_gone}) {  // of the others they are the same
      const std::vector<int> own = columns::turns(model.spec_, standing, stage);
      turns_.insert(turns_.end(), own.begin(), own.end());
    }
    std::erase_if(turns_, [&](int day) { return day <= day_; });
    std::sort(turns_.begin(), turns_.end(), std::greater<>());
    take_rates();
  }

  const Chances& at() const { return at_; }
  void stand(Chances chances) { at_ = std::move(chances); }

  void run_to(int to) {
    while (day_ < to) step();
  }

  CourseDay summary() const {
    CourseDay d;
    d.on = standing_.demand_on + std::chrono::days(day_);
    d.left = at_.left;
    d.partly_left = at_.kept * model_.partly_share();
    d.stays = at_.kept - d.partly_left;
    d.open = at_.open;
    d.softened = at_.softened;
    d.committed = at_.committed.mass();
    d.half_gone = at_.half.mass() + at_.now_half;
    switch (standing_.stage) {
      case DemandStage::committed: d.committed += at_.now; break;
      case DemandStage::softened: d.softened += at_.now; break;
      case DemandStage::half_gone: d.half_gone += at_.now; break;
      default: d.open += at_.now;
    }
    return d;
  }

 private:
  double rate(Move move, std::uint64_t row, double offset) const {
    const auto m = static_cast<std::size_t>(move);
    const std::vector<int>& own = model_.columns_[m];
    double log_rate = offset;
    for (std::size_t j = 0; j < own.size(); ++j)
      if ((row & bit(own[j])) != 0) log_rate += coefficients_[m][j];
    return std::exp(std::min(log_rate, kLargestLogRate));
  }

  Shares shares(DemandStage stage, std::uint64_t row, Move leaving) const {
    const double base = -std::log(model_.spec_.base_days);
    Rates r;
    r.leave = rate(leaving, row, leaving == Move::leave_dated ? base : standing_.leave_offset);
    r.keep = rate(Move::keep, row, standing_.keep_offset);
    const bool is_open = stage == DemandStage::open;
    const bool is_committed = stage == DemandStage::committed;
    const bool is_softened = stage == DemandStage::softened;
    if (is_open || is_softened) r.commit = rate(Move::commit, row, base);
    if (is_open || is_committed) r.soften = rate(Move::soften, row, base);
    if (is_open || is_committed || is_softened) r.halve = rate(Move::halve, row, base);
    if (is_committed || is_softened) r.reopen = rate(Move::reopen, row, base);
    return shares_of_day(r);
  }

  // Of a stage that is still to come; what holds of an age changes on few of them.
  AgedStage future(DemandStage stage) const {
    const auto ages = static_cast<std::size_t>(model_.spec_.since_days.back() / kAgeDays) + 2;
    std::vector<AgedStage::Group> groups;
    std::uint64_t before = 0;
    for (std::size_t age = 0; age < ages; ++age) {
      const std::uint64_t row = columns::on_day(model_.spec_, standing_.conditions, stage, 0,
                                                static_cast<double>(age) * kAgeDays, std::nullopt, std::nullopt);
      if (age == 1 && row == before)
        groups.push_back({age, groups.back().shares});
      else if (age == 0 || row != before)
        groups.push_back({age, shares(stage, row, Move::leave_later)});
      before = row;
    }
    return {std::move(groups), ages};
  }

  // Of the day that begins at `day_`.
  Shares present(DemandStage stage) const {
    const double middle = day_ + 0.5;
    const bool dated = standing_.planned_day && (stage == DemandStage::committed || stage == DemandStage::half_gone);
    return shares(stage,
                  columns::on_day(model_.spec_, standing_.conditions, stage, middle, middle - standing_.since_day,
                                  standing_.planned_day, standing_.deadline_day),
                  dated ? Move::leave_dated : Move::leave);
  }

  void take_rates() {
    now_ = present(standing_.stage);
    now_half_ = present(DemandStage::half_gone);
    open_ = present(DemandStage::open);
    softened_ = present(DemandStage::softened);
  }

  void step() {
    if (!turns_.empty() && turns_.back() <= day_) {
      while (!turns_.empty() && turns_.back() <= day_) turns_.pop_back();
      take_rates();
    }
    Rates moved;
    const auto flow = [&](double& mass, const Shares& s) {
      if (mass <= 0) return;
      moved.leave += mass * s.move.leave;
      moved.keep += mass * s.move.keep;
      moved.commit += mass * s.move.commit;
      moved.soften += mass * s.move.soften;
      moved.halve += mass * s.move.halve;
      moved.reopen += mass * s.move.reopen;
      mass *= s.stay;
    };
    flow(at_.now, now_);
    const double halved_now = std::exchange(moved.halve, 0.0);
    flow(at_.now_half, now_half_);
    flow(at_.open, open_);
    flow(at_.softened, softened_);
    at_.committed.pass_day(flow);
    at_.half.pass_day(flow);
    at_.left += moved.leave;
    at_.kept += moved.keep;
    at_.committed.enter(moved.commit);
    at_.softened += moved.soften;
    at_.open += moved.reopen;
    const bool dated = standing_.planned_day && standing_.stage == DemandStage::committed;
    if (dated)
      at_.now_half += halved_now;
    else
      at_.half.enter(halved_now);
    at_.half.enter(moved.halve);
    ++day_;
    if ((day_ - standing_.day) % kAgeDays == 0) {
      at_.committed.pass_week();
      at_.half.pass_week();
    }
  }

  const CourseModel& model_;
  const Standing& standing_;
  const CourseModel::Coefficients& coefficients_;
  Shares now_, now_half_, open_, softened_;  // until the next turn
  std::vector<int> turns_;                   // those ahead, the next one last
  Chances at_;
  int day_ = 0;
};

namespace {

void check_days(const Standing& standing, int to_day) {
  if (to_day <= standing.day || to_day - standing.day > kLongestCourseDays)
    throw Error(
        ErrorCode::bad_request, "the horizon of an exit lies after the day, within twenty years",
        fmt::format("ask for a day from {} to {}", to_string(standing.demand_on + std::chrono::days{standing.day + 1}),
                    to_string(standing.demand_on + std::chrono::days{standing.day + kLongestCourseDays})));
}

// What is not among the things seen goes to nothing, or the other way round.
Chances part_of(const Chances& all, DemandStage present, Observed what, bool seen) {
  const Event event = event_of(what);
  const auto taken = [&](DemandStage stage, double mass) { return asks_for(event, stage) == seen ? mass : 0.0; };
  Chances part = all;
  part.now = taken(present, all.now);
  part.now_half = taken(DemandStage::half_gone, all.now_half);
  part.open = taken(DemandStage::open, all.open);
  part.softened = taken(DemandStage::softened, all.softened);
  if (asks_for(event, DemandStage::committed) != seen) part.committed.clear();
  if (asks_for(event, DemandStage::half_gone) != seen) part.half.clear();
  part.left = taken(DemandStage::left, all.left);
  part.kept = taken(DemandStage::stays, all.kept);
  return part;
}

double mass_of(const Chances& c) {
  return c.now + c.now_half + c.open + c.softened + c.committed.mass() + c.half.mass() + c.left + c.kept;
}

}  // namespace

std::string_view name(Observed observed) {
  constexpr std::array<std::string_view, 4> kNames{"unresolved", "committed", "half-gone", "softened"};
  return kNames.at(static_cast<std::size_t>(observed));
}

std::vector<double> chances_of_leaving(const CourseModel& model, const Standing& standing, std::span<const int> days) {
  CourseRun run(model, standing, model.coefficients());
  std::vector<double> out;
  for (const int day : days) {
    check_days(standing, day);
    run.run_to(day);
    out.push_back(run.at().left);
  }
  return out;
}

std::vector<BranchResult> course_branches(const CourseModel& model, const Standing& standing,
                                          const std::vector<Branch>& branches, int to_day, const Executor& executor) {
  check_days(standing, to_day);
  // P(left by the horizon), for a silence among those without an outcome by its end.
  const auto chance = [&](const Standing& s, const CourseModel::Coefficients& c, int silent_to) {
    CourseRun run(model, s, c);
    run.run_to(std::max(silent_to, s.day));
    const double before = run.at().left;
    const double live = 1 - before - run.at().kept;
    run.run_to(to_day);
    return silent_to > s.day ? (run.at().left - before) / live : run.at().left;
  };
  const auto draws_of = [&](const Standing& s, int silent_to) {
    return map_each(executor, model.draws().size(), kDrawsPerBlock,
                    [&](std::size_t i) { return chance(s, model.draws()[i], silent_to); });
  };
  const auto held = [](std::vector<double> draws, double number) {
    stats::Interval interval = stats::central(std::move(draws));
    return stats::Interval{std::min(interval.lo, number), std::max(interval.hi, number)};
  };
  const double now = chance(standing, model.coefficients(), standing.day);
  const std::vector<double> base = draws_of(standing, standing.day);
  std::vector<BranchResult> results;
  for (const Branch& branch : branches) {
    BranchResult r;
    r.id = branch.id;
    r.words = branch.words;
    r.unconditional = now;
    const int silent_to = standing.day + branch.silent_days.value_or(0);
    if (branch.assumed) {
      const stats::Interval whole = held(base, now);
      r.assumed = true;
      r.probability = *branch.assumed;
      r.interval = {r.probability, r.probability};
      r.difference = r.probability - now;
      r.difference_interval = {r.probability - whole.hi, r.probability - whole.lo};
    } else if (silent_to >= to_day) {
      r.why_not = "the silence would outlast the horizon of the question";
    } else {
      const Standing then = model.altered(standing, branch.coup, branch.kind);
      const std::vector<double> drawn = draws_of(then, silent_to);
      std::vector<double> differences(drawn.size());
      for (std::size_t i = 0; i < drawn.size(); ++i) differences[i] = drawn[i] - base[i];
      r.probability = chance(then, model.coefficients(), silent_to);
      r.interval = held(drawn, r.probability);
      r.difference = r.probability - now;
      r.difference_interval = held(std::move(differences), r.difference);
      r.last_class = "course";
      r.last_n = model.demands();
      r.same_classes = silent_to == standing.day && then.conditions == standing.conditions;
    }
    results.push_back(std::move(r));
  }
  return results;
}

namespace {

CourseBranches branches_with(const CourseModel& model, const Standing& standing,
                             const CourseModel::Coefficients& coefficients, Observed what, int by_day, int to_day) {
  CourseRun run(model, standing, coefficients);
  run.run_to(by_day);
  const Chances there = run.at();
  CourseBranches out;
  out.what = what;
  out.by = standing.demand_on + std::chrono::days(by_day);
  double left[2] = {0, 0};
  double mass[2] = {0, 0};
  for (const bool seen : {false, true}) {
    CourseRun branch = run;
    branch.stand(part_of(there, standing.stage, what, seen));
    mass[seen ? 1 : 0] = mass_of(branch.at());
    branch.run_to(to_day);
    left[seen ? 1 : 0] = branch.at().left;
  }
  const double whole = left[0] + left[1];
  out.chance = mass[1] / (mass[0] + mass[1]);
  out.seen = mass[1] > 0 ? left[1] / mass[1] : whole;
  out.unseen = mass[0] > 0 ? left[0] / mass[0] : whole;
  return out;
}

}  // namespace

CourseBranches branches_of(const CourseModel& model, const Standing& standing, Observed what, int by_day, int to_day) {
  check_days(standing, by_day);
  check(to_day > by_day, "an indicator's day lies before the horizon");
  return branches_with(model, standing, model.coefficients(), what, by_day, to_day);
}

CourseBands bands_of(const CourseModel& model, const Standing& standing, const CourseBranches& branches, int to_day,
                     const Executor& executor) {
  const int by_day = days_between(standing.demand_on, branches.by);
  const std::vector<CourseBranches> drawn = map_each(
      executor, model.draws().size(), kDrawsPerBlock,
      [&](std::size_t i) { return branches_with(model, standing, model.draws()[i], branches.what, by_day, to_day); });
  const auto band = [&](double CourseBranches::*number) {
    std::vector<double> values;
    for (const CourseBranches& b : drawn) values.push_back(b.*number);
    const stats::Interval interval = stats::central(std::move(values));
    return stats::Interval{std::min(interval.lo, branches.*number), std::max(interval.hi, branches.*number)};
  };
  return {band(&CourseBranches::chance), band(&CourseBranches::seen), band(&CourseBranches::unseen)};
}

Course course(const CourseModel& model, const Standing& standing, int to_day, const Executor& executor) {
  check_days(standing, to_day);
  Course out;
  out.standing = standing;
  out.demands = model.demands();
  out.horizon_on = standing.demand_on + std::chrono::days(to_day);
  CourseRun run(model, standing, model.coefficients());
  for (int day = standing.day; day < to_day;) {
    day = std::min(day + kShownDays, to_day);
    run.run_to(day);
    out.days.push_back(run.summary());
  }
  out.probability = run.at().left;
  constexpr std::array<double, 3> kShares{0.1, 0.5, 0.9};
  for (std::size_t i = 0; i < kShares.size(); ++i)
    for (const CourseDay& d : out.days)
      if (!out.left_by[i] && d.left >= kShares[i]) out.left_by[i] = d.on;
  const std::vector<double> drawn = map_each(executor, model.draws().size(), kDrawsPerBlock, [&](std::size_t i) {
    CourseRun one(model, standing, model.draws()[i]);
    one.run_to(to_day);
    return one.at().left;
  });
  out.interval = stats::central(drawn);
  out.interval.lo = std::min(out.interval.lo, out.probability);
  out.interval.hi = std::max(out.interval.hi, out.probability);
  return out;
}

}  // namespace entente::outlook

#include "entente/outlook/course_score.hpp"

#include "entente/base/random.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/stats/survival.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace entente::outlook {
namespace {

constexpr int kFewest = 10;
constexpr int kDraws = 10000;
constexpr int kDayStep = 7;

std::optional<bool> came_of(const record::Demand& d, Day reach, int horizon) {
  if (const auto days = days_to_outcome(d)) return d.outcome == "left" && *days <= horizon;
  if (days_between(midpoint(d.on), reach) >= horizon) return false;
  return std::nullopt;
}

// Integral over the days from `from` to `to` of (F(t) - 1{left by t})^2, F given at the end of each step.
double day_crps(std::span<const int> days, std::span<const double> shares, int from, std::optional<int> left_on) {
  double sum = 0;
  int before = from;
  double share_before = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const double share = (share_before + shares[i]) / 2;
    const int to = days[i];
    const int split = left_on ? std::clamp(*left_on, before, to) : to;
    sum += (split - before) * share * share + (to - split) * (1 - share) * (1 - share);
    before = to;
    share_before = shares[i];
  }
  return sum;
}

std::vector<stats::Spell> spells_of(const record::View& view) {
  std::vector<stats::Spell> out;
  for (const record::Demand& d : view.demands) {
    if (!is_state(view, d.sender)) continue;
    const auto days = days_to_outcome(d);
    const double last = days ? *days : std::max(0, days_between(midpoint(d.on), view.as_of));
    out.push_back({d.id, last,
                   !days                 ? stats::Cause::censored
                   : d.outcome == "left" ? stats::Cause::first
                                         : stats::Cause::second});
  }
  return out;
}

struct Month {
  const record::View& known;
  const CourseModel& model;
  const CourseModel& bare;
  std::vector<stats::Spell> spells;
};

void add_days(CourseForecast& f, const Month& month, const record::Demand& known, const record::Demand& whole,
              const Standing& standing, int horizon) {
  std::vector<int> days;
  for (int day = standing.day; day < horizon;) days.push_back(day = std::min(day + kDayStep, horizon));
  const std::vector<double> ours = chances_of_leaving(month.model, standing, days);
  f.probability = ours.back();
  std::vector<stats::Spell> others = month.spells;
  std::erase_if(others, [&](const stats::Spell& s) { return s.id == known.id; });
  const stats::Curve curve = stats::aalen_johansen(stats::running_after(others, standing.day));
  if (!curve.known_on(horizon)) return;
  std::vector<double> theirs;
  for (const int day : days) theirs.push_back(curve.incidence(0, day));
  std::optional<int> left_on;
  if (whole.outcome == "left") left_on = days_to_outcome(whole);
  f.day_score = day_crps(days, ours, standing.day, left_on);
  f.day_base = day_crps(days, theirs, standing.day, left_on);
  f.day_scored = true;
}

std::vector<CourseForecast> forecasts_of(const record::View& view, const CourseSpec& spec, const LadderFile& file,
                                         int from_year, int to_year, const StepUse& use) {
  CourseSpec lean = spec;
  lean.draws = 1;
  const int horizon = file.exit.horizon_days;
  const Day reach = known_to(view);
  const Day end = std::min(Day(std::chrono::year{to_year} / std::chrono::December / 31), reach);
  std::map<std::string, const record::Demand*> by_id;
  for (const record::Demand& d : view.demands) by_id[d.id] = &d;
  std::vector<CourseForecast> out;
  for (Day day = std::chrono::year{from_year} / std::chrono::January / 1; day <= end; day = add_months(day, 1)) {
    const record::View known = demands_as_of(view, day);
    const auto asked = [&](const record::Demand& d) {
      const int age = std::max(0, days_between(midpoint(d.on), day));
      return is_state(view, d.sender) && !is_resolved(d) && age < horizon && came_of(*by_id.at(d.id), reach, horizon);
    };
    if (std::none_of(known.demands.begin(), known.demands.end(), asked)) continue;
    const CourseModel model(known, lean, file, 1, use);
    const CourseModel bare(known, lean, file, 1, {.none = true});
    const Month month{known, model, bare, spells_of(known)};
    for (const record::Demand& d : known.demands) {
      if (!asked(d)) continue;
      const record::Demand& whole = *by_id.at(d.id);
      CourseForecast f;
      f.on = day;
      f.demand = d.id;
      f.host = d.host;
      f.occurred = *came_of(whole, reach, horizon);
      f.has_step = !record::steps_of(view, whole).empty();
      const int age = std::max(0, days_between(midpoint(d.on), day));
      const ExitWindow window = exit_window(file.exit, age);
      std::vector<Trial> trials = exit_trials(known, d.id, window.from_day, window.to_day).trials;
      std::erase_if(trials, [&](const Trial& t) { return !d.episode.empty() && t.unit == d.episode; });
      if (trials.empty()) continue;
      const Estimate e = estimate(file.exit, trials,
                                  {.sender = d.sender,
                                   .kind = d.kind,
                                   .coup = d.coup_within_24m,
                                   .people = d.people_low ? d.people_low : d.people_high});
      f.ladder = e.probability;
      f.widest = e.widest;
      add_days(f, month, d, whole, *model.standing(known, d.id), horizon);
      f.without_steps = chances_of_leaving(bare, *bare.standing(known, d.id), std::span(&horizon, 1)).front();
      out.push_back(std::move(f));
    }
  }
  return out;
}

using Loss = std::function<double(const CourseForecast&)>;

PairedSkill paired(const std::vector<CourseForecast>& forecasts, const Loss& ours, const Loss& theirs,
                   std::uint64_t seed) {
  std::map<std::string, double> months;
  std::map<std::string, bool> left;
  for (const CourseForecast& f : forecasts) {
    months[f.demand] += 1;
    left[f.demand] = f.occurred;
  }
  std::map<std::string, stats::Losses> by_host;
  PairedSkill out;
  for (const CourseForecast& f : forecasts) {
    stats::Losses& l = by_host[f.host];
    l.model += ours(f) / months[f.demand];
    l.base += theirs(f) / months[f.demand];
  }
  out.demands = static_cast<int>(months.size());
  for (const auto& [id, gone] : left) out.left += gone ? 1 : 0;
  if (months.empty()) return out;
  for (const auto& [host, l] : by_host) {
    out.ours += l.model / out.demands;
    out.theirs += l.base / out.demands;
  }
  out.can_be_judged = out.left >= kFewest && out.demands - out.left >= kFewest && by_host.size() > 1;
  out.skill = out.theirs > 0 ? 1 - out.ours / out.theirs : 0;
  const stats::Interval drawn = stats::central(stats::resampled_skills(by_host, seed, "course/hosts"));
  out.interval = {std::min(drawn.lo, out.skill), std::max(drawn.hi, out.skill)};
  return out;
}

double squared(double p, bool came) { return (p - (came ? 1 : 0)) * (p - (came ? 1 : 0)); }
double surprise(double p, bool came) { return -std::log(came ? p : 1 - p); }

CalibrationTest test_of(const std::vector<CourseForecast>& forecasts, std::uint64_t seed) {
  struct Of {
    double sum = 0;
    double n = 0;
    bool came = false;
  };
  std::map<std::string, Of> by_demand;
  for (const CourseForecast& f : forecasts) {
    Of& of = by_demand[f.demand];
    of.sum += f.probability;
    of.n += 1;
    of.came = f.occurred;
  }
  constexpr std::array<double, 4> kEdges{0.2, 0.4, 0.6, 0.8};
  std::vector<stats::BinaryForecast> means;
  for (const auto& [id, of] : by_demand) means.push_back({of.sum / of.n, of.came});
  CalibrationTest test;
  test.draws = kDraws;
  test.bins = stats::calibration(means, kEdges);
  const auto band = [&](double p) {
    return static_cast<std::size_t>(std::upper_bound(kEdges.begin(), kEdges.end(), p) - kEdges.begin());
  };
  std::array<double, 5> variance{};
  for (const stats::BinaryForecast& f : means) variance[band(f.probability)] += f.probability * (1 - f.probability);
  const auto statistic = [&](const auto& came) {
    std::array<double, 5> excess{};
    for (std::size_t i = 0; i < means.size(); ++i)
      excess[band(means[i].probability)] += (came(i) ? 1 : 0) - means[i].probability;
    double sum = 0;
    for (std::size_t b = 0; b < excess.size(); ++b)
      if (variance[b] > 0) sum += excess[b] * excess[b] / variance[b];
    return sum;
  };
  test.statistic = statistic([&](std::size_t i) { return means[i].occurred; });
  int beyond = 0;
  for (int r = 0; r < kDraws; ++r) {
    RandomStream random(seed, "course/calibration", static_cast<std::uint64_t>(r));
    if (statistic([&](std::size_t i) { return random.uniform() < means[i].probability; }) >= test.statistic) ++beyond;
  }
  test.share_beyond = static_cast<double>(beyond) / kDraws;
  return test;
}

}  // namespace

CourseRecord course_record(const record::View& view, const CourseSpec& spec, const LadderFile& file, int from_year,
                           int to_year, std::uint64_t seed) {
  CourseRecord out;
  out.from_year = from_year;
  out.to_year = to_year;
  out.forecasts = forecasts_of(view, spec, file, from_year, to_year, {});
  const auto add = [&](const std::string& what, const std::vector<CourseForecast>& forecasts,
                       const std::string& against, double CourseForecast::*theirs) {
    const auto put = [&](const std::string& score, double (*loss)(double, bool)) {
      PairedSkill s = paired(
          forecasts, [&](const CourseForecast& f) { return loss(f.probability, f.occurred); },
          [&](const CourseForecast& f) { return loss(f.*theirs, f.occurred); }, seed);
      s.what = what;
      s.against = against;
      s.score = score;
      out.skills.push_back(std::move(s));
    };
    put("Brier", squared);
    put("log loss", surprise);
  };
  const auto against_both = [&](const std::string& what, const std::vector<CourseForecast>& forecasts) {
    add(what, forecasts, "the widest class", &CourseForecast::widest);
    add(what, forecasts, "the model without steps", &CourseForecast::without_steps);
  };
  against_both("all steps", out.forecasts);
  add("all steps", out.forecasts, "the ladder", &CourseForecast::ladder);
  against_both("verified steps only", forecasts_of(view, spec, file, from_year, to_year, {.verified_only = true}));
  against_both("steps known 30 days later", forecasts_of(view, spec, file, from_year, to_year, {.delay_days = 30}));
  std::vector<CourseForecast> stepped = out.forecasts;
  std::erase_if(stepped, [](const CourseForecast& f) { return !f.has_step; });
  against_both("without demands that have no step", stepped);
  std::vector<CourseForecast> dated = out.forecasts;
  std::erase_if(dated, [](const CourseForecast& f) { return !f.day_scored; });
  PairedSkill day = paired(
      dated, [](const CourseForecast& f) { return f.day_score; }, [](const CourseForecast& f) { return f.day_base; },
      seed);
  day.what = "all steps";
  day.against = "Aalen-Johansen";
  day.score = "CRPS of the day, in days";
  out.skills.push_back(std::move(day));
  out.calibration = test_of(out.forecasts, seed);
  return out;
}

}  // namespace entente::outlook

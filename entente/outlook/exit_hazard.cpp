#include "entente/outlook/exit_hazard.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/backtest.hpp"
#include "entente/outlook/exit_time.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/hazard.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/stats/scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string_view>

namespace entente::outlook {
namespace {

constexpr int kStep_days = 30;
constexpr int kMonths = 24;  // demands open for longer are censored there
constexpr double kLargePresence = 300;
constexpr std::array<int, 4> kDays{90, 180, 365, 720};

struct Factor {
  const char* name;
  const char* words;
};

constexpr std::array<Factor, 8> kFactors{{
    {"constant", "constant"},
    {"coup", "a coup in the host within 24 months before the demand"},
    {"firm", "the demand denounces an agreement, refuses its renewal or asks for withdrawal"},
    {"large", "300 people or more"},
    {"denounced", "the agreement is denounced by the start of the month"},
    {"years", "years since the demand"},
    {"years-2", "the same squared"},
    {"years-3", "the same cubed"},
}};
constexpr std::size_t kWidth = kFactors.size();
constexpr std::size_t kFirstOfTime = 5;
using Row = std::array<double, kWidth>;

// What is known of a demand when a month after it begins.
struct Known {
  bool coup = false;
  bool firm = false;
  bool large = false;
  std::optional<int> denounced_after{};  // days from the demand
};

Row row_of(const Known& k, int month) {
  const double years = (month + 0.5) * kStep_days / 365.25;
  const bool denounced = k.denounced_after && *k.denounced_after <= month * kStep_days;
  return {1.0,   k.coup ? 1.0 : 0.0, k.firm ? 1.0 : 0.0,   k.large ? 1.0 : 0.0, denounced ? 1.0 : 0.0,
          years, years * years,      years * years * years};
}

bool is_large(const std::optional<double>& people) { return people && *people >= kLargePresence; }

Known known_of(const record::View& view, const record::Demand& d) {
  Known k{d.coup_within_24m, is_firm(d.kind), is_large(d.people_low ? d.people_low : d.people_high), {}};
  if (const auto first = denunciation_of(view, d))
    k.denounced_after = std::max(0, days_between(midpoint(d.on), std::max(first->on, first->known_on)));
  return k;
}

// What came of a month of a demand that was open when it began.
enum class Came { open, left, kept };

struct Month {
  const record::Demand* demand = nullptr;
  Day begins{};
  Row x{};
  Came came = Came::open;
};

// Every month of every demand to a state that is over on the last day that the record tells of, but those of
// `leave_out`.
std::vector<Month> months_of(const record::View& view, std::string_view leave_out) {
  std::vector<Month> months;
  const Day known_until = known_to(view);
  for (const record::Demand& d : view.demands) {
    if (!is_state(view, d.sender) || d.id == leave_out) continue;
    const Known known = known_of(view, d);
    const bool resolved = is_resolved(d);
    const int days = std::max(0, days_between(midpoint(d.on), resolved ? midpoint(*d.outcome_on) : known_until));
    for (int month = 0; month < kMonths && month * kStep_days <= days; ++month) {
      const bool last = resolved && days < (month + 1) * kStep_days;
      // A month that is not over on the day says nothing yet.
      if (!last && days < (month + 1) * kStep_days) break;
      months.push_back({&d, midpoint(d.on) + std::chrono::days(month * kStep_days), row_of(known, month),
                        !last                 ? Came::open
                        : d.outcome == "left" ? Came::left
                                              : Came::kept});
      if (last) break;
    }
  }
  return months;
}

// Lower triangle of the Cholesky factor, row by row; small negative pivots of rounding count as 0.
std::vector<double> root_of(const std::vector<double>& covariance) {
  std::vector<double> l(kWidth * kWidth, 0.0);
  for (std::size_t i = 0; i < kWidth; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = covariance[i * kWidth + j];
      for (std::size_t k = 0; k < j; ++k) sum -= l[i * kWidth + k] * l[j * kWidth + k];
      if (i == j)
        l[i * kWidth + i] = std::sqrt(std::max(0.0, sum));
      else
        l[i * kWidth + j] = l[j * kWidth + j] > 0 ? sum / l[j * kWidth + j] : 0.0;
    }
  return l;
}

std::vector<double> draw(const stats::HazardFit& fit, const std::vector<double>& root, RandomStream& random) {
  Row z{};
  for (double& x : z) x = random.normal();
  std::vector<double> b = fit.coefficients;
  for (std::size_t i = 0; i < kWidth; ++i)
    for (std::size_t j = 0; j <= i; ++j) b[i] += root[i * kWidth + j] * z[j];
  return b;
}

// How often a demand ends in a month with these covariates, with the forces gone and with the forces kept.
struct Rates {
  double left = 0;
  double kept = 0;
};
Rates rates_of(const std::vector<double>& leave, const std::vector<double>& keep, const Row& x) {
  double to_left = 0;
  double to_kept = 0;
  for (std::size_t j = 0; j < kWidth; ++j) {
    to_left += leave[j] * x[j];
    to_kept += keep[j] * x[j];
  }
  return {std::exp(std::min(to_left, 10.0)), std::exp(std::min(to_kept, 10.0))};
}

// Incidence of leaving by the end of each day from `from` to the last one modelled, both outcomes competing; the first
// entry is day `from` itself, with 0.
std::vector<double> incidence(const Known& k, const std::vector<double>& leave, const std::vector<double>& keep,
                              int from) {
  std::vector<double> left{0.0};
  double open = 1;
  double sum = 0;
  double share_left = 0;
  double ends_a_day = 0;
  for (int day = from; day < kMonths * kStep_days; ++day) {
    if (day == from || day % kStep_days == 0) {
      const Rates month = rates_of(leave, keep, row_of(k, day / kStep_days));
      const double rate_left = month.left / kStep_days;
      const double rate_all = rate_left + month.kept / kStep_days;
      share_left = rate_left / rate_all;
      ends_a_day = -std::expm1(-rate_all);
    }
    const double ends = ends_a_day * open;
    sum += ends * share_left;
    open -= ends;
    left.push_back(sum);
  }
  return left;
}

// Columns that vary over the months, and the constant.
std::vector<bool> varying(const std::vector<Month>& months) {
  std::vector<bool> varies(kWidth, false);
  varies[0] = true;
  for (const Month& m : months)
    for (std::size_t j = 1; j < kWidth; ++j) varies[j] = varies[j] || m.x[j] != months.front().x[j];
  return varies;
}

// The fit of one outcome over the columns in `varies`; the others have the coefficient 0 and no error.
stats::HazardFit fit_varying(const std::vector<Month>& months, Came event, const std::vector<bool>& varies) {
  std::vector<std::size_t> used;
  for (std::size_t j = 0; j < kWidth; ++j)
    if (varies[j]) used.push_back(j);
  std::vector<double> matrix;
  matrix.reserve(months.size() * used.size());
  std::vector<char> events;
  for (const Month& m : months) {
    for (const std::size_t j : used) matrix.push_back(m.x[j]);
    events.push_back(m.came == event ? 1 : 0);
  }
  const stats::HazardFit fit = stats::fit_hazard_firth(matrix, events, used.size(), stats::Link::cloglog);
  stats::HazardFit wide = fit;
  wide.coefficients.assign(kWidth, 0.0);
  wide.covariance.assign(kWidth * kWidth, 0.0);
  for (std::size_t i = 0; i < used.size(); ++i) {
    wide.coefficients[used[i]] = fit.coefficients[i];
    for (std::size_t j = 0; j < used.size(); ++j)
      wide.covariance[used[i] * kWidth + used[j]] = fit.covariance[i * used.size() + j];
  }
  return wide;
}

// The two hazards of a month, and what it costs them that it came as it did.
struct Both {
  stats::HazardFit leave;
  stats::HazardFit keep;

  bool converged() const { return leave.converged && keep.converged; }
  double loss(const Month& m) const {
    const Rates month = rates_of(leave.coefficients, keep.coefficients, m.x);
    const double all = month.left + month.kept;
    if (m.came == Came::open) return all;
    const double share = m.came == Came::left ? month.left / all : 1 - month.left / all;
    return -std::log(-std::expm1(-all) * share);
  }
};

Both fit_both(const std::vector<Month>& months, const std::vector<bool>& columns) {
  return {fit_varying(months, Came::left, columns), fit_varying(months, Came::kept, columns)};
}

// Of the columns only the constant and the powers of time.
std::vector<bool> time_alone(std::vector<bool> columns) {
  for (std::size_t j = 1; j < kFirstOfTime; ++j) columns[j] = false;
  return columns;
}

std::optional<int> day_of_share(const std::vector<double>& left, double share, int from) {
  for (std::size_t i = 0; i < left.size(); ++i)
    if (left[i] >= share) return from + static_cast<int>(i);
  return std::nullopt;
}

}  // namespace

ExitHazard exit_hazard(const record::View& view, const Situation& s, std::uint64_t seed) {
  const bool open = s.state == State::demanded;
  ExitHazard out;
  Known own{s.traits.coup, true, is_large(s.traits.people), {}};
  for (const record::Demand& d : view.demands) {
    if (!is_state(view, d.sender)) continue;
    if (open && d.id == s.demand)
      own = known_of(view, d);
    else
      out.demands += 1;
  }
  const std::vector<Month> months = months_of(view, open ? s.demand : "");
  for (const Month& m : months) {
    out.left += m.came == Came::left ? 1 : 0;
    out.kept += m.came == Came::kept ? 1 : 0;
  }
  out.rows = static_cast<int>(months.size());
  out.from_day = open ? s.elapsed_days : 0;
  if (out.left < kFewestExits) {
    out.why_not = fmt::format(
        "{} within {} months of a demand {} known on the day, and {} are needed for a hazard with covariates{}.",
        counted(out.left, "exit"), kMonths, agreeing(out.left, "is", "are"), kFewestExits,
        out.rows > 0 ? ": the curves above are the answer" : "");
    return out;
  }
  const std::vector<bool> varies = varying(months);
  const Both both = fit_both(months, varies);
  const stats::HazardFit& leave = both.leave;
  const stats::HazardFit& keep = both.keep;
  if (!both.converged()) {
    out.why_not = "The hazard did not converge: the curves above are the answer.";
    return out;
  }
  const auto error = [](const stats::HazardFit& fit, std::size_t j) {
    return std::sqrt(fit.covariance[j * kWidth + j]);
  };
  for (std::size_t j = 0; j < kWidth; ++j)
    if (varies[j])
      out.factors.push_back({kFactors[j].name, kFactors[j].words, leave.coefficients[j], error(leave, j),
                             keep.coefficients[j], error(keep, j)});
  if (s.state == State::ended || s.state == State::none) {
    out.why_not = "No forces are there that could leave, so there is no forecast.";
    return out;
  }
  if (out.from_day >= kMonths * kStep_days) {
    out.why_not = fmt::format("The demand is older than the {} months that are modelled.", kMonths);
    return out;
  }
  const std::vector<double> left = incidence(own, leave.coefficients, keep.coefficients, out.from_day);
  out.median_day = day_of_share(left, 0.5, out.from_day);
  out.earliest_day = day_of_share(left, (1 - stats::kLevel) / 2, out.from_day);
  out.latest_day = day_of_share(left, (1 + stats::kLevel) / 2, out.from_day);

  constexpr std::size_t kDraws = 1000;
  std::array<std::vector<double>, kDays.size()> drawn;
  const std::vector<double> leave_root = root_of(leave.covariance);
  const std::vector<double> keep_root = root_of(keep.covariance);
  for (std::size_t r = 0; r < kDraws; ++r) {
    RandomStream random(seed, "exit-hazard", r);
    const std::vector<double> b = draw(leave, leave_root, random);
    const std::vector<double> one = incidence(own, b, draw(keep, keep_root, random), out.from_day);
    for (std::size_t i = 0; i < kDays.size(); ++i)
      if (kDays[i] > out.from_day) drawn[i].push_back(one[static_cast<std::size_t>(kDays[i] - out.from_day)]);
  }
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if (drawn[i].empty()) continue;
    std::sort(drawn[i].begin(), drawn[i].end());
    const auto at = [&](double p) { return drawn[i][static_cast<std::size_t>(p * static_cast<double>(kDraws - 1))]; };
    out.left_by.push_back({kDays[i],
                           left[static_cast<std::size_t>(kDays[i] - out.from_day)],
                           {at((1 - stats::kLevel) / 2), at((1 + stats::kLevel) / 2)}});
  }
  return out;
}

HazardScore roll_exit_hazard(const record::View& view, int from_year, int to_year, std::uint64_t seed) {
  HazardScore score;
  score.from_year = from_year;
  score.to_year = to_year;
  const std::vector<Month> all = months_of(view, "");
  std::map<std::string, stats::Losses> by_host;
  std::set<std::string> demands;
  for (int year = from_year; year <= to_year; ++year) {
    const Day first = std::chrono::year{year} / std::chrono::January / 1;
    const record::View known = demands_as_of(view, first);
    const std::vector<Month> past = months_of(known, "");
    const auto exits = std::count_if(past.begin(), past.end(), [](const Month& m) { return m.came == Came::left; });
    if (year == from_year) score.known_before = static_cast<int>(exits);
    if (exits < kFewestToRoll) continue;
    const Both with = fit_both(past, varying(past));
    const Both without = fit_both(past, time_alone(varying(past)));
    if (!with.converged() || !without.converged()) continue;
    for (const Month& m : all) {
      if (year_of(m.begins) != year || m.demand->known_on > m.begins) continue;
      stats::Losses& host = by_host[m.demand->host];
      const double ours = with.loss(m);
      const double base = without.loss(m);
      host.model += ours;
      host.base += base;
      score.log_loss += ours;
      score.base_log_loss += base;
      score.months += 1;
      score.left += m.came == Came::left ? 1 : 0;
      score.kept += m.came == Came::kept ? 1 : 0;
      demands.insert(m.demand->id);
    }
  }
  score.demands = static_cast<int>(demands.size());
  if (score.months == 0) return score;
  score.skill = 1 - score.log_loss / score.base_log_loss;
  score.log_loss /= score.months;
  score.base_log_loss /= score.months;
  score.skill_interval = stats::central(stats::resampled_skills(by_host, seed, "exit-hazard/hosts"));
  constexpr int kFewest = 10;
  score.can_be_judged = score.left >= kFewest && score.kept >= kFewest;
  score.better_than_chance = score.can_be_judged && score.skill_interval.lo > 0;
  return score;
}

}  // namespace entente::outlook

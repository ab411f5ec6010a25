#include "entente/outlook/watch_list.hpp"

#include "entente/base/counted.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/outlook/watch_panel.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace entente::outlook {
namespace {

constexpr int kFewestEvents = 60;
constexpr int kRecordYears = 10;
constexpr int kFewestToJudge = 10;
constexpr double kPartShown = 0.1;

struct Forecast {
  const WatchRow* row = nullptr;
  double p = 0;
  double base = 0;
};

// P(within twelve months) from the probability of one row: a month's is held for twelve.
double over_a_year(double p, const WatchRow& row) { return row.month == 0 ? p : -std::expm1(12 * std::log1p(-p)); }

double loss(double p, bool event) { return -std::log(event ? p : 1 - p); }

double auc_of(const std::vector<Forecast>& forecasts) {
  std::vector<const Forecast*> order;
  for (const Forecast& f : forecasts) order.push_back(&f);
  std::stable_sort(order.begin(), order.end(), [](const Forecast* a, const Forecast* b) { return a->p < b->p; });
  double rank_sum = 0;
  double events = 0;
  for (std::size_t i = 0; i < order.size();) {
    std::size_t end = i;
    double tied_events = 0;
    for (; end < order.size() && order[end]->p == order[i]->p; ++end)
      tied_events += order[end]->row->within_year ? 1 : 0;
    rank_sum += tied_events * (static_cast<double>(i + end - 1) / 2 + 1);
    events += tied_events;
    i = end;
  }
  const double others = static_cast<double>(order.size()) - events;
  return events == 0 || others == 0 ? 0.5 : (rank_sum - events * (events + 1) / 2) / (events * others);
}

}  // namespace

WatchScore roll_watch_list(const std::vector<WatchRow>& panel, int from_year, int to_year, double ridge, int replicates,
                           std::uint64_t seed) {
  WatchScore score;
  score.from_year = from_year;
  score.to_year = to_year;
  std::vector<Forecast> all;
  for (int year = from_year; year <= to_year; ++year) {
    std::vector<const WatchRow*> past;
    std::vector<const WatchRow*> now;
    int events = 0;
    for (const WatchRow& r : panel) {
      if (r.year < year) {
        past.push_back(&r);
        events += r.asked ? 1 : 0;
      } else if (r.year == year && r.window_over && (year < to_year || r.month <= 1)) {
        now.push_back(&r);  // its twelve months end with the last year at the latest
      }
    }
    if (past.empty() || now.empty()) continue;
    const WatchScale scale(past);
    const stats::HazardFit fit = fit_watch(past, scale, ridge);
    const double base = stats::jeffreys_mean(events, static_cast<double>(past.size()));
    std::vector<Forecast> forecasts;
    for (const WatchRow* r : now)
      forecasts.push_back({r, over_a_year(fit.probability(scale.of(r->x)), *r), over_a_year(base, *r)});
    // The list of 1 January: what of its year stood among the ten highest.
    std::vector<const Forecast*> order;
    for (const Forecast& f : forecasts)
      if (f.row->month <= 1) order.push_back(&f);
    std::stable_sort(order.begin(), order.end(), [](const Forecast* a, const Forecast* b) { return a->p > b->p; });
    constexpr std::size_t kTop = 10;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (!order[i]->row->within_year) continue;
      score.january_events += 1;
      score.in_yearly_top_ten += i < kTop ? 1 : 0;
    }
    all.insert(all.end(), forecasts.begin(), forecasts.end());
  }
  std::map<std::string, stats::Losses> by_host;
  for (const Forecast& f : all) {
    stats::Losses& l = by_host[f.row->host];
    l.model += loss(f.p, f.row->within_year);
    l.base += loss(f.base, f.row->within_year);
    score.log_loss += loss(f.p, f.row->within_year);
    score.base_log_loss += loss(f.base, f.row->within_year);
    score.events += f.row->within_year ? 1 : 0;
  }
  score.rows = static_cast<int>(all.size());
  if (all.empty()) return score;
  score.skill = 1 - score.log_loss / score.base_log_loss;
  score.log_loss /= score.rows;
  score.base_log_loss /= score.rows;
  score.auc = auc_of(all);

  std::vector<double> skills = stats::resampled_skills(by_host, seed, "watch-list/hosts", replicates);
  if (!skills.empty()) {
    std::sort(skills.begin(), skills.end());
    const auto at = [&](double p) {
      return skills[static_cast<std::size_t>(p * static_cast<double>(skills.size() - 1))];
    };
    score.skill_interval = {at((1 - stats::kLevel) / 2), at((1 + stats::kLevel) / 2)};
    score.can_be_judged =
        score.january_events >= kFewestToJudge && score.rows - score.events >= kFewestToJudge && by_host.size() > 1;
    score.better_than_chance = score.can_be_judged && score.skill_interval.lo > 0;
  }
  return score;
}

WatchChance chance_of(const WatchList& list, const Watched& watched) {
  if (list.record.better_than_chance) return {watched.probability, watched.interval};
  return {list.base_rate, list.base_interval};
}

std::optional<WatchList> watch_list(const record::View& view, const Neighbours& neighbours, std::uint64_t seed,
                                    WatchDesign design) {
  const std::vector<WatchRow> panel = watch_panel(view, neighbours, design);
  const WatchRow today{.month = design.panel == Panel::monthly ? 1 : 0};
  WatchList list;
  std::vector<const WatchRow*> rows;
  int last_year = 0;
  for (const WatchRow& r : panel) {
    rows.push_back(&r);
    list.events += r.asked ? 1 : 0;
    if (r.window_over && r.month <= 1) last_year = std::max(last_year, r.year);
  }
  if (list.events < kFewestEvents) return std::nullopt;
  list.rows = static_cast<int>(rows.size());
  list.base_rate = over_a_year(stats::jeffreys_mean(list.events, list.rows), today);
  const stats::Interval base = stats::jeffreys(list.events, list.rows);
  list.base_interval = {over_a_year(base.lo, today), over_a_year(base.hi, today)};
  const WatchScale scale(rows);
  const stats::HazardFit fit = fit_watch(rows, scale, kWatchRidge);

  const WatchHistory history(view, neighbours, design);
  for (const record::Presence& p : view.presences) {
    if (!p.systematic || p.from.first > view.as_of) continue;
    if (p.to && p.end_cause != "continuing" && p.to->last <= view.as_of) continue;
    if (history.open_on(p, view.as_of + std::chrono::days(1))) continue;
    const std::vector<double> z = scale.of(history.covariates(p, view.as_of + std::chrono::days(1)));
    Watched w;
    w.presence = p.id;
    w.host = p.host;
    w.sender = p.sender;
    w.probability = over_a_year(fit.probability(z), today);
    const stats::Interval once = fit.interval(z);
    w.interval = {over_a_year(once.lo, today), over_a_year(once.hi, today)};
    for (std::size_t j = 1; j < z.size(); ++j)
      if (const double effect = fit.coefficients[j] * z[j]; std::abs(effect) > kPartShown)
        w.parts.push_back(
            {std::string(z[j] > 0 ? watch_factors()[j - 1].words : watch_factors()[j - 1].words_below), effect});
    std::stable_sort(w.parts.begin(), w.parts.end(),
                     [](const WatchPart& a, const WatchPart& b) { return std::abs(a.effect) > std::abs(b.effect); });
    list.ranked.push_back(std::move(w));
  }
  std::stable_sort(list.ranked.begin(), list.ranked.end(), [](const Watched& a, const Watched& b) {
    return std::tie(b.probability, a.presence) < std::tie(a.probability, b.presence);
  });
  for (const record::Demand& d : view.demands)
    if (!is_resolved(d) && is_state(view, d.sender)) list.open.push_back(d.id);

  list.record = roll_watch_list(panel, last_year - kRecordYears + 1, last_year, kWatchRidge, 1000, seed);
  const std::string skill =
      (list.record.can_be_judged ? fmt::format("log-score skill {:.2f} ({:.2f} to {:.2f}), ", list.record.skill,
                                               list.record.skill_interval.lo, list.record.skill_interval.hi)
                                 : std::string()) +
      (design.panel == Panel::monthly ? fmt::format("{} made on the first of a month, {} of which came.",
                                                    counted(list.record.rows, "forecast"), list.record.events)
                                      : fmt::format("{} in {}.", counted(list.record.events, "demand"),
                                                    counted(list.record.rows, "presence-year"))) +
      (list.record.can_be_judged
           ? std::string()
           : fmt::format(" {} behind them, and {} are needed, of more than one host.",
                         counted(list.record.january_events, "demand stands", "demands stand"), kFewestToJudge));
  list.verdict = fmt::format("Over {} to {} the list {}: {}", list.record.from_year, list.record.to_year,
                             !list.record.can_be_judged       ? "cannot be judged"
                             : list.record.better_than_chance ? "beat the running base rate"
                                                              : "was not better than the base rate by more than chance",
                             skill);
  return list;
}

}  // namespace entente::outlook

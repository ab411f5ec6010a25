#include "entente/outlook/watch_list.hpp"

#include "entente/base/random.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/situation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

namespace entente::outlook {
namespace {

constexpr int kFirstYear = 1950;
constexpr int kFewestEvents = 60;
constexpr int kRecordYears = 10;
constexpr double kPartShown = 0.1;

Day first_of(int year) { return std::chrono::year{year} / std::chrono::January / 1; }

// What the panel asks of the record, by host, in order of day.
struct History {
  const record::View& view;
  const Neighbours& neighbours;
  std::map<std::string, std::vector<Day>, std::less<>> coups;
  struct Asked {
    Day on{};
    std::string sender;
  };
  std::map<std::string, std::vector<Asked>, std::less<>> asked;       // by host
  std::map<std::string, std::vector<Day>, std::less<>> asked_sender;  // by sender
  std::map<std::string, std::vector<const record::Demand*>, std::less<>> on_presence;

  History(const record::View& v, const Neighbours& n) : view(v), neighbours(n) {
    for (const record::Coup& c : view.coups)
      if (c.success.value_or(false)) coups[c.host].push_back(midpoint(c.on));
    for (const record::Demand& d : view.demands) {
      asked[d.host].push_back({d.known_on, d.sender});
      asked_sender[d.sender].push_back(d.known_on);
      if (!d.presence_id.empty()) on_presence[d.presence_id].push_back(&d);
    }
  }

  bool coup_within(const std::string& host, Day day, int months) const {
    const auto it = coups.find(host);
    return it != coups.end() && std::any_of(it->second.begin(), it->second.end(),
                                            [&](Day d) { return d < day && d >= add_months(day, -months); });
  }

  int asked_others(const std::string& host, const std::string& sender, Day day, int months) const {
    const auto it = asked.find(host);
    if (it == asked.end()) return 0;
    return static_cast<int>(std::count_if(it->second.begin(), it->second.end(), [&](const Asked& a) {
      return a.sender != sender && a.on < day && a.on >= add_months(day, -months);
    }));
  }

  int asked_by(const std::string& host, Day day, int months) const { return asked_others(host, {}, day, months); }

  int asked_of(const std::string& sender, Day day, int months) const {
    const auto it = asked_sender.find(sender);
    if (it == asked_sender.end()) return 0;
    return static_cast<int>(std::count_if(it->second.begin(), it->second.end(),
                                          [&](Day d) { return d < day && d >= add_months(day, -months); }));
  }

  int neighbours_asked(const std::string& host, Day day, int months) const {
    const auto it = neighbours.find(host);
    if (it == neighbours.end()) return 0;
    int n = 0;
    for (const std::string& other : it->second) n += asked_by(other, day, months);
    return n;
  }

  bool open_on(const record::Presence& p, Day day) const {
    const auto it = on_presence.find(p.key);
    return it != on_presence.end() && std::any_of(it->second.begin(), it->second.end(), [&](const record::Demand* d) {
             return d->on.first < day && !(is_resolved(*d) && d->outcome_on->last < day);
           });
  }

  std::vector<double> covariates(const record::Presence& p, Day day) const {
    const double years = std::max(0.0, days_between(midpoint(p.from), day) / 365.25);
    return {1.0,
            coup_within(p.host, day, 24) ? 1.0 : 0.0,
            std::log1p(asked_others(p.host, p.sender, day, 24)),
            std::log1p(asked_by(p.host, day, 120)),
            std::log1p(asked_of(p.sender, day, 24)),
            std::log1p(neighbours_asked(p.host, day, 24)),
            p.former_territory ? 1.0 : 0.0,
            p.size_class >= 3 ? 1.0 : 0.0,
            p.kind == "base" || p.kind == "access-site" ? 1.0 : 0.0,
            std::log1p(years),
            years < 5 ? 1.0 : 0.0};
  }
};

// Columns moved to mean 0 and spread 1 over the training rows, so that one ridge fits all.
struct Scale {
  std::vector<double> mean, spread;
  explicit Scale(const std::vector<const WatchRow*>& rows) {
    const std::size_t width = rows.front()->x.size();
    mean.assign(width, 0.0);
    spread.assign(width, 0.0);
    for (const WatchRow* r : rows)
      for (std::size_t j = 0; j < width; ++j) mean[j] += r->x[j];
    for (double& m : mean) m /= static_cast<double>(rows.size());
    for (const WatchRow* r : rows)
      for (std::size_t j = 0; j < width; ++j) spread[j] += (r->x[j] - mean[j]) * (r->x[j] - mean[j]);
    for (double& s : spread) {
      s = std::sqrt(s / static_cast<double>(rows.size()));
      if (s == 0) s = 1;
    }
    mean[0] = 0;
    spread[0] = 1;
  }
  std::vector<double> of(const std::vector<double>& x) const {
    std::vector<double> z(x.size());
    for (std::size_t j = 0; j < x.size(); ++j) z[j] = (x[j] - mean[j]) / spread[j];
    return z;
  }
};

HazardFit fit_rows(const std::vector<const WatchRow*>& rows, const Scale& scale, double ridge) {
  std::vector<double> matrix;
  std::vector<char> events;
  for (const WatchRow* r : rows) {
    const std::vector<double> z = scale.of(r->x);
    matrix.insert(matrix.end(), z.begin(), z.end());
    events.push_back(r->asked ? 1 : 0);
  }
  return fit_hazard(matrix, events, rows.front()->x.size(), Link::logit, ridge);
}

struct Forecast {
  const WatchRow* row = nullptr;
  double p = 0;
  double base = 0;
};

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
    for (; end < order.size() && order[end]->p == order[i]->p; ++end) tied_events += order[end]->row->asked ? 1 : 0;
    rank_sum += tied_events * (static_cast<double>(i + end - 1) / 2 + 1);
    events += tied_events;
    i = end;
  }
  const double others = static_cast<double>(order.size()) - events;
  return events == 0 || others == 0 ? 0.5 : (rank_sum - events * (events + 1) / 2) / (events * others);
}

}  // namespace

const std::vector<WatchFactor>& watch_factors() {
  static const std::vector<WatchFactor> factors{
      {"coup", "a successful coup within 24 months"},
      {"other-asked", "the host asked another power within 24 months"},
      {"host-asked", "demands of the host in ten years"},
      {"sender-asked", "demands on the sender anywhere in 24 months"},
      {"neighbours-asked", "demands of neighbours within 24 months"},
      {"former-territory", "a former territory of the sender"},
      {"large", "1,000 people or more"},
      {"base", "a base or access site"},
      {"duration", "years of the presence"},
      {"young", "a presence younger than five years"},
  };
  return factors;
}

std::vector<WatchRow> watch_panel(const record::View& view, const Neighbours& neighbours) {
  const History history(view, neighbours);
  std::map<std::string, const record::Presence*, std::less<>> by_id;
  for (const record::Presence& p : view.presences) by_id.emplace(p.id, &p);
  std::vector<WatchRow> rows;
  // The years under risk and the event are those of the reference classes, so that both tell of the same thing.
  for (const Trial& t : presence_years(view, AskEvent::asked)) {
    const record::Presence& p = *by_id.at(t.id);
    const Day day = first_of(t.year);
    rows.push_back({p.id, p.host, p.sender, t.year, history.covariates(p, day), t.hit});
  }
  return rows;
}

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
      } else if (r.year == year) {
        now.push_back(&r);
      }
    }
    if (past.empty() || now.empty()) continue;
    const Scale scale(past);
    const HazardFit fit = fit_rows(past, scale, ridge);
    const double base = jeffreys_mean(events, static_cast<double>(past.size()));
    std::vector<Forecast> forecasts;
    for (const WatchRow* r : now) forecasts.push_back({r, fit.probability(scale.of(r->x)), base});
    std::vector<const Forecast*> order;
    for (const Forecast& f : forecasts) order.push_back(&f);
    std::stable_sort(order.begin(), order.end(), [](const Forecast* a, const Forecast* b) { return a->p > b->p; });
    constexpr std::size_t kTop = 10;
    for (std::size_t i = 0; i < std::min(kTop, order.size()); ++i)
      score.in_yearly_top_ten += order[i]->row->asked ? 1 : 0;
    all.insert(all.end(), forecasts.begin(), forecasts.end());
  }
  // Losses by host, so that hosts can be drawn with replacement.
  struct Losses {
    double model = 0;
    double base = 0;
  };
  std::map<std::string, Losses> by_host;
  for (const Forecast& f : all) {
    Losses& l = by_host[f.row->host];
    l.model += loss(f.p, f.row->asked);
    l.base += loss(f.base, f.row->asked);
    score.log_loss += loss(f.p, f.row->asked);
    score.base_log_loss += loss(f.base, f.row->asked);
    score.events += f.row->asked ? 1 : 0;
  }
  score.rows = static_cast<int>(all.size());
  if (all.empty()) return score;
  score.skill = 1 - score.log_loss / score.base_log_loss;
  score.log_loss /= score.rows;
  score.base_log_loss /= score.rows;
  score.auc = auc_of(all);

  std::vector<Losses> hosts;
  for (const auto& [host, losses] : by_host) hosts.push_back(losses);
  std::vector<double> skills;
  for (int r = 0; r < replicates; ++r) {
    RandomStream random(seed, "watch-list/hosts", static_cast<std::uint64_t>(r));
    Losses sum;
    for (std::size_t i = 0; i < hosts.size(); ++i) {
      const Losses& l = hosts[random.below(hosts.size())];
      sum.model += l.model;
      sum.base += l.base;
    }
    skills.push_back(1 - sum.model / sum.base);
  }
  if (!skills.empty()) {
    std::sort(skills.begin(), skills.end());
    const auto at = [&](double p) {
      return skills[static_cast<std::size_t>(p * static_cast<double>(skills.size() - 1))];
    };
    score.skill_interval = {at((1 - kLevel) / 2), at((1 + kLevel) / 2)};
    score.better_than_chance = score.skill_interval.lo > 0;
  }
  return score;
}

std::optional<WatchList> watch_list(const record::View& view, const Neighbours& neighbours, std::uint64_t seed) {
  const std::vector<WatchRow> panel = watch_panel(view, neighbours);
  WatchList list;
  std::vector<const WatchRow*> rows;
  int last_year = kFirstYear;
  for (const WatchRow& r : panel) {
    rows.push_back(&r);
    list.events += r.asked ? 1 : 0;
    last_year = std::max(last_year, r.year);
  }
  if (list.events < kFewestEvents) return std::nullopt;
  list.rows = static_cast<int>(rows.size());
  list.base_rate = jeffreys_mean(list.events, list.rows);
  const Scale scale(rows);
  const HazardFit fit = fit_rows(rows, scale, kWatchRidge);

  const History history(view, neighbours);
  for (const record::Presence& p : view.presences) {
    if (!p.systematic || p.from.first > view.as_of) continue;
    if (p.to && p.end_cause != "continuing" && p.to->last <= view.as_of) continue;
    if (history.open_on(p, view.as_of + std::chrono::days(1))) continue;
    const std::vector<double> z = scale.of(history.covariates(p, view.as_of + std::chrono::days(1)));
    Watched w;
    w.presence = p.id;
    w.host = p.host;
    w.sender = p.sender;
    w.probability = fit.probability(z);
    w.interval = fit.interval(z);
    for (std::size_t j = 1; j < z.size(); ++j)
      if (const double effect = fit.coefficients[j] * z[j]; std::abs(effect) > kPartShown)
        w.parts.push_back({std::string(watch_factors()[j - 1].words), effect});
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
  list.verdict =
      list.record.better_than_chance
          ? fmt::format(
                "Over {} to {} the list beat the running base rate: log-score skill {:.2f} ({:.2f} to {:.2f}), {} "
                "demands in {} presence-years.",
                list.record.from_year, list.record.to_year, list.record.skill, list.record.skill_interval.lo,
                list.record.skill_interval.hi, list.record.events, list.record.rows)
          : fmt::format(
                "Over {} to {} the list was not better than the base rate by more than chance: log-score skill "
                "{:.2f} ({:.2f} to {:.2f}), {} demands in {} presence-years.",
                list.record.from_year, list.record.to_year, list.record.skill, list.record.skill_interval.lo,
                list.record.skill_interval.hi, list.record.events, list.record.rows);
  return list;
}

}  // namespace entente::outlook

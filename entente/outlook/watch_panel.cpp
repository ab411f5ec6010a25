#include "entente/outlook/watch_panel.hpp"

#include "entente/outlook/asks.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente::outlook {
namespace {

constexpr int kFirstYear = 1950;
constexpr int kMonths = 12;

// The month in which a date is counted: its own where that is known, else July of its year.
int month_of(const Date& date) { return record::month_of(midpoint(date)); }

bool host_ended(const record::Presence& p) {
  return p.end_cause == "host-demanded" || p.end_cause == "host-non-renewal";
}

std::vector<WatchRow> yearly_panel(const record::View& view, const WatchHistory& history) {
  std::map<std::string, const record::Presence*, std::less<>> by_id;
  for (const record::Presence& p : view.presences) by_id.emplace(p.id, &p);
  std::vector<WatchRow> rows;
  // The years under risk and the event are those of the reference classes, so that both tell of the same thing.
  // A year that the record does not reach is not a year without a demand.
  const int last_full_year = year_of(silence_counts_until(view) + std::chrono::days(1)) - 1;
  for (const Trial& t : presence_years(view, AskEvent::asked)) {
    if (t.year > last_full_year) continue;
    const record::Presence& p = *by_id.at(t.id);
    const Day day = std::chrono::year{t.year} / std::chrono::January / 1;
    rows.push_back({p.id, p.host, p.sender, t.year, 0, history.covariates(p, day), t.hit, t.hit, true});
  }
  return rows;
}

std::vector<WatchRow> monthly_panel(const record::View& view, const WatchHistory& history) {
  const int last_full_month = record::month_of(silence_counts_until(view) + std::chrono::days(1)) - 1;
  std::vector<WatchRow> rows;
  for (const record::Presence& p : view.presences) {
    if (!p.systematic) continue;
    const bool over = p.to && p.end_cause != "continuing";
    const int ended_in = over ? month_of(*p.to) : std::numeric_limits<int>::max();
    const int last = std::min(ended_in, last_full_month);
    const auto& demands = history.demands_on(p);
    const auto asked_in = [&](int month) {
      return (month == ended_in && host_ended(p)) ||
             std::any_of(demands.begin(), demands.end(),
                         [&](const record::Demand* d) { return month_of(d->on) == month; });
    };
    for (int month = std::max(record::month_index(kFirstYear, 1), month_of(p.from)); month <= last; ++month) {
      const bool open_before = std::any_of(demands.begin(), demands.end(), [&](const record::Demand* d) {
        return month_of(d->on) < month && !(is_resolved(*d) && record::month_of(d->outcome_on->last) < month);
      });
      if (open_before) continue;
      bool within = false;
      for (int m = month; m < month + kMonths && m <= last; ++m) within = within || asked_in(m);
      const Day day = record::first_day_of(month);
      rows.push_back({p.id, p.host, p.sender, year_of(day), month - record::month_index(year_of(day), 1) + 1,
                      history.covariates(p, day), asked_in(month), within, month + kMonths - 1 <= last_full_month});
    }
  }
  return rows;
}

}  // namespace

WatchHistory::WatchHistory(const record::View& view, const Neighbours& neighbours, WatchDesign design)
    : view_(view), neighbours_(neighbours), design_(design) {
  for (const record::Coup& c : view.coups)
    if (c.success.value_or(false)) coups_[c.host].push_back(midpoint(c.on));
  for (const record::Demand& d : view.demands) {
    asked_[d.host].push_back({d.known_on, d.sender});
    asked_sender_[d.sender].push_back(d.known_on);
    if (!d.presence_id.empty()) on_presence_[d.presence_id].push_back(&d);
  }
}

bool WatchHistory::coup_within(const std::string& host, Day day, int months) const {
  const auto it = coups_.find(host);
  return it != coups_.end() && std::any_of(it->second.begin(), it->second.end(),
                                           [&](Day d) { return d < day && d >= add_months(day, -months); });
}

int WatchHistory::asked_others(const std::string& host, const std::string& sender, Day day, int months) const {
  const auto it = asked_.find(host);
  if (it == asked_.end()) return 0;
  return static_cast<int>(std::count_if(it->second.begin(), it->second.end(), [&](const Asked& a) {
    return a.sender != sender && a.on < day && a.on >= add_months(day, -months);
  }));
}

int WatchHistory::asked_of(const std::string& sender, Day day, int months) const {
  const auto it = asked_sender_.find(sender);
  if (it == asked_sender_.end()) return 0;
  return static_cast<int>(std::count_if(it->second.begin(), it->second.end(),
                                        [&](Day d) { return d < day && d >= add_months(day, -months); }));
}

double WatchHistory::neighbours_asked(const std::string& host, Day day) const {
  constexpr int kWindow_months = 24;
  const auto it = neighbours_.find(host);
  if (it == neighbours_.end()) return 0;
  int n = 0;
  for (const std::string& other : it->second) n += asked_others(other, {}, day, kWindow_months);
  return std::log1p(n);
}

bool WatchHistory::open_on(const record::Presence& p, Day day) const {
  const auto& demands = demands_on(p);
  return std::any_of(demands.begin(), demands.end(), [&](const record::Demand* d) {
    return d->on.first < day && !(is_resolved(*d) && d->outcome_on->last < day);
  });
}

const std::vector<const record::Demand*>& WatchHistory::demands_on(const record::Presence& p) const {
  static const std::vector<const record::Demand*> none;
  const auto it = on_presence_.find(p.key);
  return it == on_presence_.end() ? none : it->second;
}

// ln(1 + deaths of the last twelve months that were published by the day), and whether the series reaches that far.
std::vector<double> WatchHistory::deaths(const std::string& host, Day day) const {
  const auto series = std::find_if(view_.deaths.begin(), view_.deaths.end(),
                                   [&](const record::DeathsSeries& s) { return s.country == host; });
  const int last = record::last_published_month(day);
  if (series == view_.deaths.end() || last - kMonths + 1 < series->first_month ||
      last >= series->first_month + static_cast<int>(series->deaths.size()))
    return {0.0, 0.0};
  double sum = 0;
  for (int m = last - kMonths + 1; m <= last; ++m)
    sum += series->deaths[static_cast<std::size_t>(m - series->first_month)];
  return {std::log1p(sum), 1.0};
}

std::vector<double> WatchHistory::covariates(const record::Presence& p, Day day) const {
  const double years = std::max(0.0, days_between(midpoint(p.from), day) / 365.25);
  std::vector<double> x{1.0,
                        coup_within(p.host, day, 24) ? 1.0 : 0.0,
                        std::log1p(asked_others(p.host, p.sender, day, 24)),
                        std::log1p(asked_others(p.host, {}, day, 120)),
                        std::log1p(asked_of(p.sender, day, 24)),
                        neighbours_asked(p.host, day),
                        p.former_territory ? 1.0 : 0.0,
                        p.size_class >= 3 ? 1.0 : 0.0,
                        p.kind == "base" || p.kind == "access-site" ? 1.0 : 0.0,
                        std::log1p(years),
                        years < 5 ? 1.0 : 0.0};
  if (design_.deaths)
    for (const double value : deaths(p.host, day)) x.push_back(value);
  return x;
}

WatchScale::WatchScale(const std::vector<const WatchRow*>& rows) {
  const std::size_t width = rows.front()->x.size();
  mean_.assign(width, 0.0);
  spread_.assign(width, 0.0);
  for (const WatchRow* r : rows)
    for (std::size_t j = 0; j < width; ++j) mean_[j] += r->x[j];
  for (double& m : mean_) m /= static_cast<double>(rows.size());
  for (const WatchRow* r : rows)
    for (std::size_t j = 0; j < width; ++j) spread_[j] += (r->x[j] - mean_[j]) * (r->x[j] - mean_[j]);
  for (double& s : spread_) {
    s = std::sqrt(s / static_cast<double>(rows.size()));
    if (s == 0) s = 1;
  }
  mean_[0] = 0;
  spread_[0] = 1;
}

std::vector<double> WatchScale::of(const std::vector<double>& x) const {
  std::vector<double> z(x.size());
  for (std::size_t j = 0; j < x.size(); ++j) z[j] = (x[j] - mean_[j]) / spread_[j];
  return z;
}

stats::HazardFit fit_watch(const std::vector<const WatchRow*>& rows, const WatchScale& scale, double ridge) {
  std::vector<double> matrix;
  std::vector<char> events;
  matrix.reserve(rows.size() * rows.front()->x.size());
  for (const WatchRow* r : rows) {
    const std::vector<double> z = scale.of(r->x);
    matrix.insert(matrix.end(), z.begin(), z.end());
    events.push_back(r->asked ? 1 : 0);
  }
  return stats::fit_hazard(matrix, events, rows.front()->x.size(), stats::Link::logit, ridge);
}

const std::vector<WatchFactor>& watch_factors() {
  static const std::vector<WatchFactor> factors{
      {"coup", "a successful coup within 24 months", "no successful coup within 24 months"},
      {"other-asked", "another power asked by the host within 24 months",
       "no other power asked by the host within 24 months"},
      {"host-asked", "demands of the host in ten years", "no or few demands of the host in ten years"},
      {"sender-asked", "demands on the sender anywhere in 24 months", "no or few demands on the sender in 24 months"},
      {"neighbours-asked", "demands of neighbours within 24 months",
       "no or few demands of neighbours within 24 months"},
      {"former-territory", "a former territory of the sender", "no former territory of the sender"},
      {"large", "1,000 people or more", "fewer than 1,000 people"},
      {"base", "a base or access site", "neither a base nor an access site"},
      {"duration", "many years of the presence", "few years of the presence"},
      {"young", "a presence younger than five years", "a presence of five years or more"},
      {"deaths", "many deaths in conflict in the host in twelve months",
       "no or few deaths in conflict in the host in twelve months"},
      {"deaths-known", "a series of deaths that reaches the day", "no series of deaths that reaches the day"},
  };
  return factors;
}

std::vector<WatchRow> watch_panel(const record::View& view, const Neighbours& neighbours, WatchDesign design) {
  const WatchHistory history(view, neighbours, design);
  return design.panel == Panel::monthly ? monthly_panel(view, history) : yearly_panel(view, history);
}

}  // namespace entente::outlook

#include "entente/outlook/deaths.hpp"

#include "entente/base/error.hpp"
#include "entente/base/hash.hpp"
#include "entente/base/random.hpp"
#include "entente/base/toml_fields.hpp"
#include "entente/outlook/deaths_from.hpp"
#include "entente/outlook/question.hpp"
#include "entente/record/series.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/stats/scores.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace entente::outlook {
namespace {

constexpr int kYear = 12;
constexpr int kOwnMonths = 36;
constexpr int kOwnDraws = 200;

// One total of twelve months and what came in the months after: the level at its origin, and the change of the
// logarithm from the same share of it ("the same again") to what came.
struct Pair {
  double level = 0;
  double change = 0;
  int known = 0;       // the last month it needs
  bool early = false;  // the first six months after the origin passed half of the total before
};

const record::DeathsSeries* series_of(const record::View& view, std::string_view country) {
  const auto series = std::ranges::find(view.deaths, country, &record::DeathsSeries::country);
  return series == view.deaths.end() ? nullptr : &*series;
}

// ln(1 + the share of `months` in the total whose logarithm is `level`): the same again.
double same_again(double level, int months) {
  return months == kYear ? level : std::log1p(std::expm1(level) * months / kYear);
}

// Logarithms of all twelve-month totals of the view, by country, and what came in the `ahead` months after each.
struct Totals {
  struct Country {
    const record::DeathsSeries* series = nullptr;
    int first = 0;             // month that the first total ends with
    std::vector<double> logs;  // ln(1 + total)
    const double* at(int month) const {
      const int i = month - first;
      return i < 0 || i >= static_cast<int>(logs.size()) ? nullptr : &logs[static_cast<std::size_t>(i)];
    }
  };
  std::vector<Country> countries;
  std::vector<Pair> pairs;  // by level
  int last_month = 0;
  int ahead = kYear;

  Totals(const record::View& view, int months) : ahead(months) {
    const auto same = same_series(view);
    for (const record::DeathsSeries& s : view.deaths) {
      const bool again = std::ranges::any_of(same, [&](const auto& group) {
        return group.front() != s.country && std::ranges::count(group, s.country) > 0;
      });
      if (again) continue;
      Country c{&s, s.first_month + kYear - 1, {}};
      const int end = s.first_month + static_cast<int>(s.deaths.size());
      last_month = std::max(last_month, end - 1);
      double sum = 0;
      for (int m = s.first_month; m < end; ++m) {
        sum += s.deaths[static_cast<std::size_t>(m - s.first_month)];
        if (m < c.first) continue;
        c.logs.push_back(std::log1p(std::max(0.0, sum)));
        sum -= s.deaths[static_cast<std::size_t>(m - s.first_month) - kYear + 1];
      }
      countries.push_back(std::move(c));
    }
    for (const Country& c : countries)
      for (std::size_t i = 0; i < c.logs.size(); ++i) {
        const int origin = c.first + static_cast<int>(i);
        const auto came = log_after(c, origin);
        if (!came) break;
        const auto early = months_to(*c.series, origin + kEarlyMonths, kEarlyMonths);
        pairs.push_back({c.logs[i], *came - same_again(c.logs[i], ahead), origin + ahead,
                         early && *early > std::expm1(c.logs[i]) / 2});
      }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.level < b.level; });
  }

  // ln(1 + deaths of the months after the origin); nothing where the view does not hold them all.
  std::optional<double> log_after(const Country& c, int origin) const {
    const auto came = months_to(*c.series, origin + ahead, ahead);
    return came ? std::optional(std::log1p(std::max(0.0, *came))) : std::nullopt;
  }

  // The pairs that were complete by `origin`, by level.
  std::vector<Pair> known_by(int origin) const {
    std::vector<Pair> known;
    for (const Pair& p : pairs)
      if (p.known <= origin) known.push_back(p);
    return known;
  }

  // Sorted logarithms of what may come: the same again plus the changes of the nearest pairs.
  std::vector<double> ensemble(const std::vector<Pair>& pool, double level, int nearest) const;
};

// The pairs whose level is nearest to `level`, of pairs by level: as many as are wanted, and all that are as near as
// the last of these.
std::span<const Pair> nearest_of(const std::vector<Pair>& pool, double level, int nearest) {
  std::size_t lo = static_cast<std::size_t>(
      std::lower_bound(pool.begin(), pool.end(), level, [](const Pair& p, double x) { return p.level < x; }) -
      pool.begin());
  std::size_t hi = lo;
  const auto wanted = static_cast<std::size_t>(nearest);
  while (hi - lo < wanted && (lo > 0 || hi < pool.size())) {
    if (lo > 0 && (hi == pool.size() || level - pool[lo - 1].level <= pool[hi].level - level)) {
      --lo;
    } else {
      ++hi;
    }
  }
  if (lo == hi) return {};
  const double reach = std::max(level - pool[lo].level, pool[hi - 1].level - level);
  while (lo > 0 && level - pool[lo - 1].level <= reach) --lo;
  while (hi < pool.size() && pool[hi].level - level <= reach) ++hi;
  return std::span(pool).subspan(lo, hi - lo);
}

std::vector<double> Totals::ensemble(const std::vector<Pair>& pool, double level, int nearest) const {
  const double start = same_again(level, ahead);
  std::vector<double> members;
  for (const Pair& p : nearest_of(pool, level, nearest)) members.push_back(std::max(0.0, start + p.change));
  std::sort(members.begin(), members.end());
  return members;
}

stats::Interval band(const std::vector<double>& sorted, double level) {
  return {stats::quantile_sorted(sorted, (1 - level) / 2), stats::quantile_sorted(sorted, (1 + level) / 2)};
}

std::vector<double> own_months(const Totals::Country& c, int origin, int ahead, std::uint64_t seed) {
  const auto& s = *c.series;
  const int end = origin - s.first_month + 1;
  const int length = std::min(kOwnMonths, end);
  // Keyed by the figures and not by the code, so that names move nothing.
  double total = 0;
  for (int i = end - length; i < end; ++i) total += s.deaths[static_cast<std::size_t>(i)];
  RandomStream random(seed, fmt::format("own-months/{:.17g}", total), static_cast<std::uint64_t>(origin));
  std::vector<double> members;
  for (int draw = 0; draw < kOwnDraws; ++draw) {
    double sum = 0;
    for (int month = 0; month < ahead; ++month)
      sum += s.deaths[static_cast<std::size_t>(end - length) + random.below(static_cast<std::uint64_t>(length))];
    members.push_back(std::log1p(sum));
  }
  std::sort(members.begin(), members.end());
  return members;
}

}  // namespace

DeathsModel read_deaths_model(std::string_view text, const std::string& file) {
  const TomlFields root = TomlFields::parse(text, file, {.remedy = "docs/methods/outlook-deaths.md lists the keys"});
  root.only({"nearest", "minimum", "step_months", "first_year", "last_year", "tolerance"});
  DeathsModel model;
  model.nearest = root.whole("nearest", 1);
  model.minimum = root.number_above_zero("minimum");
  model.step_months = root.whole("step_months", 1);
  model.first_year = root.whole("first_year", 1);
  model.last_year = root.whole("last_year", 1);
  model.tolerance = root.number_above_zero("tolerance");
  model.hash = sha256(text);
  return model;
}

std::vector<std::vector<std::string>> same_series(const record::View& view) {
  std::map<std::pair<int, std::vector<double>>, std::vector<std::string>> by_figures;
  for (const record::DeathsSeries& s : view.deaths)
    if (std::ranges::count_if(s.deaths, [](double d) { return d > 0; }) >= kYear)
      by_figures[{s.first_month, s.deaths}].push_back(s.country);
  std::vector<std::vector<std::string>> out;
  for (auto& [figures, countries] : by_figures) {
    if (countries.size() < 2) continue;
    std::ranges::sort(countries);
    out.push_back(std::move(countries));
  }
  std::ranges::sort(out);
  return out;
}

std::optional<double> months_to(const record::DeathsSeries& s, int month, int count) {
  const int last = month - s.first_month;
  if (last < count - 1 || last >= static_cast<int>(s.deaths.size())) return std::nullopt;
  double sum = 0;
  for (int i = last - count + 1; i <= last; ++i) sum += s.deaths[static_cast<std::size_t>(i)];
  return sum;
}

stats::Interval share_of_pairs(double share, int pairs) {
  const double independent = std::max(1.0, static_cast<double>(pairs) / kYear);
  return stats::jeffreys(share * independent, independent);
}

std::optional<EarlyDeaths> early_deaths(const record::View& view, std::string_view country, const DeathsModel& model) {
  const record::DeathsSeries* series = series_of(view, country);
  if (series == nullptr) return std::nullopt;
  const int last_month = series->first_month + static_cast<int>(series->deaths.size()) - 1;
  const auto last = twelve_months(*series, last_month);
  const Totals totals(view, kYear);
  const auto pool = totals.known_by(last_month);
  if (!last || pool.empty()) return std::nullopt;
  EarlyDeaths e;
  e.half = *last / 2;
  e.month = last_month + kEarlyMonths;
  int more_seen = 0;
  int more_not_seen = 0;
  for (const Pair& p : nearest_of(pool, std::log1p(*last), model.nearest)) {
    (p.early ? e.seen_n : e.not_seen_n) += 1;
    (p.early ? more_seen : more_not_seen) += p.change > 0 ? 1 : 0;
  }
  const auto share = [](int k, int n) { return n == 0 ? 0.0 : static_cast<double>(k) / n; };
  e.seen = share(more_seen, e.seen_n);
  e.not_seen = share(more_not_seen, e.not_seen_n);
  e.chance = share(e.seen_n, e.seen_n + e.not_seen_n);
  e.seen_interval = share_of_pairs(e.seen, e.seen_n);
  e.not_seen_interval = share_of_pairs(e.not_seen, e.not_seen_n);
  e.chance_interval = share_of_pairs(e.chance, e.seen_n + e.not_seen_n);
  return e;
}

std::string why_without_deaths(const record::View& view, std::string_view country) {
  const record::DeathsSeries* series = series_of(view, country);
  return series == nullptr || series->deaths.size() < static_cast<std::size_t>(kYear)
             ? fmt::format("no twelve published months of {} are in the record on the day", view.in_sentence(country))
             : "no total of twelve months and what came after it are published of any state by the day, so nothing says "
               "what follows";
}

std::optional<Day> deaths_known_from(const record::View& whole, std::string_view country, int months) {
  const record::DeathsSeries* series = series_of(whole, country);
  if (series == nullptr) return std::nullopt;
  int first = series->first_month;
  for (const record::DeathsSeries& s : whole.deaths) first = std::min(first, s.first_month);
  const int needed = std::max(series->first_month, first + months) + kYear - 1;
  if (series->first_month + static_cast<int>(series->deaths.size()) <= needed) return std::nullopt;
  return record::first_day_of(needed + 1) - std::chrono::days{1} + std::chrono::days{record::kDeathsLagDays};
}

std::string remedy_without_deaths(const record::View& whole, std::string_view country, std::optional<Day> known_from) {
  if (known_from) return fmt::format("ask as of {} or later", to_string(*known_from));
  return series_of(whole, country) == nullptr ? "no day helps, the record has no series of this state: choose another"
                                              : "no day helps, the series of this state is too short: choose another";
}

std::optional<DeathsOutlook> deaths_ahead(const record::View& view, std::string_view country, const DeathsModel& model,
                                          int months) {
  check(months >= 1 && months <= kYear, "deaths are carried 1 to 12 months ahead");
  const record::DeathsSeries* series = series_of(view, country);
  if (series == nullptr) return std::nullopt;
  DeathsOutlook o;
  o.country = country;
  o.last_month = series->first_month + static_cast<int>(series->deaths.size()) - 1;
  const auto last = twelve_months(*series, o.last_month);
  if (!last) return std::nullopt;
  o.last_total = *last;
  o.months = months;

  const Totals totals(view, months);
  const auto pool = totals.known_by(o.last_month);
  if (pool.empty()) return std::nullopt;
  const double level = std::log1p(o.last_total);
  const std::vector<double> members = totals.ensemble(pool, level, model.nearest);
  o.pairs = static_cast<int>(members.size());
  o.median = std::expm1(stats::quantile_sorted(members, 0.5));
  for (std::size_t b = 0; b < kBandLevels.size(); ++b) {
    const stats::Interval logs = band(members, kBandLevels[b]);
    o.bands[b] = {std::expm1(logs.lo), std::expm1(logs.hi)};
  }
  constexpr int kDots = 20;
  for (int i = 0; i < kDots; ++i) o.dots.push_back(std::expm1(stats::quantile_sorted(members, (i + 0.5) / kDots)));
  for (const double f : members) o.values.push_back(std::expm1(f));
  const double same = same_again(level, months);
  const auto above = std::count_if(members.begin(), members.end(), [&](double f) { return f > same; });
  o.higher = static_cast<double>(above) / static_cast<double>(members.size());
  for (int m = series->first_month + kYear - 1; m <= o.last_month; ++m)
    o.past_totals.push_back(*twelve_months(*series, m));
  o.revised_as_of = view.deaths_revised_as_of;
  o.busy = o.last_total >= model.minimum;
  for (const auto& group : same_series(view))
    if (std::ranges::count(group, country) > 0)
      for (const std::string& code : group)
        if (code != country) o.same_as.push_back(code);
  o.model_hash = model.hash;
  return o;
}

DeathsCheck check_deaths(const record::View& view, const DeathsModel& model, std::uint64_t seed, int months,
                         Level which) {
  check(months >= 1 && months <= kYear, "deaths are carried 1 to 12 months ahead");
  const Totals totals(view, months);
  DeathsCheck result;
  std::array<int, 3> inside{};
  int own_inside = 0;
  std::set<std::string_view> countries;
  const int first = (model.first_year - 1970) * kYear - 1;
  const int last = std::min((model.last_year - 1970) * kYear + kYear - 1, totals.last_month - months);
  const double smallest = std::log1p(model.minimum);
  for (int origin = first; origin <= last; origin += model.step_months) {
    const auto pool = totals.known_by(origin);
    if (pool.empty()) continue;
    // Many states have the same level, most of them none: one ensemble for each level.
    std::map<double, std::vector<double>> ensembles;
    for (const Totals::Country& c : totals.countries) {
      const double* level = c.at(origin);
      if (level == nullptr || (which != Level::any && (*level >= smallest) != (which == Level::busy))) continue;
      const auto came = totals.log_after(c, origin);
      if (!came) continue;
      std::vector<double>& members = ensembles[*level];
      if (members.empty()) members = totals.ensemble(pool, *level, model.nearest);
      if (result.n == 0) result.first_month = origin;
      result.last_month = origin;
      result.n += 1;
      countries.insert(c.series->country);
      for (std::size_t b = 0; b < kBandLevels.size(); ++b) {
        const stats::Interval i = band(members, kBandLevels[b]);
        inside[b] += i.lo <= *came && *came <= i.hi ? 1 : 0;
      }
      result.crps += stats::crps(members, *came);
      result.crps_same_again += std::abs(*came - same_again(*level, months));
      const std::vector<double> own = own_months(c, origin, months, seed);
      result.crps_own_months += stats::crps(own, *came);
      const stats::Interval own_band = band(own, 0.8);
      own_inside += own_band.lo <= *came && *came <= own_band.hi ? 1 : 0;
      std::vector<double> deaths(members.size());
      std::transform(members.begin(), members.end(), deaths.begin(), [](double x) { return std::expm1(x); });
      const double total = std::expm1(*came);
      result.ignorance += stats::ignorance(deaths, std::max(0.0, total), stats::ignorance_edges());
      result.interval_score += stats::interval_score(deaths, total);
    }
  }
  if (result.n == 0) return result;
  const double n = result.n;
  result.can_be_judged = result.n >= kFewestOrigins;
  result.countries = static_cast<int>(countries.size());
  for (std::size_t b = 0; b < kBandLevels.size(); ++b) {
    result.coverage[b] = inside[b] / n;
    result.printable[b] = result.can_be_judged && std::abs(result.coverage[b] - kBandLevels[b]) <= model.tolerance;
  }
  result.crps /= n;
  result.crps_same_again /= n;
  result.crps_own_months /= n;
  result.coverage_own_months_80 = own_inside / n;
  result.ignorance /= n;
  result.interval_score /= n;
  return result;
}

}  // namespace entente::outlook

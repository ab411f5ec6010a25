#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/watch_panel.hpp"
#include "entente/stats/normal.hpp"
#include "entente/stats/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entente::outlook {
namespace {

// Among the covariates, the constant counted.
constexpr std::size_t kNeighbours = 5;

// `n` of `pool`, without repetition, in the order in which they were drawn.
std::vector<std::string> draw(std::vector<std::string> pool, std::size_t n, RandomStream& random) {
  n = std::min(n, pool.size());
  for (std::size_t i = 0; i < n; ++i) std::swap(pool[i], pool[i + random.below(pool.size() - i)]);
  pool.resize(n);
  return pool;
}

// The rows with the demands of other states in the place of those of neighbours, and their fit.
stats::HazardFit fit_with(std::vector<WatchRow> rows, const WatchHistory& history) {
  std::vector<const WatchRow*> all;
  for (WatchRow& r : rows) {
    r.x[kNeighbours] = history.neighbours_asked(r.host, std::chrono::year{r.year} / std::chrono::January / 1);
    all.push_back(&r);
  }
  return fit_watch(all, WatchScale(all), kWatchRidge);
}

}  // namespace

NeighbourTest neighbour_test(const record::View& view, const Neighbours& neighbours, int to_year, int draws,
                             std::uint64_t seed, const Executor& executor) {
  std::vector<WatchRow> rows = watch_panel(view, neighbours);
  std::erase_if(rows, [&](const WatchRow& r) { return r.year > to_year; });
  check(draws > 0, "a test of neighbours needs draws");
  if (rows.empty())
    throw Error(
        ErrorCode::bad_request,
        fmt::format("no year of foreign forces in a host up to {} is known on this day", to_year),
        "ask as of a day after the first full year of a presence (`entente record show presences` lists them), or import "
        "a record that has some");
  NeighbourTest test;
  test.from_year = rows.front().year;
  test.to_year = rows.front().year;
  test.rows = static_cast<int>(rows.size());
  test.draws = draws;
  std::set<std::string> hosts;
  for (const WatchRow& r : rows) {
    test.from_year = std::min(test.from_year, r.year);
    test.to_year = std::max(test.to_year, r.year);
    test.events += r.asked ? 1 : 0;
    hosts.insert(r.host);
  }
  // Only hosts can ask: a neighbour that never held a presence is not a neighbour here, and none is drawn.
  Neighbours among;
  std::map<std::string, std::vector<std::string>, std::less<>> others;
  for (const std::string& host : hosts) {
    const auto it = neighbours.find(host);
    std::set<std::string> near{host};
    if (it != neighbours.end()) near.insert(it->second.begin(), it->second.end());
    for (const std::string& other : hosts)
      if (other != host) (near.contains(other) ? among[host] : others[host]).push_back(other);
    test.hosts += among[host].empty() ? 0 : 1;
  }
  const double without = fit_with(rows, WatchHistory(view, {}, {})).log_likelihood;
  const stats::HazardFit with = fit_with(rows, WatchHistory(view, among, {}));
  test.gain = with.log_likelihood - without;
  test.coefficient = with.coefficients[kNeighbours];
  const double reach = stats::normal_quantile((1 + stats::kLevel) / 2) *
                       std::sqrt(with.covariance[kNeighbours * with.coefficients.size() + kNeighbours]);
  test.coefficient_interval = {test.coefficient - reach, test.coefficient + reach};

  std::vector<double> gains = map_each(executor, static_cast<std::size_t>(draws), 1, [&](std::size_t i) {
    RandomStream random(seed, "watch-list/placebo-neighbours", i);
    Neighbours placebo;
    for (const auto& [host, near] : among) placebo[host] = draw(others[host], near.size(), random);
    return fit_with(rows, WatchHistory(view, placebo, {})).log_likelihood - without;
  });
  test.placebo_gain = stats::quantile(gains, 0.5);
  test.share_below =
      static_cast<double>(std::count_if(gains.begin(), gains.end(), [&](double g) { return g < test.gain; })) / draws;
  test.difference = test.gain - test.placebo_gain;
  if (draws >= NeighbourTest::kFewest) {
    const stats::Interval of_draws = stats::central(std::move(gains));
    test.placebo_interval = of_draws;
    test.difference_interval = {test.gain - of_draws.hi, test.gain - of_draws.lo};
  }
  test.can_be_judged = test.events >= NeighbourTest::kFewest && test.hosts > 1 && test.difference_interval.has_value();
  test.more_than_chance = test.can_be_judged && test.difference_interval->lo > 0;
  return test;
}

}  // namespace entente::outlook

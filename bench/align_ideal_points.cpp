// How fast are dynamic ideal points from all votes of a record, and how near to a published estimate?
//
//   align_ideal_points RECORD [REFERENCE.csv] [DAY [CHAINS BURN_IN DRAWS VARIANCE THREADS]]
//
// REFERENCE holds columns iso3c, year, idealpointall; session s is compared with year 1945 + s where more than 30
// states are in both. Realistic size: 860,679 votes on 6,120 roll calls of 73 sessions. Checks that the result does not
// depend on the number of threads when THREADS is "both". Run from the root: the direction of the scale is read from
// data/model.

#include "bench/measure.hpp"
#include "entente/align/change_points.hpp"
#include "entente/align/ideal_points.hpp"
#include "entente/align/powers.hpp"
#include "entente/align/similarity.hpp"
#include "entente/base/delimited.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/quantile.hpp"
#include "entente/store/duck/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

using namespace entente;
using bench::Timer;

namespace {

double correlation(const std::vector<std::pair<double, double>>& pairs) {
  double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
  for (const auto& [a, b] : pairs) {
    x += a;
    y += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  const double n = static_cast<double>(pairs.size());
  return (xy - x * y / n) / std::sqrt((xx - x * x / n) * (yy - y * y / n));
}

void compare(const align::IdealPoints& estimate, const std::string& file) {
  const DelimitedTable table = read_delimited(read_file(file), file);
  const std::size_t code = table.column("iso3c");
  const std::size_t year = table.column("year");
  const std::size_t value = table.column("idealpointall");
  std::map<int, std::vector<std::pair<double, double>>> by_year;
  std::vector<std::pair<double, double>> pooled;
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[value].empty()) continue;
    const int y = static_cast<int>(std::strtod(row.cells[year].c_str(), nullptr));
    const std::size_t point = estimate.find(row.cells[code], y - record::kYearOfSessionZero);
    if (point == align::IdealPoints::npos) continue;
    by_year[y].emplace_back(std::strtod(row.cells[value].c_str(), nullptr), estimate.points[point].mean);
  }
  std::vector<double> all;
  std::map<double, int> worst;
  for (const auto& [y, pairs] : by_year) {
    if (pairs.size() <= 30) continue;
    all.push_back(correlation(pairs));
    worst[all.back()] = y;
    pooled.insert(pooled.end(), pairs.begin(), pairs.end());
  }
  fmt::print("r per year with the reference: min {:.3f} ({}), median {:.4f}, max {:.3f} over {} years; pooled {:.4f}\n",
             worst.begin()->first, worst.begin()->second, stats::quantile(all, 0.5), worst.rbegin()->first, all.size(),
             correlation(pooled));
}

}  // namespace

int main(int argc, char** argv) {
  const auto argument = [&](int i, const char* otherwise) { return std::string(argc > i ? argv[i] : otherwise); };
  if (argc < 2) {
    fmt::print(stderr, "align_ideal_points RECORD [REFERENCE.csv] [DAY [CHAINS BURN_IN DRAWS VARIANCE THREADS]]\n");
    return 64;
  }
  const auto store = store::duck::open(argv[1]);
  const record::View view =
      record::View::from(store->as_of(*parse_day(argument(3, "2024-03-17")), record::Vintage::latest));
  {
    const Timer timer;
    const auto pairs = align::similarities(view);
    fmt::print("similarity of all pairs and sessions: {} pair-sessions in {}\n", pairs.size(), timer.text());
  }
  align::IdealPointOptions options;
  const align::Powers powers = align::read_powers(read_file("data/model/powers.toml"), "data/model/powers.toml");
  options.high = powers.high;
  options.low = powers.low;
  options.chains = std::atoi(argument(4, std::to_string(options.chains).c_str()).c_str());
  options.burn_in = std::atoi(argument(5, std::to_string(options.burn_in).c_str()).c_str());
  options.draws = std::atoi(argument(6, std::to_string(options.draws).c_str()).c_str());
  options.innovation_variance =
      std::strtod(argument(7, fmt::format("{}", options.innovation_variance).c_str()).c_str(), nullptr);
  const std::string threads = argument(8, "1");
  const ThreadExecutor executor(threads == "both" ? 1 : static_cast<std::size_t>(std::atoi(threads.c_str())));
  const Timer timer;
  const align::IdealPoints estimate = align::ideal_points(view, options, executor);
  fmt::print("{} votes, {} roll calls, {} points; {} chains x ({} + {}) sweeps, walk {}: {}; {} MB at most\n",
             estimate.votes_used, estimate.roll_calls_used, estimate.points.size(), options.chains, options.burn_in,
             options.draws, options.innovation_variance, timer.text(), bench::peak_mb_of(bench::usage()));
  fmt::print("R-hat median {:.3f}, 99% {:.3f}; effective draws median {:.0f} of {}\n", estimate.r_hat_median,
             estimate.r_hat_99, estimate.effective_draws_median, estimate.draws);
  if (argument(2, "-") != "-") compare(estimate, argv[2]);
  if (threads == "both") {
    const Timer second;
    const align::IdealPoints again = align::ideal_points(view, options, ThreadExecutor(2));
    const bool same = again.draw_values == estimate.draw_values;
    fmt::print("on two threads: {}, {}\n", second.text(), same ? "the same bytes" : "OTHER BYTES");
    if (!same) return 1;
  }
  return 0;
}

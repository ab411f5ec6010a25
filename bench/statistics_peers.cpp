// How do competing-risk curves, penalised hazards and intervals of shares and rates compare with R on the same input?
//
//   statistics_peers FOLDER RECORD
//
// Works on made-up data of many sizes, with ties and separated columns among them, and on the demands of the record;
// writes input and answers to FOLDER, where bench/statistics-peers reads them: spells.csv and curves.csv, hazard-N.csv
// and hazards.csv, shares.csv, rates.csv.

#include "bench/measure.hpp"
#include "entente/base/random.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/hazard.hpp"
#include "entente/stats/interval.hpp"
#include "entente/stats/survival.hpp"
#include "entente/store/duck/open.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

using namespace entente;
using bench::Timer;

namespace {

constexpr int kMadeCurves = 100;
constexpr int kHazards = 60;

struct Files {
  std::ofstream spells;
  std::ofstream curves;
};

void write_curve(Files& files, int number, const std::vector<stats::Spell>& spells) {
  for (const stats::Spell& s : spells)
    files.spells << fmt::format("{},{},{}\n", number, s.days, static_cast<int>(s.cause));
  const stats::Curve curve = stats::aalen_johansen(spells);
  for (const stats::CurvePoint& p : curve.points) {
    const stats::Interval first = curve.incidence_interval(0, p.day);
    files.curves << fmt::format("{},{},{},{},{},{},{},{}\n", number, p.day, p.survival, p.incidence[0], p.incidence[1],
                                p.variance[0], first.lo, first.hi);
  }
}

// Made up: whole days, so that many spells end on one; a third of them censored.
std::vector<stats::Spell> made_spells(int number) {
  RandomStream random(1, "peers spells", static_cast<std::uint64_t>(number));
  const int n = 5 + static_cast<int>(random.uniform() * 400);
  const double last = 5 + 300 * random.uniform();
  std::vector<stats::Spell> spells;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform();
    spells.push_back({.days = std::floor(1 + last * random.uniform()),
                      .cause = u < 0.33   ? stats::Cause::censored
                               : u < 0.75 ? stats::Cause::first
                                          : stats::Cause::second});
  }
  return spells;
}

// The demands of the record as known on a day: left, kept, or open at the end of what is known.
std::vector<stats::Spell> spells_of(const record::View& view) {
  std::vector<stats::Spell> spells;
  const Day known_until = outlook::known_to(view);
  for (const record::Demand& d : view.demands) {
    if (!outlook::is_state(view, d.sender)) continue;
    const auto days = outlook::days_to_outcome(d);
    spells.push_back(
        {.days = static_cast<double>(days ? *days : std::max(0, days_between(midpoint(d.on), known_until))),
         .cause = !days                 ? stats::Cause::censored
                  : d.outcome == "left" ? stats::Cause::first
                                        : stats::Cause::second});
  }
  return spells;
}

void curves(const std::string& folder, const store::Store& store) {
  Files files{std::ofstream(folder + "/spells.csv"), std::ofstream(folder + "/curves.csv")};
  files.spells << "curve,days,cause\n";
  files.curves << "curve,day,survival,first,second,variance,low,high\n";
  int number = 0;
  const Timer timer;
  for (; number < kMadeCurves; ++number) write_curve(files, number, made_spells(number));
  for (int year = 1960; year <= 2026; year += 6)
    write_curve(files, number++,
                spells_of(record::View::from(store.as_of(std::chrono::year{year} / 1 / 1, record::Vintage::latest))));
  fmt::print("curves: {} ({} of the record's demands), {}\n", number, number - kMadeCurves, timer.text());
}

void hazards(const std::string& folder) {
  std::ofstream out(folder + "/hazards.csv");
  out << "number,link,coefficient,value\n";
  const Timer timer;
  for (int number = 0; number < kHazards; ++number) {
    RandomStream random(1, "peers hazards", static_cast<std::uint64_t>(number));
    const auto rows = static_cast<std::size_t>(30 + 300 * random.uniform());
    const std::size_t columns = 2 + static_cast<std::size_t>(number % 4);
    std::vector<double> matrix;
    std::vector<char> events;
    std::ofstream data(fmt::format("{}/hazard-{}.csv", folder, number));
    for (std::size_t i = 0; i < rows; ++i) {
      double eta = -2;
      matrix.push_back(1);
      data << "1";
      for (std::size_t j = 1; j < columns; ++j) {
        const double x = j == 1 ? (random.uniform() < 0.2 ? 1 : 0) : random.normal();
        matrix.push_back(x);
        data << fmt::format(",{}", x);
        eta += 0.5 * x;
      }
      // In every fifth the first column separates: no event without it.
      const bool separated = number % 5 == 0 && matrix[i * columns + 1] == 0;
      events.push_back(!separated && random.uniform() < 1 - std::exp(-std::exp(eta)) ? 1 : 0);
      data << fmt::format(",{}\n", static_cast<int>(events.back()));
    }
    for (const stats::Link link : {stats::Link::logit, stats::Link::cloglog}) {
      const stats::HazardFit fit = stats::fit_hazard_firth(matrix, events, columns, link);
      for (std::size_t j = 0; j < columns; ++j)
        out << fmt::format("{},{},{},{}\n", number, link == stats::Link::logit ? "logit" : "cloglog", j,
                           fit.converged ? fmt::format("{}", fit.coefficients[j]) : "NA");
    }
  }
  fmt::print("hazards: {} sets with two links each, {}\n", kHazards, timer.text());
}

void intervals(const std::string& folder) {
  std::ofstream shares(folder + "/shares.csv");
  std::ofstream rates(folder + "/rates.csv");
  shares << "k,n,low,high\n";
  rates << "k,exposure,low,high\n";
  int count = 0;
  for (const int n : {1, 2, 3, 5, 8, 13, 40, 119, 1000, 100000})
    for (int k = 0; k <= n; k += std::max(1, n / 20), ++count) {
      const stats::Interval share = stats::jeffreys(k, n);
      shares << fmt::format("{},{},{},{}\n", k, n, share.lo, share.hi);
      const stats::Interval rate = stats::gamma_rate(k, n);
      rates << fmt::format("{},{},{},{}\n", k, n, rate.lo, rate.hi);
    }
  fmt::print("intervals: {} shares and as many rates\n", count);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: statistics_peers FOLDER RECORD\n");
    return 64;
  }
  const std::string folder = argv[1];
  const auto store = store::duck::open(argv[2]);
  curves(folder, *store);
  hazards(folder);
  intervals(folder);
  return 0;
}

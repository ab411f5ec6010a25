// Symbols: w weight of a point, p sites to choose, lambda multiplier of a point, rho what a site is worth at the
// multipliers. Both problems are searched in one way: a bound that is a constant plus the best (p - fixed) values of
// rho, multipliers improved by subgradient steps at every node, sites fixed in or out by their loss against the bound.
#include "entente/basing/choice.hpp"

#include "entente/base/error.hpp"
#include "entente/base/ordered_sum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <set>

namespace entente::basing {
namespace {

constexpr double kRelativeSlack = 1e-9;  // sums of weights that differ by less are equal
constexpr int kRootSteps = 400;
constexpr int kNodeSteps = 40;

using Ids = std::vector<std::uint32_t>;

// SplitMix64 (Steele, Lea and Flood 2014): 64 well mixed bits for each number.
std::uint64_t splitmix(std::uint64_t number) {
  std::uint64_t z = (number + 1) * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

// What is left to decide at a node: `ids` are the sites still open, numbered from 0 here; what the sites that are in
// bring is part of every value. Values are to be large; those of the median are negative costs.
class Problem {
 public:
  virtual ~Problem() = default;
  virtual std::size_t points() const = 0;
  virtual double value(const Ids& chosen) const = 0;
  /// What no choice can exceed.
  virtual double ceiling() const = 0;
  /// The bound's constant, and rho: what each site adds where it is chosen.
  virtual double relax(const std::vector<double>& lambda, std::vector<double>& rho) const = 0;
  /// Slope of the bound in each multiplier where these sites are chosen.
  virtual void slope(const std::vector<double>& lambda, const Ids& chosen, std::vector<double>& slopes) const = 0;
  virtual void clip(std::vector<double>& lambda) const = 0;
  /// The problem with these sites in and only those still open; `lambda` becomes its multipliers. With `thin`, sites
  /// that another one always replaces may be left out.
  virtual std::unique_ptr<Problem> reduced(const Ids& in, const Ids& open, bool thin,
                                           std::vector<double>& lambda) const = 0;
  Ids ids;
};

class CoveringProblem : public Problem {
 public:
  double base = 0;
  std::vector<double> weight;
  std::vector<Ids> covers;

  std::size_t points() const override { return weight.size(); }

  double value(const Ids& chosen) const override {
    std::vector<char> seen(weight.size(), 0);
    double sum = base;
    for (const auto s : chosen)
      for (const auto p : covers[s])
        if (!seen[p]) {
          seen[p] = 1;
          sum += weight[p];
        }
    return sum;
  }

  double ceiling() const override { return std::accumulate(weight.begin(), weight.end(), base); }

  double relax(const std::vector<double>& lambda, std::vector<double>& rho) const override {
    double constant = base;
    for (std::size_t p = 0; p < weight.size(); ++p) constant += weight[p] - lambda[p];
    for (std::size_t s = 0; s < covers.size(); ++s) {
      rho[s] = 0;
      for (const auto p : covers[s]) rho[s] += lambda[p];
    }
    return constant;
  }

  void slope(const std::vector<double>&, const Ids& chosen, std::vector<double>& slopes) const override {
    std::fill(slopes.begin(), slopes.end(), -1.0);
    for (const auto s : chosen)
      for (const auto p : covers[s]) slopes[p] += 1;
  }

  void clip(std::vector<double>& lambda) const override {
    for (std::size_t p = 0; p < weight.size(); ++p) lambda[p] = std::clamp(lambda[p], 0.0, weight[p]);
  }

  // Points that are watched already are taken as won, points that the same sites watch become one.
  std::unique_ptr<Problem> reduced(const Ids& in, const Ids& open, bool thin,
                                   std::vector<double>& lambda) const override {
    auto result = std::make_unique<CoveringProblem>();
    result->base = value(in);
    std::vector<char> won(weight.size(), 0);
    for (const auto s : in)
      for (const auto p : covers[s]) won[p] = 1;
    // Points are told apart by the sum of two random numbers of each site that watches them.
    std::vector<Signature> of(weight.size());
    for (const auto s : open) {
      const Signature own{splitmix(2ULL * s), splitmix(2ULL * s + 1)};
      for (const auto p : covers[s]) {
        of[p].first += own.first;
        of[p].second += own.second;
      }
    }
    Ids order;
    for (std::uint32_t p = 0; p < weight.size(); ++p)
      if (!won[p] && weight[p] > 0 && of[p] != Signature{}) order.push_back(p);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return of[a] != of[b] ? of[a] < of[b] : a < b; });
    std::vector<double> multipliers;
    std::vector<std::uint32_t> now(weight.size(), kGone);
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i == 0 || of[order[i]] != of[order[i - 1]]) {
        result->weight.push_back(0);
        multipliers.push_back(0);
      }
      now[order[i]] = static_cast<std::uint32_t>(result->weight.size() - 1);
      result->weight.back() += weight[order[i]];
      multipliers.back() += lambda[order[i]];
    }
    const std::size_t words = (result->weight.size() + 63) / 64;
    std::vector<std::uint64_t> bits(words * open.size(), 0);
    for (std::size_t k = 0; k < open.size(); ++k)
      for (const auto p : covers[open[k]])
        if (now[p] != kGone) bits[k * words + now[p] / 64] |= std::uint64_t{1} << (now[p] % 64);
    for (std::size_t k = 0; k < open.size(); ++k) {
      if (thin && replaced(bits, words, k)) continue;
      auto& mine = result->covers.emplace_back();
      for (std::size_t w = 0; w < words; ++w)
        for (std::uint64_t left = bits[k * words + w]; left != 0; left &= left - 1)
          mine.push_back(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(left))));
      result->ids.push_back(ids[open[k]]);
    }
    lambda = std::move(multipliers);
    return result;
  }

 private:
  using Signature = std::pair<std::uint64_t, std::uint64_t>;
  static constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

  // Whether another site watches all that this one does; of equal ones the first stays.
  static bool replaced(const std::vector<std::uint64_t>& bits, std::size_t words, std::size_t site) {
    const std::uint64_t* mine = bits.data() + site * words;
    for (std::size_t other = 0; other * words < bits.size(); ++other) {
      if (other == site) continue;
      const std::uint64_t* theirs = bits.data() + other * words;
      std::size_t w = 0;
      while (w < words && (mine[w] & ~theirs[w]) == 0) ++w;
      if (w == words && (other < site || !std::equal(mine, mine + words, theirs))) return true;
    }
    return false;
  }
};

class NegativeMedian : public Problem {
 public:
  std::vector<double> unserved;
  std::vector<std::vector<double>> cost;  // by site

  std::size_t points() const override { return unserved.size(); }

  double value(const Ids& chosen) const override {
    double sum = 0;
    for (std::size_t p = 0; p < unserved.size(); ++p) {
      double least = unserved[p];
      for (const auto s : chosen) least = std::min(least, cost[s][p]);
      sum += least;
    }
    return -sum;
  }

  double ceiling() const override {
    Ids all(cost.size());
    std::iota(all.begin(), all.end(), 0U);
    return value(all);
  }

  double relax(const std::vector<double>& lambda, std::vector<double>& rho) const override {
    double sum = 0;
    for (const double value : lambda) sum += value;
    for (std::size_t s = 0; s < cost.size(); ++s) {
      rho[s] = 0;
      for (std::size_t p = 0; p < lambda.size(); ++p) rho[s] += std::max(0.0, lambda[p] - cost[s][p]);
    }
    return -sum;
  }

  void slope(const std::vector<double>& lambda, const Ids& chosen, std::vector<double>& slopes) const override {
    std::fill(slopes.begin(), slopes.end(), -1.0);
    for (const auto s : chosen)
      for (std::size_t p = 0; p < lambda.size(); ++p)
        if (lambda[p] > cost[s][p]) slopes[p] += 1;
  }

  void clip(std::vector<double>& lambda) const override {
    for (std::size_t p = 0; p < lambda.size(); ++p) lambda[p] = std::clamp(lambda[p], 0.0, unserved[p]);
  }

  std::unique_ptr<Problem> reduced(const Ids& in, const Ids& open, bool, std::vector<double>& lambda) const override {
    auto result = std::make_unique<NegativeMedian>();
    result->unserved = unserved;
    for (const auto s : in)
      for (std::size_t p = 0; p < unserved.size(); ++p) result->unserved[p] = std::min(result->unserved[p], cost[s][p]);
    for (const auto s : open) {
      result->cost.push_back(cost[s]);
      result->ids.push_back(ids[s]);
    }
    result->clip(lambda);
    return result;
  }
};

class Search {
 public:
  Search(const ChoiceOptions& options, std::size_t sites, double scale)
      : options_(options),
        sites_(sites),
        choose_(std::min(options.choose, sites)),
        slack_(kRelativeSlack * std::max(1e-300, scale)) {}

  Choice run(const Problem& whole, std::vector<double> lambda) {
    Ids in(options_.fixed.begin(), options_.fixed.end());
    Ids open;
    for (std::uint32_t s = 0; s < sites_; ++s)
      if (std::find(in.begin(), in.end(), s) == in.end()) open.push_back(s);
    open_bound_ = -std::numeric_limits<double>::infinity();
    const auto problem = whole.reduced(in, open, !options_.all_optima, lambda);
    greedy(*problem, in);
    node(*problem, in, std::move(lambda), kRootSteps);
    Choice result;
    result.value = best_;
    result.nodes = nodes_;
    result.proven = !stopped_;
    result.bound = stopped_ ? std::max(best_, open_bound_) : best_;
    result.sets.assign(sets_.begin(), sets_.end());
    return result;
  }

 private:
  // A set to beat: the best site after the best site, then single exchanges while one gains.
  void greedy(const Problem& problem, const Ids& in) {
    Ids chosen;
    double value = problem.value(chosen);
    while (in.size() + chosen.size() < choose_ && chosen.size() < problem.ids.size()) {
      chosen.push_back(0);
      value = exchange(problem, chosen, chosen.size() - 1, -std::numeric_limits<double>::infinity());
    }
    for (bool gained = true; gained;) {
      gained = false;
      for (std::size_t k = 0; k < chosen.size(); ++k) {
        const double now = exchange(problem, chosen, k, value);
        gained = gained || now > value + slack_;
        value = now;
      }
    }
    improve(problem, in, chosen);
  }

  // Puts the best site at place k of the set where that is better than `value`; returns what the set is worth then.
  double exchange(const Problem& problem, Ids& chosen, std::size_t k, double value) const {
    std::uint32_t best = chosen[k];
    for (std::uint32_t s = 0; s < problem.ids.size(); ++s) {
      const auto end = chosen.begin() + static_cast<std::ptrdiff_t>(k);
      if (std::find(chosen.begin(), end, s) != end || std::find(end + 1, chosen.end(), s) != chosen.end()) continue;
      chosen[k] = s;
      if (const double v = problem.value(chosen); v > value + slack_) {
        value = v;
        best = s;
      }
    }
    chosen[k] = best;
    return value;
  }

  // Notes a set: sites that are in and chosen ones of this node. Where sites were left out because others replace them
  // there may be too few; then any others fill up.
  void improve(const Problem& problem, const Ids& in, const Ids& chosen) {
    const double value = problem.value(chosen);
    if (value < best_ - slack_ || (!options_.all_optima && value <= best_ + slack_)) return;
    std::vector<std::size_t> set(in.begin(), in.end());
    for (const auto s : chosen) set.push_back(problem.ids[s]);
    std::sort(set.begin(), set.end());
    for (std::size_t s = 0; set.size() < choose_; ++s)
      if (!std::binary_search(set.begin(), set.end(), s)) set.insert(std::upper_bound(set.begin(), set.end(), s), s);
    if (value > best_ + slack_) {
      best_ = value;
      sets_.clear();
    }
    sets_.insert(std::move(set));
  }

  // Whether sets no better than `bound` need no look.
  bool hopeless(double bound) const { return options_.all_optima ? bound < best_ - slack_ : bound <= best_ + slack_; }

  void node(const Problem& problem, const Ids& in, std::vector<double> lambda, int steps) {
    const std::size_t need = choose_ - in.size();
    const std::size_t count = problem.ids.size();
    Ids open(count);
    std::iota(open.begin(), open.end(), 0U);
    if (need == 0) return improve(problem, in, {});
    if (count <= need) return improve(problem, in, open);
    if (need == 1) {
      for (const auto s : open) improve(problem, in, {s});
      return;
    }
    ++nodes_;
    const double ceiling = problem.ceiling();
    if (hopeless(ceiling)) return;
    const auto relaxed = relax(problem, in, need, std::move(lambda), std::move(open), steps);
    if (relaxed) branch(problem, in, need, *relaxed, ceiling);
  }

  // The bound of a node by its best multipliers, with the sites that are open, the most worthy first.
  struct Relaxed {
    double bound = std::numeric_limits<double>::infinity();
    std::vector<double> lambda;
    std::vector<double> rho;
    Ids open;
  };

  // Goes down the slope of the bound. Nothing where the node needs no look.
  std::optional<Relaxed> relax(const Problem& problem, const Ids& in, std::size_t need, std::vector<double> lambda,
                               Ids open, int steps) {
    Relaxed out{.lambda = lambda, .rho = std::vector<double>(open.size()), .open = {}};
    out.open = std::move(open);
    std::vector<double> slopes(problem.points());
    Ids chosen;
    double theta = 1.0;
    int without_gain = 0;
    const auto evaluate = [&](const std::vector<double>& at) {
      double value = problem.relax(at, out.rho);
      std::sort(out.open.begin(), out.open.end(), [&](std::uint32_t a, std::uint32_t b) {
        return out.rho[a] != out.rho[b] ? out.rho[a] > out.rho[b] : a < b;
      });
      chosen.assign(out.open.begin(), out.open.begin() + static_cast<std::ptrdiff_t>(need));
      for (const auto s : chosen) value += out.rho[s];
      return value;
    };
    for (int step = 0; step < steps; ++step) {
      const double value = evaluate(lambda);
      if (step % 10 == 0) improve(problem, in, chosen);
      if (value < out.bound - slack_) {
        out.bound = value;
        out.lambda = lambda;
        without_gain = 0;
      } else if (++without_gain >= 12) {
        theta *= 0.5;
        without_gain = 0;
        lambda = out.lambda;
      }
      if (hopeless(out.bound)) return std::nullopt;
      problem.slope(lambda, chosen, slopes);
      double length = 0;
      for (const double g : slopes) length += g * g;
      if (length == 0) break;
      const double stride = theta * std::max(value - best_, slack_) / length;
      for (std::size_t i = 0; i < lambda.size(); ++i) lambda[i] -= stride * slopes[i];
      problem.clip(lambda);
    }
    evaluate(out.lambda);
    improve(problem, in, chosen);
    if (hopeless(out.bound)) return std::nullopt;
    return out;
  }

  // Looks below the node. What the bound loses when a site is forced in or out decides some; the site that is worth
  // most is tried first.
  void branch(const Problem& problem, const Ids& in, std::size_t need, const Relaxed& relaxed, double ceiling) {
    const double bound = relaxed.bound;
    const std::vector<double>& rho = relaxed.rho;
    const Ids& open = relaxed.open;
    if (nodes_ >= options_.most_nodes) {
      stopped_ = true;
      open_bound_ = std::max(open_bound_, std::min(bound, ceiling));
      return;
    }

    const double last_in = rho[open[need - 1]];
    const double first_out = rho[open[need]];
    Ids fixed_in;
    Ids left;
    for (std::size_t k = 0; k < open.size(); ++k) {
      const auto s = open[k];
      if (k < need && hopeless(bound - (rho[s] - first_out)))
        fixed_in.push_back(s);
      else if (k < need || !hopeless(bound - (last_in - rho[s])))
        left.push_back(s);
    }
    const auto descend = [&](const Ids& with, const Ids& among) {
      Ids now_in = in;
      for (const auto s : with) now_in.push_back(problem.ids[s]);
      auto multipliers = relaxed.lambda;
      const auto next = problem.reduced(with, among, !options_.all_optima, multipliers);
      node(*next, now_in, std::move(multipliers), kNodeSteps);
    };
    if (fixed_in.size() == need || left.size() + fixed_in.size() <= need) return descend(fixed_in, left);
    const auto first = left.front();
    left.erase(left.begin());
    auto with = fixed_in;
    with.push_back(first);
    descend(with, left);
    descend(fixed_in, left);
  }

  const ChoiceOptions& options_;
  std::size_t sites_;
  std::size_t choose_;
  double slack_;
  double best_ = -std::numeric_limits<double>::infinity();
  std::set<std::vector<std::size_t>> sets_;
  std::size_t nodes_ = 0;
  bool stopped_ = false;
  double open_bound_ = 0;
};

void check_request(std::size_t sites, const ChoiceOptions& options) {
  const auto refuse = [](std::string message) {
    throw Error(ErrorCode::bad_request, std::move(message), "name the sites and how many to choose");
  };
  if (sites == 0) refuse("there is no site to choose from");
  if (options.choose == 0) refuse("no site is to be chosen");
  if (options.fixed.size() > options.choose) refuse("more sites are fixed than are to be chosen");
  for (std::size_t i = 0; i < options.fixed.size(); ++i) {
    if (options.fixed[i] >= sites) refuse(fmt::format("there is no site number {}", options.fixed[i]));
    if (std::count(options.fixed.begin(), options.fixed.end(), options.fixed[i]) > 1)
      refuse(fmt::format("the site number {} is fixed twice", options.fixed[i]));
  }
}

}  // namespace

Covering covering_of(const ReachMatrix& matrix, std::span<const Site> sites, std::span<const DemandPoint> demand,
                     const AircraftProfile& profile, Level level, double min_hours) {
  Covering covering;
  for (const auto& point : demand) covering.weight.push_back(point.weight);
  covering.covers.resize(sites.size());
  for (std::size_t s = 0; s < sites.size(); ++s) {
    const std::size_t alone[] = {s};
    const auto coverage = coverage_of(matrix, sites, alone, demand, profile, level, min_hours);
    for (std::size_t p = 0; p < demand.size(); ++p)
      if (coverage.points[p].watched) covering.covers[s].push_back(static_cast<std::uint32_t>(p));
  }
  return covering;
}

Covering covering_within(const ReachMatrix& matrix, std::span<const DemandPoint> demand, double radius_km) {
  Covering covering;
  for (const auto& point : demand) covering.weight.push_back(point.weight);
  covering.covers.resize(matrix.sites);
  for (std::size_t s = 0; s < matrix.sites; ++s)
    for (std::size_t p = 0; p < demand.size(); ++p)
      if (matrix.permission_at(s, p) == Permission::permitted && matrix.km_at(s, p) <= radius_km)
        covering.covers[s].push_back(static_cast<std::uint32_t>(p));
  return covering;
}

Choice maximal_covering(const Covering& covering, const ChoiceOptions& options) {
  check_request(covering.covers.size(), options);
  CoveringProblem problem;
  problem.weight = covering.weight;
  problem.covers = covering.covers;
  problem.ids.resize(covering.covers.size());
  std::iota(problem.ids.begin(), problem.ids.end(), 0U);
  auto lambda = problem.weight;
  for (auto& value : lambda) value *= 0.5;
  return Search(options, covering.covers.size(), ordered_sum(problem.weight)).run(problem, std::move(lambda));
}

MedianProblem median_problem_of(const ReachMatrix& matrix, std::span<const DemandPoint> demand, double unserved_km) {
  MedianProblem problem{matrix.sites, matrix.points, {}, {}};
  for (const auto& point : demand) problem.unserved.push_back(point.weight * unserved_km);
  for (std::size_t s = 0; s < matrix.sites; ++s)
    for (std::size_t p = 0; p < matrix.points; ++p)
      problem.cost.push_back(matrix.permission_at(s, p) == Permission::permitted
                                 ? demand[p].weight * matrix.km_at(s, p)
                                 : std::numeric_limits<double>::infinity());
  return problem;
}

Choice p_median(const MedianProblem& problem, const ChoiceOptions& options) {
  check_request(problem.sites, options);
  NegativeMedian negative;
  negative.unserved = problem.unserved;
  for (std::size_t s = 0; s < problem.sites; ++s) {
    const auto row = problem.cost.begin() + static_cast<std::ptrdiff_t>(s * problem.points);
    negative.cost.emplace_back(row, row + static_cast<std::ptrdiff_t>(problem.points));
    negative.ids.push_back(static_cast<std::uint32_t>(s));
  }
  // The multiplier of a point lies between its cheapest and its second cheapest site to begin with.
  std::vector<double> lambda(problem.points);
  for (std::size_t p = 0; p < problem.points; ++p) {
    double first = problem.unserved[p];
    double second = problem.unserved[p];
    for (std::size_t s = 0; s < problem.sites; ++s) {
      const double c = negative.cost[s][p];
      if (c < first) {
        second = first;
        first = c;
      } else if (c < second) {
        second = c;
      }
    }
    lambda[p] = 0.5 * (first + second);
  }
  auto result = Search(options, problem.sites, ordered_sum(problem.unserved)).run(negative, std::move(lambda));
  result.value = -result.value;
  result.bound = -result.bound;
  return result;
}

}  // namespace entente::basing

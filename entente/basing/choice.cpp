// Symbols: w weight of a point, p sites to choose, lambda multiplier of a point, rho what a site is worth at the
// multipliers. Both problems are searched in one way: a bound that is a constant plus the best (p - fixed) values of
// rho, multipliers improved by subgradient steps at every node, sites fixed in or out by their loss against the bound.
#include "entente/basing/choice.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace entente::basing {
namespace {

constexpr double kRelativeSlack = 1e-9;  // sums of weights that differ by less are equal
constexpr int kRootSteps = 400;
constexpr int kNodeSteps = 40;

enum class State : std::uint8_t { open, in, out };

// What the search needs to know of a problem. Values are to be large; the median's are negative costs.
class Problem {
 public:
  virtual ~Problem() = default;
  virtual std::size_t sites() const = 0;
  virtual std::vector<double> start() const = 0;  // multipliers
  virtual double value(const std::vector<std::size_t>& chosen) const = 0;
  /// The bound's constant and rho by site; rho counts for sites that are in or chosen.
  virtual double relax(const std::vector<double>& lambda, std::vector<double>& rho) const = 0;
  /// Slope of the bound in each multiplier where these sites are chosen.
  virtual void slope(const std::vector<double>& lambda, const std::vector<std::size_t>& chosen,
                     std::vector<double>& slopes) const = 0;
  virtual void clip(std::vector<double>& lambda) const = 0;
  virtual double scale() const = 0;  // size of the values, for the slack
};

class CoveringProblem : public Problem {
 public:
  // Points that the same sites watch are one point.
  explicit CoveringProblem(const Covering& covering) {
    std::vector<std::vector<std::uint32_t>> watchers(covering.weight.size());
    for (std::uint32_t s = 0; s < covering.covers.size(); ++s)
      for (const auto p : covering.covers[s]) watchers[p].push_back(s);
    std::map<std::vector<std::uint32_t>, double> groups;
    for (std::size_t p = 0; p < watchers.size(); ++p)
      if (!watchers[p].empty() && covering.weight[p] > 0) groups[watchers[p]] += covering.weight[p];
    covers_.resize(covering.covers.size());
    for (const auto& [group, weight] : groups) {
      for (const auto s : group) covers_[s].push_back(static_cast<std::uint32_t>(weight_.size()));
      weight_.push_back(weight);
      total_ += weight;
    }
  }

  std::size_t sites() const override { return covers_.size(); }
  double scale() const override { return total_; }

  std::vector<double> start() const override {
    auto lambda = weight_;
    for (auto& value : lambda) value *= 0.5;
    return lambda;
  }

  double value(const std::vector<std::size_t>& chosen) const override {
    std::vector<char> seen(weight_.size(), 0);
    for (const auto s : chosen)
      for (const auto p : covers_[s]) seen[p] = 1;
    double sum = 0;
    for (std::size_t p = 0; p < weight_.size(); ++p)
      if (seen[p]) sum += weight_[p];
    return sum;
  }

  double relax(const std::vector<double>& lambda, std::vector<double>& rho) const override {
    double constant = 0;
    for (std::size_t p = 0; p < weight_.size(); ++p) constant += weight_[p] - lambda[p];
    for (std::size_t s = 0; s < covers_.size(); ++s) {
      rho[s] = 0;
      for (const auto p : covers_[s]) rho[s] += lambda[p];
    }
    return constant;
  }

  void slope(const std::vector<double>&, const std::vector<std::size_t>& chosen,
             std::vector<double>& slopes) const override {
    std::fill(slopes.begin(), slopes.end(), -1.0);
    for (const auto s : chosen)
      for (const auto p : covers_[s]) slopes[p] += 1;
  }

  void clip(std::vector<double>& lambda) const override {
    for (std::size_t p = 0; p < weight_.size(); ++p) lambda[p] = std::clamp(lambda[p], 0.0, weight_[p]);
  }

 private:
  std::vector<double> weight_;
  std::vector<std::vector<std::uint32_t>> covers_;
  double total_ = 0;
};

class NegativeMedian : public Problem {
 public:
  explicit NegativeMedian(const MedianProblem& problem) : problem_(problem) {
    for (const double cost : problem.unserved) total_ += cost;
  }

  std::size_t sites() const override { return problem_.sites; }
  double scale() const override { return total_; }

  // The multipliers of a point: between its cheapest and its second cheapest site is a good start.
  std::vector<double> start() const override {
    std::vector<double> lambda(problem_.points);
    for (std::size_t p = 0; p < problem_.points; ++p) {
      double first = problem_.unserved[p];
      double second = problem_.unserved[p];
      for (std::size_t s = 0; s < problem_.sites; ++s) {
        const double c = problem_.cost[s * problem_.points + p];
        if (c < first) {
          second = first;
          first = c;
        } else if (c < second) {
          second = c;
        }
      }
      lambda[p] = 0.5 * (first + second);
    }
    return lambda;
  }

  double value(const std::vector<std::size_t>& chosen) const override {
    double sum = 0;
    for (std::size_t p = 0; p < problem_.points; ++p) {
      double least = problem_.unserved[p];
      for (const auto s : chosen) least = std::min(least, problem_.cost[s * problem_.points + p]);
      sum += least;
    }
    return -sum;
  }

  double relax(const std::vector<double>& lambda, std::vector<double>& rho) const override {
    double sum = 0;
    for (std::size_t p = 0; p < problem_.points; ++p) sum += std::min(lambda[p], problem_.unserved[p]);
    for (std::size_t s = 0; s < problem_.sites; ++s) {
      rho[s] = 0;
      const double* cost = problem_.cost.data() + s * problem_.points;
      for (std::size_t p = 0; p < problem_.points; ++p) rho[s] += std::max(0.0, lambda[p] - cost[p]);
    }
    return -sum;
  }

  void slope(const std::vector<double>& lambda, const std::vector<std::size_t>& chosen,
             std::vector<double>& slopes) const override {
    for (std::size_t p = 0; p < problem_.points; ++p) {
      slopes[p] = -1;
      if (lambda[p] > problem_.unserved[p]) slopes[p] += 1;
      for (const auto s : chosen)
        if (lambda[p] > problem_.cost[s * problem_.points + p]) slopes[p] += 1;
    }
  }

  void clip(std::vector<double>& lambda) const override {
    for (std::size_t p = 0; p < problem_.points; ++p) lambda[p] = std::clamp(lambda[p], 0.0, problem_.unserved[p]);
  }

 private:
  const MedianProblem& problem_;
  double total_ = 0;
};

class Search {
 public:
  Search(const Problem& problem, const ChoiceOptions& options)
      : problem_(problem), options_(options), slack_(kRelativeSlack * std::max(1e-300, problem.scale())) {}

  Choice run() {
    std::vector<State> state(problem_.sites(), State::open);
    for (const auto s : options_.fixed) state[s] = State::in;
    improve(greedy());
    open_bound_ = -std::numeric_limits<double>::infinity();
    node(state, problem_.start(), kRootSteps);
    Choice result;
    result.value = best_;
    result.nodes = nodes_;
    result.proven = !stopped_;
    result.bound = stopped_ ? std::max(best_, open_bound_) : best_;
    result.sets.assign(sets_.begin(), sets_.end());
    return result;
  }

 private:
  std::size_t choose() const { return std::min(options_.choose, problem_.sites()); }

  // A set to beat: the best site after the best site, then swaps while they help.
  std::vector<std::size_t> greedy() const {
    std::vector<std::size_t> chosen = options_.fixed;
    const auto has = [&](std::size_t s) { return std::find(chosen.begin(), chosen.end(), s) != chosen.end(); };
    while (chosen.size() < choose()) {
      double best = -std::numeric_limits<double>::infinity();
      std::size_t at = 0;
      for (std::size_t s = 0; s < problem_.sites(); ++s) {
        if (has(s)) continue;
        chosen.push_back(s);
        if (const double v = problem_.value(chosen); v > best) {
          best = v;
          at = s;
        }
        chosen.pop_back();
      }
      chosen.push_back(at);
    }
    return chosen;
  }

  void improve(std::vector<std::size_t> chosen) {
    std::sort(chosen.begin(), chosen.end());
    const double value = problem_.value(chosen);
    if (value > best_ + slack_) {
      best_ = value;
      sets_ = {chosen};
    } else if (options_.all_optima && value >= best_ - slack_) {
      sets_.insert(chosen);
    }
  }

  // Whether sets no better than `bound` need no look.
  bool hopeless(double bound) const { return options_.all_optima ? bound < best_ - slack_ : bound <= best_ + slack_; }

  void node(std::vector<State> state, std::vector<double> lambda, int steps) {
    std::vector<std::size_t> in;
    std::vector<std::size_t> open;
    const auto sort_out = [&] {
      in.clear();
      open.clear();
      for (std::size_t s = 0; s < state.size(); ++s) {
        if (state[s] == State::in) in.push_back(s);
        if (state[s] == State::open) open.push_back(s);
      }
    };
    sort_out();
    // `true` where nothing is left to decide.
    const auto decided = [&] {
      if (in.size() > choose() || in.size() + open.size() < choose()) return true;
      if (in.size() == choose() || in.size() + open.size() == choose()) {
        auto chosen = in;
        if (chosen.size() < choose()) chosen.insert(chosen.end(), open.begin(), open.end());
        improve(std::move(chosen));
        return true;
      }
      return false;
    };
    if (decided()) return;
    ++nodes_;

    std::vector<double> rho(problem_.sites());
    std::vector<double> slopes(lambda.size());
    std::vector<double> best_lambda = lambda;
    std::vector<std::size_t> chosen;
    double bound = std::numeric_limits<double>::infinity();
    double theta = 1.0;
    int without_gain = 0;
    const std::size_t need = choose() - in.size();
    const auto evaluate = [&](const std::vector<double>& at) {
      double value = problem_.relax(at, rho);
      for (const auto s : in) value += rho[s];
      std::sort(open.begin(), open.end(),
                [&](std::size_t a, std::size_t b) { return rho[a] != rho[b] ? rho[a] > rho[b] : a < b; });
      chosen = in;
      for (std::size_t k = 0; k < need; ++k) {
        value += rho[open[k]];
        chosen.push_back(open[k]);
      }
      return value;
    };
    for (int step = 0; step < steps; ++step) {
      const double value = evaluate(lambda);
      if (step % 10 == 0) improve(chosen);
      if (value < bound - slack_) {
        bound = value;
        best_lambda = lambda;
        without_gain = 0;
      } else if (++without_gain >= 12) {
        theta *= 0.5;
        without_gain = 0;
        lambda = best_lambda;
      }
      if (hopeless(bound)) return;
      problem_.slope(lambda, chosen, slopes);
      double length = 0;
      for (const double g : slopes) length += g * g;
      if (length == 0) break;
      const double stride = theta * std::max(value - best_, slack_) / length;
      for (std::size_t i = 0; i < lambda.size(); ++i) lambda[i] -= stride * slopes[i];
      problem_.clip(lambda);
    }
    evaluate(best_lambda);
    improve(chosen);
    if (hopeless(bound)) return;
    if (nodes_ >= options_.most_nodes) {
      stopped_ = true;
      open_bound_ = std::max(open_bound_, bound);
      return;
    }

    // What the bound loses when a site is forced in or out.
    const double last_in = rho[open[need - 1]];
    const double first_out = need < open.size() ? rho[open[need]] : -std::numeric_limits<double>::infinity();
    std::size_t branch = open[0];
    double most = -1;
    const auto order = open;
    for (std::size_t k = 0; k < order.size(); ++k) {
      const std::size_t s = order[k];
      if (k < need) {
        const double loss = rho[s] - first_out;
        if (hopeless(bound - loss))
          state[s] = State::in;
        else if (loss > most) {
          most = loss;
          branch = s;
        }
      } else if (hopeless(bound - (last_in - rho[s]))) {
        state[s] = State::out;
      }
    }
    sort_out();
    if (decided()) return;
    if (state[branch] != State::open) branch = order[0];
    for (const auto s : order)
      if (state[branch] != State::open && state[s] == State::open) branch = s;
    auto with = state;
    with[branch] = State::in;
    node(std::move(with), best_lambda, kNodeSteps);
    state[branch] = State::out;
    node(std::move(state), best_lambda, kNodeSteps);
  }

  const Problem& problem_;
  const ChoiceOptions& options_;
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
  const CoveringProblem problem(covering);
  return Search(problem, options).run();
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
  const NegativeMedian negative(problem);
  auto result = Search(negative, options).run();
  result.value = -result.value;
  result.bound = -result.bound;
  return result;
}

std::vector<ParetoSet> pareto_front(const Covering& covering, const ReachMatrix& matrix, std::span<const Site> sites,
                                    std::span<const SiteTraits> traits, std::span<const DemandPoint> demand,
                                    const ParetoOptions& options) {
  const std::size_t n = sites.size();
  check(covering.covers.size() == n && traits.size() == n && matrix.sites == n && matrix.points == demand.size(),
        "pareto_front: covering, matrix, traits and sites are of one list");
  double count = 0;
  double subsets = 1;
  for (std::size_t k = 1; k <= std::min(options.choose, n); ++k) {
    subsets = subsets * static_cast<double>(n - k + 1) / static_cast<double>(k);
    count += subsets;
  }
  if (count > static_cast<double>(options.most_sets))
    throw Error(ErrorCode::unsupported, fmt::format("{:.0f} sets of sites are too many to compare", count),
                "name fewer candidates or choose fewer sites");

  double total = 0;
  for (const auto& point : demand) total += point.weight;
  std::vector<ParetoSet> front;
  const auto dominates = [](const ParetoSet& a, const ParetoSet& b) {
    const bool as_good =
        a.share >= b.share && a.mean_km <= b.mean_km && a.host_risk <= b.host_risk && a.runway_cost <= b.runway_cost;
    return as_good &&
           (a.share > b.share || a.mean_km < b.mean_km || a.host_risk < b.host_risk || a.runway_cost < b.runway_cost);
  };
  struct Partial {
    std::vector<char> seen;
    std::vector<double> km;
  };
  std::vector<std::size_t> chosen;
  std::vector<Level> levels{
      {std::vector<char>(demand.size(), 0), std::vector<double>(demand.size(), options.unserved_km)}};
  const auto visit = [&] {
    ParetoSet set{chosen, 0, 0, 0, 0};
    const auto& level = levels.back();
    for (std::size_t p = 0; p < demand.size(); ++p) {
      if (level.seen[p]) set.share += demand[p].weight;
      set.mean_km += demand[p].weight * level.km[p];
    }
    if (total > 0) {
      set.share /= total;
      set.mean_km /= total;
    }
    double kept = 1;
    std::map<std::string, double> risk_of_host;
    for (const auto s : chosen) {
      auto& risk = risk_of_host[sites[s].country.empty() ? sites[s].id : sites[s].country];
      risk = std::max(risk, traits[s].host_risk);
      set.runway_cost += traits[s].runway_cost;
    }
    for (const auto& [host, risk] : risk_of_host) kept *= 1 - risk;
    set.host_risk = 1 - kept;
    for (const auto& other : front)
      if (dominates(other, set)) return;
    std::erase_if(front, [&](const ParetoSet& other) { return dominates(set, other); });
    front.push_back(std::move(set));
  };
  const auto extend = [&](const auto& self, std::size_t from) -> void {
    for (std::size_t s = from; s < n; ++s) {
      chosen.push_back(s);
      levels.push_back(levels.back());
      auto& level = levels.back();
      for (const auto p : covering.covers[s]) level.seen[p] = 1;
      for (std::size_t p = 0; p < demand.size(); ++p)
        if (matrix.permission_at(s, p) == Permission::permitted)
          level.km[p] = std::min(level.km[p], matrix.km_at(s, p));
      visit();
      if (chosen.size() < options.choose) self(self, s + 1);
      levels.pop_back();
      chosen.pop_back();
    }
  };
  extend(extend, 0);
  std::sort(front.begin(), front.end(), [](const ParetoSet& a, const ParetoSet& b) {
    if (a.share != b.share) return a.share > b.share;
    if (a.mean_km != b.mean_km) return a.mean_km < b.mean_km;
    return a.sites < b.sites;
  });
  return front;
}

}  // namespace entente::basing

#include "entente/align/modules.hpp"

#include "entente/align/edges.hpp"
#include "entente/base/error.hpp"
#include "entente/base/random.hpp"
#include "entente/states/states.hpp"
#include "entente/stats/quantile.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace entente::align {
namespace {

void shuffle(std::vector<std::size_t>& order, RandomStream& random) {
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
}

// Groups numbered from 0 by their first member.
void number_anew(std::vector<std::size_t>& group) {
  std::map<std::size_t, std::size_t> number;
  for (std::size_t& g : group) g = number.emplace(g, number.size()).first->second;
}

// Weights with loops, as groups of groups have them: loops count once on the diagonal, twice in the strength.
struct Level {
  std::size_t n;
  std::vector<double> weight;
  std::vector<double> strength;
  double total = 0;  // of all strengths
};

// Moves single nodes to the neighbouring group with the greatest gain until no move gains. Returns whether any moved.
bool move_nodes(const Level& level, std::vector<std::size_t>& group, RandomStream& random) {
  constexpr double kLeastGain = 1e-12;
  std::vector<double> held(level.n);  // strength by group
  for (std::size_t i = 0; i < level.n; ++i) held[group[i]] += level.strength[i];
  std::vector<std::size_t> order(level.n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  shuffle(order, random);
  std::vector<double> to(level.n);
  bool moved = false;
  for (bool again = true; again;) {
    again = false;
    for (const std::size_t i : order) {
      std::fill(to.begin(), to.end(), 0.0);
      const double* row = &level.weight[i * level.n];
      for (std::size_t j = 0; j < level.n; ++j)
        if (j != i) to[group[j]] += row[j];
      const std::size_t own = group[i];
      held[own] -= level.strength[i];
      std::size_t best = own;
      double best_gain = to[own] - held[own] * level.strength[i] / level.total;
      for (std::size_t g = 0; g < level.n; ++g) {
        if (to[g] <= 0 || g == own) continue;
        const double gain = to[g] - held[g] * level.strength[i] / level.total;
        if (gain > best_gain + kLeastGain * level.total) {
          best = g;
          best_gain = gain;
        }
      }
      held[best] += level.strength[i];
      if (best != own) {
        group[i] = best;
        again = moved = true;
      }
    }
  }
  return moved;
}

}  // namespace

void Network::set(std::size_t i, std::size_t j, double weight) {
  check(i != j && weight >= 0, "a network has no loops and no negative weights");
  weights_[i * nodes_ + j] = weight;
  weights_[j * nodes_ + i] = weight;
}

double Network::strength(std::size_t i) const {
  double sum = 0;
  for (std::size_t j = 0; j < nodes_; ++j) sum += weight(i, j);
  return sum;
}

double modularity(const Network& network, const std::vector<std::size_t>& group) {
  check(group.size() == network.nodes(), "a partition needs a group for every node");
  std::map<std::size_t, double> held;
  double total = 0;
  double within = 0;
  for (std::size_t i = 0; i < network.nodes(); ++i) {
    const double strength = network.strength(i);
    total += strength;
    held[group[i]] += strength;
    for (std::size_t j = 0; j < network.nodes(); ++j)
      if (group[j] == group[i]) within += network.weight(i, j);
  }
  if (total <= 0) return 0;
  double expected = 0;
  for (const auto& [g, strength] : held) expected += strength / total * (strength / total);
  return within / total - expected;
}

std::vector<std::size_t> communities(const Network& network, std::uint64_t seed) {
  RandomStream random(seed, "communities");
  Level level{network.nodes(), std::vector<double>(network.nodes() * network.nodes()), {}, 0};
  for (std::size_t i = 0; i < level.n; ++i) {
    for (std::size_t j = 0; j < level.n; ++j) level.weight[i * level.n + j] = network.weight(i, j);
    level.strength.push_back(network.strength(i));
    level.total += level.strength.back();
  }
  std::vector<std::size_t> group(level.n);
  std::iota(group.begin(), group.end(), std::size_t{0});
  if (level.total <= 0) return group;
  for (;;) {
    std::vector<std::size_t> upper(level.n);
    std::iota(upper.begin(), upper.end(), std::size_t{0});
    if (!move_nodes(level, upper, random)) break;
    number_anew(upper);
    const std::size_t n = *std::max_element(upper.begin(), upper.end()) + 1;
    for (std::size_t& g : group) g = upper[g];
    Level next{n, std::vector<double>(n * n), std::vector<double>(n), level.total};
    for (std::size_t i = 0; i < level.n; ++i) {
      next.strength[upper[i]] += level.strength[i];
      for (std::size_t j = 0; j < level.n; ++j) next.weight[upper[i] * n + upper[j]] += level.weight[i * level.n + j];
    }
    level = std::move(next);
  }
  number_anew(group);
  return group;
}

Network rewired(const Network& network, std::uint64_t seed) {
  constexpr int kRounds = 200;
  constexpr double kMet = 1e-6;
  const std::size_t n = network.nodes();
  RandomStream random(seed, "rewired network");
  std::vector<double> weights;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) weights.push_back(network.weight(i, j));
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  shuffle(order, random);
  std::vector<double> square(n * n);
  std::size_t at = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) square[i * n + j] = square[j * n + i] = weights[order[at++]];
  std::vector<double> wanted(n);
  for (std::size_t i = 0; i < n; ++i) wanted[i] = network.strength(i);
  // Symmetric scaling: each node's weights by the root of what its strength lacks.
  std::vector<double> factor(n);
  for (int round = 0; round < kRounds; ++round) {
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < n; ++j) sum += square[i * n + j];
      factor[i] = sum > 0 ? std::sqrt(wanted[i] / sum) : 1;
      if (wanted[i] > 0) worst = std::max(worst, std::abs(sum / wanted[i] - 1));
    }
    if (worst < kMet) break;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) square[i * n + j] *= factor[i] * factor[j];
  }
  Network out(n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) out.set(i, j, square[i * n + j]);
  return out;
}

bool Modularity::beyond_chance() const { return value - chance_interval.hi > kRounding; }

Modularity modularity_against_chance(const Network& network, const ModularityOptions& options) {
  check(options.orders >= 1 && options.nulls >= 1, "a range needs orders and a null needs networks");
  Modularity out;
  out.nodes = network.nodes();
  std::vector<double> values;
  std::vector<std::size_t> best;
  for (int k = 0; k < options.orders; ++k) {
    auto group = communities(network, options.seed * 1'000'003 + static_cast<std::uint64_t>(k));
    values.push_back(modularity(network, group));
    if (best.empty() || values.back() > out.range.hi) {
      out.range.hi = values.back();
      best = std::move(group);
    }
  }
  out.range.lo = *std::min_element(values.begin(), values.end());
  out.value = stats::quantile(values, 0.5);
  std::vector<double> nulls;
  for (int k = 0; k < options.nulls; ++k) {
    const std::uint64_t seed = options.seed * 1'000'003 + static_cast<std::uint64_t>(k);
    const Network null = rewired(network, seed);
    nulls.push_back(modularity(null, communities(null, seed)));
    out.chance += nulls.back() / options.nulls;
  }
  out.chance_interval = holding(stats::middle_80(nulls), out.chance);
  out.excess = out.value - out.chance;
  std::map<std::size_t, std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < best.size(); ++i) members[best[i]].push_back(i);
  for (auto& [group, list] : members) out.groups.push_back(std::move(list));
  std::stable_sort(out.groups.begin(), out.groups.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return out;
}

std::vector<VoteNetwork> vote_networks(const record::View& view, const std::vector<std::string>& states, int first,
                                       int last) {
  struct Pair {
    std::string a;
    std::string b;
    double kappa;
  };
  std::map<int, std::vector<Pair>> by_session;
  const auto& all = states::States::all();
  std::set<std::string> wanted;  // as the votes name them on the day
  for (const std::string& state : states) wanted.insert(all.holder(state, view.as_of));
  for (const PairSession& p : similarities(view)) {
    if (p.session < first || p.session > last) continue;
    const std::string& a = view.voters[p.a];
    const std::string& b = view.voters[p.b];
    if (!wanted.empty() && (!wanted.contains(a) || !wanted.contains(b))) continue;
    if (!p.similarity.enough || !p.similarity.kappa || *p.similarity.kappa <= 0) continue;
    by_session[p.session].push_back({a, b, *p.similarity.kappa});
  }
  std::vector<VoteNetwork> out;
  for (const auto& [session, pairs] : by_session) {
    std::map<std::string, std::size_t> index;
    for (const Pair& p : pairs) {
      index.emplace(p.a, 0);
      index.emplace(p.b, 0);
    }
    if (index.size() < 3) continue;
    VoteNetwork row;
    row.session = session;
    for (auto& [state, number] : index) {
      number = row.states.size();
      row.states.push_back(state);
    }
    row.network = Network(row.states.size());
    for (const Pair& p : pairs) row.network.set(index.at(p.a), index.at(p.b), p.kappa);
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace entente::align

#pragma once
// How far a network of states falls apart into camps, against chance.
//
// Method: docs/methods/polarity.md, section 3. Modularity of the best partition found (Newman 2004; Louvain moves,
// Blondel and others 2008), over many orders of moving, beside networks of the same strengths whose weights were placed
// at random.

#include "entente/align/similarity.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::align {

/// Undirected weights that are not negative, without loops: weight(i, j) = weight(j, i).
class Network {
 public:
  explicit Network(std::size_t nodes) : nodes_(nodes), weights_(nodes * nodes) {}
  std::size_t nodes() const { return nodes_; }
  double weight(std::size_t i, std::size_t j) const { return weights_[i * nodes_ + j]; }
  /// Requires i != j and weight >= 0.
  void set(std::size_t i, std::size_t j, double weight);
  double strength(std::size_t i) const;

 private:
  std::size_t nodes_;
  std::vector<double> weights_;
};

/// Share of the weight within groups minus what strengths alone would put there. Zero for a network without weight.
double modularity(const Network& network, const std::vector<std::size_t>& group);

/// The best partition that Louvain moves find from singletons, nodes taken in an order of the seed; groups are numbered
/// by their first node. Same seed, same partition.
std::vector<std::size_t> communities(const Network& network, std::uint64_t seed);

/// The same strengths, the weights otherwise placed at random: weights are permuted over the pairs, then rows and
/// columns are scaled in turn until the strengths are met to one part in a million or 200 rounds are done.
Network rewired(const Network& network, std::uint64_t seed);

/// `value`: median over `orders` orders of moving, `range` their lowest and highest; `chance`: mean over `nulls`
/// rewired networks, each of one order, `chance_interval` their middle 80%, widened to
/// the mean where that lies outside. `excess` = value - chance. `groups`: of the
/// order with the highest value.
struct Modularity {
  std::size_t nodes = 0;
  double value = 0;
  stats::Interval range;
  double chance = 0;
  stats::Interval chance_interval;
  double excess = 0;
  std::vector<std::vector<std::size_t>> groups;  // largest first

  /// The value lies above the middle 80% of chance, by more than rounding.
  bool beyond_chance() const;
};
/// For base/bytes.hpp.
template <class Take>
void each_part(Modularity& m, Take& take) {
  take(m.nodes, m.value, m.range, m.chance, m.chance_interval, m.excess, m.groups);
}

struct ModularityOptions {
  int orders = 20;
  int nulls = 20;
  std::uint64_t seed = 1;
};
Modularity modularity_against_chance(const Network& network, const ModularityOptions& options = {});

/// The network of one session: states with votes enough, weight = kappa where it is above zero.
struct VoteNetwork {
  int session = 0;
  std::vector<std::string> states;
  Network network{0};
};

/// The sessions first to last in which at least three of the states (empty = all) have a kappa with another. A pair
/// with under kEnoughVotes roll calls in common, or without a kappa, has weight 0; a state without any weight is left
/// out.
std::vector<VoteNetwork> vote_networks(const record::View& view, const std::vector<std::string>& states, int first,
                                       int last);

}  // namespace entente::align

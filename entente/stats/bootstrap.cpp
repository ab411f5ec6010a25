#include "entente/stats/bootstrap.hpp"

#include "entente/base/random.hpp"

#include <algorithm>
#include <tuple>

namespace entente::stats {

std::vector<double> resampled_skills(const std::map<std::string, Losses>& by_block, std::uint64_t seed,
                                     std::string_view purpose, int replicates) {
  std::vector<Losses> blocks;
  for (const auto& [block, losses] : by_block) blocks.push_back(losses);
  // By what they hold: the names of blocks, codes of states, must not choose which draw takes which.
  std::sort(blocks.begin(), blocks.end(),
            [](const Losses& a, const Losses& b) { return std::tie(a.model, a.base) < std::tie(b.model, b.base); });
  std::vector<double> skills;
  for (int r = 0; r < replicates; ++r) {
    RandomStream random(seed, purpose, static_cast<std::uint64_t>(r));
    Losses sum;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const Losses& l = blocks[random.below(blocks.size())];
      sum.model += l.model;
      sum.base += l.base;
    }
    skills.push_back(1 - sum.model / sum.base);
  }
  return skills;
}

}  // namespace entente::stats

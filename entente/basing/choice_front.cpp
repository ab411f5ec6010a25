// What is traded against what: sets of sites that no other set beats in every figure.
#include "entente/base/error.hpp"
#include "entente/basing/choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace entente::basing {
namespace {

// Figures as they are compared: whole steps of what counts as a difference, smaller is better.
using Steps = std::array<std::int64_t, 4>;

bool as_good(const Steps& a, const Steps& b) { return a[0] <= b[0] && a[1] <= b[1] && a[2] <= b[2] && a[3] <= b[3]; }

// Grows sets in the order of the sites. `best_of_rest` says what a set could watch, and how near it could be, if all
// later sites joined it: if a set of the front is as good as that, no larger set needs a look.
class FrontSearch {
 public:
  FrontSearch(const Covering& covering, const ReachMatrix& matrix, std::span<const Site> sites,
              std::span<const SiteTraits> traits, std::span<const DemandPoint> demand, const ParetoOptions& options)
      : sites_(sites), traits_(traits), demand_(demand), options_(options) {
    const std::size_t n = sites.size();
    const std::size_t m = demand.size();
    for (const auto& point : demand) total_ += point.weight;
    km_.assign(n * m, options.unserved_km);
    seen_.assign(n * m, 0);
    for (std::size_t s = 0; s < n; ++s) {
      for (const auto p : covering.covers[s]) seen_[s * m + p] = 1;
      for (std::size_t p = 0; p < m; ++p)
        if (matrix.permission_at(s, p) == Permission::permitted)
          km_[s * m + p] = std::min(options.unserved_km, matrix.km_at(s, p));
    }
    rest_km_.assign((n + 1) * m, options.unserved_km);
    rest_seen_.assign((n + 1) * m, 0);
    for (std::size_t s = n; s-- > 0;)
      for (std::size_t p = 0; p < m; ++p) {
        rest_km_[s * m + p] = std::min(rest_km_[(s + 1) * m + p], km_[s * m + p]);
        rest_seen_[s * m + p] = static_cast<char>(rest_seen_[(s + 1) * m + p] | seen_[s * m + p]);
      }
    levels_.push_back({std::vector<char>(m, 0), std::vector<double>(m, options.unserved_km)});
  }

  ParetoFront run() {
    ParetoFront out;
    std::vector<std::pair<Steps, ParetoSet>> complete;
    for (size_ = 1; size_ <= std::min(options_.choose, sites_.size()) && extend(0); ++size_) {
      complete = front_;
      out.largest = size_;
    }
    for (auto& [steps, set] : complete) out.sets.push_back(std::move(set));
    std::sort(out.sets.begin(), out.sets.end(), [](const ParetoSet& a, const ParetoSet& b) {
      if (a.share != b.share) return a.share > b.share;
      if (a.mean_km != b.mean_km) return a.mean_km < b.mean_km;
      return a.sites < b.sites;
    });
    return out;
  }

 private:
  struct Partial {
    std::vector<char> seen;
    std::vector<double> km;
  };

  // Share and mean distance of the last level, with all sites from `rest` on where that is not the number of sites.
  ParetoSet measure(std::size_t rest) const {
    ParetoSet set{chosen_, 0, 0, 0, 0};
    const auto& level = levels_[chosen_.size()];
    const std::size_t m = demand_.size();
    for (std::size_t p = 0; p < m; ++p) {
      if (level.seen[p] != 0 || rest_seen_[rest * m + p] != 0) set.share += demand_[p].weight;
      set.mean_km += demand_[p].weight * std::min(level.km[p], rest_km_[rest * m + p]);
    }
    if (total_ > 0) {
      set.share /= total_;
      set.mean_km /= total_;
    }
    double kept = 1;
    std::map<std::string, double> risk_of_host;
    for (const auto s : chosen_) {
      auto& risk = risk_of_host[sites_[s].country.empty() ? sites_[s].id : sites_[s].country];
      risk = std::max(risk, traits_[s].host_risk);
      set.runway_cost += traits_[s].runway_cost;
    }
    for (const auto& [host, risk] : risk_of_host) kept *= 1 - risk;
    set.host_risk = 1 - kept;
    return set;
  }

  Steps steps_of(const ParetoSet& set) const {
    const auto step = [](double value, double unit) { return static_cast<std::int64_t>(std::llround(value / unit)); };
    return {-step(set.share, options_.step_share), step(set.mean_km, options_.step_km),
            step(set.host_risk, options_.step_risk), step(set.runway_cost, options_.step_cost)};
  }

  // Whether a set of the front is as good; the last one that was is asked first.
  bool beaten(const Steps& steps) {
    for (std::size_t i = 0; i < front_.size(); ++i)
      if (as_good(front_[i].first, steps)) {
        std::swap(front_[i], front_.front());
        return true;
      }
    return false;
  }

  // False where the search has looked at too many sets.
  bool extend(std::size_t from) {
    const std::size_t n = sites_.size();
    const std::size_t m = demand_.size();
    const std::size_t depth = chosen_.size();
    for (std::size_t s = from; s + (size_ - depth) <= n; ++s) {
      if (++looked_ > options_.most_sets) return false;
      chosen_.push_back(s);
      if (levels_.size() <= depth + 1) levels_.push_back(levels_[depth]);
      auto& level = levels_[depth + 1];
      for (std::size_t p = 0; p < m; ++p) {
        level.seen[p] = static_cast<char>(levels_[depth].seen[p] | seen_[s * m + p]);
        level.km[p] = std::min(levels_[depth].km[p], km_[s * m + p]);
      }
      if (depth + 1 == size_) {
        ParetoSet set = measure(n);
        const Steps steps = steps_of(set);
        if (!beaten(steps)) {
          std::erase_if(front_, [&](const auto& other) { return as_good(steps, other.first); });
          front_.emplace_back(steps, std::move(set));
        }
      } else if (!beaten(steps_of(measure(s + 1))) && !extend(s + 1)) {
        return false;
      }
      chosen_.pop_back();
    }
    return true;
  }

  std::span<const Site> sites_;
  std::span<const SiteTraits> traits_;
  std::span<const DemandPoint> demand_;
  const ParetoOptions& options_;
  double total_ = 0;
  std::vector<double> km_, rest_km_;  // [site * points + point]; rest: of this site and all later ones
  std::vector<char> seen_, rest_seen_;
  std::vector<Partial> levels_;
  std::vector<std::size_t> chosen_;
  std::vector<std::pair<Steps, ParetoSet>> front_;
  std::size_t size_ = 0;
  std::size_t looked_ = 0;
};

}  // namespace

ParetoFront pareto_front(const Covering& covering, const ReachMatrix& matrix, std::span<const Site> sites,
                         std::span<const SiteTraits> traits, std::span<const DemandPoint> demand,
                         const ParetoOptions& options) {
  const std::size_t n = sites.size();
  check(covering.covers.size() == n && traits.size() == n && matrix.sites == n && matrix.points == demand.size(),
        "pareto_front: covering, matrix, traits and sites are of one list");
  return FrontSearch(covering, matrix, sites, traits, demand, options).run();
}

}  // namespace entente::basing

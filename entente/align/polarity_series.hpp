#pragma once
// The indices of many-sidedness as series of years, each by itself: positions, forces, camps in the votes, capability.
//
// Method: docs/methods/polarity.md.

#include "entente/align/modules.hpp"
#include "entente/align/positions.hpp"
#include "entente/base/executor.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace entente::align {

/// Whose many-sidedness, and when. Without `from`, a series has ten years before its last; without `to`, it ends with
/// the year of the view.
struct PolarityRequest {
  std::vector<std::string> region{};  // empty = all states
  std::optional<int> from{};
  std::optional<int> to{};
  std::uint64_t seed = 1;
  std::vector<std::string> poles{};  // to which mean distances are taken
};

/// One index in the years in which it could be told, ascending.
struct IndexSeries {
  std::string index;  // as a person reads it: "mean distance to USA"
  std::vector<int> years{};
  std::vector<double> values{};

  void add(int year, double value) {
    years.push_back(year);
    values.push_back(value);
  }
};

/// The camps in the votes of one session.
struct Camps {
  VoteNetwork network;
  Modularity modularity;
};

struct PolaritySeries {
  std::vector<IndexSeries> indices;
  std::vector<Camps> camps;  // by session
};

/// Positions over those of all states (of a region only), distances to the poles, senders of
/// forces, modularity of the votes and what of it is above chance. Positions run to their last year, camps to the last
/// session of the view. The same for the same view, positions and seed on any executor. Requires positions of at least
/// one year. Cost: the network of a session, times its orders and
/// nulls.
PolaritySeries polarity_series(const record::View& view, const Positions& positions, const PolarityRequest& request,
                               const Executor& executor);

/// Amounts of capability by year and state, none negative. What is not given is not in it.
using Capabilities = std::map<int, std::map<std::string, double>>;

/// CON, HHI and the effective number of holders over the states of the region. `last` is the year of the view. Empty
/// where no state of the region has a capability in these years. Requires at least one year.
std::vector<IndexSeries> capability_series(const Capabilities& capabilities, const PolarityRequest& request, int last);

}  // namespace entente::align

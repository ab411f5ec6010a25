#pragma once
// Which candidate fields to take, under every state of the airspace: the best sets, and what is traded against what.
//
// Method: docs/methods/basing.md, section 5. Middle figures. Fields are indices into CoverResult::sites: lost sites
// first, then kept ones, then candidates.

#include "entente/base/executor.hpp"
#include "entente/basing/choice.hpp"
#include "entente/basing/cover.hpp"
#include "entente/geo/region.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace entente::basing {

/// As far as this a point counts as away that no field may serve.
inline constexpr double kUnserved_km = 2000;

/// The candidates of the best set; kept sites are in every set and not named.
struct BestFields {
  std::vector<std::size_t> fields;
  double value = 0;
  double bound = 0;     // no set is better than this
  bool proven = false;  // value is the optimum
  std::size_t nodes = 0;

  /// What a better set could gain at most, as a share of the value.
  double gap() const;
};

struct FieldChoice {
  BestFields most_watched;  // value: weight watched
  BestFields nearest;       // value: weight times km
  ParetoFront front;        // of candidates alone, its sites as fields
};

/// One entry for each airspace; none where there is no candidate. At most `most` candidates in a set. `host_risk` by
/// country, 0 where it is not given. The cost of a runway is what is to be built of it, in feet, beside what it lacks
/// of the middle need. Throws as reach_matrix(). Cost: a matrix an airspace, the searches, and for the front some
/// hundred million steps at most, within which it compares as large sets as it can.
std::vector<FieldChoice> choose_fields(const CoverRequest& request, const std::map<std::string, double>& host_risk,
                                       std::size_t most, const geo::RegionIndex& countries, const Executor& executor);

}  // namespace entente::basing

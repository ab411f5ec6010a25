#pragma once
// Facts that were believed on a day and withdrawn or corrected after it.
//
// A view of the days between holds such a fact as everybody held it then, and knows nothing of its end. This is told
// apart from the view, to whoever asks what became of what was believed. Method: docs/methods/two-clocks.md, section 6.

#include "entente/record/fact.hpp"
#include "entente/record/layer.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace entente::record {

struct Withdrawn {
  std::string id;    // evidence id of the row: "events:E0157"
  std::string kind;  // "withdrawn", "corrected"
  Day known_on{};    // since when the earliest of its facts was believed; Day::min() for "from the start"
  Day on{};          // from this day on it no longer counts
  std::string layer;
  std::string reason;
  std::map<std::string, std::string, std::less<>> cells;  // what the row said on the day
  /// Of a correction, the cells that read otherwise since: column, then what they say now ("" for emptied).
  std::map<std::string, std::string, std::less<>> now;
};

/// The rows with a fact that counted on `day` and no longer on `known`, by the day of their end, then by id. `facts`
/// are all versions, in order; `changes` those of the layers. Requires day < known. Cost: linear.
std::vector<Withdrawn> withdrawn_between(std::span<const Fact> facts, std::span<const LayerChange> changes, Day day,
                                         Day known);

}  // namespace entente::record

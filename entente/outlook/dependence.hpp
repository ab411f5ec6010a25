#pragma once
// Who depends on a host for a good: what it could sell and ship, who owns it, and how long a buyer's stock would last.
//
// Arithmetic on dated figures, nothing fitted: every figure is the newest one known on the day of the view, of a period
// that reaches into the last three years, and every cover is a range over the figures there are.
//
// Method: docs/methods/outlook-dependence.md.

#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

struct YearsOfCover {
  double lo = 0;
  double hi = 0;
};

/// All pointers lead into the view.
struct Dependence {
  std::string good{};
  std::string host{};
  std::string buyer{};
  /// The newest figure of each subject, measure and counterpart that is about the host, its mines or the buyer, in
  /// order of the record.
  std::vector<const record::CommodityFigure*> figures{};
  std::vector<const record::CommodityFigure*> output{};  // the host's, one a period, newest first
  std::vector<const record::CommodityFigure*> stocks{};  // lying at its mines
  std::vector<const record::CommodityFigure*> owners{};  // shares in its mines, but those told as closed
  std::vector<const record::CommodityFigure*> closed{};  // routes out that were closed and are not told as open again
  std::vector<const record::CommodityFigure*> happenings{};  // at mines and plants, oldest first
  std::vector<const record::Event*> events{};                // events of the host that name the good, newest first
  const record::CommodityFigure* buyers_stock = nullptr;
  std::vector<const record::CommodityFigure*> uses{};        // what the buyer needs and what it used, a year
  std::vector<const record::CommodityFigure*> deliveries{};  // from the host to the buyer, one a period, newest first
  std::optional<YearsOfCover> cover{};      // the buyer's stock over its yearly use, if nothing is delivered
  std::optional<YearsOfCover> gap_cover{};  // over the host's yearly deliveries, if only these fall away
};

/// `host` and `buyer` are codes. Nothing of the good in the record gives empty lists. Cost: linear in the figures times
/// the kinds of figures.
Dependence dependence(const record::View& view, std::string_view good, std::string_view host, std::string_view buyer);

}  // namespace entente::outlook

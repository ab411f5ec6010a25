#pragma once
// How concentrated a whole is on few holders: shares of capability, of suppliers, of forces hosted.
//
// Method: docs/methods/polarity.md, section 1. These figures describe a whole; computed over rows that somebody
// selected they describe the selection. Functions that take rows of the record ask for a census and say where there is
// none.

#include <span>
#include <vector>

namespace entente::align {

struct Concentration {
  std::vector<double> shares;   // in the order given
  double hhi = 0;               // sum of squared shares
  double effective_number = 0;  // 1 / hhi
  double con = 0;               // sqrt((hhi - 1/N) / (1 - 1/N)); 1 for one holder, who has all
};

/// Requires at least one amount, none negative, a positive total. A holder with nothing counts among the N of `con`.
Concentration concentration(std::span<const double> amounts);

}  // namespace entente::align

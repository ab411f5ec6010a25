#include "entente/align/concentration.hpp"

#include "entente/base/error.hpp"

#include <cmath>

namespace entente::align {
Concentration concentration(std::span<const double> amounts) {
  double total = 0;
  for (const double a : amounts) {
    check(a >= 0, "a share cannot be negative");
    total += a;
  }
  check(total > 0, "a concentration needs something to be shared");
  Concentration out;
  for (const double a : amounts) {
    out.shares.push_back(a / total);
    out.hhi += a / total * (a / total);
  }
  out.effective_number = 1 / out.hhi;
  const double n = static_cast<double>(amounts.size());
  // hhi - 1/n as a sum of squares, so that equal shares give 0 and not the root of a rounding error.
  double excess = 0;
  for (const double s : out.shares) excess += (s - 1 / n) * (s - 1 / n);
  out.con = amounts.size() > 1 ? std::sqrt(excess / (1 - 1 / n)) : 1;
  return out;
}

}  // namespace entente::align

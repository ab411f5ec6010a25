#include "entente/base/ordered_sum.hpp"

#include <algorithm>
#include <cstddef>

namespace entente {

double ordered_sum(std::span<const double> values) {
  constexpr std::size_t kBlock = 1024;
  double total = 0;
  for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
    double block = 0;
    for (const double v : values.subspan(begin, std::min(kBlock, values.size() - begin))) block += v;
    total += block;
  }
  return total;
}

}  // namespace entente

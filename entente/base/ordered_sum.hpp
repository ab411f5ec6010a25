#pragma once
// Sums that are made in one order.

#include <span>

namespace entente {

/// The sum of `values`, added in index order within fixed blocks of 1,024 and then over the blocks in order.
double ordered_sum(std::span<const double> values);

}  // namespace entente

#pragma once
// The logarithm of the gamma function, safe to call from many threads.

#include <cmath>

namespace entente {

/// ln |gamma(x)| for any x but 0 and the negative integers, where it is infinite. std::lgamma writes the sign of the
/// result to a variable of the whole process; this does not, and gives the same digits.
inline double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

}  // namespace entente

#pragma once
// Reproducible random streams: the draws depend on (seed, purpose, replicate) and on nothing else, so that a run on
// one thread and a run on sixty-four give the same numbers.
//
// Generator: xoshiro256++ (Blackman and Vigna 2021, ACM TOMS 47(4)), state filled by SplitMix64. The standard
// library's distributions differ between implementations; ours do not.

#include <array>
#include <cstdint>
#include <string_view>

namespace entente {

class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view purpose, std::uint64_t replicate = 0);

  std::uint64_t bits();
  /// Uniform on [0, 1), 53 bits.
  double uniform();
  /// Uniform integer in [0, n), without bias. Requires n > 0.
  std::uint64_t below(std::uint64_t n);
  /// Standard normal (Marsaglia's polar method).
  double normal();
  /// Gamma with scale 1 (Marsaglia and Tsang 2000). Requires shape > 0.
  double gamma(double shape);
  /// Beta(a, b). Requires a, b > 0.
  double beta(double a, double b);

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace entente

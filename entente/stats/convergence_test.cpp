#include "entente/stats/convergence.hpp"

#include "entente/base/random.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace entente;
using namespace entente::stats;

namespace {

// Chains of x = memory x + noise, each around its own place.
std::vector<float> chains(double memory, double apart, std::size_t draws) {
  std::vector<float> out;
  for (int chain = 0; chain < 4; ++chain) {
    RandomStream random(3, "convergence test", static_cast<std::uint64_t>(chain));
    double x = 0;
    for (std::size_t i = 0; i < 50 + draws; ++i) {
      x = memory * x + random.normal();
      if (i >= 50) out.push_back(static_cast<float>(x + apart * chain));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("independent draws are worth themselves, those with memory (1 - m) / (1 + m) of themselves") {
  const Convergence independent = convergence(chains(0, 0, 500), 4);
  CHECK(independent.r_hat == doctest::Approx(1).epsilon(0.01));
  CHECK(independent.effective > 1700);
  CHECK(independent.effective <= 2000);
  const Convergence sticky = convergence(chains(0.8, 0, 2000), 4);
  CHECK(sticky.effective == doctest::Approx(8000 / 9.0).epsilon(0.2));
}

TEST_CASE("chains that lie apart do not agree, and chains too short say nothing") {
  CHECK(convergence(chains(0, 3, 500), 4).r_hat > 2);
  CHECK(convergence(chains(0, 3, 500), 4).effective < 20);
  const std::vector<float> few(14, 1.0F);
  CHECK(convergence(few, 2).effective == 0);
  const std::vector<float> same(40, 1.0F);
  CHECK(convergence(same, 2).r_hat == 1);
  CHECK(convergence(same, 2).effective == 40);
}

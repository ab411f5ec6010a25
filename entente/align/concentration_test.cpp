#include "entente/align/concentration.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace entente;
using namespace entente::align;

TEST_CASE("concentration runs from equal shares to a single holder") {
  const std::vector<double> equal(5, 0.2);
  CHECK(concentration(equal).con == 0);
  CHECK(concentration(equal).hhi == doctest::Approx(0.2).epsilon(1e-12));
  CHECK(concentration(equal).effective_number == doctest::Approx(5));
  const std::vector<double> one{1, 0, 0, 0, 0};
  CHECK(concentration(one).con == doctest::Approx(1).epsilon(1e-12));
  CHECK(concentration(std::vector<double>{3}).con == 1);  // a lone holder has all
  const std::vector<double> mixed{0.4, 0.3, 0.2, 0.05, 0.05};
  CHECK(concentration(mixed).con == doctest::Approx(0.3446012188022556).epsilon(1e-12));
  CHECK(concentration(mixed).hhi == doctest::Approx(0.295).epsilon(1e-12));
}

TEST_CASE("amounts need not be shares, and their unit does not matter") {
  const std::vector<double> people{400, 300, 200, 50, 50};
  CHECK(concentration(people).hhi == doctest::Approx(0.295));
  CHECK(concentration(people).shares[0] == doctest::Approx(0.4));
}

TEST_CASE("nothing to share is a fault") {
  CHECK_THROWS_AS(concentration(std::vector<double>{0, 0}), Error);
  CHECK_THROWS_AS(concentration(std::vector<double>{1, -1}), Error);
}

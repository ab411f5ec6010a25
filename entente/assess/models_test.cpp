#include "entente/assess/models.hpp"

#include "entente/assess/world_for_tests.hpp"

#include <doctest/doctest.h>

using namespace entente::assess;

TEST_CASE("the hash of the models follows each of the files") {
  const Models models = drawn::shipped_models();
  const auto changed = [&](auto&& change) {
    Models other = models;
    change(other);
    return other.hash() != models.hash();
  };
  CHECK(models.hash() == drawn::shipped_models().hash());
  CHECK(changed([](Models& m) { m.ladder.hash += "x"; }));
  CHECK(changed([](Models& m) { m.deaths.hash += "x"; }));
  CHECK(changed([](Models& m) { m.precedents.hash += "x"; }));
  CHECK(changed([](Models& m) { m.course.hash += "x"; }));
  CHECK(changed([](Models& m) { m.signals.hash += "x"; }));
  CHECK(changed([](Models& m) { m.rules.hash += "x"; }));
  CHECK(changed([](Models& m) { m.powers.hash += "x"; }));
}

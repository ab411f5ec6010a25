#include "entente/assess/words.hpp"

#include <doctest/doctest.h>

using namespace entente::assess;

TEST_CASE("a share that was counted may be none or all, a chance may not") {
  CHECK(percent(0) == "0%");
  CHECK(percent(1) == "100%");
  CHECK(percent(0.714) == "71%");
  CHECK(chance(0.001) == "1%");
  CHECK(chance(0.999) == "99%");
  CHECK(in_brackets(0.5, 0.25, 0.8) == "50% (25%–80%)");
}

TEST_CASE("lists and first letters are written as in a sentence") {
  CHECK(list_of({}).empty());
  CHECK(list_of({"a"}) == "a");
  CHECK(list_of({"a", "b", "c"}) == "a, b and c");
  CHECK(capital("one") == "One");
  CHECK(capital("").empty());
  CHECK(each_once({"b", "a", "b"}) == std::vector<std::string>{"a", "b"});
}

#include "entente/stream/type_cells.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente::stream;

namespace {

constexpr TypeHabits kZerosLost{true, false};

std::string key(std::string_view list, std::string_view cell, std::string_view label = {}, TypeHabits habits = {}) {
  return TypeCells(list, habits).read(cell, label).key;
}

TypeMatch match(std::string_view list, std::string_view cell, std::string_view label = {}, TypeHabits habits = {}) {
  return TypeCells(list, habits).read(cell, label).match;
}

}  // namespace

TEST_CASE("a type is found by its code, as a number, in other letters, or by its label") {
  CHECK(key("cameo", "190") == "cameo:190");
  CHECK(key("cameo", "190.0") == "cameo:190");
  CHECK(key("ged", "1.0") == "ged:1");
  CHECK(key("acled", "Violence Against Civilians") == "acled:Violence against civilians");
  CHECK(key("acled", " battle - no change of territory ") == "acled:Battle-No change of territory");
  CHECK(key("plover", "assault") == "plover:ASSAULT");
  CHECK(key("cameo", "Make a visit") == "cameo:042");
  CHECK(match("cameo", "Make a visit") == TypeMatch::listed);
}

TEST_CASE("the types of ACLED before 2019 have the class of those that took their place") {
  for (const auto& [old, present] : {std::pair{"Battle-Government regains territory", "acled:Battles"},
                                     {"Remote violence", "acled:Explosions/Remote violence"},
                                     {"Riots/Protests", "acled:Protests"},
                                     {"Strategic development", "acled:Strategic developments"},
                                     {"Headquarters or base established", "acled:Strategic developments"},
                                     {"Non-violent transfer of territory", "acled:Strategic developments"}}) {
    CAPTURE(old);
    CHECK(match("acled", old) == TypeMatch::listed);
    CHECK(quad_of(key("acled", old)) == quad_of(present));
    CHECK(plover_of(key("acled", old)).substr(0, 5) != "none");
  }
  CHECK(plover_of("acled:Remote violence") == "ASSAULT");
}

TEST_CASE("what is in no list is kept as it is written, and has no class") {
  for (const char* cell : {"---", "X", "13y", "42", "999"}) {
    CAPTURE(cell);
    CHECK(match("cameo", cell) == TypeMatch::unknown);
    CHECK(key("cameo", cell) == "cameo:" + std::string(cell));
    CHECK(quad_of(key("cameo", cell)) == Quad::none);
  }
  CHECK(match("own", "anything") == TypeMatch::listed);
  CHECK_FALSE(TypeCells("own").checked());
  // The label beside it tells the type of a code that is none.
  CHECK(key("cameo", "13y", "Threaten with repression") == "cameo:137");
  CHECK(match("cameo", "13y", "Threaten with repression") == TypeMatch::by_label);
  CHECK(match("cameo", "13y", "a label of nothing") == TypeMatch::unknown);
  CHECK(key("cameo", "190", "Make a visit") == "cameo:190");
}

TEST_CASE("a code that lost its zero is put right where one code alone can be meant") {
  CHECK(key("cameo", "42", "", kZerosLost) == "cameo:042");
  CHECK(match("cameo", "42", "", kZerosLost) == TypeMatch::mended);
  CHECK(key("cameo", "190", "", kZerosLost) == "cameo:190");
  CHECK(key("cameo", "20", "", kZerosLost) == "cameo:020|20");
  CHECK(match("cameo", "20", "", kZerosLost) == TypeMatch::unclear);
  CHECK(quad_of(key("cameo", "20", "", kZerosLost)) == Quad::none);
  CHECK(key("cameo", "20", "Make an appeal or request", kZerosLost) == "cameo:020");
  CHECK(key("cameo", "20") == "cameo:20");
  // No code of CAMEO has one digit.
  CHECK(key("cameo", "4") == "cameo:04");
  CHECK(zero_sign("42", "") == ZeroSign::lost);
  CHECK(zero_sign("20", "Make an appeal or request") == ZeroSign::lost);
  CHECK(zero_sign("042", "") == ZeroSign::kept);
  for (const char* cell : {"20", "190", "4", "999", "X", ""}) CHECK(zero_sign(cell, "") == ZeroSign::none);
}

TEST_CASE("a relation of a graph is a code or a label of one of our lists, or of none") {
  CHECK(key("graph", "Make statement") == "cameo:010");
  CHECK(key("graph", "Make_statement") == "cameo:010");
  CHECK(key("graph", "020") == "cameo:020");
  CHECK(key("graph", "ASSAULT") == "plover:ASSAULT");
  CHECK(key("graph", "borders") == "graph:borders");
  CHECK(match("graph", "borders") == TypeMatch::unknown);
  CHECK(key("graph", "3") == "graph:3");
  CHECK(key("graph", "190", "", {false, true}) == "graph:190");
}

#include "entente/base/visible.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;

TEST_CASE("what acts on a terminal is shown, and what a person reads stays") {
  CHECK(visible("Niger \xE2\x80\x93 Côte d'Ivoire, \xD9\x86") == "Niger \xE2\x80\x93 Côte d'Ivoire, \xD9\x86");
  CHECK(visible("\x1B[31mred\a\x7F") == "␛[31mred␇␡");
  CHECK(visible("a\nb\tc\rd") == "a␊b␉c␍d");
  CHECK(visible("a\nb\tc\rd", LineEnds::kept) == "a\nb\tc␍d");
  CHECK(visible(std::string_view("a\0b", 3)) == "a␀b");
  // The eighth bit: one byte that is a control sequence to old terminals, and the same in UTF-8.
  CHECK(visible("\x9B"
                "2J") ==
        "\xEF\xBF\xBD"
        "2J");
  CHECK(visible("\xC2\x9B"
                "2J") == "[U+009B]2J");
}

TEST_CASE("direction marks and characters without a width are told by their number") {
  CHECK(visible("abc\xE2\x80\xAE"
                "def") == "abc[U+202E]def");
  CHECK(visible("\xE2\x81\xA6x\xE2\x81\xA9") == "[U+2066]x[U+2069]");
  CHECK(visible("\xE2\x80\xA8") == "[U+2028]");
  CHECK(visible("\xEF\xBB\xBF") == "[U+FEFF]");
  // Joiners belong to the writing of Persian and of Indian languages.
  CHECK(visible("\xE2\x80\x8C") == "\xE2\x80\x8C");
}

TEST_CASE("bytes that are not UTF-8 are one sign each") {
  CHECK(visible("\xFF\xC3") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(visible("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");                  // a slash in two bytes
  CHECK(visible("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // a surrogate
}

TEST_CASE("a text of others is cut between characters") {
  CHECK(cut_to("abc", 3) == "abc");
  CHECK(cut_to("abcd", 3) == "abc... (1 more bytes)");
  CHECK(cut_to("aé", 2) == "a... (2 more bytes)");
}

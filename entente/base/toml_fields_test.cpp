#include "entente/base/toml_fields.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace entente;

namespace {

const TomlWords kWords{.remedy = "the manual describes the file"};

TomlFields fields_of(std::string_view text, TomlWords words = kWords) {
  return TomlFields::parse(text, "f.toml", std::move(words));
}

std::string fault_of(const std::function<void()>& read) {
  try {
    read();
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    return error.what();
  }
  return "accepted";
}

std::string fault_of(std::string_view text) {
  return fault_of([&] { fields_of(text); });
}

}  // namespace

TEST_CASE("fields of every kind are read") {
  const TomlFields f = fields_of(
      "name = \"a\"\nshare = 0.5\ncount = 7\nwidth = 3.0\non = true\nday = \"2024-03-17\"\nbare = 2024-03-18\n"
      "codes = [\"NER\", \"MLI\"]\ndays = [\"2024-01-02\", 2024-01-03]\n[inner]\nx = 1\n[[each]]\ny = 2\n[[each]]\ny = 3\n");
  CHECK(f.text("name") == "a");
  CHECK(f.number("share", {0, 1}) == 0.5);
  CHECK(f.number_above_zero("count") == 7);
  CHECK(f.whole("count", 1, 7) == 7);
  CHECK(f.whole("width", 1) == 3);
  CHECK(f.optional_flag("on") == true);
  CHECK(to_string(f.day("day")) == "2024-03-17");
  CHECK(to_string(f.day("bare")) == "2024-03-18");
  CHECK(f.texts("codes") == std::vector<std::string>{"NER", "MLI"});
  REQUIRE(f.optional_days("days").size() == 2);
  CHECK(to_string(f.optional_days("days")[1]) == "2024-01-03");
  CHECK(f.table("inner").whole("x", 0) == 1);
  REQUIRE(f.optional_tables("each").size() == 2);
  CHECK(f.optional_tables("each")[1].whole("y", 0) == 3);
  CHECK(f.optional_tables("each")[1].line() == 14);
  CHECK(f.names() == std::vector<std::string>{"bare", "codes", "count", "day", "days", "each", "inner", "name", "on",
                                              "share", "width"});
}

TEST_CASE("an optional field that is not there gives nothing, any other is refused with the line of its table") {
  const TomlFields f = fields_of("\n[inner]\nx = 1\n").table("inner");
  CHECK_FALSE(f.optional_text("a").has_value());
  CHECK_FALSE(f.optional_number("a").has_value());
  CHECK_FALSE(f.optional_whole("a", 0).has_value());
  CHECK_FALSE(f.optional_flag("a").has_value());
  CHECK_FALSE(f.optional_day("a").has_value());
  CHECK_FALSE(f.optional_table("a").has_value());
  CHECK(f.optional_days("a").empty());
  CHECK(f.optional_texts("a").empty());
  CHECK(f.optional_tables("a").empty());
  const std::string fault = "f.toml:2, field a: the field is missing; the manual describes the file";
  CHECK(fault_of([&] { f.text("a"); }) == fault);
  CHECK(fault_of([&] { f.number("a"); }) == fault);
  CHECK(fault_of([&] { f.whole("a", 0); }) == fault);
  CHECK(fault_of([&] { f.day("a"); }) == fault);
  CHECK(fault_of([&] { f.texts("a"); }) == fault);
  CHECK(fault_of([&] { f.table("a"); }) == fault);
}

TEST_CASE("a value of another kind or out of range is refused with its line, and with what to write") {
  const TomlFields f = fields_of(
      "text = \"\"\nnumber = 7\nreal = 7.5\nday = \"2024-02-30\"\nlist = [\"a\",\n 3]\nnone = []\nendless = inf\n");
  CHECK(fault_of([&] { f.text("text"); }) == "f.toml:1, field text: the text is empty; the manual describes the file");
  CHECK(fault_of([&] { f.text("number"); }) == "f.toml:2, field number: this must be a text; write it in quotes");
  CHECK(fault_of([&] { f.optional_text("number"); }) == fault_of([&] { f.text("number"); }));
  CHECK(fault_of([&] { f.number("text"); }) ==
        "f.toml:1, field text: this is not a number; write a number without quotes");
  CHECK(fault_of([&] {
          f.number("number", {0.5, 6});
        }) == "f.toml:2, field number: this is not a number from 0.5 to 6; write a number without quotes");
  CHECK(fault_of([&] { f.number("endless"); }).find("f.toml:8, field endless: this is not a number") == 0);
  CHECK(fault_of([&] { f.whole("real", 0); }) ==
        "f.toml:3, field real: this must be a whole number, 0 or more; write a number without quotes");
  CHECK(fault_of([&] { f.whole("number", 8, 9); }).find("a whole number from 8 to 9") != std::string::npos);
  CHECK(fault_of([&] { f.optional_flag("text"); }).find("f.toml:1, field text: this must be true or false") == 0);
  CHECK(fault_of([&] { f.day("day"); }) == "f.toml:4, field day: \"2024-02-30\" is not a day; write \"YYYY-MM-DD\"");
  CHECK(fault_of([&] { f.day("number"); }).find("f.toml:2, field number: this must be a day") == 0);
  CHECK(fault_of([&] { f.optional_days("list"); }).find("f.toml:5, field list: the list holds something") == 0);
  CHECK(fault_of([&] { f.optional_texts("list"); }).find("f.toml:6, field list: the list holds something") == 0);
  CHECK(fault_of([&] { f.texts("none"); }).find("f.toml:7, field none: the list is empty") == 0);
  CHECK(fault_of([&] { f.optional_texts("text"); }).find("f.toml:1, field text: this must be a list") == 0);
  CHECK(fault_of([&] { f.table("text"); }) == "f.toml:1, field text: this must be a table; write [text]");
  CHECK(fault_of([&] { f.optional_tables("list"); }) ==
        "f.toml:5, field list: this must be a list of tables; write [[list]]");
}

TEST_CASE("a number that must be above zero is") {
  const TomlFields f = fields_of("zero = 0\nless = -0.1\nmore = 1e-9\n");
  CHECK(f.number_above_zero("more") == 1e-9);
  CHECK(fault_of([&] { f.number_above_zero("zero"); }).find("f.toml:1, field zero: the value must be above 0") == 0);
  CHECK(fault_of([&] { f.number_above_zero("less"); }).find("f.toml:2, field less: the value must be above 0") == 0);
}

TEST_CASE("a field that is not known is refused, and those that are known are listed") {
  const TomlFields f = fields_of("host = 1\nhots = 2\n");
  CHECK(fault_of([&] { f.only({"host", "hots"}); }) == "accepted");
  CHECK(fault_of([&] {
          f.only({"host", "day"});
        }) == "f.toml:2, field hots: there is no such field; known here: host, day");
}

TEST_CASE("a file may have words of its own, and name fields with their tables") {
  const TomlFields f = fields_of("day = \"x\"\n[a]\n[[a.b]]\nc = 1\n", {.remedy = "look",
                                                                        .missing = "not given",
                                                                        .unknown = "no setting \"{}\"",
                                                                        .no_day = "{} was never a day",
                                                                        .full_names = true});
  CHECK(fault_of([&] { f.day("day"); }) == "f.toml:1, field day: x was never a day; write \"YYYY-MM-DD\"");
  const TomlFields b = f.table("a").optional_tables("b").at(0);
  CHECK(fault_of([&] { b.text("d"); }) == "f.toml:3, field a.b.d: not given; look");
  CHECK(fault_of([&] { b.only({"d"}); }) == "f.toml:4, field a.b.c: no setting \"c\"; known here: d");
  CHECK(fault_of([&] { b.fail("c", "too small"); }) == "f.toml:4, field a.b.c: too small; look");
  CHECK(fault_of([&] { b.fail_at(9, "c", "too small", "make it larger"); }) ==
        "f.toml:9, field a.b.c: too small; make it larger");
}

TEST_CASE("a table outlives the fields that it was reached by") {
  const TomlFields inner = fields_of("[a]\n[a.b]\nc = \"d\"\n").table("a").table("b");
  CHECK(inner.text("c") == "d");
}

TEST_CASE("what is not TOML is refused with its line, and never ends the program") {
  CHECK(fault_of("a = 1\nb = \n").find("f.toml:2: ") == 0);
  CHECK(fault_of("a = 1\nb = \n").find("; mend the TOML") != std::string::npos);
  for (const char* text : {"[a\n", "[= [1]", "[", "[[", "[a.]", "a = 1 2"})
    CHECK_MESSAGE(fault_of(text).find("f.toml:1: ") == 0, text);
}

TEST_CASE("letters beyond ASCII outside quotes and comments are refused with their line") {
  const auto line_of = [](std::string_view text) {
    try {
      fields_of(text);
    } catch (const Error& error) {
      return error.place().line;
    }
    return 0L;
  };
  for (const char* text : {R"()", "\xEF\xBB\xBF# é\na = \"é\"", R"(a = 'é' # é)", R"("é" = '')", R"(a = "\"é")",
                           "a = '''\né''\n'''", R"(a = """"é""""")"})
    CHECK_MESSAGE(line_of(text) == 0, text);
  CHECK(line_of("é = 1") == 1);
  CHECK(line_of("a = 1\n\n[Ǉ]") == 3);
  CHECK(line_of("a = 'x' \xC2\xA0") == 1);
  CHECK(line_of("a = \"\" é") == 1);
  CHECK(line_of("a = 'x\nb = é") == 2);
  CHECK(line_of("a = \"\"\"x\"\"\"\"\"\né") == 2);
}

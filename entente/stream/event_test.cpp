#include "entente/stream/event.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::stream;

TEST_CASE("a name keeps its number and its place however many follow") {
  Names names;
  CHECK(names.number("") == 0);
  CHECK(names.number("Niger") == 1);
  const std::string_view text = names.text(1);
  for (int i = 0; i < 200000; ++i)
    CHECK(names.number("actor " + std::to_string(i)) == static_cast<std::uint32_t>(i) + 2);
  CHECK(names.number(std::string(100000, 'x')) == 200002);
  CHECK(names.number("Niger") == 1);
  CHECK(names.find("Niger") == 1);
  CHECK(names.find("Nigeria") == Names::npos);
  CHECK(text == "Niger");
  CHECK(names.text(200001) == "actor 199999");
  CHECK(names.size() == 200003);
}

TEST_CASE("a copy of names has the same numbers and texts of its own") {
  Names copy;
  {
    Names names;
    names.number("Mali");
    names.number("Chad");
    copy = names;
  }
  CHECK(copy.text(2) == "Chad");
  CHECK(copy.number("Mali") == 1);
}

TEST_CASE("texts that differ in a NUL byte or in length are different names") {
  using namespace std::string_literals;
  Names names;
  const auto a = names.number("a"s);
  const auto b = names.number("a\0"s);
  const auto c = names.number("a\0\0\0\0\0\0\0"s);
  const auto d = names.number("a\0\0\0\0\0\0\0\0"s);
  CHECK(a != b);
  CHECK(b != c);
  CHECK(c != d);
}

TEST_CASE("the log holds 32 bytes an event and gives back what was added") {
  EventLog log;
  log.reserve(1000);
  const auto day = day_number(Day{std::chrono::year{2018} / 6 / 1});
  log.add({day, day + 2, "NERGOV", "USA", "cameo:190", 3, 16.95F, 8.01F, 7});
  log.add({day + 1, day + 2, "USA", "NERGOV", "cameo:057", 3});
  CHECK(log.size() == 2);
  CHECK(EventLog::kBytesPerEvent == 32);
  CHECK(log.actors.text(log.actor[1]) == "USA");
  CHECK(log.actor[0] == log.target[1]);
  CHECK(log.types.text(log.type[0]) == "cameo:190");
  CHECK(log.count[1] == kNoCount);
  CHECK(day_of(log.day[1]) == Day{std::chrono::year{2018} / 6 / 2});
  const std::size_t before = log.bytes();
  for (int i = 0; i < 900; ++i) log.add({day, day, "USA", "NERGOV", "cameo:057"});
  CHECK(log.bytes() == before);
}

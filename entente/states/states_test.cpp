// States by day, on tables drawn here: what is asked of them, not what they hold.

#include "entente/states/states.hpp"

#include "entente/base/error.hpp"
#include "entente/states/fold.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::states;

namespace {

// OLD went on in MID and that in NEW; TWO became AAA and BBB; EAS joined WES.
constexpr const char* kStates =
    "code,kind,name,in_sentence,iso2,number,fips,gw,cow,from,until,became,goes_on_in,source,other_names\n"
    "AAA,state,Aland,Aland,AA,001,,1,1,1990-01-01,,,,cow,\n"
    "BBB,state,Bland,the Bland,BB,002,,2,2,1990-01-01,,,,cow,\n"
    "EAS,former-state,Eastland,Eastland,EA,003,,3,3,1950-01-01,1980-01-01,WES,,cow,\n"
    "MID,former-state,Midland,Midland,TT,004,,9,9,1990-01-01,2000-01-01,NEW,NEW,cow,\n"
    "NEW,state,Newland,Newland,NN,005,,9,9,2000-01-01,,,,cow,Republic of Newland\n"
    "OLD,former-state,Oldland,the Oldland,OO,006,,9,9,1920-01-01,1990-01-01,MID AAA,MID,cow,\n"
    "TWO,former-state,Twoland,Twoland,TT,007,,7,7,1920-01-01,1985-01-01,AAA BBB,,cow,\n"
    "WES,state,Westland,Westland,WW,008,,8,8,,,,,,\n";
constexpr const char* kNames =
    "how,text,code,from,until,source\n"
    "gw,10,WES,,1970-01-01,gw\n"
    "cameo,REG,-,,,gdelt\n"
    "name,Land,AAA,,,general\n"
    "name,Land,BBB,,,general\n"
    "icews,Land,BBB,,,icews\n";
constexpr const char* kCalled =
    "code,name,in_sentence,until,source\n"
    "WES,Farland,the Farland,1930-01-01,general\n"
    "WES,Nearland,Nearland,1960-01-01,general\n";

Day on(int year) { return *parse_day(std::to_string(year) + "-06-01"); }

std::string words(const Answer& a) {
  std::string out(a.code);
  for (const std::string_view code : a.several) out += "|" + std::string(code);
  return out + (a.out_of_time ? " then" : "") + (a.no_state ? " none" : "");
}

}  // namespace

TEST_CASE("a code means what stands on the day of the row") {
  const States all(kStates, kNames, kCalled);
  const auto iso3 = [&](const char* code, int year) { return words(all.meaning(List::iso3, code, on(year))); };
  CHECK(iso3("OLD", 1950) == "OLD");
  CHECK(iso3("old", 1995) == "MID then");
  CHECK(iso3("OLD", 2010) == "NEW then");
  CHECK(iso3("NEW", 2010) == "NEW");
  CHECK(iso3("NEW", 1995) == "MID then");
  CHECK(iso3("NEW", 1950) == "OLD then");
  CHECK(iso3("NEW", 1900) == "OLD then");
  CHECK(iso3("EAS", 2010) == "WES then");
  CHECK(iso3("TWO", 1995) == "|AAA|BBB then");
  CHECK(iso3("AAA", 1950) == "AAA");  // a republic or a colony that sources call so
  CHECK(iso3("XXX", 2010).empty());
  CHECK(words(all.meaning(List::iso3, "OLD")) == "OLD");
}

TEST_CASE("a code that two states had one after the other is told apart by the day") {
  const States all(kStates, kNames, kCalled);
  const auto iso2 = [&](int year) { return words(all.meaning(List::iso2, "TT", on(year))); };
  CHECK(iso2(1950) == "TWO");
  CHECK(iso2(1988) == "|AAA|BBB then");
  CHECK(iso2(1995) == "MID");
  CHECK(iso2(2010) == "NEW then");
  CHECK(words(all.meaning(List::iso2, "TT")) == "|MID|TWO");
  const auto gw = [&](const char* code, int year) { return words(all.meaning(List::gw, code, on(year))); };
  CHECK(gw("009.0", 1950) == "OLD");
  CHECK(gw("9", 1995) == "MID");
  CHECK(gw("9", 2010) == "NEW");
  CHECK(gw("10", 1950) == "WES");
  CHECK(gw("10", 2010) == "WES then");
  CHECK(words(all.meaning(List::cameo, "REG", on(2010))) == " none");
}

TEST_CASE("over time is what each day gives") {
  const States all(kStates, kNames, kCalled);
  for (const auto& [how, text] : std::vector<std::pair<List, const char*>>{{List::iso2, "TT"},
                                                                           {List::gw, "9"},
                                                                           {List::gw, "10"},
                                                                           {List::iso3, "OLD"},
                                                                           {List::iso3, "WES"},
                                                                           {List::name, "x"}}) {
    const std::vector<Span> spans = all.over_time(how, text);
    REQUIRE(!spans.empty());
    CHECK(spans.front().from == Day::min());
    for (Day day = on(1900); day < on(2020); day += std::chrono::days{31}) {
      std::size_t i = spans.size() - 1;
      while (day < spans[i].from) --i;
      REQUIRE(words(spans[i].answer) == words(all.meaning(how, text, day)));
    }
  }
  CHECK(all.over_time(List::iso3, "WES").size() == 1);
}

TEST_CASE("names of the day, with their article") {
  const States all(kStates, kNames, kCalled);
  CHECK(all.in_sentence("WES", on(1920)) == "the Farland");
  CHECK(all.name("WES", on(1950)) == "Nearland");
  CHECK(all.name("WES", *parse_day("1960-01-01")) == "Westland");
  CHECK(all.in_sentence("BBB", on(2010)) == "the Bland");
  CHECK(all.in_sentence("NEW", on(1950)) == "the Oldland");
  CHECK(all.name("OLD", on(2010)) == "Oldland");  // who speaks of it means it
  CHECK(all.name("XXX", on(2010)).empty());
  CHECK(all.names("WES") == std::vector<std::string_view>{"Westland", "Nearland", "Farland"});
  CHECK(words(all.meaning(List::name, "The FARLAND", on(2010))) == "WES then");
}

TEST_CASE("what took the place of a state, and why it does not count on a day") {
  const States all(kStates, kNames, kCalled);
  CHECK(all.successor_of("OLD", on(1950)) == "OLD");
  CHECK(all.successor_of("OLD", on(1995)) == "MID");
  CHECK(all.successor_of("OLD", on(2010)) == "NEW");
  CHECK(all.successor_of("NEW", on(1950)) == "NEW");
  CHECK(all.successor_of("TWO", on(2010)) == "TWO");
  CHECK(all.successor_of("JNIM", on(2010)) == "JNIM");
  CHECK(all.holder("NEW", on(1950)) == "OLD");
  CHECK(all.holder("OLD", on(1995)) == "MID");
  CHECK(all.holder("OLD", on(2010)) == "NEW");
  CHECK(all.holder("EAS", on(2010)) == "EAS");
  CHECK(all.holder("Nobody", on(2010)) == "Nobody");
  CHECK(all.seat("OLD") == "NEW");
  CHECK(all.seat("NEW") == "NEW");
  CHECK(all.seat("EAS") == "EAS");  // both had one
  CHECK(all.why_not("OLD", on(2010)) == "ended on 1 January 1990; Newland (NEW) took its place");
  CHECK(all.why_not("TWO", on(2010)) == "ended on 1 January 1985; in its place are Aland (AAA), the Bland (BBB)");
  CHECK(all.why_not("NEW", on(1950)) == "began on 1 January 2000; on the day it was the Oldland (OLD)");
  CHECK(all.why_not("BBB", on(1950)) == "began on 1 January 1990");
  CHECK(all.why_not("NEW", on(2010)).empty());
}

TEST_CASE("a name may be several states, and a source may mean one of them") {
  const States all(kStates, kNames, kCalled);
  CHECK(words(all.meaning(List::name, "Land", on(2010))) == "|AAA|BBB");
  CHECK(words(all.meaning(List::icews, "Land", on(2010))) == "BBB");
  CHECK(words(all.meaning(List::icews, "Aland", on(2010))) == "AAA");
  CHECK(words(all.meaning(List::in_name, "Police (Newland)", on(2010))) == "NEW");
  CHECK(words(all.meaning(List::in_name, "Somebody", on(2010))) == " none");
}

TEST_CASE("names are compared in one form") {
  CHECK(folded_name("Côte d’Ivoire") == "cote divoire");
  CHECK(folded_name("COTE_D'IVOIRE") == "cote divoire");
  CHECK(folded_name("TÜRKİYE") == "turkiye");
  CHECK(folded_name("the U.S.") == "us");
  CHECK(folded_name("Trinidad & Tobago") == folded_name("Trinidad and Tobago"));
  CHECK(folded_name("Guinea\u2010Bissau") == "guinea bissau");
  CHECK(folded_name("São Tomé") == "sao tome");
  CHECK(folded_name("C\xF4te d'Ivoire") == "cote divoire");  // Latin-1
  CHECK(folded_name("Россия") == "Россия");
  CHECK(forms_of_name("Korea, Rep.") == std::vector<std::string>{"korea rep", "rep korea"});
  CHECK(forms_of_name("Myanmar (Burma)") == std::vector<std::string>{"myanmar burma", "burma myanmar", "myanmar"});
  CHECK(forms_of_name("").empty());
}

TEST_CASE("tables that contradict themselves are refused") {
  CHECK_THROWS_AS(States(kStates, "how,text,code,from,until,source\niso9,X,AAA,,,\n", kCalled), Error);
  CHECK_THROWS_AS(States(kStates, "how,text,code,from,until,source\niso3,X,XXX,,,\n", kCalled), Error);
  CHECK_THROWS_AS(States(kStates, kNames, "code,name,in_sentence,until,source\nWES,A,A,,\n"), Error);
  CHECK_THROWS_AS(States("code,name\nAAA,A\n", kNames, kCalled), Error);
}

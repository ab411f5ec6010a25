#include "entente/assess/assessment.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string_view>

using namespace entente::assess;

TEST_CASE("every status and every kind of judgement has a name of its own") {
  std::set<std::string_view> names;
  for (const Status status : {Status::reported, Status::computed, Status::judged, Status::assumed})
    names.insert(name(status));
  CHECK(names.size() == 4);
  names.clear();
  for (const JudgementKind kind : {JudgementKind::exit, JudgementKind::asks, JudgementKind::left,
                                   JudgementKind::arrival, JudgementKind::deaths, JudgementKind::cover})
    names.insert(name(kind));
  CHECK(names.size() == 6);
  CHECK_FALSE(names.contains(""));
}

TEST_CASE("a call holds its arguments in order, and nothing for what is not given") {
  const Call call = call_of("outlook exit", "NER", "USA").on(*entente::parse_day("2024-03-17")).with("vintage", "");
  REQUIRE(call.request.size() == 3);
  CHECK(call.verb == "outlook exit");
  CHECK(call.request[2].name == "as_of");
  CHECK(call.request[2].value == "2024-03-17");
  CHECK(rows_of("demands", *entente::parse_day("2024-03-17")).request[0].value == "demands");
}

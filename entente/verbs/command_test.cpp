#include "entente/verbs/command.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::verbs;
using assess::Call;

namespace {

const Day kDay = *parse_day("2024-03-17");

}  // namespace

TEST_CASE("a call is written as a command: places first, then the options in their order") {
  CHECK(command_of(assess::call_of("outlook exit", "NER", "USA").on(kDay)) ==
        "entente outlook exit NER USA --as-of 2024-03-17");
  CHECK(command_of(Call{"align"}.with("states", "NER,USA").on(kDay)) == "entente align NER USA --as-of 2024-03-17");
  CHECK(command_of(Call{"watch"}.on(kDay).with("hosts", "NER,MLI")) ==
        "entente watch --as-of 2024-03-17 --hosts NER,MLI");
  CHECK(command_of(assess::rows_of("demands", kDay)) == "entente record show demands --as-of 2024-03-17");
  CHECK(command_of(Call{"brief"}.with("case", "niger-2024").with("full", "true")) == "entente brief niger-2024 --full");
}

TEST_CASE("words that a shell would take apart are quoted") {
  CHECK(command_of(Call{"outlook"}.with("question", "will the forces leave Niger").on(kDay)) ==
        "entente outlook \"will the forces leave Niger\" --as-of 2024-03-17");
  CHECK(command_of(Call{"brief"}.with("case", "a $case's \"own\"")) == "entente brief 'a $case'\\''s \"own\"'");
}

TEST_CASE("a command that would not run is never written") {
  CHECK_THROWS_AS(command_of(Call{"frobnicate"}), Error);
  CHECK_THROWS_AS(command_of(Call{"watch"}.with("colour", "red")), Error);
  CHECK_THROWS_AS(command_of(Call{"watch"}.with("as_of", "yesterday")), Error);
}

TEST_CASE("commands stand behind their sentences and in their evidence") {
  assess::Assessment a;
  a.method.push_back({"Reproduce:", {}, assess::Status::computed, Call{"brief"}.with("case", "niger-2024")});
  a.gaps.push_back({"Nothing is known.", {}, assess::Status::computed});
  a.evidence.emplace_back().call = assess::rows_of("coups", kDay);
  a.evidence.emplace_back();
  write_commands(a);
  CHECK(a.method[0].text == "Reproduce: entente brief niger-2024");
  CHECK(a.gaps[0].text == "Nothing is known.");
  CHECK(a.evidence[0].command == "entente record show coups --as-of 2024-03-17");
  CHECK(a.evidence[1].command.empty());
}

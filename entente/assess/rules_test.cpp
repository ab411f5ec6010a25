#include "entente/assess/rules.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::assess;

namespace {

const std::string kFile = std::string(ENTENTE_SOURCE_DIR) + "/data/model/motives.toml";

const std::string kGood =
    "[[motive]]\nname = \"A\"\nwords = \"w\"\nseparating_observation = \"o\"\n[[motive.sign]]\nwords = \"s\"\ntypes = [\"visit\"]\n"
    "[[hypothesis]]\nname = \"B\"\nwords = \"w\"\nseparating_observation = \"o\"\n[[hypothesis.sign]]\nwords = \"s\"\ntypes = [\"coup\"]\n";

std::string refusal(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  try {
    read_rules(text, "rules.toml");
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("the rules that ship read, and their hash follows their bytes") {
  const RulesFile rules = read_rules(read_file(kFile), kFile);
  CHECK(rules.motives.size() >= 4);
  CHECK(rules.hypotheses.size() == 3);
  CHECK_FALSE(rules.collected.empty());
  CHECK(read_rules(kGood, "a").hash == read_rules(kGood, "b").hash);
  CHECK(read_rules(kGood + " ", "a").hash != read_rules(kGood, "a").hash);
}

TEST_CASE("a rule that could never be seen is refused by line and field") {
  CHECK(refusal(kGood, "visit", "visit") == "accepted");
  CHECK(refusal(kGood, "visit", "picnic") ==
        "rules.toml:7, field types: \"picnic\" is not a type of event; docs/methods/motives.md describes the rules");
  CHECK(refusal(kGood, "[\"visit\"]", "[]").find("rules.toml:5, field types: the event types are missing") == 0);
  CHECK(refusal(kGood, "[\"visit\"]", "[\"visit\"]\nactor = \"ghost\"")
            .find("rules.toml:8, field actor: \"ghost\" is not one of: ally, any, counterpart, host, other, rival") ==
        0);
  CHECK(refusal(kGood, "[\"visit\"]", "[\"visit\"]\nweight = 3")
            .find("rules.toml:8, field weight: there is no such field") == 0);
  CHECK(refusal(kGood, "separating_observation = \"o\"", "separating_observation = \"o\"\nafter_a_year = \"won\"")
            .find("field after_a_year: \"won\" is not one of: left, new-terms, open") != std::string::npos);
  CHECK(refusal(kGood, "[[motive]]",
                "[[collected]]\nhosts = [\"NER\"]\nfrom = \"2022-01-01\"\nto = \"2021-01-01\"\n[[motive]]")
            .find("field to: the last day lies before the first") != std::string::npos);
  CHECK(refusal(kGood, "[[hypothesis]]", "[[hypotheses]]").find("there is no such field") != std::string::npos);
}

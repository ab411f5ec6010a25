#include "entente/assess/case.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::assess;

namespace {

const std::string kGood =
    "question = \"What?\"\nhost = \"NER\"\ncounterpart = \"USA\"\nas_of = \"2024-03-17\"\nregion = [\"NER\"]\n"
    "region_words = \"the region\"\n";

std::string refusal(const std::string& toml) {
  try {
    read_case(toml, "x", "case.toml");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    return error.what();
  }
  return "accepted";
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = kGood;
  text.replace(text.find(from), from.size(), to);
  return text;
}

}  // namespace

TEST_CASE("the shipped cases read") {
  for (const char* name : {"niger-2024", "chad-2024"}) {
    const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/cases/" + name + "/case.toml";
    const Case c = read_case(read_file(file), name, file);
    CHECK(c.questions.size() >= 3);
    CHECK(c.alternatives.hosts.size() >= 2);
  }
}

TEST_CASE("what is wrong in a case is named by line and field") {
  CHECK(refusal(kGood) == "accepted");
  CHECK(refusal(with("\"2024-03-17\"", "\"2024-02-30\"")) ==
        "case.toml:4, field as_of: \"2024-02-30\" is not a day; write \"YYYY-MM-DD\"");
  CHECK(
      refusal(with("\"NER\"\ncounter", "\"Niger\"\ncounter")) ==
      "case.toml:2, field host: \"Niger\" is not an actor code; use ISO 3166 alpha-3, such as NER for Niger and NGA for Nigeria");
  CHECK(refusal(with("host = \"NER\"\n", "")).find("field host: the field is missing") != std::string::npos);
  CHECK(refusal(kGood + "answer = 71\n").find("case.toml:7, field answer: there is no such field") == 0);
  CHECK(refusal(with("\"USA\"", "\"NER\"")).find("host and counterpart are the same") != std::string::npos);
  CHECK(refusal(kGood + "[[questions]]\nid = \"a\"\nkind = \"who\"\nresolution = \"r\"\n")
            .find("case.toml:9, field questions.kind: \"who\" is not a kind of question") == 0);
  CHECK(refusal(kGood + "[[questions]]\nid = \"a\"\nkind = \"asked\"\nresolution = \"r\"\n")
            .find("field questions.ask: the field is missing") != std::string::npos);
  CHECK(refusal(kGood + "hindcast = [\"2024-03-20\", \"2024-03-17\"]\n")
            .find("field hindcast: 2024-03-17 is not after the day before it") != std::string::npos);
  CHECK(refusal(kGood + "hindcast = [\"2024-02-30\"]\n")
            .find("field hindcast: the list holds something that is not a day") != std::string::npos);
  const std::string branch = kGood + "[[branches]]\nid = \"b\"\nwords = \"w\"\ndemand_kind = \"agreement-denounced\"\n";
  CHECK(refusal(branch) == "accepted");
  CHECK(refusal(kGood + "[[branches]]\nid = \"b\"\nwords = \"w\"\ndemand_kind = \"denounced\"\n")
            .find("field branches.demand_kind: \"denounced\" is not a kind of demand; use agreement-denounced, "
                  "withdrawal-demanded, renewal-refused, presence-suspended or other") != std::string::npos);
  CHECK(refusal(branch + "[[branches]]\nid = \"b\"\nwords = \"w\"\nsilent_days = 3\n")
            .find("field branches.id: b stands there twice") != std::string::npos);
  const std::string arrival = "[[questions]]\nid = \"a\"\nkind = \"arrival\"\nresolution = \"r\"\n";
  CHECK(refusal(kGood + arrival).find("field arrivals: a question of kind \"arrival\" must know whose forces") !=
        std::string::npos);
  CHECK(refusal(kGood + "arrivals = [\"RUS\"]\n" + arrival) == "accepted");
  CHECK(refusal("question = ").find("case.toml:1") == 0);
  CHECK(refusal("").find("field question: the field is missing") != std::string::npos);
}

TEST_CASE("a case may give figures of its aircraft and the rule of its fields") {
  const std::string alternatives =
      kGood + "[alternatives]\nhosts = [\"GHA\"]\naircraft = \"Predator\"\nviolence_in = [\"MLI\"]\n";
  const Case plain = read_case(alternatives, "x", "case.toml");
  CHECK(plain.alternatives.satellite_link);
  CHECK_FALSE(plain.alternatives.figures.endurance_h.has_value());
  const Case given = read_case(alternatives +
                                   "surface = \"paved\"\nwithin_km = 300\nsatellite_link = false\n"
                                   "[alternatives.figures]\nendurance_h = [20, 24, 40]\ncruise_kmh = 130\n",
                               "x", "case.toml");
  CHECK(given.alternatives.surfaces == basing::CandidateRule::Surfaces::paved);
  CHECK(given.alternatives.within_km == 300);
  CHECK_FALSE(given.alternatives.satellite_link);
  CHECK(given.alternatives.figures.endurance_h->high == 40);
  CHECK(given.alternatives.figures.cruise_kmh->low == 130);
  CHECK(given.alternatives.figures.cruise_kmh->planning_choice);
  const auto figures = [&](const std::string& line) {
    return refusal(alternatives + "[alternatives.figures]\n" + line + "\n");
  };
  CHECK(figures("endurance_h = [20, 14, 27]").find("field alternatives.figures.endurance_h: these are not three") !=
        std::string::npos);
  CHECK(figures("endurance_h = [20, 24]").find("low, middle and high are three numbers") != std::string::npos);
  CHECK(figures("endurance_h = \"20\"").find("this is not a number from") != std::string::npos);
  CHECK(figures("cruise_kmh = 0").find("this is not a number from") != std::string::npos);
  CHECK(figures("speed = 10").find("there is no such field") != std::string::npos);
  CHECK(refusal(alternatives + "surface = \"grass\"\n").find("use paved, paved-or-unknown or any") !=
        std::string::npos);
}

#include "entente/record/table.hpp"
#include "entente/stream/actors.hpp"
#include "entente/stream/types.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

using namespace entente;
using namespace entente::stream;

TEST_CASE("an actor's code or name tells its state and its roles, and what is not known of it") {
  const ActorParts army = parts_of_code("NERGOVMIL");
  CHECK(army.state == "NER");
  CHECK(army.roles == std::vector<std::string>{"GOV", "MIL"});
  CHECK(army.not_known.empty());
  CHECK(parts_of_code("WAFREB").state.empty());
  CHECK(parts_of_code("WAFREB").not_known.empty());
  CHECK(parts_of_code("IGOUNO").not_known == std::vector<std::string>{"UNO"});
  CHECK(parts_of_code("NERGO").not_known == std::vector<std::string>{"NERGO"});
  CHECK(parts_of_code("").roles.empty());
  CHECK(role_label("REB") == "rebels");
  CHECK(role_label("NER").empty());

  const ActorParts police = parts_of_name("Police (Niger)");
  CHECK(police.state == "NER");
  CHECK(police.roles == std::vector<std::string>{"Police"});
  CHECK(parts_of_name("Niger").roles.empty());
  CHECK(parts_of_name("Police (Korea)").state.empty());
  CHECK(parts_of_name("Police (Congo)").state == "COG");  // as ICEWS means it
  CHECK(parts_of_name("Barack Obama").state.empty());
}

TEST_CASE("the types of events are one table: CAMEO with PLOVER and scores, and the record's own list in whole") {
  const EventType* fight = event_type("cameo:190");
  REQUIRE(fight != nullptr);
  CHECK(fight->plover == "ASSAULT");
  CHECK(fight->goldstein == -10);
  CHECK(fight->quad == Quad::material_conflict);
  CHECK(event_type("cameo:010")->plover.empty());
  CHECK(event_type("plover:CONSULT/visit")->mode == "visit");
  CHECK(event_type("cameo:999") == nullptr);
  // Codes of the code book that ICEWS' list lacks.
  for (const char* code : {"155", "176", "1214", "1834", "1951", "1952"}) {
    CAPTURE(code);
    const EventType* type = event_type(std::string("cameo:") + code);
    REQUIRE(type != nullptr);
    CHECK(!type->plover.empty());
    CHECK(!type->goldstein);
  }
  CHECK(code_of_label("cameo", "make_statement") == "cameo:010");
  CHECK(code_of_label("cameo", "Conduct suicide, car, or other non military bombing") == "cameo:183");

  std::set<std::string> declared;
  for (const record::Column& column : record::table("events").columns)
    if (column.name == "type") {
      std::istringstream words{std::string(column.choices)};
      for (std::string word; words >> word;) declared.insert("entente:" + word);
    }
  std::set<std::string> listed;
  std::set<std::string> plover;
  for (const EventType& type : event_types()) {
    if (type.key.starts_with("entente:")) listed.insert(type.key);
    if (type.key.starts_with("plover:")) plover.insert(type.key);
  }
  CHECK(declared == listed);
  for (const EventType& type : event_types()) {
    CAPTURE(type.key);
    if (!type.plover.empty()) CHECK(plover.count("plover:" + type.plover) == 1);
    if (!type.mode.empty()) CHECK(plover.count("plover:" + type.plover + "/" + type.mode) == 1);
  }
}

TEST_CASE("the PLOVER types of CAMEO codes are those that Schrodt's table of 2021 gives" *
          doctest::test_suite("outside")) {
  const std::string path = ENTENTE_SOURCE_DIR "/../shared/data/restricted/text/cameo-to-plover/CAMEO2PLOVER-2021.txt";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no file CAMEO2PLOVER-2021.txt");
    return;
  }
  std::ifstream in(path);
  int compared = 0;
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(':');
    if (colon == std::string::npos || colon < 3 || line.find_first_not_of("0123456789") < colon) continue;
    const auto from = line.find_first_not_of(' ', colon + 1);
    const std::string type = line.substr(from, line.find_first_of(" ,", from) - from);
    const EventType* ours = event_type("cameo:" + line.substr(0, colon));
    CAPTURE(line);
    if (ours == nullptr) continue;  // a code that the list of codes does not have
    CHECK(ours->plover == type);
    ++compared;
  }
  CHECK(compared > 240);
}

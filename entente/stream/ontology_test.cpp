#include "entente/base/delimited.hpp"
#include "entente/record/table.hpp"
#include "entente/stream/actors.hpp"
#include "entente/stream/states.hpp"
#include "entente/stream/types.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

using namespace entente;
using namespace entente::stream;

namespace {

Day on(int year, unsigned month, unsigned day) {
  return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

std::string one(StateCode how, std::string_view text) { return std::string(state_of(how, text).code); }

}  // namespace

TEST_CASE("the same letters mean different states in different ways of coding") {
  CHECK(one(StateCode::fips, "NG") == "NER");
  CHECK(one(StateCode::iso2, "NG") == "NGA");
  CHECK(one(StateCode::iso2, "NA") == "NAM");
  CHECK(one(StateCode::gw, "436") == "NER");
  CHECK(one(StateCode::cow, "255") == "DEU");
  CHECK(one(StateCode::gw, "260") == "DEU");
  CHECK(one(StateCode::iso_number, "4") == "AFG");
  CHECK(one(StateCode::iso_number, "004") == "AFG");
  CHECK(one(StateCode::cameo, "ROM") == "ROU");
  CHECK(one(StateCode::name, " cote_d'ivoire ") == "CIV");
  CHECK(one(StateCode::in_name, "Police (Niger)") == "NER");
  CHECK(one(StateCode::in_name, "Niger") == "NER");
  CHECK(state_of(StateCode::in_name, "Barack Obama").no_state);
  CHECK(state_of(StateCode::cameo, "WAF").no_state);
  CHECK(one(StateCode::iso3, "WAF").empty());
}

TEST_CASE("a name that fits several states is reported with all of them, not guessed") {
  const StateAnswer congo = state_of(StateCode::name, "Congo");
  CHECK(congo.code.empty());
  CHECK(congo.several == std::vector<std::string_view>{"COD", "COG"});
  CHECK(state_of(StateCode::name, "Atlantis").several.empty());
}

TEST_CASE("names and numbers hold for their days") {
  CHECK(state_of(StateCode::name, "Zaire", on(1990, 1, 1)).code == "COD");
  CHECK(state_of(StateCode::name, "Zaire", on(1998, 1, 1)).code.empty());
  CHECK(state_of(StateCode::name, "Upper Volta", on(1980, 1, 1)).code == "BFA");
  CHECK(state_of(StateCode::name, "Upper Volta", on(1984, 8, 4)).code.empty());
  CHECK(state_of(StateCode::name, "USSR", on(1980, 1, 1)).code == "SUN");
  CHECK(state_of(StateCode::gw, "365", on(1980, 1, 1)).code == "SUN");
  CHECK(state_of(StateCode::gw, "365", on(2000, 1, 1)).code == "RUS");
  CHECK(state_of(StateCode::gw, "365").several.size() == 2);
  CHECK(state_of(StateCode::iso3, "RUS", on(1980, 1, 1)).code.empty());
  CHECK(state_of(StateCode::gw, "345", on(1995, 1, 1)).code == "YUG");
  CHECK(state_of(StateCode::gw, "345", on(2010, 1, 1)).code == "SRB");
  CHECK(state_name("BFA") == "Burkina Faso");
}

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
  CHECK(parts_of_name("Police (Congo)").state.empty());
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

TEST_CASE("numbers of the Correlates of War are those of its list of states" * doctest::test_suite("outside")) {
  const std::string path = ENTENTE_SOURCE_DIR "/../shared/data/restricted/capabilities/cow_states.csv";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no file cow_states.csv");
    return;
  }
  const DelimitedTable table = read_delimited(read_file(path), path);
  const auto number = table.column("ccode");
  const auto name = table.column("statenme");
  REQUIRE(number != DelimitedTable::npos);
  REQUIRE(name != DelimitedTable::npos);
  int compared = 0;
  for (const DelimitedRow& row : table.rows) {
    const StateAnswer by_name = state_of(StateCode::name, row.cells[name]);
    const StateAnswer by_number = state_of(StateCode::cow, row.cells[number]);
    CAPTURE(row.cells[name]);
    if (by_name.code.empty() || by_number.code.empty()) continue;
    CHECK(by_name.code == by_number.code);
    ++compared;
  }
  CHECK(compared > 150);
}

#include "entente/outlook/precedents.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/shipped_test.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace entente;
using namespace entente::outlook;

TEST_CASE("matching distances agree with the oracle") {
  const std::string path = std::string(ENTENTE_SOURCE_DIR) + "/../shared/oracles/strategy/optimal-matching.json";
  nlohmann::json oracle;
  try {
    oracle = nlohmann::json::parse(read_file(path));
  } catch (const Error&) {
    MESSAGE("skipped: optimal-matching.json is not there");
    return;
  }
  for (const auto& [pair, distance] : oracle["distance"].items()) {
    const std::string a = oracle["sequences"][pair.substr(0, 3)];
    const std::string b = oracle["sequences"][pair.substr(4, 3)];
    CHECK(matching_distance(a, b, oracle["insert_or_delete"], oracle["substitute"]) == distance.get<double>());
  }
}

TEST_CASE("a distance is symmetric, zero for equal sequences, and the length against nothing") {
  CHECK(matching_distance("CTW", "CTW", 1, 2) == 0);
  CHECK(matching_distance("CTW", "", 1, 2) == 3);
  CHECK(matching_distance("CS", "CTWP", 1, 2) == matching_distance("CTWP", "CS", 1, 2));
  CHECK(matching_distance("A", "B", 1, 0.5) == 0.5);
}

TEST_CASE("Niger up to 17 March 2024 is the sequence of its dates, and negatives are in the pool") {
  const auto view = shipped::view(2024, 3, 17);
  const PrecedentsModel model =
      read_precedents_model(shipped::model_text("precedents.toml"), "data/model/precedents.toml");
  const auto p = precedents(view, situation(view, "NER", "USA"), shipped::ladder_file(), model);
  REQUIRE(p.has_value());
  CHECK(p->letters == "CTSPQMSWQT");  // the second Q: on 28 January 2024 it said that it leaves ECOWAS
  CHECK(p->days_since_coup == 235);
  // Burkina Faso and Mali at the same time since the coup had only been suspended.
  CHECK(p->nearest[0].host == "BFA");
  CHECK(p->nearest[0].letters == "CSS");
  CHECK(p->nearest[0].left);
  CHECK(p->nearest[1].host == "MLI");
  CHECK(p->nearest[1].rival_came);
  CHECK(p->letters.front() == 'C');
  CHECK(p->letters.find('T') != std::string::npos);
  CHECK(p->pool_negatives > p->pool_complete / 2);
  CHECK(p->nearest.size() >= 7);
  for (const Precedent& x : p->nearest) CHECK(x.host != "NER");
  CHECK_FALSE(precedents(shipped::view(2023, 7, 1), situation(shipped::view(2023, 7, 1), "NER", "USA"),
                         shipped::ladder_file(), model)
                  .has_value());
}

TEST_CASE("a broken precedents file names the field") {
  try {
    read_precedents_model("insert_or_delete = 1\nsubstitute = -2\n", "precedents.toml");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.place().field == "substitute");
    CHECK(error.place().line == 2);
  }
}

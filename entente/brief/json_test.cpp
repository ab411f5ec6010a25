#include "entente/brief/json.hpp"

#include "entente/brief/sample_assessment.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <limits>

using namespace entente;
using namespace entente::brief;

TEST_CASE("the JSON of an assessment is the same on every call and keeps four digits of a probability") {
  const auto assessment = sample_assessment();
  const auto text = to_json(assessment);
  CHECK(text == to_json(assessment));
  const auto read = nlohmann::json::parse(text);
  CHECK(read["judgements"][0]["p"] == 0.7134);
  CHECK(read["judgements"][0]["word"] == "likely");
  CHECK(read["judgements"][2]["p"].is_null());
  CHECK(read["sections"].size() == assessment.sections.size());
}

TEST_CASE("numbers have no more digits than they deserve and none that is not finite") {
  auto assessment = small_assessment();
  assessment.judgements[0].p = 0.712345678;
  assessment.judgements[0].base_rate->k = 12.3456789;
  assessment.judgements[1].p = std::numeric_limits<double>::infinity();
  assessment.judgements[1].interval.reset();
  const auto read = nlohmann::json::parse(to_json(assessment));
  CHECK(read["judgements"][0]["p"].dump() == "0.7123");
  CHECK(read["judgements"][0]["base_rate"]["k"].dump() == "12.35");
  CHECK(read["judgements"][1]["p"].is_null());
}

TEST_CASE("a map gives its states and no geometry") {
  const auto text = to_json(sample_assessment());
  const auto read = nlohmann::json::parse(text);
  const auto& map = read["sections"][1]["blocks"][1];
  CHECK(map["kind"] == "map");
  CHECK(map["data"]["states"].size() > 5);
  CHECK(text.find("polygons") == std::string::npos);
  CHECK(text.size() < 200'000);
}

TEST_CASE("a band that the backtest does not support is not given out") {
  const auto read = nlohmann::json::parse(to_json(sample_assessment()));
  for (const auto& section : read["sections"]) {
    if (section["id"] != "deaths") continue;
    const auto& panels = section["blocks"][0]["data"]["panels"];
    CHECK(panels[0]["median"].is_number());
    CHECK(panels[2]["median"].is_null());
    CHECK(panels[2]["quantile_dots"].empty());
  }
}

TEST_CASE("broken text cannot break the JSON") {
  auto assessment = small_assessment();
  assessment.title = "a \"quote\", a \\ and a broken byte \xff";
  const auto text = to_json(assessment);
  CHECK(nlohmann::json::accept(text));
}

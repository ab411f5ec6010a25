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
        "case.toml:4, field as_of: \"2024-02-30\" is no day; write \"YYYY-MM-DD\"");
  CHECK(
      refusal(with("\"NER\"\ncounter", "\"Niger\"\ncounter")) ==
      "case.toml:2, field host: \"Niger\" is no actor code; use ISO 3166 alpha-3, such as NER for Niger and NGA for Nigeria");
  CHECK(refusal(with("host = \"NER\"\n", "")).find("field host: the field is missing") != std::string::npos);
  CHECK(refusal(kGood + "answer = 71\n").find("case.toml:7, field answer: there is no such field") == 0);
  CHECK(refusal(with("\"USA\"", "\"NER\"")).find("host and counterpart are the same") != std::string::npos);
  CHECK(refusal(kGood + "[[questions]]\nid = \"a\"\nkind = \"who\"\nresolution = \"r\"\n")
            .find("case.toml:9, field questions.kind: \"who\" is no kind of question") == 0);
  CHECK(refusal(kGood + "[[questions]]\nid = \"a\"\nkind = \"asked\"\nresolution = \"r\"\n")
            .find("field questions.ask: the field is missing") != std::string::npos);
  CHECK(refusal(kGood + "hindcast = [\"2024-03-20\", \"2024-03-17\"]\n")
            .find("field hindcast: 2024-03-17 is not after the day before it") != std::string::npos);
  CHECK(refusal(kGood + "hindcast = [\"2024-02-30\"]\n")
            .find("field hindcast: the list holds something that is no day") != std::string::npos);
  CHECK(refusal("question = ").find("case.toml:1") == 0);
  CHECK(refusal("").find("field question: the field is missing") != std::string::npos);
}

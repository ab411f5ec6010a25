#include "entente/brief/markdown.hpp"

#include "entente/brief/sample_assessment.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::brief;

TEST_CASE("the Markdown holds judgements, figures as tables and each used piece of evidence as a footnote") {
  const auto text = to_markdown(sample_assessment());
  CHECK(text == to_markdown(sample_assessment()));
  CHECK(text.starts_with("# The United States is likely to be out of Niger within a year"));
  CHECK(text.find("**KJ1.** It is likely (71%, 80% interval 50–88%) that") != std::string::npos);
  CHECK(text.find("[^e1]: Niger ends its status-of-forces accord") != std::string::npos);
  CHECK(text.find("**Contradicted:**") != std::string::npos);
  CHECK(text.find("France in Mali 2022") != std::string::npos);
  CHECK(text.find("Who hosts whom\n") == std::string::npos);
  CHECK(to_markdown(sample_assessment(), {.style = Style::full}).find("## Annex: Who hosts whom\n") !=
        std::string::npos);
}

TEST_CASE("text of the assessment cannot break out of the Markdown, bad addresses are not links") {
  auto assessment = small_assessment();
  assessment.title = "<script>alert(1)</script> [x](javascript:alert(1)) | a";
  assessment.evidence[0].url = "javascript:alert(1)";
  const auto text = to_markdown(assessment);
  CHECK(text.find("<script>") == std::string::npos);
  CHECK(text.find("<javascript") == std::string::npos);
  CHECK(text.find("\\[x\\](javascript") != std::string::npos);
}

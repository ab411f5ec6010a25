#include "entente/brief/html.hpp"

#include "entente/base/hash.hpp"
#include "entente/brief/sample_assessment.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

using namespace entente;
using namespace entente::brief;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t position(const std::string& text, const std::string& part) {
  const auto at = text.find(part);
  CHECK_MESSAGE(at != std::string::npos, part);
  return at;
}

}  // namespace

TEST_CASE("the page is one file without script, without addresses to load from, and under the goal of size") {
  const auto page = to_html(sample_assessment(), {.style = Style::full});
  CHECK(page.size() < kHtmlGoal_bytes);
  CHECK(has(page, "default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
  for (const auto* forbidden :
       {"<script", "<iframe", "<link", "<img", "@import", "url(http", " src=", " onclick", " onload"}) {
    CHECK_MESSAGE(!has(page, forbidden), forbidden);
  }
}

TEST_CASE("two calls give the same bytes") { CHECK(to_html(sample_assessment()) == to_html(sample_assessment())); }

TEST_CASE("the parts stand in the order of the page") {
  const auto page = to_html(sample_assessment());
  std::size_t last = 0;
  for (const auto* part :
       {"class=\"strip\"", "<h1>", "id=\"key-points\"", "id=\"key-judgements\"", "id=\"s-forecasts\"", "id=\"changes\"",
        "id=\"s-basing\"", "id=\"s-timeline\"", "id=\"s-partners\"", "id=\"s-ladder\"", "id=\"rival-explanations\"",
        "id=\"indicators\"", "id=\"assumptions\"", "id=\"gaps\"", "id=\"evidence\"", "id=\"method\""}) {
    const auto at = position(page, part);
    CHECK_MESSAGE(at > last, part);
    last = at;
  }
}

TEST_CASE("there is one h1, headings are in order, figures have names, ids are unique and links lead somewhere") {
  const auto page = to_html(sample_assessment(), {.style = Style::full});
  CHECK(count(page, "<h1>") == 1);
  CHECK(has(page, "<html lang=\"en\">"));
  CHECK(has(page, "class=\"skip\""));
  const auto figures = count(page, "<figure ");
  CHECK(figures == 7);
  CHECK(count(page, "role=\"img\"") == 2 * figures);
  CHECK(count(page, "<details>") == figures);

  std::set<std::string> ids;
  const std::regex id_pattern(" id=\"([^\"]*)\"");
  for (auto it = std::sregex_iterator(page.begin(), page.end(), id_pattern); it != std::sregex_iterator(); ++it) {
    CHECK_MESSAGE(ids.insert((*it)[1]).second, (*it)[1].str());
  }
  const std::regex link_pattern("href=\"#([^\"]*)\"");
  for (auto it = std::sregex_iterator(page.begin(), page.end(), link_pattern); it != std::sregex_iterator(); ++it) {
    CHECK_MESSAGE(ids.contains((*it)[1]), (*it)[1].str());
  }
}

TEST_CASE("evidence is numbered in the order of first use and leads back to where it is used") {
  const auto page = to_html(sample_assessment());
  CHECK(has(page, "Niger ended its accord with the United States on 16 March 2024.&") == false);
  CHECK(has(page, "on 16 March 2024.\u00a0<span class=\"refs\">[<a href=\"#e1\">E1</a>]</span>"));
  const auto first = page.substr(position(page, "<li id=\"e1\">"), 1500);
  CHECK(has(first, "row:events:E0157"));
  CHECK(has(first, "<a href=\"#key-points\">Key points</a>"));
  CHECK(has(first, "<a href=\"#kj1\">KJ1</a>"));
}

TEST_CASE("unverified rows, state-controlled outlets and contradictions are marked") {
  const auto page = to_html(sample_assessment());
  CHECK(has(page, "class=\"unv\""));
  CHECK(has(page, "not verified</span>"));
  CHECK(has(page, "state-controlled outlet</span>"));
  CHECK(has(page, "class=\"versus\""));
}

TEST_CASE("without full the annex is left out and the page says how to get it") {
  const auto brief = to_html(sample_assessment());
  CHECK_FALSE(has(brief, "id=\"s-hosts\""));
  CHECK(has(brief, "entente brief niger-2024 --full: Who hosts whom."));
  const auto full = to_html(sample_assessment(), {.style = Style::full});
  CHECK(has(full, "id=\"s-hosts\""));
  CHECK_FALSE(has(full, "Left out here"));
}

TEST_CASE("text of the assessment is escaped everywhere and bad addresses are never linked") {
  auto assessment = sample_assessment();
  const std::string bad = "<script>alert('x')</script>\"&";
  assessment.title = bad;
  assessment.case_name = bad;
  assessment.key_points[0].text = bad;
  for (auto& judgement : assessment.judgements) {
    judgement.claim = bad;
    judgement.dissent = bad;
    judgement.would_change = {bad};
    if (judgement.confidence) judgement.confidence->because = bad;
    if (judgement.base_rate) judgement.base_rate->reference_class = bad;
  }
  for (auto& [code, name] : assessment.names) name = bad;
  for (auto& evidence : assessment.evidence) {
    evidence.url = "javascript:alert(1)";
    evidence.summary = evidence.publisher = evidence.origin = evidence.grade = evidence.filter = evidence.command = bad;
    for (auto& other : evidence.contradictions) other = {"javascript:alert(1)", bad, bad};
  }
  for (auto& section : assessment.sections) {
    section.heading = bad;
    section.id += bad;
    for (auto& block : section.blocks) {
      if (auto* figure = std::get_if<assess::Figure>(&block)) {
        figure->finding = figure->description = figure->source_line = bad;
        if (auto* timeline = std::get_if<assess::TimelineFigure>(&figure->data))
          timeline->lanes[0].items[0].label = bad;
        if (auto* map = std::get_if<assess::MapFigure>(&figure->data)) map->marks[0].label = bad;
      }
    }
  }
  for (auto& hypothesis : assessment.hypotheses) hypothesis.name = hypothesis.separating_observation = bad;
  for (auto& indicator : assessment.indicators) indicator.observable = indicator.basis = bad;
  const auto page = to_html(assessment, {.style = Style::full});
  CHECK_FALSE(has(page, "<script"));
  CHECK_FALSE(has(page, "javascript:"));
  CHECK(has(page, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;"));
  CHECK_FALSE(has(page, "href=\"javascript"));
}

TEST_CASE("an assessment with hardly anything in it still gives a page") {
  assess::Assessment empty;
  const auto page = to_html(empty);
  CHECK(has(page, "</html>"));
  auto bare = small_assessment();
  const auto made = to_html(bare);
  // The strip is made from the judgements where no section holds one.
  CHECK(has(made, "id=\"s-forecasts\""));
}

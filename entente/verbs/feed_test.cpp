#include "entente/verbs/feed.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::verbs;

namespace {

FeedEntry entry(const char* id, const char* day) {
  return {id, "Chad & France <changed>", *parse_day(day), {"a \"b\""}};
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("entries are added in front, each once, and marks are escaped") {
  const std::string first = with_entries("", "f.xml", {entry("urn:a", "2026-11-30")});
  CHECK(first.find("Chad &amp; France &lt;changed&gt;") != std::string::npos);
  CHECK(first.find("<updated>2026-11-30T00:00:00Z</updated>") != std::string::npos);
  const std::string second = with_entries(first, "f.xml", {entry("urn:b", "2026-12-01"), entry("urn:a", "2026-11-30")});
  CHECK(count(second, "<entry>") == 2);
  CHECK(second.find("urn:b") < second.find("urn:a"));
  CHECK(with_entries(second, "f.xml", {}) == second);
}

TEST_CASE("the oldest entries go first where there are too many, and foreign text is refused") {
  CHECK_THROWS_AS(with_entries("question = \"a case\"", "case.toml", {entry("urn:a", "2026-11-28")}), Error);
  const std::string feed = with_entries(
      "", "f.xml", {entry("urn:a", "2026-11-28"), entry("urn:b", "2026-11-29"), entry("urn:c", "2026-11-30")}, 2);
  CHECK(count(feed, "<entry>") == 2);
  CHECK(feed.find("urn:a") == std::string::npos);
}

#include "entente/brief/text.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace entente::brief;

TEST_CASE("text for HTML has no markup, shows control characters and direction marks, and has only good UTF-8") {
  CHECK(escape_html("<script>\"a\" & 'b'</script>") == "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
  CHECK(escape_html(std::string("a\x01\0b", 4)) == "a␁␀b");
  CHECK(escape_html("\x1B[31m \xe2\x80\xae") == "␛[31m [U+202E]");
  CHECK(escape_html("C\xc3\xb4te \xff\xc3") == "C\xc3\xb4te \xef\xbf\xbd\xef\xbf\xbd");
  CHECK(escape_html("\xed\xa0\x80") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");  // a surrogate
}

TEST_CASE("text for Markdown cannot become a link, a table or HTML") {
  CHECK(escape_markdown("[x](y) | <b>*\n# a") == "\\[x\\](y) \\| &lt;b\\>\\* \\# a");
  CHECK(escape_markdown("a\x1B\xe2\x80\xae") == "a␛\\[U+202E\\]");
}

TEST_CASE("only http and https addresses become links") {
  CHECK(is_safe_url("https://example.org/a?b=c#d"));
  CHECK(is_safe_url("http://example.org"));
  CHECK_FALSE(is_safe_url("javascript:alert(1)"));
  CHECK_FALSE(is_safe_url("JAVASCRIPT:alert(1)"));
  CHECK_FALSE(is_safe_url("data:text/html,x"));
  CHECK_FALSE(is_safe_url("https:///x"));
  CHECK_FALSE(is_safe_url("https://a b"));
  CHECK_FALSE(is_safe_url("https://a\"onclick=\"x"));
  CHECK_FALSE(is_safe_url("https://a\nb"));
  CHECK_FALSE(is_safe_url("//example.org"));
  CHECK_FALSE(is_safe_url("https://example.org/\xe2\x80\xae"));
  CHECK_FALSE(is_safe_url(""));
  CHECK(host_of("https://www.example.org/a") == "example.org");
  CHECK(host_of("javascript:x").empty());
}

TEST_CASE("lists of words and ids are plain") {
  CHECK(joined(std::vector<std::string>{"a", "b", "c"}) == "a, b and c");
  CHECK(joined(std::vector<std::string>{"a"}) == "a");
  CHECK(as_id("KJ1") == "kj1");
  CHECK(as_id("a  <b>") == "a-b");
  CHECK(as_id("<>") == "part");
}

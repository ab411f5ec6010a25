// The phrases of columns against docs/data-tables.md.

#include "entente/verbs/record/column_words.hpp"

#include "entente/base/delimited.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace entente;

TEST_CASE("every column of every table has a phrase, and it is that of docs/data-tables.md") {
  std::string page = read_file(std::string(ENTENTE_SOURCE_DIR) + "/docs/data-tables.md");
  // The page sets codes and quotes off.
  for (const char* mark : {"`", "“", "”"}) {
    const std::string from(mark);
    for (auto at = page.find(from); at != std::string::npos; at = page.find(from, at))
      page.replace(at, from.size(), from == "`" ? "" : "\"");
  }
  for (const record::Table& table : record::tables()) {
    const auto begin = page.find(fmt::format("\n## {}\n", table.name));
    REQUIRE(begin != std::string::npos);
    const std::string section = page.substr(begin, page.find("\n## ", begin + 1) - begin);
    for (const record::Column& column : table.columns) {
      CAPTURE(table.name);
      CAPTURE(column.name);
      const std::string phrase(verbs::phrase_of(table.name, column.name));
      CHECK_FALSE(phrase.empty());
      // A fact may have the name of a column; its row stands in another table of the section.
      bool told = false;
      const std::string begin_of_row = fmt::format("\n| {} |", column.name);
      for (auto row = section.find(begin_of_row); row != std::string::npos; row = section.find(begin_of_row, row + 1))
        told = told || section.substr(row, section.find('\n', row + 1) - row).find("| " + phrase) != std::string::npos;
      CHECK(told);
    }
  }
}

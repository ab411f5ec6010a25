// The pages that repeat what the code or a list says, compared with it.

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace {

std::string page(const std::string& path) {
  std::ifstream in(ENTENTE_SOURCE_DIR "/" + path);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("docs/exit-codes.md has one row for each code of the program, with its status, and no other") {
  const std::string text = page("docs/exit-codes.md");
  using enum entente::ErrorCode;
  int rows = 0;
  for (const auto code : {bad_request, bad_data, not_found, conflict, unsupported, io, unavailable, internal}) {
    const std::string row =
        "| `" + std::string(entente::name(code)) + "` | " + std::to_string(entente::exit_status(code)) + " |";
    CAPTURE(row);
    CHECK(text.find(row) != std::string::npos);
    ++rows;
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) rows -= line.starts_with("| `") ? 1 : 0;
  CHECK(rows == 0);
}

TEST_CASE("docs/dependencies.md names every package that setup installs") {
  const std::string text = page("docs/dependencies.md");
  std::istringstream lines(page("scripts/packages.txt"));
  int packages = 0;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string package;
    if (!(words >> package) || package.front() == '#') continue;
    // What any machine with git has, and needs no reason.
    if (package == "git" || package == "ca-certificates") continue;
    CAPTURE(package);
    CHECK(text.find("`" + package + "`") != std::string::npos);
    ++packages;
  }
  CHECK(packages > 20);
}

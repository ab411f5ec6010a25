#include "entente/base/limits.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/base/toml_fields.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;

namespace {

template <class Work>
std::string told(Work&& work) {
  try {
    work();
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.remedy().find("docs/limits.md") != std::string::npos);
    return error.message();
  }
  return "taken";
}

}  // namespace

TEST_CASE("JSON is taken up to a depth, and brackets in its texts do not count") {
  const auto deep = [](int n) {
    return std::string(static_cast<std::size_t>(n), '[') + std::string(static_cast<std::size_t>(n), ']');
  };
  CHECK(told([&] { require_flat(deep(kDeepestJson), "x.json"); }) == "taken");
  CHECK(told([&] { require_flat(deep(kDeepestJson + 1), "x.json"); }) ==
        "lists and objects are nested more than 256 deep");
  CHECK(told([&] { require_flat("[\"" + std::string(1000, '[') + "\\\"{{\"]", "x.json"); }) == "taken");
  std::string side_by_side = "[";
  for (int i = 0; i < 1000; ++i) side_by_side += "{},";
  CHECK(told([&] { require_flat(side_by_side + "{}]", "x.json"); }) == "taken");
}

TEST_CASE("a header of too many columns and a file of TOML that is too large are refused") {
  std::string header = "a";
  for (std::size_t i = 1; i <= kMostColumns; ++i) header += ",a" + std::to_string(i);
  CHECK(told([&] { read_delimited(header + "\n", "t.csv"); }) == "the header names more than 10000 columns");
  CHECK(told([&] { TomlFields::parse(std::string(kLargestToml_bytes + 1, '\n'), "case.toml", {}); }) ==
        "the file is larger than 16 MB");
}

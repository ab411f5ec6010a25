#include "entente/store/duck/parquet.hpp"

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace entente;
using namespace entente::store::duck;

TEST_CASE("a Parquet file gives back its rows, the same bytes twice, and says what is wrong with it") {
  const auto folder = std::filesystem::temp_directory_path() / "entente-parquet-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const std::string path = (folder / "it's.parquet").string();
  const std::vector<std::string> columns{"id", "a \"b\""};
  const std::vector<std::vector<std::string>> rows{{"1", "x"}, {"2", ""}, {"3", "é, \n"}};
  const ParquetFiles files;
  files.write(path, columns, rows);
  const std::string bytes = read_file(path);
  files.write(path, columns, rows);
  CHECK(read_file(path) == bytes);
  CHECK(files.columns(path) == columns);
  std::vector<std::vector<std::string>> back;
  files.read(path, columns, [&](const stream::NextRow& next) {
    std::vector<std::string_view> cells;
    while (next(cells)) back.emplace_back(cells.begin(), cells.end());
  });
  CHECK(back == rows);
  std::ofstream((folder / "text.parquet").string()) << "no Parquet at all, but long enough to look at";
  try {
    files.columns((folder / "text.parquet").string());
    FAIL("text was taken for Parquet");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    CHECK(error.place().file.ends_with("text.parquet"));
  }
  CHECK_THROWS_AS(files.columns((folder / "none.parquet").string()), Error);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a name is a name: brackets, stars and folders like year=2024 mean themselves") {
  const auto folder = std::filesystem::temp_directory_path() / "entente-parquet-names-test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "year=1999");
  const ParquetFiles files;
  const std::vector<std::string> columns{"id", "year"};
  const auto first_id = [&](const std::string& path) {
    std::string id;
    CHECK(files.columns(path) == columns);
    files.read(path, columns, [&](const stream::NextRow& next) {
      std::vector<std::string_view> cells;
      REQUIRE(next(cells));
      id = std::string(cells[0]) + "/" + std::string(cells[1]);
    });
    return id;
  };
  for (const char* name :
       {"data1.parquet", "data[1].parquet", "a?.parquet", "ab.parquet", "*.parquet", "year=1999/x.parquet"})
    files.write((folder / name).string(), columns, std::vector<std::vector<std::string>>{{name, "2024"}});
  for (const char* name :
       {"data1.parquet", "data[1].parquet", "a?.parquet", "ab.parquet", "*.parquet", "year=1999/x.parquet"})
    CHECK(first_id((folder / name).string()) == std::string(name) + "/2024");
  std::filesystem::remove_all(folder);
}

#include "entente/store/data_folder.hpp"

#include "entente/base/error.hpp"
#include "entente/base/output_file.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::store;

namespace fs = std::filesystem;

TEST_CASE("the vintage of a series comes with the data folder, and a folder without it is refused with the remedy") {
  const TemporaryFolder folder("entente-data-folder-test");
  const fs::path data = fs::path(ENTENTE_SOURCE_DIR) / "data";
  for (const char* shipped : {"airfields", "chronology", "natural-earth", "un-votes"})
    fs::create_directory_symlink(data / shipped, folder.path / shipped);
  fs::create_directory(folder.path / "ucdp");
  fs::copy_file(data / record::kDeathsFile, folder.path / record::kDeathsFile);
  try {
    read_data_folder(folder.path.string());
    FAIL("a series without a vintage was taken");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::not_found);
    CHECK(error.place().file == folder.file("ucdp/vintages.csv"));
    CHECK(error.remedy().find("ucdp-country-month.csv") != std::string::npos);
  }
  write_file(folder.file("ucdp/vintages.csv"), "file,released\nucdp-country-month.csv,2025-03-01\n");
  const auto released = read_data_folder(folder.path.string()).load.deaths_released;
  REQUIRE(released.has_value());
  CHECK(to_string(*released) == "2025-03-01");
}

#include "entente/record/series.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::record;

namespace {

const std::string kHeader = "file,released,source\n";
const std::string kRow = "deaths.csv,2026-05-15,a commit\n";

Error fault_of(const std::string& text) {
  try {
    read_vintage(text, "ucdp/vintages.csv", "ucdp/deaths.csv");
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::internal, "nothing failed"};
}

}  // namespace

TEST_CASE("the vintage of a series is the day in the row of its file, wherever that stands") {
  CHECK(to_string(read_vintage(kHeader + kRow, "v.csv", "ucdp/deaths.csv")) == "2026-05-15");
  CHECK(to_string(read_vintage(kHeader + "others.csv,2025-01-01,x\n" + kRow, "v.csv", "deaths.csv")) == "2026-05-15");
  CHECK(to_string(read_vintage("source,released,file\nx,2024-02-29,deaths.csv\n", "v.csv", "a/b/deaths.csv")) ==
        "2024-02-29");
}

TEST_CASE("a vintage that is missing, told twice or no day is an error with file, line and field") {
  CHECK(fault_of(kHeader + "others.csv,2025-01-01,x\n").message() == "the vintage of deaths.csv is missing");
  CHECK(fault_of(kHeader).place().file == "ucdp/vintages.csv");
  CHECK(fault_of(kHeader + kRow + kRow).place().line == 3);
  for (const std::string day : {"2026-05", "2026-02-30", "15.05.2026", ""}) {
    CAPTURE(day);
    const Error fault = fault_of(kHeader + "deaths.csv," + day + ",x\n");
    CHECK(fault.code() == ErrorCode::bad_data);
    CHECK(fault.place().line == 2);
    CHECK(fault.place().field == "released");
  }
  CHECK(fault_of("file,source\ndeaths.csv,x\n").place().field == "released");
  CHECK(fault_of(kHeader + "deaths.csv,2026-05-15\n").place().line == 2);
}

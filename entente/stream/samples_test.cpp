// The samples of real files that lie beside the project: what of each is taken and what is refused, exactly.

#include "entente/stream/sample_rows.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace entente;
using namespace entente::stream;
using namespace entente::stream::tests;

namespace {

const std::string kSamples = ENTENTE_SOURCE_DIR "/../shared/data/restricted/";

bool there(const std::string& name) {
  if (std::filesystem::exists(kSamples + name)) return true;
  MESSAGE("skipped: no sample " << name);
  return false;
}

struct Counts {
  std::int64_t rows;
  std::int64_t rejected;
  std::size_t unresolved;
};

void check(const std::string& path, const Format& format, const Counts& counts) {
  CAPTURE(path);
  const auto report = [&](std::size_t threads) {
    Names names;
    return read_stream(
        kSamples + path, format, names, [](const EventBatch&) {}, [](const Reject&) {}, ThreadExecutor(threads));
  };
  const ReadReport read = report(2);
  CHECK(read.rows == counts.rows);
  CHECK(read.rejected == counts.rejected);
  CHECK(read.taken == counts.rows - counts.rejected);
  CHECK(read.unresolved_states.size() == counts.unresolved);
  CHECK(report(1).unresolved_states == read.unresolved_states);
}

const char* const kGdeltMapping = R"(
format = "csv"
types = "cameo"
counts = "mentions"

[columns]
id = "Global_Event_ID"
day = "Day"
actor = "Actor_1_Country_Code"
actor_state = { column = "Actor_1_Country_ABBR", code = "cameo" }
actor_sector = "Actor_1_Role"
target = "Actor_2_Country_Code"
target_state = { column = "Actor_2_Country_ABBR", code = "cameo" }
target_sector = "Actor_2_Role"
type = "Event_Code"
country = { column = "Country", code = "fips" }
latitude = "Lat_Extra"
longitude = "Long_Extra"
count = "Num_Mentions"

[known_on]
column = "Date_Added"
)";

}  // namespace

TEST_CASE("the sample of ICEWS is read whole" * doctest::test_suite("outside")) {
  if (there("icews-raw-sample/events.2018.sample.tab"))
    check("icews-raw-sample/events.2018.sample.tab", format("icews"), {3705, 0, 0});
}

TEST_CASE("the three days of GDELT in a changed layout are read by a mapping" * doctest::test_suite("outside")) {
  if (!there("gdelt-three-days")) return;
  check("gdelt-three-days", mapped_format(kGdeltMapping, "gdelt-three-days.toml"), {9354, 0, 0});
}

TEST_CASE("the temporal graphs are read whole, with the days of their steps" * doctest::test_suite("outside")) {
  const auto day = [](int year) { return Day{std::chrono::year{year} / 1 / 1}; };
  if (there("icews14-regcn")) {
    check("icews14-regcn", graph_format(kSamples + "icews14-regcn", StepTime{day(2014), 1, 1}), {90730, 0, 0});
    check("icews14-tlogic", graph_format(kSamples + "icews14-tlogic", StepTime{day(2014), 0, 24}), {90730, 0, 0});
  }
  if (there("icews18"))
    check("icews18", graph_format(kSamples + "icews18", StepTime{day(2018), 0, 24}), {468558, 0, 0});
}

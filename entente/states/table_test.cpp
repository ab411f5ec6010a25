// What the shipped tables say: codes, names and ends by day.

#include "entente/base/delimited.hpp"
#include "entente/states/embedded.hpp"
#include "entente/states/states.hpp"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace entente;
using namespace entente::states;

namespace {

std::string words(const Answer& a) {
  std::string out(a.code);
  for (const std::string_view code : a.several) out += "|" + std::string(code);
  return out;
}

std::string on(List how, std::string_view text, const char* day) {
  return words(States::all().meaning(how, text, *parse_day(day)));
}

std::string any_day(List how, std::string_view text) { return words(States::all().meaning(how, text)); }

}  // namespace

TEST_CASE("the same letters mean different states in different lists") {
  CHECK(any_day(List::fips, "NG") == "NER");
  CHECK(any_day(List::iso2, "NG") == "NGA");
  CHECK(any_day(List::iso2, "NA") == "NAM");
  CHECK(any_day(List::gw, "436") == "NER");
  CHECK(any_day(List::gw, "260") == "DEU");
  CHECK(any_day(List::iso_number, "4") == "AFG");
  CHECK(any_day(List::iso_number, "004") == "AFG");
  CHECK(any_day(List::cameo, "ROM") == "ROU");
  CHECK(any_day(List::name, " cote_d'ivoire ") == "CIV");
  CHECK(any_day(List::in_name, "Police (Niger)") == "NER");
  CHECK(States::all().meaning(List::in_name, "Barack Obama").no_state);
  CHECK(States::all().meaning(List::cameo, "WAF").no_state);
  CHECK(any_day(List::iso3, "WAF").empty());
  CHECK(any_day(List::name, "Congo") == "|COD|COG");
  CHECK(any_day(List::icews, "Congo") == "COG");
  CHECK(any_day(List::gw, "365") == "|RUS|SUN");
}

TEST_CASE("a code means what its list says of the day") {
  struct Case {
    List how;
    const char* text;
    const char* day;
    const char* code;
  };
  constexpr std::array kCases{
      Case{List::gw, "345", "1995-01-01", "YUG"},         Case{List::gw, "345", "2003-02-03", "YUG"},
      Case{List::gw, "345", "2003-02-04", "SCG"},         Case{List::gw, "345", "2004-03-17", "SCG"},
      Case{List::gw, "345", "2006-06-04", "SCG"},         Case{List::gw, "345", "2006-06-05", "SRB"},
      Case{List::gw, "340", "2010-01-01", "SRB"},         Case{List::cow, "345", "2004-03-17", "SCG"},
      Case{List::cow, "345", "2010-01-01", "SRB"},        Case{List::gw, "365", "1980-01-01", "SUN"},
      Case{List::gw, "365", "2000-01-01", "RUS"},         Case{List::cow, "365", "1991-12-25", "SUN"},
      Case{List::cow, "365", "1991-12-26", "RUS"},        Case{List::cow, "260", "1980-01-01", "DEU"},
      Case{List::cow, "255", "2010-01-01", "DEU"},        Case{List::cow, "265", "1980-01-01", "DDR"},
      Case{List::cow, "265", "2010-01-01", "DEU"},        Case{List::cow, "678", "1980-01-01", "YEM"},
      Case{List::cow, "679", "2010-01-01", "YEM"},        Case{List::cow, "680", "1980-01-01", "YMD"},
      Case{List::gw, "680", "2010-01-01", "YEM"},         Case{List::gw, "817", "1970-01-01", "VDR"},
      Case{List::gw, "817", "1975-05-01", "VNM"},         Case{List::gw, "511", "1964-01-01", "ZAN"},
      Case{List::gw, "315", "1980-01-01", "CSK"},         Case{List::gw, "315", "1993-01-01", "|CZE|SVK"},
      Case{List::fips, "YI", "2004-01-01", "SCG"},        Case{List::fips, "YI", "2018-10-24", "SRB"},
      Case{List::fips, "YO", "2018-10-24", "SRB"},        Case{List::fips, "RB", "2019-10-24", "SRB"},
      Case{List::fips, "RI", "2004-10-24", "SCG"},        Case{List::fips, "GC", "2018-10-24", "DEU"},
      Case{List::fips, "UR", "2018-10-24", "RUS"},        Case{List::fips, "YS", "2018-10-24", "YEM"},
      Case{List::fips, "VS", "2018-10-24", "VNM"},        Case{List::fips, "NT", "2005-01-01", "ANT"},
      Case{List::fips, "NT", "2018-10-24", "NLD"},        Case{List::fips, "CZ", "2018-10-24", "|CZE|SVK"},
      Case{List::iso2, "YU", "1988-01-01", "YUG"},        Case{List::iso2, "YU", "2004-01-01", "SCG"},
      Case{List::iso2, "YU", "2018-01-01", "SRB"},        Case{List::iso2, "CS", "1988-01-01", "CSK"},
      Case{List::iso2, "CS", "2004-01-01", "SCG"},        Case{List::iso2, "CS", "2018-01-01", "SRB"},
      Case{List::iso2, "CS", "1995-01-01", "|CZE|SVK"},   Case{List::iso2, "RU", "1988-01-01", "SUN"},
      Case{List::iso2, "BY", "1988-01-01", "BLR"},        Case{List::iso_number, "891", "2004-01-01", "SCG"},
      Case{List::iso_number, "891", "1995-01-01", "YUG"}, Case{List::iso3, "RUS", "1980-01-01", "SUN"},
      Case{List::iso3, "SUN", "2000-01-01", "RUS"},       Case{List::iso3, "ZAR", "1990-01-01", "COD"},
      Case{List::iso3, "ZAR", "2010-01-01", "COD"},       Case{List::cameo, "USR", "2010-01-01", "RUS"},
      Case{List::cameo, "WSB", "2016-05-05", "PSE"},      Case{List::cameo, "GZS", "2016-05-05", "PSE"},
      Case{List::cameo, "MTN", "2016-05-05", "MNE"},      Case{List::cameo, "IMY", "2016-05-05", "IMN"},
      Case{List::cameo, "ANT", "2016-05-05", "NLD"},      Case{List::name, "Zaire", "1990-01-01", "COD"},
      Case{List::name, "Zaire", "1998-01-01", "COD"},     Case{List::name, "Swaziland", "2020-01-01", "SWZ"},
      Case{List::name, "USSR", "1980-01-01", "SUN"},      Case{List::name, "Yugoslavia", "2018-01-01", "SRB"},
      Case{List::name, "Russia", "1980-01-01", "SUN"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CAPTURE(c.day);
    CHECK(on(c.how, c.text, c.day) == c.code);
  }
}

TEST_CASE("what holds on its day is told from what had ended") {
  const auto late = [](List how, const char* text, const char* day) {
    return States::all().meaning(how, text, *parse_day(day)).out_of_time;
  };
  CHECK_FALSE(late(List::fips, "YI", "2004-01-01"));
  CHECK(late(List::fips, "YI", "2018-10-24"));
  CHECK_FALSE(late(List::fips, "RI", "2018-10-24"));
  CHECK_FALSE(late(List::gw, "365", "1980-01-01"));
  CHECK_FALSE(late(List::gw, "365", "2000-01-01"));
  CHECK(late(List::cow, "265", "2000-01-01"));
  CHECK(late(List::name, "Upper Volta", "1984-08-04"));
  CHECK_FALSE(late(List::name, "Upper Volta", "1984-08-03"));
}

TEST_CASE("names as ISO, the World Bank, UCDP, ICEWS and ACLED write them") {
  const std::vector<std::pair<const char*, const char*>> names{
      {"Côte d'Ivoire", "CIV"},
      {"Republic of the Congo", "COG"},
      {"Congo, Dem. Rep.", "COD"},
      {"Congo, Rep.", "COG"},
      {"Congo (Kinshasa)", "COD"},
      {"Egypt, Arab Rep.", "EGY"},
      {"Korea, Rep.", "KOR"},
      {"Korea, Dem. People's Rep.", "PRK"},
      {"Korea, Republic of", "KOR"},
      {"Korea (Republic of)", "KOR"},
      {"Korea, South", "KOR"},
      {"Iran, Islamic Republic of", "IRN"},
      {"Iran (Islamic Republic of)", "IRN"},
      {"Iran, Islamic Rep.", "IRN"},
      {"Gambia, The", "GMB"},
      {"Bahamas, The", "BHS"},
      {"Lao PDR", "LAO"},
      {"Slovak Republic", "SVK"},
      {"Kyrgyz Republic", "KGZ"},
      {"Venezuela, RB", "VEN"},
      {"Yemen, Rep.", "YEM"},
      {"Micronesia, Fed. Sts.", "FSM"},
      {"Macedonia, FYR", "MKD"},
      {"Tanzania, United Republic of", "TZA"},
      {"Moldova (the Republic of)", "MDA"},
      {"St. Kitts and Nevis", "KNA"},
      {"Hong Kong SAR, China", "HKG"},
      {"Taiwan, China", "TWN"},
      {"West Bank and Gaza", "PSE"},
      {"DR Congo (Zaire)", "COD"},
      {"Myanmar (Burma)", "MMR"},
      {"Russia (Soviet Union)", "RUS"},
      {"Serbia (Yugoslavia)", "SRB"},
      {"Yemen (North Yemen)", "YEM"},
      {"Zimbabwe (Rhodesia)", "ZWE"},
      {"Kingdom of eSwatini (Swaziland)", "SWZ"},
      {"Cambodia (Kampuchea)", "KHM"},
      {"Madagascar (Malagasy)", "MDG"},
      {"Bosnia-Herzegovina", "BIH"},
      {"U.S.", "USA"},
      {"TÜRKİYE", "TUR"},
      {"türkiye", "TUR"},
      {"Timor Leste", "TLS"},
      {"Guinea Bissau", "GNB"},
      {"Bailiwick of Guernsey", "GGY"},
      {"Bailiwick of Jersey", "JEY"},
      {"Saint Helena, Ascension and Tristan da Cunha", "SHN"},
      {"Saint-Barthelemy", "BLM"},
      {"Saint-Martin", "MAF"},
      {"Virgin Islands, U.S.", "VIR"},
      {"Virgin Islands (British)", "VGB"},
      {"The Netherlands", "NLD"},
      {"MAURITIUS", "MUS"},
  };
  for (const auto& [name, code] : names) {
    CAPTURE(name);
    CHECK(on(List::name, name, "2020-06-01") == code);
  }
  CHECK(on(List::name, "Yemen (South Yemen)", "1980-06-01") == "YMD");
  CHECK(on(List::name, "Russia (Soviet Union)", "1980-06-01") == "SUN");
  CHECK(on(List::name, "Federal Republic of Germany", "1980-06-01") == "DEU");
  CHECK(on(List::name, "Yemen Arab Republic", "1980-06-01") == "YEM");
  CHECK(on(List::name, "German Democratic Republic", "1980-06-01") == "DDR");
}

TEST_CASE("what a state is called on a day") {
  const auto said = [](const char* code, const char* day) {
    return std::string(States::all().in_sentence(code, *parse_day(day)));
  };
  CHECK(said("USA", "2024-01-01") == "the United States");
  CHECK(said("PHL", "2024-01-01") == "the Philippines");
  CHECK(said("GMB", "2024-01-01") == "the Gambia");
  CHECK(said("MDV", "2024-01-01") == "the Maldives");
  CHECK(said("SWZ", "2018-04-18") == "Swaziland");
  CHECK(said("SWZ", "2018-04-19") == "Eswatini");
  CHECK(said("RUS", "1990-09-07") == "the Soviet Union");
  CHECK(said("RUS", "1991-12-26") == "Russia");
  CHECK(said("SRB", "1999-01-01") == "Yugoslavia");
  CHECK(said("SRB", "2004-01-01") == "Serbia and Montenegro");
  CHECK(said("BFA", "1984-01-01") == "Upper Volta");
  CHECK(said("MMR", "1989-06-17") == "Burma");
  CHECK(said("COD", "1980-01-01") == "Zaire");
  CHECK(said("COD", "1998-01-01") == "the DR Congo");
  CHECK(said("YEM", "1980-01-01") == "North Yemen");
}

TEST_CASE("every row of the tables leads somewhere and says where it is from") {
  std::set<std::string> sources;
  const DelimitedTable listed = read_delimited(read_file(ENTENTE_SOURCE_DIR "/data/states/sources.csv"), "sources.csv");
  for (const DelimitedRow& row : listed.rows) sources.insert(row.cells[0]);
  for (const auto& [code, state] : States::all().by_code()) {
    CAPTURE(code);
    CHECK(state.from < state.until);
    CHECK(state.former == (state.until != Day::max()));
    CHECK(state.former != state.became.empty());
    for (const std::string& next : state.became) CHECK(States::all().find(next)->until > state.until);
    CHECK(on(List::iso3, code, "2024-01-01") ==
          (state.former ? words(States::all().on(code, *parse_day("2024-01-01"))) : code));
  }
  for (const auto& [text, file] : {std::pair(names_csv(), "names.csv"), std::pair(called_csv(), "called.csv")}) {
    const DelimitedTable table = read_delimited(text, file);
    CHECK(table.faults.empty());
    for (const DelimitedRow& row : table.rows) CHECK(sources.contains(row.cells[table.column("source")]));
  }
  const DelimitedTable table = read_delimited(states_csv(), "states.csv");
  for (const DelimitedRow& row : table.rows) {
    CAPTURE(row.cells[0]);
    const std::string& source = row.cells[table.column("source")];
    CHECK(source.empty() == row.cells[table.column("from")].empty());
    if (!source.empty()) CHECK(sources.contains(source));
  }
}

TEST_CASE("a name that a source writes for one state is never another's") {
  const DelimitedTable table = read_delimited(names_csv(), "names.csv");
  std::set<std::string> known{"Congo", "Korea", "Virgin Islands"};
  for (const DelimitedRow& row : table.rows) {
    if (row.cells[0] != "name" || known.contains(row.cells[1])) continue;
    CAPTURE(row.cells[1]);
    CHECK(States::all().meaning(List::name, row.cells[1]).several.empty());
  }
  const DelimitedTable older = read_delimited(called_csv(), "called.csv");
  for (const DelimitedRow& row : older.rows) {
    CAPTURE(row.cells[1]);
    CHECK(States::all().meaning(List::name, row.cells[1]).several.empty());
  }
}

TEST_CASE("numbers of the Correlates of War are those of its list of states" * doctest::test_suite("outside")) {
  const std::string path = ENTENTE_SOURCE_DIR "/../shared/data/restricted/capabilities/cow_states.csv";
  if (!std::filesystem::exists(path)) {
    MESSAGE("skipped: no file cow_states.csv");
    return;
  }
  const DelimitedTable table = read_delimited(read_file(path), path);
  const auto number = table.column("ccode");
  const auto name = table.column("statenme");
  REQUIRE(number != DelimitedTable::npos);
  REQUIRE(name != DelimitedTable::npos);
  int compared = 0;
  for (const DelimitedRow& row : table.rows) {
    const std::string by_name = any_day(List::name, row.cells[name]);
    const std::string by_number = any_day(List::cow, row.cells[number]);
    CAPTURE(row.cells[name]);
    if (by_name.empty() || by_number.empty() || by_name.front() == '|' || by_number.front() == '|') continue;
    CHECK(by_name == by_number);
    ++compared;
  }
  CHECK(compared > 150);
}

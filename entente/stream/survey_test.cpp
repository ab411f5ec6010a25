// What the reader finds of the whole of a file, and what it does to its cells.

#include "entente/base/error.hpp"
#include "entente/stream/missing.hpp"
#include "entente/stream/precision.hpp"
#include "entente/stream/sample_rows.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace entente;
using namespace entente::stream;
using namespace entente::stream::tests;

namespace {

// A table of days and what dates them besides.
Format dated() {
  return mapped_format(
      "types = \"own\"\n[columns]\nid = \"id\"\nday = \"day\"\nlast_day = \"last\"\nyear = \"year\"\nentered_on = "
      "\"entered\"\ntype = \"type\"\n",
      "m.toml");
}

// "DAY[;DAY...]" as they are read, or the first reason for a refusal.
std::string days_of(std::string_view rows, Format format = dated()) {
  const Reading reading = read_text("id,day,last,year,entered,type\n" + std::string(rows), format);
  std::string out;
  for (const std::string& row : reading.rows)
    out += (out.empty() ? "" : ";") + row.substr(row.find(' ', row.find(' ') + 1) + 1, 10);
  for (const std::string& reject : reading.rejects)
    out += (out.empty() ? "" : ";") + reject.substr(0, reject.find(' '));
  return out;
}

Format coded() {
  return mapped_format(
      "types = \"cameo\"\n[columns]\nid = \"id\"\nday = \"day\"\nactor = \"actor\"\nactor_state = { column = \"state\", "
      "code = \"iso2\" }\nlatitude = \"lat\"\nlongitude = \"lon\"\ncount = \"n\"\ntype = \"type\"\n",
      "m.toml");
}

Reading read_coded(std::string_view rows) {
  return read_text("id,day,actor,state,lat,lon,n,type\n" + std::string(rows), coded());
}

}  // namespace

TEST_CASE("one row of the column decides which of day and month comes first for all") {
  CHECK(days_of("1,5/8/2024,,,,x\n2,12/31/2019 0:00,,,,x\n") == "2024-05-08;2019-12-31");
  CHECK(days_of("1,5/8/2024,,,,x\n2,31-12-2019,,,,x\n") == "2024-08-05;2019-12-31");
  // Neither the rows' order nor their number in a block matters.
  std::string many;
  for (int i = 0; i < 500; ++i) many += "1,5/8/2024,,,,x\n";
  CHECK(days_of(many + "2,5/13/2024,,,,x\n").starts_with("2024-05-08;"));
}

TEST_CASE("where no row decides, such days are refused, and the others are read") {
  CHECK(days_of("1,5/8/2024,,,,x\n2,2024-05-09,,,,x\n") == "2024-05-09;2:3");
  const Reading reading = read_text("id,day,last,year,entered,type\n1,5/8/2024,,,,x\n", dated());
  REQUIRE(reading.rejects.size() == 1);
  CHECK(reading.rejects[0].find("say which with --dates") != std::string::npos);
  CHECK(reading.report.without_day == 1);
  CHECK(reading.report.day_example.find("line 2") == 0);
  // A slip of the pen does not speak for a whole column.
  std::string many;
  for (int i = 0; i < 150; ++i) many += "1,5/13/2024,,,,x\n";
  CHECK(days_of(many + "1,31/12/2024,,,,x\n").ends_with("2024-05-13;152:3"));
  // Two orders in one column are none.
  CHECK(days_of("1,13/8/2024,,,,x\n2,5/13/2024,,,,x\n3,5/8/2024,,,,x\n") == "2:3;3:3;4:3");
  Format said = dated();
  said.day_form = DayForm::day_first;
  CHECK(days_of("1,5/8/2024,,,,x\n", said) == "2024-08-05");
}

TEST_CASE("a last day, and a day by which the source had the row, decide too") {
  CHECK(days_of("1,5/8/2024,7/8/2024,,,x\n2,5/9/2024,4/10/2024,,,x\n") == "2024-08-05;2024-09-05");
  // 1714780800 is 4 May 2024: the day is not 8 May, and not 5 August either; 1715212800 is 9 May.
  CHECK(days_of("1,5/8/2024,,,1715212800,x\n") == "2024-05-08");
  CHECK(days_of("1,5/8/2024,,,1714780800,x\n") == "2:3");
}

TEST_CASE("the year of the row gives the century and proves the numbers of a spreadsheet") {
  CHECK(days_of("1,9-May-20,,2020,,x\n2,12-Nov-19,,2019,,x\n") == "2020-05-09;2019-11-12");
  CHECK(days_of("1,9-May-20,,2019,,x\n") == "2:3");
  CHECK(days_of("1,9-May-20,,,,x\n") == "2:3");
  CHECK(days_of("1,31-12-19,,2019,,x\n2,01-02-20,,2020,,x\n") == "2019-12-31;2020-02-01");
  CHECK(days_of("1,45368,,2024,,x\n") == "2024-03-17");
  CHECK(days_of("1,43906,,2024,,x\n") == "2024-03-17");  // counted from 1904
  CHECK(days_of("1,45368,,,,x\n") == "2:3");
}

TEST_CASE("codes that lost their zeros are told by the whole file") {
  const Reading lost = read_coded("1,2024-01-01,A,,,,,42\n2,2024-01-02,A,,,,,20\n3,2024-01-03,A,,,,,190\n");
  REQUIRE(lost.rows.size() == 3);
  CHECK(lost.rows[0].find("cameo:042 ") != std::string::npos);
  CHECK(lost.rows[1].find("cameo:020|20 ") != std::string::npos);
  CHECK(lost.rows[2].find("cameo:190 ") != std::string::npos);
  CHECK(lost.report.without_type == 1);
  REQUIRE(lost.report.types.size() == 2);
  CHECK(lost.report.types[0].text == "20");
  CHECK(lost.report.types[0].line == 3);
  REQUIRE(lost.report.habits.size() == 1);
  CHECK(lost.report.habits[0].find("have lost their leading zeros, as \"42\" in line 2 shows") != std::string::npos);
  // One code that begins with 0 says that they were not lost.
  const Reading kept = read_coded("1,2024-01-01,A,,,,,42\n2,2024-01-02,A,,,,,20\n3,2024-01-03,A,,,,,010\n");
  CHECK(kept.rows[0].find("cameo:42 ") != std::string::npos);
  CHECK(kept.rows[1].find("cameo:20 ") != std::string::npos);
  CHECK(kept.report.without_type == 1);
  CHECK(kept.report.habits.empty());
}

TEST_CASE("texts for missing are not given, and Namibia is Namibia") {
  for (const char* text : {"NA", "NaN", "nan", "None", "NULL", "null", "\\N", "#N/A", "<NA>", ".", "NaT"})
    CHECK_MESSAGE(is_missing(text), text);
  for (const char* text : {"", "N", "NAM", "NER", "Nan Province", "0", "-", "---", "None of these"})
    CHECK_FALSE_MESSAGE(is_missing(text), text);
  const Reading reading = read_coded("1,2024-01-01,NA,NA,nan,None,NULL,190\n2,2024-01-02,Police,NE,NA,NA,\\N,190\n");
  REQUIRE(reading.rows.size() == 2);
  CHECK(reading.rows[0].ends_with("|  NAM  |    |    |  nan nan | -1"));
  CHECK(reading.rows[1].ends_with("| Police NER  |    |    |  nan nan | -1"));
  CHECK(reading.report.without_actor == 0);
  // Among two-letter codes that the mapping does not name NA is one.
  const Format plain = mapped_format("[columns]\nday = \"d\"\ntype = \"t\"\nactor = \"a\"\n", "m.toml");
  CHECK(read_text("d,t,a\n2024-01-01,x,NA\n2024-01-01,x,NE\n2024-01-01,x,TD\n2024-01-01,x,ML\n", plain)
            .rows[0]
            .find("| NA ") != std::string::npos);
  CHECK(read_text("d,t,a\n2024-01-01,x,NA\n2024-01-01,x,Police\n", plain).rows[0].find("| NA ") == std::string::npos);
  // A mapping with an empty list takes every text as one.
  const Format all = mapped_format("missing = []\n[columns]\nday = \"d\"\ntype = \"t\"\nactor = \"a\"\n", "m.toml");
  CHECK(read_text("d,t,a\n2024-01-01,x,NA\n", all).rows[0].find("| NA ") != std::string::npos);
}

TEST_CASE("one state twice in a cell is that state, two are none and are counted") {
  const Format f = mapped_format(
      "[columns]\nday = \"d\"\ntype = \"t\"\nactor = \"a\"\nactor_state = { column = \"s\", code = \"iso3\" }\n",
      "m.toml");
  const Reading reading = read_text(
      "d,t,a,s\n2024-01-01,x,A,USA; USA\n2024-01-01,x,A,USA;USA;\n2024-01-01,x,A,USA; GBR\n2024-01-01,x,A,None; FRA\n",
      f);
  REQUIRE(reading.rows.size() == 4);
  CHECK(reading.rows[0].find("| A USA ") != std::string::npos);
  CHECK(reading.rows[1].find("| A USA ") != std::string::npos);
  CHECK(reading.rows[2].find("| A  ") != std::string::npos);
  CHECK(reading.rows[3].find("| A FRA ") != std::string::npos);
  CHECK(reading.report.without_actor == 1);
  REQUIRE(reading.report.unresolved_states.size() == 1);
  CHECK(reading.report.unresolved_states[0].first == "USA; GBR");
}

TEST_CASE("a side that UCDP does not know is not given, and its numbers are whole") {
  std::string row = sample_row("ged", "2023-03-17", "", "7.0");
  row.replace(row.find("Government of Niger"), 19, "XXX436");
  row.replace(row.find(",1,"), 3, ",1.0,");
  const Reading reading = read_text(row, format("ged"));
  REQUIRE(reading.rows.size() == 1);
  CHECK(reading.rows[0].find("1 7 2023-03-17 ged:1 ") == 0);
  CHECK(reading.rows[0].find("XXX") == std::string::npos);
}

TEST_CASE("the scales of precision of three sources are one") {
  CHECK(place_precision(PrecisionScale::gdelt, "1") == PlacePrecision::country);
  CHECK(place_precision(PrecisionScale::gdelt, "4") == PlacePrecision::place);
  CHECK(place_precision(PrecisionScale::ucdp, "4") == PlacePrecision::region);
  CHECK(place_precision(PrecisionScale::ucdp, "6.0") == PlacePrecision::country);
  CHECK(place_precision(PrecisionScale::acled, "3") == PlacePrecision::region);
  CHECK(place_precision(PrecisionScale::words, "district") == PlacePrecision::district);
  CHECK(day_precision(PrecisionScale::ucdp, "4") == DayPrecision::month);
  CHECK(day_precision(PrecisionScale::acled, "2") == DayPrecision::week);
  for (const char* text : {"", "0", "8", "x", "11"}) {
    CHECK(place_precision(PrecisionScale::ucdp, text) == PlacePrecision::not_given);
    CHECK(day_precision(PrecisionScale::acled, text) == DayPrecision::not_given);
  }
  CHECK(is_vague(PlacePrecision::region));
  CHECK_FALSE(is_vague(PlacePrecision::district));
  CHECK(word_of(PlacePrecision::country) == "country");
  CHECK(word_of(DayPrecision::not_given).empty());
}

#include "entente/align/user_tables.hpp"

#include "entente/base/error.hpp"

#include <doctest/doctest.h>

using namespace entente;
using namespace entente::align;

namespace {

// What it says, with its place.
template <class Read>
std::string refused(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_data);
    return error.what();
  }
  return "not refused";
}

}  // namespace

TEST_CASE("positions come from the column named, their votes from the one that belongs to it") {
  const Positions p =
      read_positions("iso3c,year,idealpointall,nvotesall,other\nNER,2019,-0.5,63,1\nNER,2020,,64,1\nMLI,2019,0.25,,1\n",
                     "p.csv", "idealpointall");
  CHECK(p.years() == std::vector<int>{2019});
  CHECK(p.of.at("NER").at(2019).mean == -0.5);
  CHECK(p.of.at("NER").at(2019).votes == 63);
  CHECK(p.of.at("MLI").at(2019).votes == 0);
  CHECK_FALSE(p.of.at("NER").contains(2020));
  const Positions other = read_positions("iso3c,year,nvotesall,other\nNER,2019,63,1\n", "p.csv", "other");
  CHECK(other.of.at("NER").at(2019).votes == 0);
}

TEST_CASE(
    "a position that is not a number, a year that is none and a column that is missing are refused in their place") {
  const auto read = [](const char* rows) {
    return refused([&] { read_positions(std::string("iso3c,year,x\n") + rows, "p.csv", "x"); });
  };
  CHECK(read("NER,2019,1\nNER,2020,far\n") == "p.csv:3, field x: \"far\" is not a number; mend the cell");
  CHECK(read("NER,19,1\n") == "p.csv:2, field year: \"19\" is not a year; write four digits");
  CHECK(read("NER,2019.5,1\n") == "p.csv:2, field year: \"2019.5\" is not a year; write four digits");
  CHECK(read("NER,2019,inf\n").starts_with("p.csv:2, field x: \"inf\" is not a number"));
  CHECK(read("NER,2019, 1\n").starts_with("p.csv:2, field x: \" 1\" is not a number"));
  CHECK(refused([] {
          read_positions("iso3c,year\nNER,2019\n", "p.csv", "x");
        }).starts_with("p.csv:1, field x: the column x is missing"));
  CHECK(refused([] {
          read_positions("iso3c,year,idealpointfp,nvotesfp\nNER,2019,1,1e300\n", "p.csv", "idealpointfp");
        }).starts_with("p.csv:2, field nvotesfp: \"1e300\" is not a number of votes"));
}

TEST_CASE("amounts are those of the state, by kind") {
  const auto by_kind = read_amounts(
      "state,partner,year,kind,amount\nNER,USA,2021,arms,30\nMLI,RUS,2022,arms,90\nNER,NGA,2023,trade,400.5\n", "a.csv",
      "NER");
  REQUIRE(by_kind.size() == 2);
  REQUIRE(by_kind.at("arms").size() == 1);
  CHECK(by_kind.at("arms")[0].holder == "USA");
  CHECK(by_kind.at("arms")[0].year == 2021);
  CHECK(by_kind.at("trade")[0].amount == 400.5);
  const auto plain = read_amounts("partner,year,amount\nUSA,2021,0\n", "a.csv", "NER");
  REQUIRE(plain.size() == 1);
  CHECK(plain.at("amounts")[0].amount == 0);
  CHECK(refused([] { read_amounts("partner,year,amount\nUSA,2020,-4\n", "a.csv", "NER"); }) ==
        "a.csv:2, field amount: \"-4\" is not a number of zero or more; mend the cell");
  CHECK(refused([] {
          read_amounts("partner,year\nUSA,2020\n", "a.csv", "NER");
        }).starts_with("a.csv:1, field amount: the column amount is missing"));
}

TEST_CASE("capabilities that are empty, NA or negative are not given, and codes are translated where they can be") {
  const auto codes = read_codes("ccode,iso3c\n436,NER\n432,\n", "codes.csv");
  CHECK(codes == std::map<std::string, std::string>{{"436", "NER"}});
  const Capabilities table = read_capabilities(
      "ccode,year,cinc\n436,2015,0.2\n432,2015,0.1\n2,2015,NA\n2,2016,-9\n436,2016,\n", "c.csv", "cinc", codes);
  CHECK(table == Capabilities{{2015, {{"NER", 0.2}, {"432", 0.1}}}});
  CHECK(read_capabilities("iso3c,ccode,year,cinc\nMLI,432,2015,0.1\n", "c.csv", "cinc", {}) ==
        Capabilities{{2015, {{"MLI", 0.1}}}});
  CHECK(refused([] {
          read_capabilities("iso3c,year,cinc\nNER,2015,NA\n", "c.csv", "cinc", {});
        }).starts_with("c.csv: the table holds no capability"));
  CHECK(refused([] {
          read_capabilities("year,cinc\n2015,1\n", "c.csv", "cinc", {});
        }).starts_with("c.csv:1, field ccode: the column ccode is missing"));
  CHECK(refused([] {
          read_codes("ccode\n436\n", "codes.csv");
        }).starts_with("codes.csv:1, field iso3c: the column iso3c is missing"));
}

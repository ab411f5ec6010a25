#include "entente/store/un_votes.hpp"

#include "entente/base/error.hpp"
#include "entente/store/test_folder.hpp"

#include <doctest/doctest.h>

#include <fstream>

using namespace entente;
using namespace entente::store;

namespace {

const std::string kHeader =
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,title,subjects,total_yes,undl_link\n";

std::string row(const char* id, const char* state, const char* vote, const char* day, const char* session) {
  return std::string(id) + "," + state + ",\"NAME, OF\"," + vote + "," + day + "," + session + ",A/RES/" + id +
         ",,\"Title, of it\",,120.0,https://example.org/" + id + "\n";
}

std::string write(const TemporaryFolder& folder, const char* name, const std::string& text) {
  std::ofstream(folder.file(name)) << text;
  return folder.file(name);
}

}  // namespace

TEST_CASE("a roll call is read by the names of its columns, and absence is a choice and no vote") {
  const TemporaryFolder folder("entente-un-votes-a");
  const std::string file =
      write(folder, "v.csv",
            kHeader + row("12", "NER", "Y", "2023-02-23", "ES-11") + row("12", "MLI", "N", "2023-02-23", "ES-11") +
                row("12", "BFA", "X", "2023-02-23", "ES-11") + row("11", "NER", "A", "2022-12-07", "77"));
  CHECK(is_un_votes(file));
  const UnVotes votes = read_un_votes(file, [](const RowFault& f) { FAIL(f.reason); });
  CHECK(votes.rows == 4);
  CHECK(votes.absent == 1);
  REQUIRE(votes.roll_calls.size() == 2);
  CHECK(votes.roll_calls[0].id == 11);
  CHECK(votes.roll_calls[0].title == "Title, of it");
  CHECK(votes.roll_calls[1].session == 77);  // an emergency session counts to the regular one of its day
  CHECK(votes.voters == std::vector<std::string>{"BFA", "MLI", "NER"});
  const std::vector<record::Ballot> expected{{0, 2, record::Choice::abstain},
                                             {1, 0, record::Choice::absent},
                                             {1, 1, record::Choice::no},
                                             {1, 2, record::Choice::yes}};
  CHECK(votes.ballots == expected);
}

TEST_CASE("a regular session opens in the middle of September") {
  CHECK(regular_session(*parse_day("2023-09-14")) == 77);
  CHECK(regular_session(*parse_day("2023-09-15")) == 78);
  CHECK(regular_session(*parse_day("2024-03-01")) == 78);
}

TEST_CASE("rows that do not hold are named and cost nothing but themselves") {
  const TemporaryFolder folder("entente-un-votes-b");
  const std::string file = write(
      folder, "v.csv",
      kHeader + row("1", "NER", "Y", "2023-02-23", "77") + row("1", "NER", "N", "2023-02-23", "77") +  // told twice
          row("1", "MLI", "Y", "2023-02-24", "77") +                                                   // another day
          row("x", "NER", "Y", "2023-02-23", "77") +                                                   // no number
          row("2", "NER", "Y", "2023-02-30", "77") +                                                   // no day
          row("2", "Niger", "Y", "2023-02-23", "77") +                                                 // no code
          row("2", "NER", "?", "2023-02-23", "77") + "2,NER\n" + row("3", "NER", "N", "2023-02-23", "77"));
  std::vector<RowFault> faults;
  const UnVotes votes = read_un_votes(file, [&](const RowFault& f) { faults.push_back(f); });
  CHECK(votes.ballots.size() == 2);
  CHECK(votes.rejected == 7);
  REQUIRE(faults.size() == 7);
  CHECK(faults[0].line == 4);
  CHECK(faults[0].field == "date");
  CHECK(faults[6].line == 3);  // told twice: found at the end
  CHECK(faults[6].field == "ms_code");
}

TEST_CASE("another table is not taken for votes") {
  const TemporaryFolder folder("entente-un-votes-c");
  const std::string file = write(folder, "v.csv", "id,day,actor\n1,2020-01-01,NER\n");
  CHECK_FALSE(is_un_votes(file));
  CHECK_THROWS_AS(read_un_votes(file, [](const RowFault&) {}), Error);
  CHECK_FALSE(is_un_votes(write(folder, "empty.csv", "")));
}

TEST_CASE("a file longer than a piece of reading is read whole") {
  const TemporaryFolder folder("entente-un-votes-d");
  std::string text = kHeader;
  for (int r = 1; r <= 4000; ++r)
    for (const char* state : {"NER", "MLI", "BFA"})
      text += row(std::to_string(r).c_str(), state, r % 2 == 0 ? "Y" : "N", "2023-02-23", "77");
  REQUIRE(text.size() > std::size_t{1} << 20U);
  const UnVotes votes = read_un_votes(write(folder, "v.csv", text), [](const RowFault& f) { FAIL(f.reason); });
  CHECK(votes.ballots.size() == 12000);
  CHECK(votes.roll_calls.size() == 4000);
}

TEST_CASE("the layout of Voeten has numbers for states and votes, and absence is no vote there either") {
  const TemporaryFolder folder("entente-un-votes-voeten");
  const std::string rows =
      "3,2,1,1,United States,1946-01-01,1,R/1/66,1,AMENDMENTS\n3,436,8,1,Niger,1946-01-01,1,R/1/66,1,AMENDMENTS\n"
      "3,20,2,1,Canada,1946-01-01,1,R/1/66,1,AMENDMENTS\n3,40,3.0,1,Cuba,1946-01-01,1,R/1/66,1,AMENDMENTS\n"
      "3,160,9,0,Argentina,1946-01-01,1,R/1/66,1,AMENDMENTS\n3,70,7,1,Mexico,1946-01-01,1,R/1/66,1,AMENDMENTS\n"
      "3,9999,1,1,Nowhere,1946-01-01,1,R/1/66,1,AMENDMENTS\n";
  const std::string header = "rcid,ccode,vote,member,Countryname,date,session,unres,importantvote,descr\n";
  std::string tabs = header + rows;
  for (char& c : tabs) c = c == ',' ? '\t' : c;
  for (const std::string& text : {header + rows, tabs}) {
    const std::string file = write(folder, "v.csv", text);
    CHECK(is_un_votes(file));
    std::vector<std::string> faults;
    const UnVotes votes = read_un_votes(
        file, [&](const RowFault& f) { faults.push_back(std::to_string(f.line) + " " + f.field + ": " + f.reason); });
    CHECK(votes.rows == 7);
    CHECK(votes.absent == 2);
    CHECK(votes.rejected == 2);
    CHECK(faults == std::vector<std::string>{"7 vote: \"7\" is none of 1, 2, 3, 8, 9",
                                             "8 ccode: \"9999\" is not a number of a state"});
    // Absent is said of a member; of "not a member" nothing is kept.
    CHECK(votes.voters == std::vector<std::string>{"CAN", "CUB", "NER", "USA"});
    REQUIRE(votes.roll_calls.size() == 1);
    CHECK(votes.roll_calls[0].session == 1);
    CHECK(votes.roll_calls[0].important);
    CHECK(votes.roll_calls[0].resolution == "R/1/66");
    REQUIRE(votes.ballots.size() == 4);
    CHECK(votes.ballots[0].choice == record::Choice::abstain);
    CHECK(votes.ballots[1].choice == record::Choice::no);
    CHECK(votes.ballots[2].choice == record::Choice::absent);
    CHECK(votes.ballots[3].choice == record::Choice::yes);
  }
}

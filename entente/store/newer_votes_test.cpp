// The table of newer roll calls, drawn and as it ships. ../shared holds what the shipped one was made of.

#include "entente/base/delimited.hpp"
#include "entente/base/error.hpp"
#include "entente/store/duck/open.hpp"
#include "entente/store/test_folder.hpp"
#include "entente/store/un_votes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace entente;
using namespace entente::store;

namespace {

const std::string kData = std::string(ENTENTE_SOURCE_DIR) + "/data/";
const std::string kHeader = "rcid,session,date,resolution,title,yes,abstain,no,absent\n";

UnVotes read(const std::string& rows, std::vector<std::string>& faults) {
  return read_newer_votes(kHeader + rows, "newer.csv", [&](const RowFault& f) {
    faults.push_back(std::to_string(f.line) + " " + f.field + ": " + f.reason);
  });
}

UnVotes shipped() {
  const std::string file = kData + std::string(kNewerVotesFile);
  return read_newer_votes(read_file(file), file, [](const RowFault& f) { FAIL(f.reason); });
}

// The record of the shipped votes alone, as known on a day.
record::View shipped_view(const char* day) {
  const TemporaryFolder folder("entente-newer-votes");
  Load load;
  load.votes_folder = kData + "un-votes";
  load.newer_votes = shipped();
  const auto store = duck::open_for_writing(folder.file("r.duckdb"));
  store->replace(load);
  return record::View::from(store->as_of(*parse_day(day), record::Vintage::latest));
}

}  // namespace

TEST_CASE("a row is a roll call: absence is a choice of its own, and a code is that of the day") {
  std::vector<std::string> faults;
  const UnVotes votes =
      read("8,58,2003-12-01,R/2,Second,RUS,NAM,,SRB\n7,45,1990-12-01,R/1,First,RUS DEU,,USA,NER\n", faults);
  CHECK(faults.empty());
  REQUIRE(votes.roll_calls.size() == 2);
  CHECK(votes.roll_calls[0].id == 7);  // by day
  CHECK(votes.voters == std::vector<std::string>{"DEU", "NAM", "NER", "RUS", "SCG", "SUN", "USA"});
  const std::vector<record::Ballot> expected{{0, 0, record::Choice::yes},     {0, 2, record::Choice::absent},
                                             {0, 5, record::Choice::yes},     {0, 6, record::Choice::no},
                                             {1, 1, record::Choice::abstain}, {1, 3, record::Choice::yes},
                                             {1, 4, record::Choice::absent}};
  CHECK(votes.ballots == expected);
  CHECK(votes.absent == 2);
}

TEST_CASE("a row that does not hold is named and left out") {
  std::vector<std::string> faults;
  const UnVotes votes = read(
      "1,75,2020-12-01,R,T,USA,,USA,\n2,74,2020-12-01,R,T,USA,,,\n3,75,2020-12-41,R,T,USA,,,\n4,75,2020-12-01,R,T,NIG,,,\n"
      "5,75,2020-12-01,R,T,USA,,,\n5,75,2020-12-02,R,T,USA,,,\n",
      faults);
  CHECK(votes.roll_calls.size() == 1);
  CHECK(votes.rejected == 5);
  CHECK(faults == std::vector<std::string>{"2 no: USA is told twice", "3 session: 2020-12-01 lies in session 75",
                                           "4 date: this is not a day", "5 yes: \"NIG\" is not a code of a state",
                                           "7 rcid: this roll call stands above"});
  CHECK_THROWS_AS(read_newer_votes("rcid,session\n1,75\n", "x.csv", [](const RowFault&) {}), Error);
}

TEST_CASE("what ships: 96 roll calls of session 75 that no older file holds, 193 states each") {
  const UnVotes votes = shipped();
  CHECK(votes.roll_calls.size() == 96);
  CHECK(to_string(votes.roll_calls.front().on) == "2020-11-05");
  CHECK(to_string(votes.roll_calls.back().on) == "2021-03-03");
  CHECK(votes.voters.size() == 193);
  CHECK(votes.ballots.size() == 96 * 193);
  CHECK(votes.absent == 1543);
  const record::View view = shipped_view("2024-03-17");
  CHECK(view.roll_calls.size() == 6203 + 96);
  std::set<std::string> resolutions;
  std::set<int> ids;
  for (const record::RollCall& r : view.roll_calls) {
    CHECK(ids.insert(r.id).second);
    if (r.on > *parse_day("2019-09-15")) CHECK(resolutions.insert(r.resolution + " " + r.title).second);
  }
  CHECK(view.ballots.size() == 870109 + 96 * 193);
  CHECK(std::ranges::count_if(view.ballots, [](const record::Ballot& b) { return record::is_vote(b.choice); }) ==
        870109 + 14071 + 1743 + 1171);
  // Serbia is one voter with those before it, and Yugoslavia is none.
  CHECK(std::ranges::count(view.voters, std::string("SRB")) == 1);
  CHECK(std::ranges::count(view.voters, std::string("YUG")) == 0);
  // Nothing of a later day is in the view of an earlier one.
  CHECK(shipped_view("2020-11-04").roll_calls.size() == 6203);
  CHECK(shipped_view("2020-11-05").roll_calls.size() == 6204);
  CHECK(shipped_view("2021-03-02").roll_calls.size() < 6299);
}

TEST_CASE("newer roll calls say of each state what their source says" * doctest::test_suite("outside")) {
  const std::string file = std::string(ENTENTE_SOURCE_DIR) + "/../shared/data/open/un-votes-newer/votes.csv";
  if (!std::filesystem::exists(file)) {
    MESSAGE("skipped: " << file << " is not there");
    return;
  }
  const UnVotes votes = shipped();
  std::map<std::pair<int, std::string>, record::Choice> choice;
  for (const record::Ballot& b : votes.ballots)
    choice[{votes.roll_calls[static_cast<std::size_t>(b.roll_call)].id, votes.voters[b.voter]}] = b.choice;
  const std::map<std::string, record::Choice> words{{"yes", record::Choice::yes},
                                                    {"abstain", record::Choice::abstain},
                                                    {"no", record::Choice::no},
                                                    {"absent", record::Choice::absent}};
  const DelimitedTable table = read_delimited(read_file(file), file);
  REQUIRE(table.rows.size() == 18528);
  long differ = 0;
  for (const DelimitedRow& row : table.rows) {
    const auto found = choice.find({std::stoi(row.cells[table.column("rcid")]), row.cells[table.column("iso3")]});
    differ += found == choice.end() || found->second != words.at(row.cells[table.column("vote")]) ? 1 : 0;
  }
  CHECK(differ == 0);
}

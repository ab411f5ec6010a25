#pragma once
// Roll calls of the General Assembly as the United Nations' own library gives them, one row a state and roll call.
//
// Layout (Dag Hammarskjöld Library, "General Assembly voting data"): undl_id, ms_code (ISO 3166 alpha-3), ms_vote (Y
// yes, A abstention, N no, X or empty not voting), date, session, resolution; title where there is one; other columns
// are passed over. The other layout is that of Voeten, Strezhnev and Bailey ("United Nations General Assembly Voting
// Data"): rcid, ccode (Correlates of War), vote (1 yes, 2 abstention, 3 no, 8 absent, 9 not a member), date, session;
// unres, descr, importantvote where they are. Plain or packed, between commas, semicolons or tabs. Sessions that are
// not regular ("ES-10") count to the regular session of their day.

#include "entente/base/date.hpp"
#include "entente/base/delimited.hpp"
#include "entente/record/view.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

/// The name of this reader among loads.
inline constexpr const char* kVotesReader = "un-votes";

struct UnVotes {
  std::vector<record::RollCall> roll_calls;  // by (day, id); `id` is the library's number
  std::vector<std::string> voters;           // by code
  std::vector<record::Ballot> ballots;       // by (roll call, voter): indices into the two above, absences among them
  std::int64_t rows = 0;
  std::int64_t absent = 0;  // rows of states that did not vote, whether members or not
  std::int64_t rejected = 0;
};

/// Whether the first row names the columns of one of these layouts. Throws Error{not_found, io, bad_data}.
bool is_un_votes(const std::string& path);

/// Reads a file; `fault` is told of every row that is not taken: a cell that does not hold, a vote told twice. Memory
/// is bounded by the votes, not by the file. Throws Error{bad_data} where a column is missing, and what is_un_votes
/// throws.
UnVotes read_un_votes(const std::string& path, const std::function<void(const RowFault&)>& fault);

/// Roll calls after those that a data folder has in its files of votes.
inline constexpr std::string_view kNewerVotesFile = "un-votes/newer.csv";

/// Reads a table with a row a roll call: rcid, session, date, resolution, title, and the states that chose yes,
/// abstain, no and absent, each a list of codes (ISO 3166 alpha-3) between blanks. A code of a state that goes on
/// another is that one on days before its first. A row with a broken cell or a state told twice is told to `fault` and
/// left out. Throws Error{bad_data} where a column is missing.
UnVotes read_newer_votes(std::string_view text, std::string file, const std::function<void(const RowFault&)>& fault);

/// The regular session of a day: it opens in the middle of September.
int regular_session(Day day);

}  // namespace entente::store

#pragma once
// Votes twice in order: by roll call for what is estimated of a roll call, by state for what is of a state. Only for
// this room.
//
// A cell is a state in a session: session * voters + voter, sessions counted among those used.

#include "entente/record/view.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente::align {

struct VoteTable {
  /// A stretch of votes by choice: where yes, abstain and no begin, and the end.
  using Stretches = std::array<std::size_t, 4>;

  /// The votes of one cell; empty where the state was absent between two sessions in which it voted.
  struct Cell {
    std::size_t cell = 0;
    Stretches from{};  // into `roll_calls`
  };

  std::size_t voters = 0;
  std::vector<int> sessions;              // used, ascending
  std::vector<std::uint32_t> cells;       // by (roll call, choice)
  std::vector<Stretches> roll_call;       // into `cells`
  std::vector<std::size_t> session_of;    // of a roll call, as an index into `sessions`
  std::vector<std::uint32_t> roll_calls;  // by (voter, session, choice)
  std::vector<std::vector<Cell>> path;    // by voter, from the first to the last session in which it voted
  std::vector<int> votes_of_cell;
  long votes = 0;
};

/// The roll calls of the view that divide, from `first_session` on, in sessions with at least `least_roll_calls` of
/// them. Throws Error{not_found} where there is none. Cost: linear in the ballots.
VoteTable vote_table(const record::View& view, int first_session, int least_roll_calls);

/// Whether vote_table() finds a session. Cost: linear in the ballots.
bool has_sessions(const record::View& view, int first_session, int least_roll_calls);

}  // namespace entente::align

#pragma once
// How alike two states' choices are: votes, or any other portfolio of ordered codes.
//
// Method: docs/methods/alignment.md, section 1 (Haege 2011, Political Analysis 19(3)). The level of agreement is mostly
// chance where most votes are alike, so kappa stands beside S. Row index = first state, column index = second state.
// Votes are coded 0 yes, 1 abstain, 2 no; an absence is not a vote and drops the roll call for that pair.

#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

/// Under this many roll calls in common the answer is "not enough".
inline constexpr long kEnoughVotes = 30;

/// A session of the General Assembly as far as it had voted on the view's day.
struct Session {
  int number = 0;
  Day first{};
  Day last{};
  int roll_calls = 0;
};

/// The sessions that had a roll call on the view's day, by number. Cost: linear in the roll calls.
std::vector<Session> sessions(const record::View& view);

/// The last of them; nothing where the view holds no roll call. This is what any sentence about votes must name.
std::optional<Session> last_session(const record::View& view);

/// Sessions first to last, both included.
struct SessionSpan {
  int first = 0;
  int last = 0;
  static SessionSpan of(int session) { return {session, session}; }
};

/// Counts of pairs of codes: at(i, j) items on which the first state has code i and the second code j.
class CrossTable {
 public:
  /// Requires codes >= 2.
  explicit CrossTable(int codes);
  int codes() const { return codes_; }
  long& at(int i, int j) { return counts_[index_of(i, j)]; }
  long at(int i, int j) const { return counts_[index_of(i, j)]; }
  long total() const;

 private:
  std::size_t index_of(int i, int j) const {
    return static_cast<std::size_t>(i) * static_cast<std::size_t>(codes_) + static_cast<std::size_t>(j);
  }

  int codes_;
  std::vector<long> counts_;
};

/// Codes of two portfolios item by item; negative = not given, drops the item. Requires equal lengths and codes below
/// `codes`.
CrossTable cross(const std::vector<int>& a, const std::vector<int>& b, int codes);

/// The votes of two states on the roll calls of `span` on which both voted. `a` and `b` as in View::voters; a state
/// that never voted gives an empty table. Cost: linear in the roll calls and in the ballots of the span; for all pairs
/// use similarities().
CrossTable votes_in_common(const record::View& view, std::string_view a, std::string_view b, SessionSpan span);

/// Roll calls of `span` from which a state was absent and those on which it abstained, as far as the sources tell.
struct Absences {
  int roll_calls = 0;  // of the sessions whose source tells who was absent
  int absent = 0;
  int abstained = 0;  // on these
};

/// Nothing where no source of the span tells absences: a state is then absent where it has no vote, member or not.
/// Cost: that of votes_in_common().
std::optional<Absences> absences(const record::View& view, std::string_view state, SessionSpan span);

/// The measures of one pair. `enough`: n >= kEnoughVotes; where false no number may be printed but n.
/// kappa and pi are empty where chance disagreement is zero: both states made one and the same choice throughout.
/// Intervals are first-order (delta method over the cells, half a count spread over all cells in the variance alone),
/// and treat roll calls as independent, which makes them too narrow.
struct Similarity {
  long n = 0;
  bool enough = false;
  double agreement = 0;  // share of equal codes
  double s_absolute = 0;
  double s_squared = 0;
  std::optional<double> kappa;  // squared distance, the states' own marginals
  std::optional<double> pi;     // squared distance, pooled marginals
  stats::Interval agreement_interval;
  stats::Interval s_squared_interval;
  std::optional<stats::Interval> kappa_interval;
  std::optional<stats::Interval> pi_interval;
};

/// All zero and not enough for an empty table. Cost: codes^2. Safe to call from many threads.
Similarity similarity(const CrossTable& counts);

/// One pair in one session.
struct PairSession {
  std::uint16_t a = 0;  // indices into View::voters, a < b
  std::uint16_t b = 0;
  int session = 0;
  Similarity similarity;
};

/// Every pair of voters in every session of the view in which both voted at least once, by (session, a, b). Cost: pairs
/// x sessions x roll calls / 64.
std::vector<PairSession> similarities(const record::View& view);

}  // namespace entente::align

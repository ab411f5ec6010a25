#pragma once
// Signs that a host is turning away from a power whose forces it hosts, and how well such signs told earlier turns.
//
// Method: docs/methods/alignment.md, section 7. Signs are counted from a view, so from what was known on its day; how
// they are weighed is not fitted to anything: the index is their plain mean.

#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::align {

/// One sign. `value` is 1 seen, 0 looked for and not seen, between them a probability (votes); empty where the record
/// of the day cannot say. `evidence`: ids of rows that show it.
struct TurnSign {
  std::string name;
  std::optional<double> value;
  std::string words;
  std::vector<std::string> evidence;
};

/// The signs in a fixed order. `index`: mean of those with a value, 0 where none has one. `range`: the mean if all
/// others were not seen, or seen.
struct TurnSigns {
  std::string host;
  std::string sender;
  std::vector<TurnSign> signs;
  int known = 0;
  double index = 0;
  stats::Interval range;
};

/// Signs of `host` turning away from `sender` on the view's day, in the 36 months before it (a coup: 24). Safe to call
/// from many threads. Cost: linear in the facts; the votes of two states.
TurnSigns turn_signs(const record::View& view, std::string_view host, std::string_view sender);

/// A turn that is known to have come: on `day` the host asked the power to go, or changed sides.
struct KnownTurn {
  std::string host;
  std::string sender;
  Day day{};
  std::string source;
};

/// Reads [[turn]] tables with host, sender, day, source. Throws Error{bad_data} with line and field.
std::vector<KnownTurn> read_turns(std::string_view text, const std::string& file);

/// A turn beside its non-turns: all other hosts of the same census sender on the eve of the turn whose forces were
/// still there five years later, or on `now`'s day where that comes first.
struct TurnRow {
  KnownTurn turn;
  TurnSigns signs;
  std::vector<TurnSigns> others;  // by index, highest first, then by host
  double above = 0;               // share of the others that lie under the turn, ties counted half
};

/// `auc`: mean of TurnRow::above over turns that have non-turns, its interval by drawing turns with replacement.
/// `hits` of `rows.size()` turns and `alarms` of `others` non-turns have an index of kAlarm or more.
struct TurnCheck {
  static constexpr double kAlarm = 0.5;
  std::vector<TurnRow> rows;
  double auc = 0;
  stats::Interval auc_interval;
  int hits = 0;
  int alarms = 0;
  int others = 0;
  static constexpr int kFewest = 5;
  int compared = 0;  // turns that have non-turns
  /// At least kFewest turns that have non-turns; of fewer neither `auc` nor its interval is to be printed.
  bool can_be_judged = false;
  /// Whether it can be judged and the interval of `auc` lies above one half: only then may the index be offered as more
  /// than its parts.
  bool better_than_chance = false;
};

/// `view_of` gives the view of a day; it is asked for the day before each turn up to the day of `now`: later ones had
/// not come. Same seed, same result.
/// Cost: one view a turn.
TurnCheck check_turns(const std::vector<KnownTurn>& turns, const record::View& now,
                      const std::function<record::View(Day)>& view_of, std::uint64_t seed = 1);

/// One sign over the turns and over their non-turns: of how many it could be told, and its mean in those.
struct SignMean {
  std::string name;
  int turns = 0;
  std::optional<double> in_turns{};
  int others = 0;
  std::optional<double> in_others{};
};

/// The signs in their order; empty for a check without turns. A non-turn counts once for each turn that it stands
/// beside.
std::vector<SignMean> sign_means(const TurnCheck& check);

}  // namespace entente::align

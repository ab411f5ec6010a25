#pragma once
// A demand is made: does the presence leave within a year of it?
//
// Counted are demands of states to states that became public, as known on the day of the view. A hit is a presence
// that has left by `to_day` after its demand; partly left and stayed are not hits. A demand younger than that and not
// resolved is censored; an older one without an outcome is not a hit. Dates known by the month count as its 15th.
// With time elapsed since the case's own demand, demands that were certainly resolved by then are left out, in steps
// of the model file's landmark_days, because many days are known by the month only.
//
// Method: docs/methods/outlook-ladder.md.

#include "entente/outlook/ladder.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <vector>

namespace entente::outlook {

struct ExitTrials {
  std::vector<Trial> trials;  // in the view's order of demands
  std::vector<std::string> censored;
  std::vector<std::string> past;  // resolved by `from_day`
};

/// `leave_out` is the id of the case itself, or empty. Cost: linear in the demands.
ExitTrials exit_trials(const record::View& view, const std::string& leave_out, int from_day, int to_day);

/// The days after the demand that the question spans: from the elapsed time, rounded down to whole landmark steps, to
/// the horizon; or to a further horizon from today once the first has passed.
struct ExitWindow {
  int from_day = 0;
  int to_day = 365;
};
ExitWindow exit_window(const LadderSpec& spec, int elapsed_days);

/// Says that no trial is left, why, and what helps: a later day only where none is known yet, or where the window does
/// not move on with the day, because the horizon of the demand is not over; then the first such day.
WhyNot no_trial_counted(const record::View& view, const ExitTrials& trials, ExitWindow window, const LadderSpec& spec,
                        int elapsed_days);

/// P(left within 365 days of the demand | not resolved so far), with its ladder. In a situation without an open demand
/// it answers for a demand made today by the host as it stands (`kind` empty: no class of a kind applies).
/// `to_day` asks for another horizon than the file's, in days after the demand, later than the elapsed ones; the
/// weights are those chosen for the file's. Throws Error{bad_request} where the record holds no case that can be
/// counted on the day.
Ladder exit_ladder(const record::View& view, const Situation& situation, const LadderFile& file,
                   std::optional<int> to_day = {});
OrWhyNot<Ladder> try_exit_ladder(const record::View& view, const Situation& situation, const LadderFile& file,
                                 std::optional<int> to_day = {});

}  // namespace entente::outlook

#pragma once
// No demand is made: does the host ask the presence to leave within twelve months?
//
// A trial is one calendar year of one presence of a power whose presences were gone through host by host, as known on
// the day: only years that are over, only ends and demands known by then. The coup year and the year after form the
// class "coup-years". Presences that ended quietly are easier to miss than those thrown out, so shares are upper-end.
//
// Method: docs/methods/outlook-asks.md.

#include "entente/outlook/ladder.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <vector>

namespace entente::outlook {

enum class AskEvent {
  asked,  // a demand became public, or the presence ended by the host's demand or refusal without a recorded demand;
          // years that begin with an open demand on the presence are not counted
  ended,  // the presence ended by the host's demand or refusal that year; every year counts
  gone,   // the same, in years that do not begin with an open demand
};

/// Presence-years from 1950 to the last full year before the view's day, by presence, then year.
std::vector<Trial> presence_years(const record::View& view, AskEvent event);

/// P(asked within twelve months of the view's day) from the `asks` ladder; evidence and named cases are the hits.
/// `event` ended gives the lower bracket: P(the presence has ended by then at the host's demand).
Ladder asks_ladder(const record::View& view, const Situation& situation, const LadderFile& file,
                   AskEvent event = AskEvent::asked);
OrWhyNot<Ladder> try_asks_ladder(const record::View& view, const Situation& situation, const LadderFile& file,
                                 AskEvent event = AskEvent::asked);

}  // namespace entente::outlook

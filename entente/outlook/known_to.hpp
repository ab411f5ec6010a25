#pragma once
// How far the hand-compiled tables of a record reach.
//
// A day after the record's end is like a day on which nothing happened, unless the end is asked for: so whatever is
// counted as "did not come" needs a record that goes on after it.
//
// Method: docs/methods/outlook-backtest.md, section "The record's end".

#include "entente/record/view.hpp"

namespace entente::outlook {

/// What known_to gives where the view holds nothing: before any day of a record, and near enough that days between it
/// and one of them can be counted.
inline constexpr Day kNothingKnown{std::chrono::sys_days{std::chrono::year::min() / std::chrono::January / 1}};

/// The newest day, up to the view's own, on which a demand, an outcome, a coup, an event or an agreement became known
/// or a presence began or ended; kNothingKnown where the view holds none of them. Series (deaths, votes) have ends of
/// their own. Cost: linear in the facts.
Day known_to(const record::View& view);

/// The last day whose silence counts as nothing having happened: the view's own, or half a year after known_to where
/// that comes first. Within the record half a year without a fact is rare; after its end there is nothing else.
Day silence_counts_until(const record::View& view);

}  // namespace entente::outlook

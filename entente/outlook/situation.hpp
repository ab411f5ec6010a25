#pragma once
// Where a host and a power that has forces there stand on the day: which question may be asked.

#include "entente/outlook/ladder.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

enum class State {
  none,       // no presence and no demand in the record
  no_demand,  // a presence, and no demand that is still open: P(host asks it to leave within 12 months)
  demanded,   // a demand or a denunciation that is not resolved: P(left within 365 days of the demand)
  ended,      // the presence has left: what followed
};

std::string_view name(State state);

struct Situation {
  State state = State::none;
  std::string host{};
  std::string counterpart{};
  Day as_of{};
  std::string demand{};            // id of the demand that decides the state, open or resolved; empty without one
  std::optional<Day> demand_on{};  // its middle day where only the month is known
  int elapsed_days = 0;            // since that demand; 0 without one
  std::string episode{};           // label of the host-coup episode of the demand; empty without one
  std::string presence{};  // id of the presence concerned: the demand's, else the largest one that has not ended
  std::string coup{};      // id of the host's last successful coup in the 24 months before the day
  std::optional<Day> coup_on{};
  std::optional<Day> ended_on{};  // for State::ended: the day the presence left
  Traits traits{};                // of the demand; without one, of the presence on the day
  std::vector<std::string> evidence{};
};

/// The state of the day, from the newest demand of the host to the counterpart, else from presences. A demand resolved
/// by "stayed-renegotiated" or "partial" leaves the state at no_demand. A presence that began after an exit opens the
/// state again. Cost: linear in the view.
Situation situation(const record::View& view, std::string_view host, std::string_view counterpart);

/// Whether a code stands for a state, present or former; codes the record does not know count as states.
bool is_state(const record::View& view, std::string_view code);

/// The host's last successful coup within `months` before `day`, as known in the view; nullptr without one.
const record::Coup* coup_before(const record::View& view, std::string_view host, Day day, int months = 24);

/// Whether a kind of demand denounces an agreement, refuses its renewal or asks for withdrawal; suspending a presence
/// and asking for other terms are softer.
bool is_firm(std::string_view demand_kind);

/// "Mali and France, February 2022".
std::string label_of(const record::View& view, const record::Demand& demand);

/// Whole days from the demand to its outcome, from middle to middle where only the month is known, never negative;
/// nothing while the outcome is not known.
std::optional<int> days_to_outcome(const record::Demand& demand);

/// Whether the outcome is known in the view and is not "pending".
bool is_resolved(const record::Demand& demand);

}  // namespace entente::outlook

#include "entente/outlook/stage_question.hpp"

#include "entente/base/error.hpp"
#include "entente/outlook/situation.hpp"

#include <array>

namespace entente::outlook {

using enum record::DemandStage;

bool is_of_stages(Event event) { return event == Event::open || event >= Event::committed; }

Event event_of(Observed observed) {
  constexpr std::array kEvents{Event::open, Event::committed, Event::half_gone, Event::softened};
  return kEvents.at(static_cast<std::size_t>(observed));
}

bool asks_for(Event event, record::DemandStage stage) {
  switch (event) {
    case Event::open: return !record::is_end(stage);
    case Event::committed: return stage == committed || stage == half_gone || stage == left;
    case Event::half_gone: return stage == half_gone || stage == left;
    case Event::softened: return stage == softened || stage == partly_left || stage == stays;
    case Event::partly_left: return stage == partly_left;
    case Event::stays: return stage == stays;
    default: break;
  }
  check(false, "the event is told by the stage of a demand");
  return false;
}

std::optional<record::DemandStage> stage_at_end_of(const record::View& view, const record::Demand& demand, Day day) {
  if (is_resolved(demand) && midpoint(*demand.outcome_on) <= day)
    return demand.outcome == "left" ? left : demand.outcome == "partial" ? partly_left : stays;
  record::Demand open;  // as its steps tell it, without its end
  open.id = demand.id;
  open.known_on = demand.known_on;
  const auto state = record::demand_state(open, record::steps_of(view, demand), day);
  return state ? std::optional(state->stage) : std::nullopt;
}

}  // namespace entente::outlook

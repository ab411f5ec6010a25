#pragma once
// Questions about where a demand stands on a day, and the answer as the record tells it later.
//
// Method: docs/methods/outlook-ledger.md.

#include "entente/outlook/course.hpp"
#include "entente/outlook/question.hpp"
#include "entente/record/stage.hpp"
#include "entente/record/view.hpp"

#include <optional>

namespace entente::outlook {

/// Whether the event is told by the stage of a demand: open, committed, half gone, softened, partly left, stays.
bool is_of_stages(Event event);

/// The event whose answer is whether the observable of a course is seen.
Event event_of(Observed observed);

/// Whether a demand that stands at the stage is what the event asks for. Requires is_of_stages.
bool asks_for(Event event, record::DemandStage stage);

/// Where a demand stood at the end of a day, as the view tells it: its end by the day on which it came, all else by the
/// steps that were public on the day. Nothing where the demand was not public yet.
std::optional<record::DemandStage> stage_at_end_of(const record::View& view, const record::Demand& demand, Day day);

}  // namespace entente::outlook

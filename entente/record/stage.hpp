#pragma once
// The life of a demand: where it stands on a day, folded from the steps that had become public.
//
// Rules: docs/methods/two-clocks.md, section 3. Everything runs on the clock of knowledge: a step counts from the day
// on which it was known, an outcome likewise, so that a fold for a day is what a reader of that day would have said.

#include "entente/record/view.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::record {

/// `open`: nothing has settled it. `committed`: the sender says that it leaves, or a date is agreed. `softened`: terms
/// were offered or agreed, or the demand was taken back in part. `half_gone`: half of the people or more have left. The
/// last three are ends.
enum class DemandStage { open, committed, softened, half_gone, left, partly_left, stays };

/// "open", "committed", "softened", "half gone", "left", "partly left", "stays on terms"
std::string_view name(DemandStage stage);

bool is_end(DemandStage stage);

/// From `on` a demand stood at `stage`; `because` is the evidence id of the step, or of the demand (its start, its
/// outcome).
struct StageChange {
  Day on{};
  DemandStage stage = DemandStage::open;
  std::string because;
};

/// The life of a demand as far as it was known: first its stage on the day on which the demand became known (steps that
/// were known before it count at once), then each change, by day. It stops at an end, whatever was said after it.
/// `steps` are of this demand alone, in the order of View::steps. Pure; cost linear.
std::vector<StageChange> stage_path(const Demand& demand, std::span<const Step> steps);

/// Where a demand stands, and what was on the table.
struct DemandState {
  DemandStage stage = DemandStage::open;
  Day since{};                      // of the stage
  std::optional<Date> planned_on;   // the last day named for the exit, while it is committed or half gone
  std::optional<Date> deadline_on;  // the host's, as last set or moved
  std::optional<Day> refused_on;    // the newest of its kind, by the day it became known
  std::optional<Day> talks_on;
  std::optional<Day> begun_on;        // the first withdrawal begun
  std::vector<std::string> evidence;  // of the steps that set the stage and the days, by id, each once
};

/// The fold for a day; nothing where the demand was not known on it. Steps, outcome and deadline that became known
/// after the day are left out. Pure; cost linear.
std::optional<DemandState> demand_state(const Demand& demand, std::span<const Step> steps, Day day);

/// The steps of a demand in a view, in their order there: a part of View::steps. Cost log n.
std::span<const Step> steps_of(const View& view, const Demand& demand);

}  // namespace entente::record

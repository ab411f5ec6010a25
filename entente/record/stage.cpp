#include "entente/record/stage.hpp"

#include <algorithm>
#include <array>

namespace entente::record {
namespace {

using enum DemandStage;

// What a step does to the stage. A step moves a demand only from the stages that its row names.
struct Move {
  std::string_view kind;
  bool from_open;
  bool from_committed;
  bool from_softened;
  DemandStage to;
};

// Words about terms do not take back a departure that was announced; a refusal does. A host that asks again, or sets a
// day, hardens a demand that was softened. Half gone stays half gone until the end.
constexpr std::array kMoves{
    Move{"sender-says-leaves", true, true, true, committed}, Move{"date-agreed", true, true, true, committed},
    Move{"sender-refuses", false, true, false, open},        Move{"terms-offered", true, false, true, softened},
    Move{"terms-agreed", true, false, true, softened},       Move{"demand-softened", true, true, true, softened},
    Move{"demand-repeated", false, false, true, open},       Move{"deadline-set", false, false, true, open},
    Move{"half-gone", true, true, true, half_gone},
};

DemandStage after(DemandStage stage, std::string_view kind) {
  const auto it = std::find_if(kMoves.begin(), kMoves.end(), [&](const Move& m) { return m.kind == kind; });
  if (it == kMoves.end()) return stage;
  const bool moves = (stage == open && it->from_open) || (stage == committed && it->from_committed) ||
                     (stage == softened && it->from_softened);
  return moves ? it->to : stage;
}

std::optional<DemandStage> end_of(const Demand& demand) {
  if (!demand.outcome_known_on) return std::nullopt;
  if (demand.outcome == "left") return left;
  if (demand.outcome == "partial") return partly_left;
  if (demand.outcome == "stayed-renegotiated") return stays;
  return std::nullopt;
}

// Which steps name a day for the exit as a whole, and which the host's deadline.
bool plans_exit(std::string_view kind) {
  constexpr std::array<std::string_view, 5> kPlanning{"sender-says-leaves", "date-agreed", "withdrawal-begun",
                                                      "half-gone", "site-handed-over"};
  return std::find(kPlanning.begin(), kPlanning.end(), kind) != kPlanning.end();
}

bool sets_deadline(std::string_view kind) {
  return kind == "deadline-set" || kind == "deadline-moved" || kind == "demand-repeated";
}

void take_days(DemandState& state, const Step& step) {
  const auto cite = [&] { state.evidence.push_back(step.id); };
  if (step.planned_on && plans_exit(step.kind)) {
    state.planned_on = step.planned_on;
    cite();
  }
  if (step.planned_on && sets_deadline(step.kind)) {
    state.deadline_on = step.planned_on;
    // A day that was agreed and is put off is still the plan.
    if (step.kind == "deadline-moved" && state.planned_on) state.planned_on = step.planned_on;
    cite();
  }
  if (step.kind == "sender-refuses") state.refused_on = step.known_on;
  if (step.kind == "talks-opened") state.talks_on = step.known_on;
  if (step.kind == "withdrawal-begun" && !state.begun_on) state.begun_on = step.known_on;
}

}  // namespace

std::string_view name(DemandStage stage) {
  constexpr std::array<std::string_view, 7> kNames{"open", "committed",   "softened",      "half gone",
                                                   "left", "partly left", "stays on terms"};
  return kNames.at(static_cast<std::size_t>(stage));
}

bool is_end(DemandStage stage) { return stage >= left; }

std::vector<StageChange> stage_path(const Demand& demand, std::span<const Step> steps) {
  std::vector<StageChange> path{{demand.known_on, open, demand.id}};
  const auto end = end_of(demand);
  for (const Step& step : steps) {
    if (end && step.known_on > *demand.outcome_known_on) break;
    const DemandStage next = after(path.back().stage, step.kind);
    if (next == path.back().stage) continue;
    // What was known before the demand is where it starts; of several changes on one day the last counts.
    if (step.known_on <= path.back().on) {
      path.back() = {path.back().on, next, step.id};
      if (path.size() > 1 && path[path.size() - 2].stage == next) path.pop_back();
    } else {
      path.push_back({step.known_on, next, step.id});
    }
  }
  if (end) {
    const Day on = std::max(*demand.outcome_known_on, demand.known_on);
    if (on <= path.back().on) path.pop_back();
    path.push_back({on, *end, demand.id});
  }
  return path;
}

std::optional<DemandState> demand_state(const Demand& demand, std::span<const Step> steps, Day day) {
  if (demand.known_on > day) return std::nullopt;
  const auto path = stage_path(demand, steps);
  const StageChange* now = &path.front();
  for (const StageChange& change : path)
    if (change.on <= day) now = &change;
  DemandState state;
  state.stage = now->stage;
  state.since = now->on;
  if (demand.deadline_on && demand.deadline_known_on && *demand.deadline_known_on <= day)
    state.deadline_on = demand.deadline_on;
  DemandStage folded = open;
  for (const Step& step : steps) {
    if (step.known_on > day) break;
    const DemandStage next = after(folded, step.kind);
    // A plan falls with the commitment that it belonged to.
    if (next != folded && (next == open || next == softened)) state.planned_on.reset();
    folded = next;
    take_days(state, step);
  }
  if (state.stage != committed && state.stage != half_gone) state.planned_on.reset();
  state.evidence.push_back(now->because);
  std::sort(state.evidence.begin(), state.evidence.end());
  state.evidence.erase(std::unique(state.evidence.begin(), state.evidence.end()), state.evidence.end());
  return state;
}

std::span<const Step> steps_of(const View& view, const Demand& demand) {
  const std::string_view key = key_of(demand.id);
  const auto first = std::lower_bound(view.steps.begin(), view.steps.end(), key,
                                      [](const Step& s, std::string_view k) { return s.of < k; });
  const auto last =
      std::upper_bound(first, view.steps.end(), key, [](std::string_view k, const Step& s) { return k < s.of; });
  return {first, last};
}

}  // namespace entente::record

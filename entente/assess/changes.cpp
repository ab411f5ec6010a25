#include "entente/assess/changes.hpp"

#include "entente/assess/register.hpp"
#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace entente::assess {
namespace {

constexpr std::size_t kShownFacts = 5;

// Types of events by how much they move a state of affairs; all others come after.
constexpr std::string_view kWeighty[] = {"coup",
                                         "agreement-terminated",
                                         "withdrawal-demanded",
                                         "withdrawal-completed",
                                         "deployment",
                                         "training-begun",
                                         "arms-delivered",
                                         "agreement-signed",
                                         "withdrawal-begun",
                                         "base-handed-over",
                                         "membership-left",
                                         "asset-nationalised"};

std::size_t weight_of(const record::Event& event) {
  return static_cast<std::size_t>(std::find(std::begin(kWeighty), std::end(kWeighty), event.type) -
                                  std::begin(kWeighty));
}

// The same claim, or the one claim of its kind under the same rule where the claim holds a count that has moved on; or
// nullptr. One rule may serve two questions, whether the host asks and whether the forces leave: these are not the
// same.
const Judgement* same_before(const Judgement& j, const Assessment& now, const Assessment& before) {
  for (const Judgement& other : before.judgements)
    if (other.claim == j.claim) return &other;
  const auto under_rule = [&](const Judgement& other) {
    return other.kind == j.kind && !j.resolution_rule.empty() && other.resolution_rule == j.resolution_rule;
  };
  if (std::count_if(now.judgements.begin(), now.judgements.end(), under_rule) != 1) return nullptr;
  const auto found = std::find_if(before.judgements.begin(), before.judgements.end(), under_rule);
  return found == before.judgements.end() ? nullptr : &*found;
}

// What a number moved by: the question itself has moved where its claim reads otherwise.
std::string cause_of(const Judgement& j, const Judgement& same) {
  if (j.claim != same.claim) return fmt::format("the question has moved; before: {}", same.claim);
  return j.kind == JudgementKind::deaths ? "months that were published since"
                                         : "time that has passed, and steps and outcomes that became known";
}

void note_judgements(Assessment& now, const Assessment& before) {
  for (const Judgement& j : now.judgements) {
    const Judgement* same = same_before(j, now, before);
    if (same == nullptr) {
      if (j.status != Status::computed)
        now.changes.push_back({"New judgement", "–", j.p ? fmt::format("{}: {}", j.claim, chance(*j.p)) : j.claim,
                               "the question follows the state of the day", j.evidence});
    } else if (j.p && same->p && std::lround(*j.p * 100) != std::lround(*same->p * 100)) {
      // Where a day was named since, the question has moved to it.
      const bool moved = j.kind == JudgementKind::exit && j.horizon && same->horizon && *j.horizon != *same->horizon;
      const auto number = [&](const Judgement& one) {
        return chance(*one.p) + (moved ? " by " + to_words(*one.horizon) : "");
      };
      now.changes.push_back({capital(j.claim), number(*same), number(j), cause_of(j, *same), j.evidence});
    }
  }
}

// Events on the case that became known after a day: what moves a state of affairs first, the newest of its kind first.
std::vector<const record::Event*> known_since(Day day, const Assessment& now, const record::View& view) {
  std::vector<const record::Event*> out;
  for (const record::Event& e : view.events) {
    if (e.known_on <= day) continue;
    const auto ours = [&](const std::string& code) { return code == now.host || code == now.counterpart; };
    if (e.actor == now.host || e.target == now.host || (ours(e.actor) && ours(e.target))) out.push_back(&e);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto* x, const auto* y) {
    return std::pair(weight_of(*x), y->known_on) < std::pair(weight_of(*y), x->known_on);
  });
  return out;
}

// Steps of the host's demands on the counterpart, all of them: they are few, and they move the demand.
void note_steps(Assessment& now, const record::View& view, Day day, Register& cited) {
  for (const record::Demand& demand : view.demands) {
    if (demand.host != now.host || demand.sender != now.counterpart) continue;
    for (const record::Step& step : record::steps_of(view, demand))
      if (step.known_on > day)
        now.changes.push_back(
            {"Became known on " + to_words(step.known_on), "–", step.summary, "the record", {cited.row(step.id)}});
  }
}

}  // namespace

void note_changes(Assessment& now, const record::View& view, const Assessment& before,
                  const record::View& seen_before) {
  now.since = before.as_of;
  if (now.state != before.state)
    now.changes.push_back(
        {"State of the presence", before.state, now.state, "facts that became known in between, below", {}});
  if (now.model_hash != before.model_hash)
    now.changes.push_back(
        {"Method", before.model_hash.substr(0, 12), now.model_hash.substr(0, 12), "another model file", {}});
  note_judgements(now, before);
  Register cited(view);
  const std::vector<const record::Event*> fresh = known_since(seen_before.as_of, now, view);
  for (std::size_t i = 0; i < std::min(kShownFacts, fresh.size()); ++i)
    now.changes.push_back({"Became known on " + to_words(fresh[i]->known_on),
                           "–",
                           fresh[i]->summary,
                           "the record",
                           {cited.row(fresh[i]->id)}});
  if (fresh.size() > kShownFacts)
    now.changes.push_back(
        {"Also became known", "–", counted(fresh.size() - kShownFacts, "further event"), "the record", {}});
  note_steps(now, view, seen_before.as_of, cited);
  add_evidence(now, cited.take());
}

}  // namespace entente::assess

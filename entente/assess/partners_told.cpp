#include "entente/assess/partners_told.hpp"

#include "entente/assess/words.hpp"
#include "entente/outlook/arrival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace entente::assess {
namespace {

constexpr std::size_t kTold = 5;
constexpr int kYear_days = 365;

// How a step reads as an act of the partner. The name of the host follows the words.
struct StepRow {
  std::string_view type;
  const char* verb;
  const char* what;
};
constexpr std::array kSteps{
    StepRow{"talks", "hold", "talks with"},
    StepRow{"agreement-signed", "sign", "an agreement with"},
    StepRow{"resource-deal", "make", "a deal on resources with"},
    StepRow{"arms-delivered", "deliver", "arms to"},
    StepRow{"training-begun", "begin", "to train the forces of"},
    StepRow{"deployment", "send", "forces to"},
    StepRow{"base-opened", "open", "a base in"},
};

bool is_pledge(std::string_view type) { return type == "agreement-signed" || type == "arms-delivered"; }

const record::Event* event_of(const Given& given, const record::PartnerStep& step) {
  const auto found = std::ranges::find(given.view.events, step.evidence, &record::Event::id);
  return found == given.view.events.end() ? nullptr : &*found;
}

// The step that went farthest, the last of equals, and the last one of all; one where they are the same.
std::vector<const record::PartnerStep*> telling_steps(const record::PartnerState& state) {
  const record::PartnerStep* farthest = &state.steps.front();
  for (const record::PartnerStep& step : state.steps)
    if (step.stage >= farthest->stage) farthest = &step;
  const record::PartnerStep* last = &state.steps.back();
  return farthest == last ? std::vector{farthest} : std::vector{farthest, last};
}

Followed by_security_agreements(const Given& given, const std::string& partner) {
  Followed out{{0, 0, "other states that signed with it", "other state that signed with it"}, {}};
  for (const record::SecurityAgreement& s : given.view.security_agreements) {
    if (s.sender != partner || s.host == given.of.host || !s.signed_on) continue;
    ++out.ratio.n;
    out.ids.push_back(s.id);
    if (s.forces && !s.forces_before_agreement.value_or(false)) ++out.ratio.k;
  }
  return out;
}

Followed by_events(const Given& given, const std::string& partner) {
  std::map<std::string, const record::Event*> first;  // by the other state
  for (const record::Event& e : given.view.events) {
    if (!is_pledge(e.type) || days_between(e.on.last, given.view.as_of) < kYear_days) continue;
    const std::string& other = e.actor == partner ? e.target : e.target == partner ? e.actor : partner;
    if (other == partner || other.empty() || other == given.of.host || !outlook::is_state(given.view, other)) continue;
    first.try_emplace(other, &e);
  }
  Followed out{{0, 0, "other states with such a step", "other state with such a step"}, {}};
  for (const auto& [other, event] : first) {
    const auto since = outlook::forces_since(given.view, other, partner);
    // Who was there before cannot come.
    if (since && since->first <= event->on.first) continue;
    ++out.ratio.n;
    out.ids.push_back(event->id);
    if (since) ++out.ratio.k;
  }
  return out;
}

// What usually followed, behind a semicolon; nothing of talks, and where no other state had such a step.
std::string followed_words(Contribution& out, const Given& given, const record::PartnerState& state,
                           std::vector<std::string>& ids) {
  if (state.stage == record::PartnerStage::forces) return "its forces are there";
  if (state.stage != record::PartnerStage::agreed && state.stage != record::PartnerStage::delivered) return {};
  const Followed followed = forces_after_steps(given, state.partner);
  if (followed.ratio.n == 0) return {};
  ids.push_back(out.evidence.query(
      "partners/followed/" + state.partner,
      fmt::format("Whether forces of {} came after an agreement or a delivery", given.view.in_sentence(state.partner)),
      "other states with a dated agreement or delivery of the partner; its forces after it", followed.ratio.n,
      followed.ids, rows_of(followed.ratio.of.ends_with("it") ? "security" : "events", given.view.as_of)));
  return fmt::format("its forces came later to {}", words_of(followed.ratio));
}

}  // namespace

Act act_of(const Given& given, const record::Event& event, const std::string& partner) {
  const std::string host = given.view.in_sentence(given.of.host);
  if (event.type == "visit")
    return event.actor == partner ? Act{"visit", host, event.on} : Act{"receive", "a visit from " + host, event.on};
  const auto row = std::ranges::find(kSteps, std::string_view(event.type), &StepRow::type);
  if (row == kSteps.end()) return {"take", "a step towards " + host, event.on};
  if (event.type == "arms-delivered" && event.quantity && !event.unit.empty())
    return {row->verb, fmt::format("{:g} {} to {}", *event.quantity, event.unit, host), event.on};
  return {row->verb, fmt::format("{} {}", row->what, host), event.on};
}

Followed forces_after_steps(const Given& given, const std::string& partner) {
  Followed out = by_security_agreements(given, partner);
  return out.ratio.n > 0 ? out : by_events(given, partner);
}

void tell_partners(Contribution& out, const Given& given, std::span<const record::PartnerState> partners) {
  std::vector<const record::PartnerState*> active;
  std::vector<std::string> idle;
  for (const record::PartnerState& state : partners) {
    if (state.partner == given.of.counterpart) continue;
    if (state.steps.empty())
      idle.push_back(given.view.in_sentence(state.partner));
    else
      active.push_back(&state);
  }
  const auto asked = [&](const record::PartnerState* one) {
    return std::ranges::find(given.of.arrivals, one->partner) != given.of.arrivals.end();
  };
  std::ranges::stable_sort(active, [&](const record::PartnerState* a, const record::PartnerState* b) {
    if (asked(a) != asked(b)) return asked(a);
    if (a->stage != b->stage) return a->stage > b->stage;
    return a->steps.back().on.first > b->steps.back().on.first;
  });
  for (std::size_t i = 0; i < std::min(kTold, active.size()); ++i) {
    const record::PartnerState& state = *active[i];
    Told told{.who = actor(given.view, state.partner)};
    std::vector<std::string> ids;
    for (const record::PartnerStep* step : telling_steps(state)) {
      const record::Event* event = event_of(given, *step);
      if (event == nullptr) continue;
      told.acts.push_back(act_of(given, *event, state.partner));
      ids.push_back(out.evidence.row(event->id));
    }
    if (told.acts.empty()) continue;
    // The host is named once.
    const std::string host = given.view.in_sentence(given.of.host);
    if (told.acts.size() > 1 && told.acts[1].what.ends_with(" " + host)) {
      const bool of_its_own = told.acts[1].what.ends_with(" of " + host);
      told.acts[1].what.replace(told.acts[1].what.size() - host.size(), host.size(), of_its_own ? "that state" : "it");
    }
    told.besides = followed_words(out, given, state, ids);
    if (count_of_words(realise(told, given.view.as_of)) > kLongestSentence && told.acts.size() > 1)
      told.acts.pop_back();
    out.tell(given, On::instead, std::move(told), std::move(ids), Status::reported, i < 2 ? 0 : 1);
  }
  if (active.empty())
    out.not_told(On::instead, idle.empty() ? "No other power is followed, so who comes instead is not told."
                                           : fmt::format("No step towards {} is known of {} in the last two years.",
                                                         given.view.in_sentence(given.of.host), list_of(idle)));
}

}  // namespace entente::assess

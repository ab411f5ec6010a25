#include "entente/record/fold.hpp"

#include "entente/base/error.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace entente::record {
namespace {

// Units of events that count people. A unit is matched by a word in it.
constexpr std::array kPeopleWords{"personnel", "troops", "soldiers", "staff", "instructors", "peacekeepers"};

bool counts_people(std::string_view unit) {
  return std::any_of(kPeopleWords.begin(), kPeopleWords.end(),
                     [&](const char* word) { return unit.find(word) != std::string_view::npos; });
}

// Event types that say how far a partnership has gone; `forces` steps need the partner as actor.
struct StageRow {
  std::string_view type;
  PartnerStage stage;
};
constexpr std::array kStages{
    StageRow{"talks", PartnerStage::talks},
    StageRow{"visit", PartnerStage::talks},
    StageRow{"agreement-signed", PartnerStage::agreed},
    StageRow{"resource-deal", PartnerStage::agreed},
    StageRow{"arms-delivered", PartnerStage::delivered},
    StageRow{"training-begun", PartnerStage::forces},
    StageRow{"deployment", PartnerStage::forces},
    StageRow{"base-opened", PartnerStage::forces},
};

// A company of soldiers that is known to serve a state acts for it.
bool acts_for(const View& view, const std::string& actor, std::string_view state) {
  return actor == state || view.state_behind(actor) == state;
}

bool involves(const Event& e, std::string_view a, std::string_view b) {
  return (e.actor == a && e.target == b) || (e.actor == b && e.target == a);
}

}  // namespace

std::string_view name(AgreementStatus status) {
  constexpr std::array kNames{"in force", "in force, end known", "suspended", "denounced", "ended"};
  return kNames[static_cast<std::size_t>(status)];
}

std::string_view name(PartnerStage stage) {
  constexpr std::array kNames{"none", "talks", "agreed", "delivered", "forces"};
  return kNames[static_cast<std::size_t>(stage)];
}

std::vector<AgreementState> agreements_between(const View& view, std::string_view a, std::string_view b) {
  std::vector<AgreementState> out;
  for (const Agreement& agreement : view.agreements) {
    const auto& p = agreement.parties;
    if (std::find(p.begin(), p.end(), a) == p.end() || std::find(p.begin(), p.end(), b) == p.end()) continue;
    AgreementState state{&agreement, AgreementStatus::in_force, {}, {}};
    state.since = agreement.in_force_on ? agreement.in_force_on : agreement.signed_on;
    if (agreement.ended_on) {
      state.until = agreement.ended_on;
      state.status = AgreementStatus::ended;
    } else if (agreement.end_planned_on || agreement.end_announced_on) {
      state.until = agreement.end_planned_on;
      state.status = AgreementStatus::ending;
    }
    if (agreement.denounced_on && agreement.denounced_on->first <= view.as_of && state.status != AgreementStatus::ended)
      state.status = AgreementStatus::denounced;
    out.push_back(state);
  }
  return out;
}

bool is_military(const Site& site) { return site.kind != "mine" && site.kind != "embassy"; }

bool is_open(const View& view, const Site& site) {
  if (site.closed_on) return site.closed_on->last > view.as_of;
  if (!is_military(site)) return true;
  // A camp whose closing was not seen is closed where the power's last forces have left the host since.
  bool left = false;
  for (const Presence& p : view.presences) {
    if (p.host != site.host || p.sender != site.operated_by) continue;
    if (!p.to || p.to->last > view.as_of) return true;
    left = left || !site.opened_on || p.to->last >= site.opened_on->first;
  }
  return !left;
}

std::vector<const Site*> open_sites(const View& view, std::string_view host, std::string_view operated_by) {
  std::vector<const Site*> out;
  for (const Site& site : view.sites)
    if (site.host == host && site.operated_by == operated_by && is_open(view, site)) out.push_back(&site);
  return out;
}

std::vector<PeopleCount> people_counts(const View& view, std::string_view host, std::string_view sender) {
  std::vector<PeopleCount> out;
  for (const Event& e : view.events) {
    if (!e.quantity || !counts_people(e.unit) || !involves(e, host, sender)) continue;
    // A movement counts those who move, not those who are there.
    if (e.type == "withdrawal-begun" || e.type == "training-begun" || e.type == "deployment" || e.type == "threat")
      continue;
    out.push_back({e.on, *e.quantity, *e.quantity, e.unit, e.id});
  }
  for (const Demand& d : view.demands)
    if (d.host == host && d.sender == sender && d.people_low)
      out.push_back(
          {d.on, *d.people_low, d.people_high.value_or(*d.people_low), "people, by the table of demands", d.id});
  for (const Site& s : view.sites)
    if (s.host == host && s.operated_by == sender && s.people_on && (s.people_low || s.people_high))
      out.push_back({*s.people_on, s.people_low.value_or(*(s.people_high ? s.people_high : s.people_low)),
                     s.people_high.value_or(*(s.people_low ? s.people_low : s.people_high)), "people at " + s.name,
                     s.id});
  std::stable_sort(out.begin(), out.end(), [](const PeopleCount& x, const PeopleCount& y) {
    return std::tie(x.on.first, x.evidence) < std::tie(y.on.first, y.evidence);
  });
  return out;
}

std::optional<PeopleCount> people_range(const View& view, std::string_view host, std::string_view sender, int months) {
  std::optional<PeopleCount> range;
  for (const PeopleCount& c : people_counts(view, host, sender)) {
    if (c.evidence.starts_with("sites:") || c.on.last < add_months(view.as_of, -months)) continue;
    if (!range) {
      range = c;
      continue;
    }
    range->low = std::min(range->low, c.low);
    range->high = std::max(range->high, c.high);
    range->on = c.on;
    range->evidence = c.evidence;
  }
  return range;
}

const Demand* latest_demand(const View& view, std::string_view host, std::string_view sender) {
  const Demand* latest = nullptr;
  for (const Demand& d : view.demands)
    if (d.host == host && d.sender == sender) latest = &d;  // demands are by day
  return latest;
}

std::vector<const Demand*> demands_since_coup(const View& view, std::string_view host, std::string_view except_on) {
  std::vector<const Demand*> out;
  const Coup* coup = latest_coup(view, host);
  for (const Demand& d : view.demands)
    if (coup != nullptr && d.host == host && d.sender != except_on && d.on.first >= coup->on.first) out.push_back(&d);
  return out;
}

PartnerState partner_state(const View& view, std::string_view host, std::string_view partner, int months) {
  PartnerState state;
  state.partner = partner;
  const Day from = add_months(view.as_of, -months);
  for (const Event& e : view.events) {
    const bool theirs = acts_for(view, e.actor, partner);
    const bool both = (e.actor == host && acts_for(view, e.target, partner)) || (theirs && e.target == host);
    if (!both || e.on.last < from || e.on.first > view.as_of) continue;
    const auto it = std::find_if(kStages.begin(), kStages.end(), [&](const StageRow& r) { return r.type == e.type; });
    if (it == kStages.end()) continue;
    if (it->stage >= PartnerStage::delivered && !theirs) continue;
    state.steps.push_back({e.on, it->stage, e.summary, e.id});
    state.stage = std::max(state.stage, it->stage);
  }
  for (const AgreementState& a : agreements_between(view, host, partner)) {
    if (a.status != AgreementStatus::in_force && a.status != AgreementStatus::ending) continue;
    state.stage = std::max(state.stage, PartnerStage::agreed);
  }
  bool now = false;
  bool ever = false;
  for (const Presence& p : view.presences) {
    if (p.host != host || p.sender != partner) continue;
    ever = true;
    now = now || !p.to || p.to->last > view.as_of;
  }
  now = now || std::any_of(view.sites.begin(), view.sites.end(), [&](const Site& s) {
          return s.host == host && s.operated_by == partner && is_military(s) && is_open(view, s);
        });
  if (now) {
    state.stage = PartnerStage::forces;
  } else if (ever) {
    state.forces_left = true;
    if (state.stage == PartnerStage::forces) state.stage = PartnerStage::agreed;
  }
  return state;
}

PostCoupDemands post_coup_demands(const View& view) {
  PostCoupDemands out;
  for (const Demand& d : view.demands)
    if (d.coup_within_24m) (d.outcome.empty() ? out.pending : out.resolved).push_back(&d);
  return out;
}

const Coup* latest_coup(const View& view, std::string_view host) {
  const Coup* latest = nullptr;
  for (const Coup& c : view.coups)
    if (c.host == host && c.success.value_or(false)) latest = &c;  // coups are by day
  return latest;
}

}  // namespace entente::record

#include "entente/record/table.hpp"

#include "entente/base/error.hpp"
#include "entente/base/split.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace entente::record {
namespace {

using enum CellKind;

constexpr std::string_view kVerified = "yes no";
// A page of several facts has a day of its own, whatever else the row came to tell.
constexpr std::string_view kPageClock = "source_known_on|row";

constexpr std::array kActorColumns{
    Column{"code", "actor", id, true},
    Column{"name", "actor", text, true},
    Column{"in_sentence", "actor", text, true},
    Column{"kind", "actor", choice, true, "state former-state organisation group armed-group company person"},
    Column{"parent", "parent", id, true},
    Column{"parent_known_on", "parent", date},
    Column{"until", "-", date},
    Column{"formerly", "formerly", id, true},
    Column{"formerly_until", "formerly", date, true},
};
constexpr std::array kActorClocks{Clock{"actor", "start"}, Clock{"parent", "parent_known_on"},
                                  Clock{"formerly", "formerly_until"}};

constexpr std::string_view kEventTypes =
    "statement talks visit threat protest attack coup coup-attempt agreement-signed agreement-suspended "
    "agreement-terminated agreement-renegotiated withdrawal-demanded withdrawal-begun withdrawal-completed deployment "
    "training-begun arms-delivered base-opened base-closed base-handed-over embassy-opened embassy-closed "
    "ambassador-expelled membership-joined membership-left sanction-imposed sanction-lifted aid-suspended "
    "resource-deal asset-nationalised licence-revoked";

constexpr std::array kEventColumns{
    Column{"id", "event", id, true},
    Column{"happened_on", "event", date, true},
    Column{"known_on", "event", date, true},
    Column{"actor", "event", code, true},
    Column{"type", "event", choice, true, kEventTypes},
    Column{"target", "event", code},
    Column{"place", "event", text},
    Column{"lat", "event", latitude},
    Column{"lon", "event", longitude},
    Column{"quantity", "event", number},
    Column{"unit", "event", text},
    Column{"summary", "event", text, true},
    Column{"source_url", "event", url},
    Column{"source_publisher", "event", text},
    Column{"verified", "event", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kEventClocks{Clock{"event", "known_on"}};

constexpr std::array kPageColumns{
    Column{"id", "page", id, true},
    Column{"source_url", "page", url, true},
    Column{"publisher", "page", text},
    Column{"independent", "page", choice, true, "yes no unknown"},
    Column{"supports", "page", choice, true, "date-and-fact fact-only contradicts"},
    Column{"known_on", "page", date, true},
    Column{"says", "page", text},
    Column{"note", "-", text},
};
constexpr std::array kPageClocks{Clock{"page", "known_on"}};

// The list of sites grows with sites that come later, so it enters no view: a site names the agreement it rests on.
constexpr std::array kAgreementColumns{
    Column{"agreement_id", "opened", id, true},
    Column{"parties", "opened", codes, true},
    Column{"title", "opened", text, true},
    Column{"kind", "opened", choice, true,
           "defence resource status-of-forces base training mission-mandate alliance arms"},
    Column{"signed_on", "opened", date},
    Column{"in_force_on", "in-force", date},
    Column{"denounced_on", "denounced", date},
    Column{"denounced_known_on", "denounced", date},
    Column{"ended_on", "ended", date},
    Column{"ended_known_on", "ended", date},
    Column{"end_announced_on", "announced", date},
    Column{"end_planned_on", "planned", plan, true},
    Column{"end_planned_known_on", "planned", date},
    Column{"notice_clause", "opened", text},
    Column{"sites", "-", text},
    Column{"opening_event", "opening-event", id},
    Column{"ending_event", "ending-event", id},
    Column{"source_url", "source", url},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kAgreementClocks{
    Clock{"opened", "signed_on|in_force_on,event(opening_event),denounced_known_on,ended_known_on"},
    Clock{"in-force", "in_force_on"},
    Clock{"denounced", "denounced_known_on"},
    Clock{"ended", "ended_known_on"},
    Clock{"announced", "end_announced_on"},
    Clock{"planned", "end_planned_known_on"},
    Clock{"opening-event", "event(opening_event)"},
    Clock{"ending-event", "event(ending_event)"},
    Clock{"source", kPageClock},
};

constexpr std::array kSiteColumns{
    Column{"site_id", "opened", id, true},
    Column{"name", "opened", text, true},
    Column{"host", "opened", code, true},
    Column{"operator", "opened", code, true},
    Column{"kind", "opened", choice, true, "camp air-base drone-site mine embassy naval-base"},
    Column{"lat", "opened", latitude},
    Column{"lon", "opened", longitude},
    Column{"runway_ft", "opened", number},
    Column{"runway_surface", "opened", text},
    Column{"opened_on", "opened", date},
    Column{"there_by_on", "opened", date},
    Column{"renamed_to", "renamed", text, true},
    Column{"renamed_on", "renamed", date, true},
    Column{"closed_on", "closed", date},
    Column{"closed_known_on", "closed", date},
    Column{"agreement_id", "opened", id},
    Column{"people_low", "people", number},
    Column{"people_high", "people", number},
    Column{"people_on", "people", date},
    Column{"people_known_on", "people", date},
    Column{"mission", "opened", text},
    Column{"ident", "opened", id},
    Column{"source_url", "source", url},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
// A site whose opening was not seen is there since unknown: it is shown from the first day of which the record can say
// that it may have been there, which is late for a day and may be early for an agreement.
constexpr std::array kSiteClocks{
    Clock{"opened", "opened_on|there_by_on|agreement(agreement_id),people_known_on,closed_known_on"},
    Clock{"renamed", "renamed_on"},
    Clock{"people", "people_known_on"},
    Clock{"closed", "closed_known_on"},
    Clock{"source", kPageClock},
};

constexpr std::array kDemandColumns{
    Column{"case_id", "demand", id, true},
    Column{"host", "demand", code, true},
    Column{"sender", "demand", code, true},
    Column{"presence_id", "demand", id},
    Column{"presence", "demand", text, true},
    Column{"demand_kind", "demand", choice, true,
           "agreement-denounced withdrawal-demanded renewal-refused presence-suspended other"},
    Column{"demand_on", "demand", date, true},
    Column{"demand_known_on", "demand", date, true},
    Column{"deadline_on", "deadline", plan},
    Column{"deadline_known_on", "deadline", date},
    Column{"trigger", "demand", text},
    Column{"coup_within_24m", "demand", choice, true, "yes no"},
    Column{"coup_on", "demand", date},
    Column{"episode", "demand", id},
    Column{"outcome", "outcome", choice, true, "left partial stayed-renegotiated pending"},
    Column{"outcome_on", "outcome", date},
    Column{"outcome_known_on", "outcome", date},
    Column{"outcome_day", "outcome", choice, false, "seen as-planned"},
    Column{"days_demand_to_exit", "outcome", number},
    Column{"personnel_low", "demand", number},
    Column{"personnel_high", "demand", number},
    Column{"successor", "successor", text},
    Column{"successor_on", "successor", date},
    Column{"successor_known_on", "successor", date},
    Column{"successor_before_demand", "successor", choice, false, "yes no"},
    Column{"talks", "outcome", choice, false, "none talks-no-deal deal-kept-presence"},
    Column{"source_url", "source", url},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kDemandClocks{
    Clock{"demand", "demand_known_on"},   Clock{"deadline", "deadline_known_on"},
    Clock{"outcome", "outcome_known_on"}, Clock{"successor", "successor_known_on"},
    Clock{"source", kPageClock},
};

// What became public between a demand and its outcome. Rows of demands for which a search found no step
// (no-step-found) have no day and stand in no view.
constexpr std::array kStepColumns{
    Column{"step_id", "step", id, true},
    Column{"case_id", "step", id, true},
    Column{"step", "step", choice, true,
           "sender-says-leaves sender-says-reduces sender-refuses date-agreed deadline-set deadline-moved talks-opened "
           "terms-offered terms-agreed demand-repeated demand-softened withdrawal-begun site-handed-over half-gone "
           "forces-fight host-government-changed successor-agreed no-step-found"},
    Column{"happened_on", "step", date, true},
    Column{"known_on", "step", date, true},
    Column{"planned_on", "step", plan},
    Column{"people", "step", number},
    Column{"summary", "step", text, true},
    Column{"source_url", "step", url},
    Column{"source_publisher", "step", text},
    Column{"verified", "step", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kStepClocks{Clock{"step", "known_on"}};

// The free-text description of a presence tells its end as often as its beginning, so it never enters a view.
constexpr std::array kPresenceColumns{
    Column{"id", "began", id, true},
    Column{"host", "began", code, true},
    Column{"sender", "began", code, true},
    Column{"systematic", "began", choice, true, "yes no"},
    Column{"presence", "-", text},
    Column{"kind", "began", choice, true, "base access-site garrison training-mission campaign"},
    Column{"from_year", "began", date, true},
    Column{"to_year", "ended", date},
    Column{"from_on", "began", date},
    Column{"to_on", "ended", date},
    Column{"from_known_on", "began", date},
    Column{"end_known_on", "ended", date},
    Column{"end_announced_on", "announced", date},
    Column{"end_planned_on", "planned", plan, true},
    Column{"end_planned_known_on", "planned", date},
    Column{"size_class", "began", number, true},
    Column{"end_cause", "ended", choice, true,
           "continuing host-demanded host-non-renewal mutual sender-own-decision mission-ended defeat-or-collapse"},
    Column{"exit_ref", "ended", text},
    Column{"former_territory", "began", choice, true, "yes no"},
    Column{"source", "source", text},
    Column{"source_url", "source", url},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kPresenceClocks{
    Clock{"began", "from_known_on|from_on|from_year"},
    Clock{"ended", "end_known_on|to_on|to_year"},
    Clock{"announced", "end_announced_on"},
    Clock{"planned", "end_planned_known_on"},
    Clock{"source", kPageClock},
};

// A seizure of power counts as successful when it was held for seven days, so that is known a week later.
constexpr std::array kCoupColumns{
    Column{"coup_id", "coup", id, true},
    Column{"host", "coup", code, true},
    Column{"on", "coup", date, true},
    Column{"known_on", "coup", date, true},
    Column{"success", "success", choice, true, "yes no"},
    Column{"leader_out", "success", text},
    Column{"leader_in", "success", text},
    Column{"kind", "success", choice, true, "military palace mixed other"},
    Column{"references", "-", number},
    Column{"source_url", "coup", url},
    Column{"verified", "coup", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kCoupClocks{Clock{"coup", "known_on"}, Clock{"success", "known_on+7"}};

constexpr std::array kMemberColumns{
    Column{"member", "joined", code, true},
    Column{"body", "joined", code, true},
    Column{"from_on", "joined", date, true},
    Column{"from_known_on", "joined", date, true},
    Column{"to_on", "left", date},
    Column{"to_known_on", "left", date},
    Column{"end_announced_on", "announced", date},
    Column{"end_planned_on", "planned", plan, true},
    Column{"end_planned_known_on", "planned", date},
    Column{"status", "joined", choice, true, "member suspended observer"},
    Column{"source_url", "source", url},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kMemberClocks{Clock{"joined", "from_known_on"}, Clock{"left", "to_known_on"},
                                   Clock{"announced", "end_announced_on"}, Clock{"planned", "end_planned_known_on"},
                                   Clock{"source", kPageClock}};

constexpr std::array kAttackColumns{
    Column{"id", "attack", id, true},
    Column{"date", "attack", date, true},
    Column{"country", "attack", code, true},
    Column{"admin1", "attack", text},
    Column{"place", "attack", text, true},
    Column{"lat", "attack", latitude},
    Column{"lon", "attack", longitude},
    Column{"precision_km", "attack", number},
    Column{"perpetrator", "attack", text},
    Column{"target", "attack", text},
    Column{"deaths_low", "attack", number},
    Column{"deaths_high", "attack", number},
    Column{"source_url", "attack", url},
    Column{"source_publisher", "attack", text},
    Column{"verified", "attack", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kAttackClocks{Clock{"attack", "date+7"}};

constexpr std::array kSecurityColumns{
    Column{"host", "pact", code, true},
    Column{"sender", "pact", code, true},
    Column{"signed_on", "signed", date},
    Column{"signed_known_on", "signed", date},
    Column{"kind", "pact", choice, true, "military-cooperation military-technical other"},
    Column{"renewed_on", "renewed", date},
    Column{"forces", "forces", choice, true, "yes no"},
    Column{"forces_on", "forces", date},
    Column{"forces_known_on", "forces", date},
    Column{"forces_kind", "forces", text},
    Column{"forces_before_agreement", "forces", choice, false, "yes no"},
    Column{"coup_within_24m_before_forces", "forces", choice, false, "yes no"},
    Column{"broke_with_western_force", "forces", choice, false, "yes no"},
    Column{"source_url", "source", url},
    Column{"source_url_forces", "forces", url},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kSecurityClocks{Clock{"pact", "signed_known_on,forces_known_on"},
                                     Clock{"signed", "signed_known_on"}, Clock{"renewed", "renewed_on"},
                                     Clock{"forces", "forces_known_on"}, Clock{"source", kPageClock}};

// An episode in which another power's forces came, or did not. That they did not is known of no day: until an arrival
// is known the episode is open.
constexpr std::array kArrivalColumns{
    Column{"episode_id", "context", id, true},
    Column{"host", "context", code, true},
    Column{"power", "context", code, true},
    Column{"context_on", "context", date, true},
    Column{"context", "context", choice, true, "request agreement-signed coup war expulsion-of-other-power other"},
    Column{"signal_request_on", "request", date, true},
    Column{"signal_request_known_on", "request", date, true},
    Column{"signal_agreement_on", "agreement", date, true},
    Column{"signal_agreement_known_on", "agreement", date, true},
    Column{"signal_visit_on", "visit", date, true},
    Column{"signal_advance_on", "advance", date, true},
    Column{"arrived", "arrived", choice, true, "yes no unclear"},
    Column{"arrived_on", "arrived", date, true},
    Column{"arrived_known_on", "arrived", date, true},
    Column{"vehicle", "arrived", choice, true, "regular instructors advisers security-company"},
    Column{"people_first", "arrived", number},
    Column{"neighbour_precedent", "context", choice, true, kVerified},
    Column{"other_power_left_24m", "context", choice, true, kVerified},
    Column{"coup_24m", "context", choice, true, kVerified},
    Column{"war_on", "context", choice, true, kVerified},
    Column{"source_url", "source", url},
    Column{"source_publisher", "source", text},
    Column{"source_known_on", "source", date},
    Column{"verified", "source", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kArrivalClocks{
    Clock{"context", "context_on"},
    Clock{"request", "signal_request_known_on"},
    Clock{"agreement", "signal_agreement_known_on"},
    Clock{"visit", "signal_visit_on"},
    Clock{"advance", "signal_advance_on"},
    Clock{"arrived", "arrived_known_on"},
    Clock{"source", kPageClock},
};

constexpr std::array kAircraftColumns{
    Column{"aircraft", "figure", id, true},
    Column{"figure", "figure", id, true},
    Column{"low", "figure", number, true},
    Column{"mid", "figure", number, true},
    Column{"high", "figure", number, true},
    Column{"unit", "figure", text, true},
    Column{"as_stated", "figure", text},
    Column{"source", "figure", text},
    Column{"source_url", "figure", url},
    Column{"known_on", "figure", date},
    Column{"verified", "figure", choice, true, kVerified},
    Column{"note", "-", text},
};
// Figures without a day are planning choices or general knowledge; they say so and describe aircraft, not history.
constexpr std::array kAircraftClocks{Clock{"figure", "known_on|start"}};

constexpr std::array kCommodityColumns{
    Column{"good", "figure", id, true},
    Column{"subject", "figure", id, true},
    Column{"measure", "figure", id, true},
    Column{"counterpart", "figure", text},
    Column{"period", "figure", plan, true},
    Column{"value", "figure", number, true},
    Column{"unit", "figure", text, true},
    Column{"known_on", "figure", date, true},
    Column{"source", "figure", text},
    Column{"source_url", "figure", url},
    Column{"verified", "figure", choice, true, kVerified},
    Column{"note", "-", text},
};
constexpr std::array kCommodityClocks{Clock{"figure", "known_on"}};

constexpr std::array kSourceColumns{
    Column{"domain", "source", id, true},
    Column{"publisher", "source", text},
    Column{"country", "source", text},
    Column{"type", "source", text},
    Column{"state_controlled", "source", choice, false, "yes no"},
    Column{"usual_origin", "source", text},
    Column{"grade", "source", choice, true, "A B C D E F"},
    Column{"note", "-", text},
};
constexpr std::array kSourceClocks{Clock{"source", "start"}};

constexpr std::array kTables{
    Table{"actors", "chronology/actors.csv", "code", kActorClocks, kActorColumns},
    Table{"events", "chronology/events.csv", "id", kEventClocks, kEventColumns},
    Table{"pages", "chronology/event-sources.csv", "id source_url", kPageClocks, kPageColumns},
    Table{"agreements", "chronology/agreements.csv", "agreement_id", kAgreementClocks, kAgreementColumns},
    Table{"sites", "chronology/sites.csv", "site_id", kSiteClocks, kSiteColumns},
    Table{"demands", "chronology/basing-exits.csv", "case_id", kDemandClocks, kDemandColumns},
    Table{"steps", "chronology/exit-steps.csv", "step_id", kStepClocks, kStepColumns},
    Table{"presences", "chronology/presences.csv", "id", kPresenceClocks, kPresenceColumns},
    Table{"coups", "chronology/coups.csv", "coup_id", kCoupClocks, kCoupColumns},
    Table{"members", "chronology/members.csv", "member body from_on status", kMemberClocks, kMemberColumns},
    Table{"attacks", "chronology/attacks.csv", "id", kAttackClocks, kAttackColumns},
    Table{"security", "chronology/security-agreements.csv", "host sender", kSecurityClocks, kSecurityColumns},
    Table{"arrivals", "chronology/arrivals.csv", "episode_id", kArrivalClocks, kArrivalColumns},
    Table{"aircraft", "chronology/aircraft.csv", "aircraft figure", kAircraftClocks, kAircraftColumns},
    Table{"commodities", "chronology/commodities.csv", "good subject measure counterpart period known_on source",
          kCommodityClocks, kCommodityColumns},
    Table{"sources", "chronology/sources.csv", "domain", kSourceClocks, kSourceColumns},
};

}  // namespace

std::span<const Table> tables() { return kTables; }

const Table& table(std::string_view name) {
  for (const Table& t : kTables)
    if (t.name == name) return t;
  throw Error(ErrorCode::not_found, "there is no table " + std::string(name), "`entente record show` lists the tables");
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto column =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& c) { return c.name == name; });
  return column == table.columns.end() ? nullptr : &*column;
}

bool in_key(const Table& table, std::string_view column) {
  const auto columns = split(table.key, " ");
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

}  // namespace entente::record

#include "entente/assess/register.hpp"

#include "entente/assess/words.hpp"
#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace entente::assess {
namespace {

template <class T>
const T* find(const std::vector<T>& values, std::string_view id) {
  for (const T& value : values)
    if (value.id == id) return &value;
  return nullptr;
}

std::string people(const std::optional<double>& low, const std::optional<double>& high) {
  if (!low && !high) return {};
  const double a = low.value_or(*(high ? high : low));
  const double b = high.value_or(a);
  return a == b ? ", " + counted(rounded(a), "person", "people") : fmt::format(", {:.0f} to {:.0f} people", a, b);
}

// What a row of each table says of itself; nothing is added to the evidence but summary, days and contradictions.
const record::Provenance& describe(const record::Event& event, const record::View& view, Evidence& out) {
  out.summary = event.summary;
  out.happened_on = event.on;
  out.known_on = event.known_on;
  for (const record::Page& page : view.pages) {
    if (page.event != record::key_of(event.id)) continue;
    if (page.supports == "contradicts") out.contradictions.push_back({page.url, page.publisher, page.says});
    if (page.supports != "contradicts" && page.independent == "yes") ++out.independent_pages;
  }
  return event.source;
}

const record::Provenance& describe(const record::Agreement& agreement, const record::View& /*view*/, Evidence& out) {
  out.summary = agreement.title;
  out.happened_on = agreement.signed_on ? agreement.signed_on : agreement.in_force_on;
  out.known_on = agreement.known_on;
  return agreement.source;
}

const record::Provenance& describe(const record::Site& site, const record::View& view, Evidence& out) {
  out.summary = fmt::format("{}, operated by {}{}{}", site.name, view.in_sentence(site.operated_by),
                            site.mission.empty() ? "" : ": " + site.mission, people(site.people_low, site.people_high));
  out.happened_on = site.opened_on;
  return site.source;
}

const record::Provenance& describe(const record::Demand& demand, const record::View& view, Evidence& out) {
  out.summary =
      fmt::format("{} and {}: {} ({}){}{}", capital(view.in_sentence(demand.host, demand.on.first)),
                  view.in_sentence(demand.sender, demand.on.first), demand.presence, demand.kind,
                  people(demand.people_low, demand.people_high),
                  demand.outcome.empty()
                      ? "; outcome not known on the day"
                      : fmt::format("; {} {}", demand.outcome, demand.outcome_on ? to_string(*demand.outcome_on) : ""));
  out.happened_on = demand.on;
  out.known_on = demand.known_on;
  return demand.source;
}

const record::Provenance& describe(const record::Step& step, const record::View& /*view*/, Evidence& out) {
  out.summary = step.summary;
  out.happened_on = step.on;
  out.known_on = step.known_on;
  return step.source;
}

const record::Provenance& describe(const record::Arrival& arrival, const record::View& view, Evidence& out) {
  std::string outcome;
  if (arrival.arrived_on)
    outcome = fmt::format("; {} {}", arrival.arrived == "yes" ? "came" : "unclear", to_string(*arrival.arrived_on));
  out.summary = fmt::format("Signals that forces of {} may come to {}{}", view.in_sentence(arrival.power),
                            view.in_sentence(arrival.host), outcome);
  out.happened_on = arrival.context_on;
  out.known_on = arrival.known_on;
  return arrival.source;
}

// An end that lies ahead, or of which only the announcement is known: "; to leave by 2025-09-30".
std::string end_ahead(const std::optional<Date>& planned_on, const std::string& planned,
                      const std::optional<Day>& announced_on, const std::string& announced) {
  if (planned_on) return "; " + planned + " " + to_string(*planned_on);
  return announced_on ? "; " + announced + " " + to_string(*announced_on) : std::string{};
}

// The table of presences begins in 1950: what is dated by that year alone was there by then.
std::string since_words(const Date& from) {
  constexpr int kFirstYear = 1950;
  const bool cut = from.precision == Precision::year && year_of(from.first) == kFirstYear;
  return cut ? fmt::format("there by {}", kFirstYear) : "from " + to_string(from);
}

const record::Provenance& describe(const record::Presence& presence, const record::View& view, Evidence& out) {
  out.summary = fmt::format(
      "Forces of {} in {} ({}) {}{}", view.in_sentence(presence.sender, presence.to ? presence.to->last : view.as_of),
      view.in_sentence(presence.host, presence.to ? presence.to->last : view.as_of), presence.kind,
      since_words(presence.from),
      presence.to
          ? fmt::format(" to {}: {}", to_string(*presence.to), presence.end_cause)
          : end_ahead(presence.end_planned_on, "to leave by", presence.end_announced_on, "its end announced on"));
  out.happened_on = presence.from;
  return presence.source;
}

const record::Provenance& describe(const record::Coup& coup, const record::View& view, Evidence& out) {
  out.summary = fmt::format("{} in {}",
                            coup.success.value_or(false) ? "Successful coup"
                            : coup.success               ? "Failed coup"
                                                         : "Coup, outcome open",
                            view.in_sentence(coup.host, coup.on.first));
  out.happened_on = coup.on;
  out.known_on = coup.known_on;
  return coup.source;
}

const record::Provenance& describe(const record::Membership& membership, const record::View& view, Evidence& out) {
  out.summary = fmt::format("{} in {}: {}{}", capital(view.in_sentence(membership.member)),
                            view.in_sentence(membership.body), membership.status,
                            membership.to ? " until " + to_string(*membership.to)
                                          : end_ahead(membership.end_planned_on, "to end on",
                                                      membership.end_announced_on, "exit announced on"));
  out.happened_on = membership.from;
  return membership.source;
}

const record::Provenance& describe(const record::Attack& attack, const record::View& view, Evidence& out) {
  out.summary = fmt::format("Attack at {} ({})", attack.place, view.actor_name(attack.country));
  out.happened_on = attack.on;
  return attack.source;
}

const record::Provenance& describe(const record::SecurityAgreement& agreement, const record::View& view,
                                   Evidence& out) {
  std::string forces;
  if (agreement.forces)
    forces = "; forces came" + (agreement.forces_on ? " " + to_string(*agreement.forces_on) : std::string{});
  out.summary = fmt::format("Security agreement of {} with {}{}", view.in_sentence(agreement.host),
                            view.in_sentence(agreement.sender), forces);
  out.happened_on = agreement.signed_on;
  out.known_on = agreement.signed_known_on;
  return agreement.source;
}

const record::Provenance& describe(const record::AircraftFigure& figure, const record::View& /*view*/, Evidence& out) {
  out.summary = fmt::format("{} {}: {:g} to {:g}, planning {:g} {}", figure.aircraft, figure.figure, figure.low,
                            figure.high, figure.mid, figure.unit);
  return figure.source;
}

const record::Provenance& describe(const record::CommodityFigure& figure, const record::View& /*view*/, Evidence& out) {
  out.summary = fmt::format("{} {} {} {}: {:g} {}", figure.subject, figure.measure, figure.counterpart,
                            to_string(figure.period), figure.value, figure.unit);
  out.happened_on = figure.period;
  out.known_on = figure.known_on;
  return figure.source;
}

// The row of the first table that holds it.
const record::Provenance* describe_row(std::string_view id, const record::View& view, Evidence& out) {
  const record::Provenance* source = nullptr;
  const auto look_in = [&](const auto& table) {
    if (source != nullptr) return;
    if (const auto* row = find(table, id)) source = &describe(*row, view, out);
  };
  look_in(view.events);
  look_in(view.agreements);
  look_in(view.sites);
  look_in(view.demands);
  look_in(view.steps);
  look_in(view.arrivals);
  look_in(view.presences);
  look_in(view.coups);
  look_in(view.memberships);
  look_in(view.attacks);
  look_in(view.security_agreements);
  look_in(view.aircraft);
  look_in(view.commodities);
  return source;
}

}  // namespace

std::string Register::row(std::string_view evidence_id) {
  std::string id = "row:" + std::string(evidence_id);
  if (evidence_.contains(id)) return id;
  Evidence e;
  e.id = id;
  const record::Provenance* source = describe_row(evidence_id, view_, e);
  if (source == nullptr)
    throw Error(ErrorCode::internal, fmt::format("evidence {} is not in the view", evidence_id), "report this fault");
  // Only addresses of the web are ever shown as such.
  if (source->url.starts_with("http://") || source->url.starts_with("https://")) e.url = source->url;
  e.publisher = source->publisher;
  // A row of which no page was known on the day counts as one that was never verified: a page that is found later must
  // not change what is told of it before.
  e.verified = source->verified.value_or(false);
  if (!source->layer.empty()) e.summary += fmt::format(" (own fact, layer {})", source->layer);
  if (const record::Publisher* publisher = view_.publisher_of(source->url)) {
    if (e.publisher.empty()) e.publisher = publisher->publisher;
    e.grade = publisher->grade;
    e.state_controlled = publisher->state_controlled;
    e.origin = publisher->usual_origin;
  }
  if (e.origin.empty()) e.origin = e.publisher;
  evidence_[id] = std::move(e);
  return id;
}

std::vector<std::string> Register::rows(const std::vector<std::string>& evidence_ids) {
  std::vector<std::string> out;
  for (const std::string& id : evidence_ids) out.push_back(row(id));
  return out;
}

std::string Register::query(std::string_view name, std::string summary, std::string filter, long n,
                            const std::vector<std::string>& rows, Call call) {
  std::string id = "query:" + std::string(name);
  Evidence e;
  e.id = id;
  e.summary = std::move(summary);
  e.filter = std::move(filter);
  e.n = n;
  for (std::size_t i = 0; i < std::min(kShownRows, rows.size()); ++i) e.rows.push_back(row(rows[i]));
  e.call = std::move(call);
  e.known_on = view_.as_of;
  evidence_[id] = std::move(e);
  return id;
}

void Register::merge(Register&& other) { evidence_.merge(std::move(other.evidence_)); }

std::vector<Evidence> Register::take() {
  std::vector<Evidence> out;
  for (auto& [id, e] : evidence_) out.push_back(std::move(e));
  evidence_.clear();
  return out;
}

bool Register::is_contradicted(const std::string& id) const {
  const auto found = evidence_.find(id);
  return found != evidence_.end() && !found->second.contradictions.empty();
}

bool Register::all_unverified(const std::vector<std::string>& ids) const {
  return !ids.empty() && std::all_of(ids.begin(), ids.end(), [&](const std::string& id) {
    const auto found = evidence_.find(id);
    return found != evidence_.end() && found->second.verified == std::optional(false);
  });
}

Basis Register::basis() const {
  Basis basis;
  std::set<std::string> origins;
  for (const auto& [id, e] : evidence_) {
    if (!id.starts_with("row:")) continue;
    ++basis.rows;
    if (!e.origin.empty()) origins.insert(e.origin);
    if (e.independent_pages == 0) ++basis.single_source_rows;
    if (!e.verified.value_or(true)) ++basis.unverified_rows;
    if (e.state_controlled.value_or(false)) ++basis.state_controlled_rows;
    if (!e.contradictions.empty()) ++basis.contradicted_rows;
  }
  basis.origins = static_cast<long>(origins.size());
  return basis;
}

void add_evidence(Assessment& to, std::vector<Evidence>&& more) {
  for (Evidence& e : more)
    if (std::none_of(to.evidence.begin(), to.evidence.end(), [&](const Evidence& known) { return known.id == e.id; }))
      to.evidence.push_back(std::move(e));
  std::sort(to.evidence.begin(), to.evidence.end(), [](const Evidence& x, const Evidence& y) { return x.id < y.id; });
}

}  // namespace entente::assess

#include "entente/assess/register.hpp"

#include "entente/base/error.hpp"

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
  return a == b ? fmt::format(", {:.0f} people", a) : fmt::format(", {:.0f} to {:.0f} people", a, b);
}

}  // namespace

namespace {

// The table of presences begins in 1950: what is dated by that year alone was there by then.
constexpr int kFirstYear = 1950;

std::string since_words(const Date& from) {
  const bool cut = from.precision == Precision::year && year_of(from.first) == kFirstYear;
  return cut ? fmt::format("there by {}", kFirstYear) : "from " + to_string(from);
}

}  // namespace

std::string Register::row(std::string_view evidence_id) {
  std::string id = "row:" + std::string(evidence_id);
  if (evidence_.contains(id)) return id;
  Evidence e;
  e.id = id;
  const record::Provenance* source = nullptr;
  const auto name = [&](const std::string& code) { return view_.actor_name(code); };

  if (const auto* v = find(view_.events, evidence_id)) {
    e.summary = v->summary;
    e.happened_on = v->on;
    e.known_on = v->known_on;
    source = &v->source;
    for (const record::Page& page : view_.pages) {
      if (page.event != record::key_of(evidence_id)) continue;
      if (page.supports == "contradicts") e.contradictions.push_back({page.url, page.publisher, page.says});
      if (page.supports != "contradicts" && page.independent == "yes") ++e.independent_pages;
    }
  } else if (const auto* a = find(view_.agreements, evidence_id)) {
    e.summary = a->title;
    e.happened_on = a->signed_on ? a->signed_on : a->in_force_on;
    e.known_on = a->known_on;
    source = &a->source;
  } else if (const auto* s = find(view_.sites, evidence_id)) {
    e.summary = fmt::format("{}, operated by {}{}{}", s->name, view_.in_sentence(s->operated_by),
                            s->mission.empty() ? "" : ": " + s->mission, people(s->people_low, s->people_high));
    e.happened_on = s->opened_on;
    source = &s->source;
  } else if (const auto* d = find(view_.demands, evidence_id)) {
    e.summary = fmt::format("{} and {}: {} ({}){}{}", name(d->host), view_.actor_name(d->sender, d->on.first),
                            d->presence, d->kind, people(d->people_low, d->people_high),
                            d->outcome.empty()
                                ? "; outcome not known on the day"
                                : fmt::format("; {} {}", d->outcome, d->outcome_on ? to_string(*d->outcome_on) : ""));
    e.happened_on = d->on;
    e.known_on = d->known_on;
    source = &d->source;
  } else if (const auto* step = find(view_.steps, evidence_id)) {
    e.summary = step->summary;
    e.happened_on = step->on;
    e.known_on = step->known_on;
    source = &step->source;
  } else if (const auto* arrival = find(view_.arrivals, evidence_id)) {
    e.summary = fmt::format(
        "Signals that forces of {} may come to {}{}", view_.in_sentence(arrival->power), name(arrival->host),
        arrival->arrived_on
            ? fmt::format("; {} {}", arrival->arrived == "yes" ? "came" : "unclear", to_string(*arrival->arrived_on))
            : std::string{});
    e.happened_on = arrival->context_on;
    e.known_on = arrival->known_on;
    source = &arrival->source;
  } else if (const auto* p = find(view_.presences, evidence_id)) {
    e.summary =
        fmt::format("Forces of {} in {} ({}) {}{}", view_.in_sentence(p->sender, p->to ? p->to->last : view_.as_of),
                    name(p->host), p->kind, since_words(p->from),
                    p->to                 ? fmt::format(" to {}: {}", to_string(*p->to), p->end_cause)
                    : p->end_planned_on   ? "; to leave by " + to_string(*p->end_planned_on)
                    : p->end_announced_on ? "; its end announced on " + to_string(*p->end_announced_on)
                                          : std::string{});
    e.happened_on = p->from;
    source = &p->source;
  } else if (const auto* c = find(view_.coups, evidence_id)) {
    e.summary = fmt::format("{} in {}",
                            c->success.value_or(false) ? "Successful coup"
                            : c->success               ? "Failed coup"
                                                       : "Coup, outcome open",
                            name(c->host));
    e.happened_on = c->on;
    e.known_on = c->known_on;
    source = &c->source;
  } else if (const auto* m = find(view_.memberships, evidence_id)) {
    e.summary = fmt::format("{} in {}: {}{}", name(m->member), view_.in_sentence(m->body), m->status,
                            m->to                 ? " until " + to_string(*m->to)
                            : m->end_planned_on   ? "; to end on " + to_string(*m->end_planned_on)
                            : m->end_announced_on ? "; exit announced on " + to_string(*m->end_announced_on)
                                                  : std::string{});
    e.happened_on = m->from;
    source = &m->source;
  } else if (const auto* t = find(view_.attacks, evidence_id)) {
    e.summary = fmt::format("Attack at {} ({})", t->place, name(t->country));
    e.happened_on = t->on;
    source = &t->source;
  } else if (const auto* g = find(view_.security_agreements, evidence_id)) {
    e.summary =
        fmt::format("Security agreement of {} with {}{}", name(g->host), view_.in_sentence(g->sender),
                    g->forces ? "; forces came" + (g->forces_on ? " " + to_string(*g->forces_on) : std::string{}) : "");
    e.happened_on = g->signed_on;
    e.known_on = g->signed_known_on;
    source = &g->source;
  } else if (const auto* f = find(view_.aircraft, evidence_id)) {
    e.summary =
        fmt::format("{} {}: {:g} to {:g}, planning {:g} {}", f->aircraft, f->figure, f->low, f->high, f->mid, f->unit);
    source = &f->source;
  } else if (const auto* q = find(view_.commodities, evidence_id)) {
    e.summary = fmt::format("{} {} {} {}: {:g} {}", q->subject, q->measure, q->counterpart, to_string(q->period),
                            q->value, q->unit);
    e.happened_on = q->period;
    e.known_on = q->known_on;
    source = &q->source;
  } else {
    throw Error(ErrorCode::internal, fmt::format("evidence {} is not in the view", evidence_id), "report this fault");
  }

  // Only addresses of the web are ever shown as such.
  if (source->url.starts_with("http://") || source->url.starts_with("https://")) e.url = source->url;
  e.publisher = source->publisher;
  e.verified = source->verified;
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
                            const std::vector<std::string>& rows, std::string command) {
  std::string id = "query:" + std::string(name);
  Evidence e;
  e.id = id;
  e.summary = std::move(summary);
  e.filter = std::move(filter);
  e.n = n;
  for (std::size_t i = 0; i < std::min(kShownRows, rows.size()); ++i) e.rows.push_back(row(rows[i]));
  e.command = std::move(command);
  e.known_on = view_.as_of;
  evidence_[id] = std::move(e);
  return id;
}

std::vector<Evidence> Register::take() {
  std::vector<Evidence> out;
  for (auto& [id, e] : evidence_) out.push_back(e);
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

}  // namespace entente::assess

#include "entente/outlook/situation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace entente::outlook {
namespace {

constexpr std::array<std::string_view, 4> kStateNames{"none on record", "no demand made", "asked to leave", "left"};

std::string month_words(const Date& date) {
  if (date.precision == Precision::day) return to_words(Date{date.first, date.last, Precision::month});
  return to_words(date);
}

std::optional<double> people_of(const record::Demand& d) { return d.people_low ? d.people_low : d.people_high; }

bool ended_by(const record::Presence& p, Day day) { return p.to && p.end_cause != "continuing" && p.to->last <= day; }

}  // namespace

std::string_view name(State state) { return kStateNames.at(static_cast<std::size_t>(state)); }

bool is_state(const record::View& view, std::string_view code) {
  const auto it = view.actors.find(code);
  return it == view.actors.end() || it->second.kind.empty() || it->second.kind == "state" ||
         it->second.kind == "former-state";
}

const record::Coup* coup_before(const record::View& view, std::string_view host, Day day, int months) {
  const record::Coup* last = nullptr;
  for (const record::Coup& coup : view.coups) {
    if (coup.host != host || !coup.success.value_or(false) || coup.on.first > day) continue;
    if (coup.on.last >= add_months(day, -months)) last = &coup;
  }
  return last;
}

std::string label_of(const record::View& view, const record::Demand& demand) {
  return fmt::format("{} and {}, {}", view.actor_name(demand.host, demand.on.first),
                     view.in_sentence(demand.sender, demand.on.first), month_words(demand.on));
}

bool is_firm(std::string_view kind) {
  return kind == "agreement-denounced" || kind == "withdrawal-demanded" || kind == "renewal-refused";
}

bool is_resolved(const record::Demand& d) { return !d.outcome.empty() && d.outcome != "pending" && d.outcome_on; }

std::optional<int> days_to_outcome(const record::Demand& d) {
  if (!is_resolved(d)) return std::nullopt;
  return std::max(0, days_between(midpoint(d.on), midpoint(*d.outcome_on)));
}

Situation situation(const record::View& view, std::string_view host, std::string_view counterpart) {
  Situation s;
  s.host = host;
  s.counterpart = counterpart;
  s.as_of = view.as_of;
  s.traits.sender = counterpart;

  if (const record::Coup* coup = coup_before(view, host, view.as_of)) {
    s.coup = coup->id;
    s.coup_on = midpoint(coup->on);
    s.evidence.push_back(coup->id);
  }
  const record::Demand* newest = nullptr;
  for (const record::Demand& d : view.demands)
    if (d.host == host && d.sender == counterpart) newest = &d;
  const record::Presence* standing = nullptr;
  const record::Presence* last_ended = nullptr;
  for (const record::Presence& p : view.presences) {
    if (p.host != host || p.sender != counterpart) continue;
    if (ended_by(p, view.as_of)) {
      if (last_ended == nullptr || last_ended->to->last < p.to->last) last_ended = &p;
    } else if (standing == nullptr || p.size_class > standing->size_class) {
      standing = &p;
    }
  }

  if (newest != nullptr) {
    s.demand = newest->id;
    s.demand_on = midpoint(newest->on);
    s.elapsed_days = std::max(0, days_between(*s.demand_on, view.as_of));
    s.episode = newest->episode;
    s.evidence.push_back(newest->id);
    if (const record::Presence* p = view.presence(newest->presence_id)) s.presence = p->id;
  }
  const bool open = newest != nullptr && !is_resolved(*newest);
  const bool left = newest != nullptr && newest->outcome == "left" && newest->outcome_on.has_value();
  if (open) {
    s.state = State::demanded;
  } else if (left &&
             (standing == nullptr || standing->id == s.presence || standing->from.first <= newest->outcome_on->last)) {
    s.state = State::ended;
    s.ended_on = midpoint(*newest->outcome_on);
  } else if (standing != nullptr || newest != nullptr) {
    s.state = State::no_demand;
  } else if (last_ended != nullptr) {
    s.state = State::ended;
    s.ended_on = midpoint(*last_ended->to);
    s.presence = last_ended->id;
  }
  if (s.state == State::no_demand) {
    s.presence = standing == nullptr ? s.presence : standing->id;
    if (newest != nullptr) s.elapsed_days = 0;
  }
  if (!s.presence.empty()) s.evidence.push_back(s.presence);

  if (newest != nullptr && s.state != State::no_demand) {
    s.traits.kind = newest->kind;
    s.traits.coup = newest->coup_within_24m;
    s.traits.people = people_of(*newest);
  } else {
    // The trials of this question are calendar years: "a coup this year or the year before".
    const std::string_view h = host;
    s.traits.coup = std::any_of(view.coups.begin(), view.coups.end(), [&](const record::Coup& c) {
      return c.host == h && c.success.value_or(false) && year_of(c.on.first) >= year_of(view.as_of) - 1;
    });
    if (standing != nullptr) s.traits.former_territory = standing->former_territory;
    for (const record::Demand& d : view.demands)
      if (d.host == host && d.sender != counterpart && d.on.first > add_months(view.as_of, -12)) {
        s.traits.other_asked = true;
        s.evidence.push_back(d.id);
      }
  }
  return s;
}

}  // namespace entente::outlook

#include "entente/outlook/exit_time.hpp"

#include "entente/outlook/known_to.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace entente::outlook {
namespace {

constexpr double kLargePresence = 300;
constexpr int kDenunciationBefore = 60;  // days

std::optional<double> people_of(const record::Demand& d) { return d.people_low ? d.people_low : d.people_high; }

struct Group {
  std::string_view name;
  std::string_view words;
  bool (*member)(const record::Demand&);
};

constexpr std::array<Group, 7> kGroups{{
    {"all", "public demands to a state", [](const record::Demand&) { return true; }},
    {"post-coup", "demands within 24 months of a coup", [](const record::Demand& d) { return d.coup_within_24m; }},
    {"no-coup", "demands without a coup within 24 months", [](const record::Demand& d) { return !d.coup_within_24m; }},
    {"large", "demands about 300 people or more",
     [](const record::Demand& d) { return people_of(d) && *people_of(d) >= kLargePresence; }},
    {"small", "demands about fewer than 300 people",
     [](const record::Demand& d) { return people_of(d) && *people_of(d) < kLargePresence; }},
    {"deadline", "demands with a deadline known on the day",
     [](const record::Demand& d) { return d.deadline_on.has_value(); }},
    {"no-deadline", "demands without a deadline known on the day",
     [](const record::Demand& d) { return !d.deadline_on.has_value(); }},
}};

bool holds(const std::vector<std::string>& parties, const std::string& party) {
  return std::find(parties.begin(), parties.end(), party) != parties.end();
}

// The first day by which half of them had left: the rule of the curve's median, so that the two are one where all left.
std::optional<double> median_of(std::vector<double> days) {
  if (days.empty()) return std::nullopt;
  std::sort(days.begin(), days.end());
  return days[(days.size() - 1) / 2];
}

}  // namespace

std::string_view name(Clock clock) { return clock == Clock::demand ? "demand" : "denunciation"; }

std::optional<Denunciation> denunciation_of(const record::View& view, const record::Demand& d) {
  std::optional<Denunciation> first;
  for (const record::Agreement& a : view.agreements) {
    if (!a.denounced_on || !holds(a.parties, d.host) || !holds(a.parties, d.sender)) continue;
    const Day day = midpoint(*a.denounced_on);
    if (day < midpoint(d.on) - std::chrono::days(kDenunciationBefore)) continue;
    if (is_resolved(d) && day > midpoint(*d.outcome_on)) continue;
    if (!first || day < first->on) first = Denunciation{day, a.denounced_known_on.value_or(a.known_on)};
  }
  if (!first && d.kind == "agreement-denounced") first = Denunciation{midpoint(d.on), d.known_on};
  return first;
}

std::optional<Day> denounced_on(const record::View& view, const record::Demand& d) {
  const auto first = denunciation_of(view, d);
  return first ? std::optional<Day>(first->on) : std::nullopt;
}

std::vector<ExitTime> exit_times(const record::View& view, const Situation& s, int landmark_days) {
  const bool open = s.state == State::demanded;
  const record::Demand* own = nullptr;
  for (const record::Demand& d : view.demands)
    if (open && d.id == s.demand) own = &d;

  const Day known_until = known_to(view);
  std::vector<ExitTime> all;
  for (const Clock clock : {Clock::demand, Clock::denunciation}) {
    int elapsed = 0;
    bool runs = false;
    if (own != nullptr) {
      const auto start = clock == Clock::demand ? std::optional<Day>(midpoint(own->on)) : denounced_on(view, *own);
      runs = start.has_value();
      if (start) elapsed = std::max(0, days_between(*start, view.as_of)) / landmark_days * landmark_days;
    }
    for (const Group& group : kGroups) {
      ExitTime e;
      e.name = group.name;
      e.words = group.words;
      e.clock = clock;
      e.elapsed_days = elapsed;
      e.of_the_case = runs && group.member(*own);
      std::vector<stats::Spell> all_spells;
      for (const record::Demand& d : view.demands) {
        if (&d == own || !is_state(view, d.sender) || !group.member(d)) continue;
        const auto start = clock == Clock::demand ? std::optional<Day>(midpoint(d.on)) : denounced_on(view, d);
        if (!start) continue;
        const Day end = is_resolved(d) ? midpoint(*d.outcome_on) : known_until;
        stats::Spell spell{.id = d.id, .days = std::max(0.0, static_cast<double>(days_between(*start, end)))};
        if (is_resolved(d)) spell.cause = d.outcome == "left" ? stats::Cause::first : stats::Cause::second;
        all_spells.push_back(std::move(spell));
      }
      if (all_spells.empty()) continue;
      const std::vector<stats::Spell> spells = elapsed == 0 ? all_spells : stats::running_after(all_spells, elapsed);
      std::vector<double> left_after;
      for (const stats::Spell& spell : spells) {
        if (spell.cause == stats::Cause::first) left_after.push_back(spell.days);
        e.evidence.push_back(spell.id);
      }
      e.curve = stats::aalen_johansen(spells);
      e.median_day = e.curve.quantile(0, 0.5);
      e.median_interval = e.curve.quantile_interval(0, 0.5);
      e.left = static_cast<int>(left_after.size());
      e.median_of_those_who_left = median_of(std::move(left_after));
      all.push_back(std::move(e));
    }
  }
  return all;
}

}  // namespace entente::outlook

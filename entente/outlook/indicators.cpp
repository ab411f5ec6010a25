#include "entente/outlook/indicators.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/outlook/arrival.hpp"
#include "entente/outlook/asks.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/record/series.hpp"
#include "entente/record/stage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace entente::outlook {
namespace {

constexpr double kMoves = 0.01;  // an observable that moves the number by less is not worth watching

struct Branch {
  double p = 0;
  stats::Interval interval{0, 1};  // without trials nothing is known
  int n = 0;
  double base = 0;  // of the widest class
};

Branch branch_of(const LadderSpec& spec, std::vector<Trial> trials, const Traits& traits) {
  if (trials.empty()) return {};
  const Ladder l = climb(spec, std::move(trials), traits, "", "");
  return {l.probability, l.interval, l.last().n, l.rungs.front().pooled};
}

void take(Indicator& i, const Branch& seen, const Branch& not_seen) {
  i.seen = seen.p;
  i.not_seen = not_seen.p;
  i.seen_interval = seen.interval;
  i.not_seen_interval = not_seen.interval;
  i.seen_n = seen.n;
  i.not_seen_n = not_seen.n;
  i.seen_base = seen.base;
  i.not_seen_base = not_seen.base;
}

void take_chance(Indicator& i, const Branch& chance) {
  i.chance = chance.p;
  i.chance_interval = chance.interval;
  i.chance_base = chance.base;
}

std::vector<Trial> where(const std::vector<Trial>& trials, const std::function<bool(const Trial&)>& keep) {
  std::vector<Trial> kept;
  std::copy_if(trials.begin(), trials.end(), std::back_inserter(kept), keep);
  return kept;
}

// What has happened already is nothing to watch for. A day for the exit was named: by the host, by the sender, or by
// both.
bool day_is_named(const record::View& view, const std::string& demand) {
  for (const record::Demand& d : view.demands) {
    if (d.id != demand) continue;
    const auto state = record::demand_state(d, record::steps_of(view, d), view.as_of);
    return state && (state->planned_on || state->deadline_on);
  }
  return false;
}

// A formal step of the host against these forces since the demand.
bool made_firm(const record::View& view, const Situation& s) {
  return std::any_of(view.events.begin(), view.events.end(), [&](const record::Event& e) {
    return e.actor == s.host && e.target == s.counterpart && s.demand_on && e.on.last > *s.demand_on &&
           (e.type == "agreement-terminated" || e.type == "withdrawal-demanded");
  });
}

// `open`: demands that were open as long as this one; `to_day`: where the window ends.
void add_silence(std::vector<Indicator>& list, Day as_of, const Situation& s, const LadderSpec& spec,
                 const std::vector<Trial>& open, double now, int to_day, int ahead, int smallest) {
  const int day = s.elapsed_days + ahead;
  if (day >= to_day) return;
  // Days between middles of months may lie a little off the true ones; they are off in both branches alike.
  const auto silent = [day](const Trial& t) { return !t.days || *t.days > day; };
  const Branch seen = branch_of(spec, where(open, silent), s.traits);
  const Branch not_seen = branch_of(spec, where(open, [&](const Trial& t) { return !silent(t); }), s.traits);
  if (seen.n < smallest || not_seen.n < smallest) return;
  std::vector<Trial> silence = open;
  for (Trial& t : silence) t.hit = silent(t);
  Indicator i;
  i.id = fmt::format("no-outcome-{}", ahead);
  i.observable = fmt::format("the demand is still open on day {} after it was made", day);
  i.by = as_of + std::chrono::days(ahead);
  i.now = now;
  take(i, seen, not_seen);
  take_chance(i, branch_of(spec, std::move(silence), s.traits));
  i.basis = fmt::format(
      "The same ladder over the demands still open at day {} ({} in the nearest class) and over those "
      "resolved before it ({}).",
      day, seen.n, not_seen.n);
  list.push_back(std::move(i));
}

// A deadline made public by a day after the demand, among demands still open on that day: in which the host or the two
// sides had said by when, and in which nobody had.
void add_deadline(std::vector<Indicator>& list, const record::View& view, const Situation& s, const LadderSpec& spec,
                  const std::vector<Trial>& all, double now, int to_day, int ahead, int smallest) {
  const int day = s.elapsed_days + ahead;
  if (day >= to_day || day_is_named(view, s.demand)) return;
  std::set<std::string> by_then;
  for (const record::Demand& d : view.demands) {
    if (!d.deadline_on || !d.deadline_known_on) continue;
    if (d.id == s.demand) return;  // it is set already
    if (days_between(midpoint(d.on), *d.deadline_known_on) <= day) by_then.insert(d.id);
  }
  const std::vector<Trial> open = where(all, [day](const Trial& t) { return !t.days || *t.days > day; });
  const auto set = [&](const Trial& t) { return by_then.contains(t.id); };
  const Branch seen = branch_of(spec, where(open, set), s.traits);
  const Branch not_seen = branch_of(spec, where(open, [&](const Trial& t) { return !set(t); }), s.traits);
  if (seen.n < smallest || not_seen.n < smallest || std::abs(seen.p - not_seen.p) < kMoves) return;
  std::vector<Trial> chance = all;
  for (Trial& t : chance) t.hit = set(t);
  Indicator i;
  i.id = "deadline";
  i.event = Event::deadline;
  i.observable = fmt::format("a deadline for the exit is public by day {} after the demand", day);
  i.by = view.as_of + std::chrono::days(ahead);
  i.now = now;
  take(i, seen, not_seen);
  take_chance(i, branch_of(spec, std::move(chance), s.traits));
  i.basis = fmt::format(
      "The same ladder over the demands still open at day {} with a deadline known by then ({} in the nearest class) "
      "and without one ({}).",
      day, seen.n, not_seen.n);
  list.push_back(std::move(i));
}

void add_traits(std::vector<Indicator>& list, const LadderSpec& spec, const std::vector<Trial>& trials, Indicator i,
                const Traits& seen_traits, const Traits& not_seen_traits, int smallest) {
  const Branch seen = branch_of(spec, trials, seen_traits);
  const Branch not_seen = branch_of(spec, trials, not_seen_traits);
  if (seen.n < smallest || not_seen.n < smallest || std::abs(seen.p - not_seen.p) < kMoves) return;
  take(i, seen, not_seen);
  list.push_back(std::move(i));
}

}  // namespace

std::vector<Indicator> indicators(const record::View& view, const Situation& s, const LadderFile& file, int smallest) {
  std::vector<Indicator> list;
  if (s.state == State::demanded) {
    const ExitWindow window = exit_window(file.exit, s.elapsed_days);
    const std::vector<Trial> trials = exit_trials(view, s.demand, window.from_day, window.to_day).trials;
    const double now = branch_of(file.exit, trials, s.traits).p;
    for (const int ahead : {30, 90, 180})
      add_silence(list, view.as_of, s, file.exit, trials, now, window.to_day, ahead, smallest);
    add_deadline(list, view, s, file.exit, trials, now, window.to_day, 60, smallest);
    if (!s.demand.empty() && !is_firm(s.traits.kind) && !made_firm(view, s)) {
      Traits firm = s.traits;
      firm.kind = "agreement-denounced";
      Indicator i;
      i.id = "kind";
      i.event = Event::firm;
      i.observable = "the host denounces the agreement or asks for withdrawal outright";
      i.by = view.as_of + std::chrono::days(90);
      i.now = now;
      i.basis = "The ladder's class for firm demands against that for softer ones.";
      add_traits(list, file.exit, trials, std::move(i), firm, s.traits, smallest);
    }
  }
  if (s.state == State::no_demand && !s.traits.coup) {
    const std::vector<Trial> trials = presence_years(view, AskEvent::asked);
    Traits coup = s.traits;
    coup.coup = true;
    Indicator i;
    i.id = "coup";
    i.event = Event::coup;
    i.observable = "a successful coup in the host";
    i.by = view.as_of + std::chrono::days(365);
    i.now = branch_of(file.asks, trials, s.traits).p;
    i.basis = "Years of a presence with a coup that year or the year before, against other years.";
    add_traits(list, file.asks, trials, std::move(i), coup, s.traits, smallest);
  }
  return list;
}

std::vector<Indicator> arrival_indicators(const record::View& view, const Situation& s, const LadderFile& file,
                                          std::string_view power, int to_day, int smallest) {
  constexpr int kAhead = 90;
  const int day = s.elapsed_days + kAhead;
  if (s.state != State::demanded || day >= to_day) return {};
  if (forces_there(view, s.host, view.state_behind(power))) return {};  // they have come
  const std::string own = s.episode.empty() ? s.demand : s.episode;
  const int from_day = exit_window(file.arrival, s.elapsed_days).from_day;
  const Branch now = branch_of(file.arrival, arrival_trials(view, file, power, own, from_day, to_day).trials, s.traits);
  const Branch later = branch_of(file.arrival, arrival_trials(view, file, power, own, day, to_day).trials, s.traits);
  if (later.n < smallest || std::abs(later.p - now.p) < kMoves) return {};
  Indicator i;
  i.id = fmt::format("arrival-{}", kAhead);
  i.event = Event::arrival;
  i.observable = fmt::format("forces of {} are reported by day {} after the demand", view.in_sentence(power), day);
  i.by = view.as_of + std::chrono::days(kAhead);
  i.now = now.p;
  take(i, {1, {1, 1}, 0, 1}, later);
  i.basis = fmt::format(
      "The same ladder over the episodes in which nobody had come by day {} ({} in the nearest class).", day, later.n);
  return {std::move(i)};
}

std::vector<Indicator> deaths_indicators(const record::View& view, const DeathsOutlook& ahead, const DeathsModel& model,
                                         int smallest) {
  const auto early = early_deaths(view, ahead.country, model);
  constexpr int kMonthsOfYear = 12;
  if (!early || early->seen_n < smallest * kMonthsOfYear || early->not_seen_n < smallest * kMonthsOfYear) return {};
  Indicator i;
  i.id = "early-deaths";
  i.event = Event::early;
  i.observable = fmt::format("more than {} in {} from {} to {}", counted(unrounded(std::floor(early->half)), "death"),
                             view.in_sentence(ahead.country), record::month_words(early->month - kEarlyMonths + 1),
                             record::month_words(early->month));
  i.by = record::first_day_of(early->month + 1) - std::chrono::days{1};
  i.now = ahead.higher;
  take(i, {early->seen, early->seen_interval, early->seen_n, early->seen},
       {early->not_seen, early->not_seen_interval, early->not_seen_n, early->not_seen});
  take_chance(i, {early->chance, early->chance_interval, early->seen_n + early->not_seen_n, early->chance});
  i.basis = fmt::format(
      "Of the pairs of totals at a like level those whose first six months passed half of the total before ({}), and "
      "the others ({}); a month is published 60 days after its end.",
      early->seen_n, early->not_seen_n);
  return {std::move(i)};
}

}  // namespace entente::outlook

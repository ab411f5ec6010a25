#include "entente/outlook/arrival.hpp"

#include "entente/outlook/exit.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/outlook/signals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace entente::outlook {
namespace {

constexpr int kRecentMonths = 60;

bool holds(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// The camp of a power; nullptr where it has none.
const std::vector<std::string>* camp_of(const LadderFile& file, std::string_view power) {
  for (const auto& camp : file.camps)
    if (holds(camp, power)) return &camp;
  return nullptr;
}

// Whether forces of the camp of `power` came in this demand's place.
bool rival_came(const record::Demand& d, const std::vector<std::string>* camp, std::string_view power) {
  return std::any_of(d.successors.begin(), d.successors.end(),
                     [&](const std::string& s) { return camp == nullptr ? s == power : holds(*camp, s); });
}

struct Episode {
  std::string key;
  std::vector<const record::Demand*> demands;  // in order of date
};

std::vector<Episode> episodes_of(const record::View& view, const LadderFile& file, std::string_view power) {
  const auto* own_camp = camp_of(file, power);
  std::vector<Episode> episodes;
  std::map<std::string, std::size_t> index;
  for (const record::Demand& d : view.demands) {
    const auto* camp = camp_of(file, d.sender);
    if (!is_state(view, d.sender) || camp == nullptr || camp == own_camp) continue;
    const std::string key = d.episode.empty() ? d.id : d.episode;
    const auto [it, added] = index.emplace(key, episodes.size());
    if (added) episodes.push_back({key, {}});
    episodes[it->second].demands.push_back(&d);
  }
  return episodes;
}

// What stands for the case among the episodes; empty where no demand was made.
std::string own_episode(const Situation& s) {
  if (s.demand.empty() || s.state == State::no_demand) return {};
  return s.episode.empty() ? s.demand : s.episode;
}

ArrivalClass close(ArrivalClass c) {
  c.n = static_cast<int>(c.cases.size());
  for (const ArrivalCase& one : c.cases) c.k += one.arrived ? 1 : 0;
  c.interval = stats::jeffreys(c.k, c.n);
  return c;
}

}  // namespace

std::optional<Date> forces_since(const record::View& view, std::string_view host, std::string_view of_power) {
  const std::string power = principal_of(view, of_power);
  std::optional<Date> first;
  const auto take = [&first](const Date& date) {
    if (!first || date < *first) first = date;
  };
  for (const record::SecurityAgreement& a : view.security_agreements)
    if (a.host == host && a.sender == power && a.forces && a.forces_on) take(*a.forces_on);
  for (const record::Presence& p : view.presences)
    if (p.host == host && p.sender == power && p.from.first <= view.as_of) take(p.from);
  return first;
}

ArrivalTrials arrival_trials(const record::View& view, const LadderFile& file, std::string_view of_power,
                             const std::string& leave_out, int from_day, int to_day) {
  const std::string power = principal_of(view, of_power);
  ArrivalTrials result;
  const Day known_until = known_to(view);
  const auto* camp = camp_of(file, power);
  for (const Episode& e : episodes_of(view, file, power)) {
    if (e.key == leave_out) continue;
    const record::Demand& first = *e.demands.front();
    const bool there_before = std::any_of(e.demands.begin(), e.demands.end(), [&](const record::Demand* d) {
      return d->successor_before_demand && rival_came(*d, camp, power);
    });
    if (there_before) {
      result.not_at_risk.push_back(first.id);
      continue;
    }
    std::optional<int> days;
    for (const record::Demand* d : e.demands)
      if (rival_came(*d, camp, power) && d->successor_on) {
        const int after = std::max(0, days_between(midpoint(first.on), midpoint(*d->successor_on)));
        if (!days || after < *days) days = after;
      }
    if (from_day > 0 && days && *days <= from_day) {
      result.past.push_back(first.id);
      continue;
    }
    if (!days && days_between(midpoint(first.on), known_until) < to_day) {
      result.censored.push_back(first.id);
      continue;
    }
    Trial t;
    t.id = first.id;
    t.label = label_of(view, first);
    t.unit = e.key;
    t.group = e.key;
    t.group_words = t.label;
    t.below = first.sender;
    t.year = year_of(first.on.first);
    t.traits = {.sender = first.sender, .kind = first.kind, .coup = first.coup_within_24m, .people = first.people_low};
    t.hit = days && *days <= to_day;
    t.outcome = days ? "arrived" : "no arrival";
    t.days = days;
    result.trials.push_back(std::move(t));
  }
  return result;
}

std::optional<std::string> forces_there(const record::View& view, std::string_view host, std::string_view of_power) {
  const std::string power = principal_of(view, of_power);
  std::optional<std::string> there;
  for (const record::SecurityAgreement& x : view.security_agreements)
    if (x.host == host && x.sender == power && x.forces) there = x.id;
  for (const record::Presence& p : view.presences)
    if (p.host == host && p.sender == power && p.from.first <= view.as_of && !(p.to && p.to->last <= view.as_of))
      there = p.id;
  return there;
}

OrWhyNot<Ladder> try_arrival_ladder(const record::View& view, const Situation& s, const LadderFile& file,
                                    std::string_view of_power, int to_day) {
  const std::string power = principal_of(view, of_power);
  const bool open = s.state == State::demanded;
  const int from_day = exit_window(file.arrival, open ? s.elapsed_days : 0).from_day;
  ArrivalTrials counted = arrival_trials(view, file, power, own_episode(s), from_day, to_day);
  if (counted.trials.empty()) return no_case_counted();
  Ladder ladder = climb(file.arrival, std::move(counted.trials), s.traits, view.in_sentence(s.counterpart), "");
  ladder.question =
      fmt::format("forces of {} or a power of its camp arrive within {} days", view.in_sentence(power), to_day);
  ladder.from_day = from_day;
  ladder.to_day = to_day;
  ladder.horizon_on = (open ? *s.demand_on : view.as_of) + std::chrono::days(to_day);
  ladder.censored = std::move(counted.censored);
  ladder.past = std::move(counted.past);
  ladder.left_out = own_episode(s);
  ladder.model_hash = file.hash;
  return ladder;
}

Ladder arrival_ladder(const record::View& view, const Situation& s, const LadderFile& file, std::string_view power,
                      int to_day) {
  return or_throw(try_arrival_ladder(view, s, file, power, to_day));
}

Arrival arrival(const record::View& view, const Situation& s, const LadderFile& file, std::string_view power,
                const std::vector<std::string>& region) {
  return or_throw(try_arrival(view, s, file, power, region));
}

namespace {

// The hosts that a class looks at: other states than the case's own, in the region where one is given.
struct Watched {
  const record::View& view;
  const std::string& host;
  const std::string& power;
  const std::vector<std::string>& region;
  bool holds_host(const std::string& other) const { return other != host && (region.empty() || holds(region, other)); }
};

// Hosts of coups: at risk where the power's forces were not there before the first coup of the window.
ArrivalClass coup_hosts(const Watched& watched) {
  const record::View& view = watched.view;
  ArrivalClass out{.name = "coup-hosts",
                   .words = fmt::format("other hosts of a successful coup in the five years before, watched for "
                                        "forces of {}",
                                        view.in_sentence(watched.power)),
                   .interval = {},
                   .cases = {}};
  std::map<std::string, const record::Coup*> first_coup;
  for (const record::Coup& c : view.coups)
    if (c.success.value_or(false) && c.on.first >= add_months(view.as_of, -kRecentMonths))
      first_coup.emplace(c.host, &c);
  for (const auto& [host, coup] : first_coup) {
    if (!watched.holds_host(host)) continue;
    const auto since = forces_since(view, host, watched.power);
    if (since && since->first < coup->on.first) continue;
    out.cases.push_back(
        {coup->id, fmt::format("{}, coup of {}", view.actor_name(host), to_words(coup->on)), since.has_value(), since});
  }
  return close(std::move(out));
}

// Hosts that a power of the counterpart's camp left at their demand.
ArrivalClass broken_with(const Watched& watched, const std::string& counterpart, const LadderFile& file) {
  const record::View& view = watched.view;
  ArrivalClass out{
      .name = "broken-with",
      .words = fmt::format("other hosts that a power of the camp of {} left at their demand in the five years "
                           "before, watched for forces of {}",
                           view.in_sentence(counterpart), view.in_sentence(watched.power)),
      .interval = {},
      .cases = {}};
  const auto* camp = camp_of(file, counterpart);
  std::set<std::string> seen;
  for (const record::Demand& d : view.demands) {
    const bool same_camp = camp == nullptr ? d.sender == counterpart : holds(*camp, d.sender);
    if (!watched.holds_host(d.host) || !same_camp || d.outcome != "left" ||
        d.on.first < add_months(view.as_of, -kRecentMonths) || !seen.insert(d.host).second)
      continue;
    const auto since = forces_since(view, d.host, watched.power);
    out.cases.push_back({d.id, label_of(view, d), since.has_value(), since});
  }
  return close(std::move(out));
}

// States with a military agreement with the power, wherever they lie.
void add_signatories(Arrival& a, const Watched& watched) {
  const record::View& view = watched.view;
  ArrivalClass signatories{.name = "signed",
                           .words = fmt::format("states with a military agreement with {}, and forces after it",
                                                view.in_sentence(watched.power)),
                           .interval = {},
                           .cases = {}};
  for (const record::SecurityAgreement& x : view.security_agreements) {
    if (x.sender != watched.power || x.host == watched.host || !x.signed_on) continue;
    const bool after = x.forces && !x.forces_before_agreement.value_or(false);
    a.forces_at_any_time += x.forces ? 1 : 0;
    signatories.cases.push_back({x.id, view.actor_name(x.host), after, after ? x.forces_on : std::nullopt});
  }
  signatories = close(std::move(signatories));
  a.signed_states = signatories.n;
  a.forces_after_agreement = signatories.k;
  a.classes.push_back(std::move(signatories));
}

}  // namespace

OrWhyNot<Arrival> try_arrival(const record::View& view, const Situation& s, const LadderFile& file,
                              std::string_view of_power, const std::vector<std::string>& region) {
  const std::string power = principal_of(view, of_power);
  Arrival a;
  a.power = power;
  if (const auto there = forces_there(view, s.host, power)) {
    a.already_there = true;
    a.there_evidence = *there;
  }
  const int elapsed = s.state == State::demanded ? s.elapsed_days : 0;
  const auto ladder_to = [&](int days) {
    LadderSpec spec = file.arrival;
    spec.horizon_days = days;
    return try_arrival_ladder(view, s, file, power, exit_window(spec, elapsed).to_day);
  };
  for (const auto& [days, ladder] : {std::pair(90, &a.within_90), std::pair(365, &a.within_365)}) {
    OrWhyNot<Ladder> counted = ladder_to(days);
    if (WhyNot* none = std::get_if<WhyNot>(&counted)) return std::move(*none);
    *ladder = std::get<Ladder>(std::move(counted));
  }
  const ExitWindow window = exit_window(file.arrival, elapsed);
  a.not_at_risk = arrival_trials(view, file, power, own_episode(s), window.from_day, window.to_day).not_at_risk;

  const Watched watched{view, s.host, power, region};
  a.classes.push_back(coup_hosts(watched));
  a.classes.push_back(broken_with(watched, s.counterpart, file));
  add_signatories(a, watched);
  a.notes.emplace_back(
      "One arrival is counted once per episode; an episode whose rival forces came before one of its "
      "demands is not at risk.");
  return a;
}

}  // namespace entente::outlook

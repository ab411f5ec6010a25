#include "entente/outlook/signals.hpp"

#include "entente/base/hash.hpp"
#include "entente/outlook/known_to.hpp"
#include "entente/outlook/model_file.hpp"
#include "entente/outlook/pooling.hpp"
#include "entente/stats/bootstrap.hpp"
#include "entente/stats/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace entente::outlook {
namespace {

constexpr std::array<int, 2> kHorizons{90, 365};
constexpr double kScatter = 32;  // of powers within a class, as that of senders: data/model/ladder.toml, weight_below
constexpr int kFewest = 10;
constexpr int kLandmarkDays = 7;

// The furthest class on a day and the day on which its signal became known; not before the context itself.
struct At {
  SignalClass cls = SignalClass::context;
  Day on{};
};

At class_on(const record::Arrival& a, Day day) {
  if (a.request && a.request->known_on <= day) return {SignalClass::request, a.request->known_on};
  if (a.agreement && a.agreement->known_on <= day) return {SignalClass::agreement, a.agreement->known_on};
  return {SignalClass::context, a.known_on};
}

bool has_arrived(const record::Arrival& a, Day day) {
  return a.arrived == "yes" && a.arrived_on && a.arrived_known_on && *a.arrived_known_on <= day;
}
bool is_unclear(const record::Arrival& a, Day day) {
  return a.arrived == "unclear" && a.arrived_known_on && *a.arrived_known_on <= day;
}

struct SignalTrial {
  const record::Arrival* of = nullptr;
  SignalClass cls = SignalClass::context;
  std::string power{};
  bool hit = false;
};

// What the day knows: episodes that had not arrived `from` days after their signal, and whether they had by `to`.
std::vector<SignalTrial> trials_on(const record::View& view, Day day, int from, int to, const std::string& without) {
  std::vector<SignalTrial> out;
  for (const record::Arrival& a : view.arrivals) {
    if (a.known_on > day || a.id == without || is_unclear(a, day)) continue;
    const bool arrived = has_arrived(a, day);
    // A signal that became known after the arrival was no sign of it.
    const At at = class_on(a, arrived ? std::min(day, midpoint(*a.arrived_on)) : day);
    std::optional<int> days;
    if (arrived) days = std::max(0, days_between(at.on, midpoint(*a.arrived_on)));
    if (days && from > 0 && *days <= from) continue;
    if (!days && days_between(at.on, day) < to) continue;
    out.push_back({&a, at.cls, principal_of(view, a.power), days && *days <= to});
  }
  return out;
}

SignalHorizon horizon_of(const record::View& view, const std::vector<SignalTrial>& trials, SignalClass cls,
                         const std::string& power, int days, const SignalSpec& spec) {
  const std::string in_power = view.in_sentence(power);
  const auto rung = [&](std::string name, std::string words, const auto& in) {
    SignalRung r{.name = std::move(name), .words = std::move(words)};
    for (const SignalTrial& t : trials)
      if (in(t)) {
        ++r.n;
        r.k += t.hit ? 1 : 0;
      }
    r.interval = stats::jeffreys(r.k, r.n);
    return r;
  };
  constexpr std::array<std::string_view, 3> kWords{"signals with neither a request nor an agreement",
                                                   "agreements without a public request", "public requests for forces"};
  const std::string words(kWords.at(static_cast<std::size_t>(cls)));
  SignalHorizon h;
  h.days = days;
  h.rungs = {rung("all", "public signals that a power's forces might come", [](const SignalTrial&) { return true; }),
             rung(std::string(name(cls)), words, [&](const SignalTrial& t) { return t.cls == cls; }),
             rung("power", fmt::format("{}, of {}", words, in_power),
                  [&](const SignalTrial& t) { return t.cls == cls && t.power == power; })};
  const auto counts = [&](std::size_t i) {
    return Counts{static_cast<double>(h.rungs[i].k), static_cast<double>(h.rungs[i].n)};
  };
  Beta posterior = root_posterior(counts(0));
  h.widest = h.rungs[0].pooled = posterior.mean();
  posterior = child_posterior(counts(1), posterior.mean(), spec.weight);
  h.rungs[1].pooled = posterior.mean();
  posterior = child_posterior(counts(2), posterior.mean(), spec.weight_power);
  h.rungs[2].pooled = posterior.mean();
  h.probability = posterior.mean();
  h.interval = own_rate_interval(posterior, kScatter, counts(2));
  return h;
}

}  // namespace

std::string_view name(SignalClass cls) {
  constexpr std::array<std::string_view, 3> kNames{"context", "agreement", "request"};
  return kNames.at(static_cast<std::size_t>(cls));
}

SignalSpec read_signal_spec(std::string_view text, const std::string& file) {
  const TomlFields root = model_fields(text, file, "outlook-arrival.md");
  root.only({"chosen_as_of", "weight", "weight_power", "longest_days"});
  return {root.day("chosen_as_of"), root.number_above_zero("weight"), root.number_above_zero("weight_power"),
          root.whole("longest_days", 1), sha256(text)};
}

std::string principal_of(const record::View& view, std::string_view power) {
  const auto it = view.actors.find(power);
  if (it == view.actors.end() || it->second.parent.empty()) return std::string(power);
  return it->second.parent;
}

std::optional<SignalOutlook> signal_outlook(const record::View& view, std::string_view host, std::string_view power,
                                            const SignalSpec& spec) {
  const std::string principal = principal_of(view, power);
  const record::Arrival* newest = nullptr;
  for (const record::Arrival& a : view.arrivals) {
    if (a.host != host || principal_of(view, a.power) != principal || has_arrived(a, view.as_of)) continue;
    if (days_between(class_on(a, view.as_of).on, view.as_of) > spec.longest_days) continue;
    if (newest == nullptr || class_on(a, view.as_of).on > class_on(*newest, view.as_of).on) newest = &a;
  }
  if (newest == nullptr) return std::nullopt;
  const At at = class_on(*newest, view.as_of);
  SignalOutlook out;
  out.episode = newest->id;
  out.cls = at.cls;
  out.signal_on = at.on;
  out.elapsed_days = std::max(0, days_between(at.on, view.as_of));
  const int from = out.elapsed_days / kLandmarkDays * kLandmarkDays;
  for (std::size_t i = 0; i < kHorizons.size(); ++i) {
    const int to = out.elapsed_days < kHorizons[i] ? kHorizons[i] : from + kHorizons[i];
    out.horizons[i] = horizon_of(view, trials_on(view, view.as_of, from, to, newest->id), at.cls, principal, to, spec);
  }
  return out;
}

SignalScore score_signals(const record::View& view, const SignalSpec& spec, int days, int from_year, int to_year,
                          std::uint64_t seed) {
  SignalScore s{.from_year = from_year, .to_year = to_year, .days = days};
  const Day reach = known_to(view);
  std::map<std::string, stats::Losses> by_host;
  for (const record::Arrival& a : view.arrivals) {
    if (is_unclear(a, view.as_of)) continue;
    const bool arrived = has_arrived(a, view.as_of);
    std::set<Day> changes{a.known_on};
    for (const auto* signal : {&a.request, &a.agreement})
      if (*signal && (*signal)->known_on > a.known_on) changes.insert((*signal)->known_on);
    std::vector<stats::Losses> each;
    bool came = false;
    for (const Day day : changes) {
      if (year_of(day) < from_year || year_of(day) > to_year) continue;
      if (arrived && midpoint(*a.arrived_on) <= day) continue;
      if (!arrived && days_between(day, reach) < days) continue;
      const bool hit = arrived && days_between(day, midpoint(*a.arrived_on)) <= days;
      const auto trials = trials_on(view, day, 0, days, a.id);
      if (trials.empty()) continue;
      const SignalHorizon h = horizon_of(view, trials, class_on(a, day).cls, principal_of(view, a.power), days, spec);
      const double o = hit ? 1 : 0;
      each.push_back({(h.probability - o) * (h.probability - o), (h.widest - o) * (h.widest - o)});
      came = came || hit;
    }
    if (each.empty()) continue;
    ++s.episodes;
    s.arrived += came ? 1 : 0;
    for (const stats::Losses& l : each) {
      by_host[a.host].model += l.model / static_cast<double>(each.size());
      by_host[a.host].base += l.base / static_cast<double>(each.size());
    }
  }
  if (s.episodes == 0) return s;
  for (const auto& [host, l] : by_host) {
    s.brier += l.model / s.episodes;
    s.base_brier += l.base / s.episodes;
  }
  s.skill = s.base_brier > 0 ? 1 - s.brier / s.base_brier : 0;
  const stats::Interval drawn = stats::central(stats::resampled_skills(by_host, seed, "signals/hosts"));
  s.interval = {std::min(drawn.lo, s.skill), std::max(drawn.hi, s.skill)};
  s.can_be_judged = s.arrived >= kFewest && s.episodes - s.arrived >= kFewest && by_host.size() > 1;
  return s;
}

}  // namespace entente::outlook

#include "entente/outlook/exit.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/error.hpp"
#include "entente/outlook/known_to.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::outlook {
namespace {

Traits traits_of(const record::Demand& d) {
  return {.sender = d.sender,
          .kind = d.kind,
          .coup = d.coup_within_24m,
          .people = d.people_low ? d.people_low : d.people_high};
}

// The outcome came by `day` after the demand whatever days the months stand for.
bool certainly_resolved_by(const record::Demand& d, int day) {
  return is_resolved(d) && days_between(d.on.first, d.outcome_on->last) <= day;
}

}  // namespace

ExitTrials exit_trials(const record::View& view, const std::string& leave_out, int from_day, int to_day) {
  ExitTrials result;
  const Day known_until = known_to(view);
  for (const record::Demand& d : view.demands) {
    if (d.id == leave_out || !is_state(view, d.sender)) continue;
    const auto days = days_to_outcome(d);
    if (from_day > 0 && certainly_resolved_by(d, from_day)) {
      result.past.push_back(d.id);
      continue;
    }
    if (!days && days_between(midpoint(d.on), known_until) < to_day) {
      result.censored.push_back(d.id);
      continue;
    }
    Trial t;
    t.id = d.id;
    t.label = label_of(view, d);
    t.unit = d.episode.empty() ? d.id : d.episode;
    t.group = t.unit;
    t.group_words = t.label;
    t.below = d.sender;
    t.year = year_of(d.on.first);
    t.traits = traits_of(d);
    t.hit = days && d.outcome == "left" && *days <= to_day;
    t.outcome = days ? d.outcome : "not resolved";
    t.days = days;
    result.trials.push_back(std::move(t));
  }
  return result;
}

WhyNot no_trial_counted(const record::View& view, const ExitTrials& trials, ExitWindow window, const LadderSpec& spec,
                        int elapsed_days) {
  if (trials.past.empty() && trials.censored.empty())
    return {ErrorCode::bad_request, "no demand by another host is known on this day",
            "ask as of a day on which some are; `entente record show demands` lists them"};
  // The first day by which one of those left out is followed as far as is asked, while the case's own horizon lasts.
  std::optional<Day> followed;
  const bool lasts = elapsed_days < spec.horizon_days;
  for (const record::Demand& d : view.demands) {
    if (!lasts || std::ranges::find(trials.censored, d.id) == trials.censored.end()) continue;
    const Day day = midpoint(d.on) + std::chrono::days(window.to_day);
    if (days_between(view.as_of, day) < window.to_day - window.from_day - spec.landmark_days &&
        (!followed || day < *followed))
      followed = day;
  }
  return {ErrorCode::bad_request,
          fmt::format("no other demand can be counted: {} resolved within {}, as this one was not, and {} not followed "
                      "to day {}",
                      counted(trials.past.size(), "was", "were"), counted(window.from_day, "day"),
                      counted(trials.censored.size(), "is", "are"), window.to_day),
          followed ? fmt::format("ask as of {} or later, when one of those is followed so far; `entente outlook time` "
                                 "tells how long demands last",
                                 to_string(*followed))
                   : "no later day helps, since it asks for a longer time still; `entente outlook time` tells how long "
                     "demands last"};
}

ExitWindow exit_window(const LadderSpec& spec, int elapsed_days) {
  const int from = elapsed_days / spec.landmark_days * spec.landmark_days;
  return {from, elapsed_days < spec.horizon_days ? spec.horizon_days : from + spec.horizon_days};
}

OrWhyNot<Ladder> try_exit_ladder(const record::View& view, const Situation& s, const LadderFile& file,
                                 std::optional<int> to_day) {
  const LadderSpec& spec = file.exit;
  const bool open = s.state == State::demanded;
  const int elapsed = open ? s.elapsed_days : 0;
  ExitWindow window = exit_window(spec, elapsed);
  if (to_day) window.to_day = *to_day;
  check(window.to_day > window.from_day, "the horizon of an exit lies after the time that has passed");
  ExitTrials trials = exit_trials(view, open ? s.demand : "", window.from_day, window.to_day);
  if (trials.trials.empty()) return no_trial_counted(view, trials, window, spec, elapsed);

  Ladder ladder = climb(spec, std::move(trials.trials), s.traits, view.in_sentence(s.counterpart), s.episode);
  ladder.from_day = window.from_day;
  ladder.to_day = window.to_day;
  ladder.horizon_on = (open ? *s.demand_on : view.as_of) + std::chrono::days(window.to_day);
  ladder.censored = std::move(trials.censored);
  ladder.past = std::move(trials.past);
  ladder.left_out = open ? s.demand : "";
  ladder.model_hash = file.hash;

  ladder.notes.emplace_back(
      "Counted are demands that became public; demands that came to nothing are under-counted, so "
      "shares that left are upper-end figures.");
  if (!ladder.censored.empty())
    ladder.notes.push_back(
        fmt::format("{} left out: younger than {} and not resolved by {}, the last day the record tells of.",
                    entente::counted(ladder.censored.size(), "demand is", "demands are"),
                    entente::counted(window.to_day, "day"), to_string(known_to(view))));
  if (!ladder.past.empty())
    ladder.notes.push_back(fmt::format("{} left out: resolved within {} of the demand, and this one was not.",
                                       entente::counted(ladder.past.size(), "demand is", "demands are"),
                                       entente::counted(window.from_day, "day")));
  const auto unverified = std::count_if(view.demands.begin(), view.demands.end(), [&](const record::Demand& d) {
    return !d.source.verified.value_or(false) &&
           std::find(ladder.evidence.begin(), ladder.evidence.end(), d.id) != ladder.evidence.end();
  });
  if (unverified > 0)
    ladder.notes.emplace_back(fmt::format("Of the {} of the nearest class {} on an unverified row.",
                                          entente::counted(ladder.nearest().n, "case"),
                                          entente::counted(unverified, "rests", "rest")));
  return ladder;
}

Ladder exit_ladder(const record::View& view, const Situation& s, const LadderFile& file, std::optional<int> to_day) {
  return or_throw(try_exit_ladder(view, s, file, to_day));
}

}  // namespace entente::outlook

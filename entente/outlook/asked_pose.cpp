#include "entente/base/error.hpp"
#include "entente/outlook/asked.hpp"
#include "entente/outlook/asked_nearest.hpp"
#include "entente/outlook/asked_window.hpp"
#include "entente/outlook/exit.hpp"
#include "entente/record/series.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::outlook {
namespace {

WhyNot not_in_this_state(const record::View& view, const Situation& s, const std::string& needs,
                         const std::string& instead) {
  return WhyNot{
      ErrorCode::bad_request,
      fmt::format("on {} the state of {} in {} is \"{}\", and this may be asked only {}", to_words(view.as_of),
                  forces_of(view, s.counterpart), view.in_sentence(s.host), name(s.state), needs),
      instead};
}

// The situation as if the host asked today; why not, where no such question can be asked.
std::optional<WhyNot> ask_today(const Asked& asked, const record::View& view, Situation& s) {
  if (s.state != State::no_demand || (asked.verb != Asked::Verb::leave && asked.verb != Asked::Verb::make))
    return WhyNot{ErrorCode::bad_request,
                  "\"if asked today\" is for whether forces leave, where they are there and no demand is open",
                  "leave it out, or ask whether they leave"};
  s.state = State::demanded;
  s.demand.clear();
  s.demand_on = view.as_of;
  s.elapsed_days = 0;
  s.episode.clear();
  s.traits.kind.clear();
  s.traits.coup = coup_before(view, asked.host, view.as_of) != nullptr;
  return std::nullopt;
}

// What may be asked instead where nothing of the pair is open.
std::string where_over(const Asked& asked, const record::View& view, const Situation& s) {
  if (s.state != State::none)
    return "ask what followed: `entente brief` of a case" +
           (s.ended_on ? fmt::format(", or ask as of a day before {}", to_string(*s.ended_on)) : "");
  const std::string turned = question_of_pair(view, asked.host, asked.counterpart, asked.window);
  return turned.empty()
             ? fmt::format("`entente record state {} {}` shows what the record holds", asked.host, asked.counterpart)
             : fmt::format("ask \"{}\"", turned);
}

// The event that the verb means in this situation.
OrWhyNot<Event> event_in(const Asked& asked, const record::View& view, const Situation& s) {
  const std::string host = view.in_sentence(asked.host);
  const std::string theirs = asked.counterpart.empty() ? "" : forces_of(view, asked.counterpart);
  const auto gone = [&] { return where_over(asked, view, s); };
  switch (asked.verb) {
    case Asked::Verb::deaths: return Event::deaths;
    case Asked::Verb::ask:
      if (s.state != State::no_demand)
        return not_in_this_state(
            view, s, "where forces are there and no demand is open",
            s.state == State::demanded ? fmt::format("ask \"will {} leave {}\"", theirs, host) : gone());
      return Event::asks;
    case Asked::Verb::make:
      if (s.state != State::no_demand && s.state != State::demanded)
        return not_in_this_state(view, s, "where forces are there", gone());
      return s.state == State::demanded ? Event::exit : Event::ended;
    case Asked::Verb::leave:
      if (s.state != State::demanded)
        return not_in_this_state(
            view, s, "where a demand is open",
            s.state == State::no_demand
                ? fmt::format("ask \"will {} ask {} to leave\", or add \"if asked today\"", host, theirs)
                : gone());
      return Event::exit;
    case Asked::Verb::come:
      // The clock is that of the host's newest demand, on whomever it was made.
      if (s.state != State::demanded)
        return WhyNot{
            ErrorCode::bad_request,
            fmt::format("on {} no demand of {} on another state's forces is open, and the clock of this question "
                        "starts with one",
                        to_words(view.as_of), host),
            "choose a day with an open demand; `entente outlook arrival` lists the classes without a clock"};
      return Event::arrival;
  }
  throw Error(ErrorCode::internal, "a question without a verb");
}

// Deaths have one horizon, that of the series.
OrWhyNot<Day> horizon_of_deaths(const Asked& asked, const record::View& view) {
  const auto series = std::find_if(view.deaths.begin(), view.deaths.end(),
                                   [&](const record::DeathsSeries& d) { return d.country == asked.host; });
  if (series == view.deaths.end())
    return WhyNot{ErrorCode::not_found,
                  fmt::format("the record holds no deaths of {} on the day", view.in_sentence(asked.host)),
                  fmt::format("`entente outlook deaths {} --as-of {}` says from which day on there are some, or that "
                              "there are none",
                              asked.host, to_string(view.as_of))};
  const int last = series->first_month + static_cast<int>(series->deaths.size()) - 1;
  const Day horizon = record::first_day_of(last + 13) - std::chrono::days{1};
  if (asked.window && asked.window->by != horizon)
    return WhyNot{
        ErrorCode::bad_request,
        fmt::format("deaths are forecast for the twelve months after the last published one, to {}", to_words(horizon)),
        fmt::format("leave the window out, or write \"by {}\"", to_string(horizon))};
  return horizon;
}

// The end of the window that was written; without one, of the clock that runs or of a year.
OrWhyNot<Day> horizon_of(const Asked& asked, Event event, const record::View& view, const Situation& s,
                         const LadderFile& file) {
  if (event == Event::deaths) return horizon_of_deaths(asked, view);
  const bool clock = s.state == State::demanded;
  if (!asked.window) {
    const LadderSpec& spec = event == Event::arrival ? file.arrival : file.exit;
    return clock ? *s.demand_on + std::chrono::days{exit_window(spec, s.elapsed_days).to_day}
                 : add_months(view.as_of, 12);
  }
  const Asked::Window& w = *asked.window;
  if (w.of_the_demand && !clock)
    return WhyNot{ErrorCode::bad_request, "no demand is open on the day, so no time runs from it",
                  "leave out \"of the demand\""};
  const Day horizon = w.by ? *w.by : end_of(w, w.of_the_demand ? *s.demand_on : view.as_of);
  if (horizon <= view.as_of)
    return WhyNot{ErrorCode::bad_request,
                  fmt::format("the window ends on {}, which is not after the day of the question, {}",
                              to_words(horizon), to_words(view.as_of)),
                  fmt::format("ask for {} or later", to_string(view.as_of + std::chrono::days{1}))};
  if (days_between(view.as_of, horizon) > 1830)
    return WhyNot{ErrorCode::bad_request,
                  "the window is longer than five years, and no class of the record carries that far",
                  "ask for a shorter one"};
  return horizon;
}

}  // namespace

Situation situation_of(const Asked& asked, const record::View& view) {
  if (asked.verb != Asked::Verb::come) return situation(view, asked.host, asked.counterpart);
  const record::Demand* newest = nullptr;
  for (const record::Demand& d : view.demands)
    if (d.host == asked.host && d.sender != asked.counterpart && is_state(view, d.sender)) newest = &d;
  if (newest != nullptr) return situation(view, asked.host, newest->sender);
  Situation none;
  none.host = asked.host;
  none.as_of = view.as_of;
  return none;
}

Question pose(const Asked& asked, const record::View& view, Situation& s, const LadderFile& file) {
  return or_throw(try_pose(asked, view, s, file));
}

OrWhyNot<Question> try_pose(const Asked& asked, const record::View& view, Situation& s, const LadderFile& file) {
  if (asked.asked_today)
    if (auto why_not = ask_today(asked, view, s)) return std::move(*why_not);
  const OrWhyNot<Event> event = event_in(asked, view, s);
  if (const auto* why_not = std::get_if<WhyNot>(&event)) return *why_not;
  Question q;
  q.host = asked.host;
  q.counterpart = asked.counterpart;
  q.asked_on = view.as_of;
  q.event = std::get<Event>(event);
  q.demand = q.event == Event::exit || q.event == Event::arrival ? s.demand : "";
  q.resolution = resolution_of(q.event);
  q.source = source_of(q.event);
  if (q.event == Event::deaths) q.threshold = asked.threshold;
  const OrWhyNot<Day> horizon = horizon_of(asked, q.event, view, s, file);
  if (const auto* why_not = std::get_if<WhyNot>(&horizon)) return *why_not;
  q.horizon_on = std::get<Day>(horizon);
  q.words = words_of(q, view);
  return q;
}

}  // namespace entente::outlook

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
  Question q;
  q.host = asked.host;
  q.counterpart = asked.counterpart;
  q.asked_on = view.as_of;
  const std::string host = view.in_sentence(asked.host);
  const std::string theirs = asked.counterpart.empty() ? "" : forces_of(view, asked.counterpart);

  if (asked.asked_today) {
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
  }
  const std::string ask_first = fmt::format("ask \"will {} ask {} to leave\", or add \"if asked today\"", host, theirs);
  std::string gone = "ask what followed: `entente brief` of a case";
  if (s.ended_on) gone += fmt::format(", or ask as of a day before {}", to_string(*s.ended_on));
  if (s.state == State::none) {
    const std::string turned = question_of_pair(view, asked.host, asked.counterpart, asked.window);
    gone = turned.empty()
               ? fmt::format("`entente record state {} {}` shows what the record holds", asked.host, asked.counterpart)
               : fmt::format("ask \"{}\"", turned);
  }
  switch (asked.verb) {
    case Asked::Verb::deaths: q.event = Event::deaths; break;
    case Asked::Verb::ask:
      if (s.state != State::no_demand)
        return not_in_this_state(
            view, s, "where forces are there and no demand is open",
            s.state == State::demanded ? fmt::format("ask \"will {} leave {}\"", theirs, host) : gone);
      q.event = Event::asks;
      break;
    case Asked::Verb::make:
      if (s.state != State::no_demand && s.state != State::demanded)
        return not_in_this_state(view, s, "where forces are there", gone);
      q.event = s.state == State::demanded ? Event::exit : Event::ended;
      break;
    case Asked::Verb::leave:
      if (s.state != State::demanded)
        return not_in_this_state(view, s, "where a demand is open", s.state == State::no_demand ? ask_first : gone);
      q.event = Event::exit;
      break;
    case Asked::Verb::come:
      // The clock is that of the host's newest demand, on whomever it was made.
      if (s.state != State::demanded)
        return WhyNot{
            ErrorCode::bad_request,
            fmt::format("on {} no demand of {} on another state's forces is open, and the clock of this question "
                        "starts with one",
                        to_words(view.as_of), host),
            "choose a day with an open demand; `entente outlook arrival` lists the classes without a clock"};
      q.event = Event::arrival;
      break;
  }
  q.demand = q.event == Event::exit || q.event == Event::arrival ? s.demand : "";
  q.resolution = resolution_of(q.event);
  q.source = source_of(q.event);

  if (q.event == Event::deaths) {
    q.threshold = asked.threshold;
    const auto series = std::find_if(view.deaths.begin(), view.deaths.end(),
                                     [&](const record::DeathsSeries& d) { return d.country == asked.host; });
    if (series == view.deaths.end())
      return WhyNot{ErrorCode::not_found, fmt::format("the record holds no deaths of {} on the day", host),
                    fmt::format("`entente outlook deaths {} --as-of {}` says from which day on there are some, or that "
                                "there are none",
                                asked.host, to_string(view.as_of))};
    const int last = series->first_month + static_cast<int>(series->deaths.size()) - 1;
    q.horizon_on = record::first_day_of(last + 13) - std::chrono::days{1};
    if (asked.window && asked.window->by != q.horizon_on)
      return WhyNot{ErrorCode::bad_request,
                    fmt::format("deaths are forecast for the twelve months after the last published one, to {}",
                                to_words(q.horizon_on)),
                    fmt::format("leave the window out, or write \"by {}\"", to_string(q.horizon_on))};
  } else if (!asked.window) {
    const bool clock = s.state == State::demanded;
    LadderSpec spec = q.event == Event::arrival ? file.arrival : file.exit;
    q.horizon_on =
        clock ? *s.demand_on + std::chrono::days{exit_window(spec, s.elapsed_days).to_day} : add_months(view.as_of, 12);
  } else {
    const Asked::Window& w = *asked.window;
    if (w.of_the_demand && s.state != State::demanded)
      return WhyNot{ErrorCode::bad_request, "no demand is open on the day, so no time runs from it",
                    "leave out \"of the demand\""};
    q.horizon_on = w.by ? *w.by : end_of(w, w.of_the_demand ? *s.demand_on : view.as_of);
    if (q.horizon_on <= view.as_of)
      return WhyNot{ErrorCode::bad_request,
                    fmt::format("the window ends on {}, which is not after the day of the question, {}",
                                to_words(q.horizon_on), to_words(view.as_of)),
                    fmt::format("ask for {} or later", to_string(view.as_of + std::chrono::days{1}))};
    if (days_between(view.as_of, q.horizon_on) > 1830)
      return WhyNot{ErrorCode::bad_request,
                    "the window is longer than five years, and no class of the record carries that far",
                    "ask for a shorter one"};
  }
  q.words = words_of(q, view);
  return q;
}

}  // namespace entente::outlook

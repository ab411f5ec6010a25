#include "entente/outlook/question.hpp"

#include "entente/base/counted.hpp"
#include "entente/base/text.hpp"
#include "entente/record/series.hpp"
#include "entente/record/view.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace entente::outlook {
namespace {

struct EventRow {
  std::string_view name;
  std::string_view resolution;
  std::string_view source;
};

// In the order of Event.
constexpr std::array<EventRow, 15> kEvents{{
    {"exit",
     "Yes when the sender or the host says, by the day, that the withdrawal is complete; an exit in part and new terms "
     "that keep the forces are no.",
     "demands: outcome and its day"},
    {"ended",
     "Yes when the presence has ended by the day at the host's demand or by its refusal to renew, also where the demand "
     "is made first in between.",
     "presences: end and its cause; demands: outcome and its day"},
    {"asks",
     "Yes when the host, by the day, announces in public or notifies the sender that its forces must leave or change, or "
     "ends the presence.",
     "demands: day; presences: end and its cause"},
    {"arrival",
     "Yes when uniformed or contracted military personnel of the power are, by the day, reported in the host by two "
     "independent outlets or announced by either government.",
     "agreements on security: forces; presences: begin"},
    {"deaths",
     "Yes when the UCDP best estimate of deaths in organised violence in the host over the twelve months to the day is "
     "above the number, in the first release that covers them.",
     "deaths by country and month"},
    {"open", "Yes while neither an exit nor new terms are in the record on the day.", "demands: outcome and its day"},
    {"coup", "Yes when a coup in the host succeeds by the day.", "coups: day and success"},
    {"deadline", "Yes when a day by which the forces must be gone is public by the day.", "demands: deadline"},
    {"firm",
     "Yes when the host, by the day, denounces the agreement, refuses to renew it or asks for withdrawal outright.",
     "demands: kind and day"},
    {"early",
     "Yes when the UCDP best estimate of deaths in organised violence in the host over the six months to the day is above "
     "half of the number for twelve months, in the first release that covers them.",
     "deaths by country and month"},
    {"committed",
     "Yes when, at the end of the day, the sender has said that it leaves or a date is agreed and neither has been taken "
     "back, or half of the forces or all are gone.",
     "steps: kind and the day it became known; demands: outcome and its day"},
    {"half-gone", "Yes when, at the end of the day, half of the forces or all are gone.",
     "steps: kind and the day it became known; demands: outcome and its day"},
    {"softened",
     "Yes when, at the end of the day, terms are offered or agreed or the demand is taken back in part, or the forces stay "
     "on terms or have left in part.",
     "steps: kind and the day it became known; demands: outcome and its day"},
    {"partly-left", "Yes when an exit in part is the outcome by the day.", "demands: outcome and its day"},
    {"stays", "Yes when new terms that keep the forces are the outcome by the day.", "demands: outcome and its day"},
}};

const EventRow& row_of(Event event) { return kEvents.at(static_cast<std::size_t>(event)); }

}  // namespace

std::string forces_of(const record::View& view, const std::string& code) {
  return "the forces of " + view.in_sentence(code);
}

std::string_view name(Event event) { return row_of(event).name; }
std::string_view resolution_of(Event event) { return row_of(event).resolution; }
std::string_view source_of(Event event) { return row_of(event).source; }

std::optional<Event> event_of(std::string_view wanted) {
  for (std::size_t i = 0; i < kEvents.size(); ++i)
    if (kEvents[i].name == wanted) return static_cast<Event>(i);
  return std::nullopt;
}

std::string words_of(const Question& q, const record::View& view) {
  const std::string host = view.in_sentence(q.host);
  const std::string theirs = q.counterpart.empty() ? "" : forces_of(view, q.counterpart);
  const auto observed = [&](Event event, bool seen) -> std::string {
    switch (event) {
      case Event::open: return seen ? "nothing is settled" : "an exit or new terms are settled";
      case Event::coup: return fmt::format("a coup succeeds in {}", host);
      case Event::deadline: return "a deadline for the exit is public";
      case Event::arrival: return "forces have come";
      case Event::committed: return "the sender has said that it leaves, a date is agreed, or the forces are gone";
      case Event::half_gone: return "half of the forces, or all, are gone";
      case Event::softened: return "terms are offered, the demand is taken back in part, or the forces stay";
      case Event::partly_left: return "a part of the forces has left and the rest stays";
      case Event::stays: return "the forces stay on new terms";
      default: return fmt::format("{} makes a firm demand", host);
    }
  };
  std::string asked;
  switch (q.event) {
    case Event::exit: asked = fmt::format("will {} have left {}", theirs, host); break;
    case Event::ended: asked = fmt::format("will {} have made {} leave", host, theirs); break;
    case Event::asks: asked = fmt::format("will {} have asked {} to leave or change", host, theirs); break;
    case Event::arrival:
      asked = fmt::format("will forces of {} have come to {}", view.in_sentence(q.counterpart), host);
      break;
    case Event::deaths:
    case Event::early: {
      const double limit = q.threshold.value_or(0);
      const auto months = [](Day to, int count) {
        const int last = record::month_of(to);
        return fmt::format("from {} to {}", record::month_words(last - count + 1), record::month_words(last));
      };
      const bool early = q.event == Event::early;
      std::string given;
      if (q.given)
        given = fmt::format(", {} more than {} {}", q.given->seen ? "if" : "unless", unrounded(std::floor(limit / 2)),
                            months(q.given->by, kEarlyMonths));
      return fmt::format("Will UCDP count more than {} in {} {}{}?",
                         counted(unrounded(early ? std::floor(limit / 2) : limit), "death"), host,
                         months(q.horizon_on, early ? kEarlyMonths : 12), given);
    }
    case Event::open: asked = fmt::format("will the demand on {} in {} still be open", theirs, host); break;
    case Event::coup: asked = fmt::format("will a coup have succeeded in {}", host); break;
    case Event::deadline:
      asked = fmt::format("will a deadline for the exit of {} from {} be public", theirs, host);
      break;
    case Event::firm: asked = fmt::format("will {} have made a firm demand on {}", host, theirs); break;
    case Event::committed:
      asked = fmt::format("will the exit of {} from {} be announced, agreed or over", theirs, host);
      break;
    case Event::half_gone: asked = fmt::format("will half of {}, or all, have left {}", theirs, host); break;
    case Event::softened:
      asked = fmt::format("will terms that keep {} in {} be offered or agreed, or the demand be taken back in part",
                          theirs, host);
      break;
    case Event::partly_left: asked = fmt::format("will {} have left {} in part, the rest staying", theirs, host); break;
    case Event::stays: asked = fmt::format("will {} stay in {} on new terms", theirs, host); break;
  }
  std::string given;
  if (q.given)
    given = fmt::format(", {} {} by {}", q.given->seen || q.given->event == Event::open ? "if" : "unless",
                        observed(q.given->event, q.given->seen), to_words(q.given->by));
  return fmt::format("By {}, {}{}?", to_words(q.horizon_on), asked, given);
}

}  // namespace entente::outlook

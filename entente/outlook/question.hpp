#pragma once
// A question with all that its answer and its later score need: who, what, whom, until when, under which condition, by
// which rule it is resolved and which tables decide.
//
// Method: docs/methods/outlook-questions.md.

#include "entente/base/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace entente::record {
struct View;
}

namespace entente::outlook {

/// What a question is about. The names are those of the ledger.
enum class Event {
  exit,      // the presence has left by the horizon; a demand is open
  ended,     // the host has ended the presence by the horizon; no demand is made
  asks,      // the host has asked the presence to leave or change by the horizon; no demand is made
  arrival,   // forces of a power have come to the host by the horizon
  deaths,    // more deaths than a threshold in the twelve months to the horizon
  open,      // observable: the demand is not resolved by the horizon
  coup,      // observable: a successful coup in the host by the horizon
  deadline,  // observable: a deadline for the exit is known by the horizon
  firm,      // observable: a firm demand on the same presence by the horizon
  early,     // observable: more than half of the threshold's deaths in the six months to the horizon
  // Observables, by where the demand stands when the horizon is over (record/stage.hpp); `exit` is "left".
  committed,    // committed, half gone or left
  half_gone,    // half gone or left
  softened,     // softened, partly left or staying on terms
  partly_left,  // an exit in part
  stays,        // new terms that keep the forces
};

/// The months of `Event::early`.
inline constexpr int kEarlyMonths = 6;

/// "exit", "asks", ... as they stand in a ledger.
std::string_view name(Event event);
std::optional<Event> event_of(std::string_view wanted);

/// A forecast that counts only if an observable was seen, or was not seen, by a day.
struct Given {
  Event event = Event::open;
  Day by{};
  bool seen = true;
  bool operator==(const Given&) const = default;
};

struct Question {
  Event event = Event::exit;
  std::string host{};
  std::string counterpart{};          // the sender, or the power that may come; deaths: empty
  std::string demand{};               // id of the demand it is about; empty where none is made
  Day asked_on{};                     // the view's day
  Day horizon_on{};                   // the last day that counts
  std::optional<double> threshold{};  // deaths and early: the total of twelve months to exceed
  std::optional<Given> given{};
  std::string words{};       // "By 16 March 2025, will the forces of the United States have left Niger?"
  std::string resolution{};  // the rule, in words
  std::string source{};      // the tables and columns of the record that decide
};

/// The rule and the tables that an event is resolved by where a case does not say otherwise.
std::string_view resolution_of(Event event);
std::string_view source_of(Event event);

/// "the forces of France".
std::string forces_of(const record::View& view, const std::string& code);

/// The sentence of a question; nothing but its fields and the names of the view enter.
std::string words_of(const Question& question, const record::View& view);

}  // namespace entente::outlook

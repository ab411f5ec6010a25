#pragma once
// Questions as people write them: "will Niger ask the forces of the United States to leave within 12 months", "will US
// troops be out of Niger by the end of 2024", "will Kyrgyzstan close Manas".
//
// They stand in case files and on the command line. Posed on a day a question is bound to the folded state of that day:
// the demand it is about, the last day that counts, the rule by which it is resolved and the tables that decide.
//
// Grammar: docs/methods/outlook-questions.md.

#include "entente/outlook/ladder.hpp"
#include "entente/outlook/question.hpp"
#include "entente/outlook/scenario.hpp"
#include "entente/outlook/situation.hpp"
#include "entente/record/view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

/// A question as it was written, before it is bound to a day.
struct Asked {
  enum class Verb { ask, make, leave, come, deaths };
  enum class Unit { days, weeks, months, years };
  struct Window {
    int count = 0;
    Unit unit = Unit::months;
    bool of_the_demand = false;  // counted from the demand instead of from the day
    std::optional<Day> by{};     // a day instead of a length
  };
  Verb verb = Verb::leave;
  std::string host{};
  std::string counterpart{};
  std::optional<double> threshold{};
  std::optional<Window> window{};
  bool asked_today = false;        // "if asked today": as if the host made a demand on the day
  bool other_side = false;         // asked of what must not happen: "stay", "renew"
  std::string note{};              // where the words ask for more, or for less, than the record counts: a sentence
  std::vector<Branch> branches{};  // one, with every other condition of the sentence; or none
};

/// Reads a question. Actors are codes in capitals, names of the view and the words of data/language/actor-words.csv, in
/// any case; a base stands for its host and owner. Throws Error{bad_request} that says at which character the sentence
/// stopped being a question and what was expected there; its remedy holds in quotes the nearest question that the day
/// allows, and the nearest actor where a name is not known.
Asked read_question(std::string_view text, const record::View& view);

/// Reads one condition, as it stands behind "if"; `branch` gets what it changes, `asked_today` is set by "asked today".
Branch read_condition(std::string_view text, const record::View& view, bool& asked_today);

/// The situation that a question is about: of its host and counterpart; where another power may come, of the host and
/// the state it made its newest demand on.
Situation situation_of(const Asked& asked, const record::View& view);

/// Binds a question to the day. `situation` is that of situation_of; where the sentence says "if asked
/// today" it is changed to that of a demand made on the day. Throws Error{bad_request} where the state of the day does
/// not allow the question, with what may be asked instead, or where the window does not fit.
Question pose(const Asked& asked, const record::View& view, Situation& situation, const LadderFile& file);
OrWhyNot<Question> try_pose(const Asked& asked, const record::View& view, Situation& situation, const LadderFile& file);

}  // namespace entente::outlook

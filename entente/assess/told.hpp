#pragma once
// What a sentence of page 1 says, as fields, and the English that is made of them.
//
// It stands in this room and not in `brief`, because the sentence is made once, where the statement is: the mark of
// what is not verified, the limits of words and the linter all look at sentences. Words of likelihood belong to
// judgements and are made by brief/sentence.hpp; here a likelihood is its number.
// Method: docs/methods/brief.md, section 5. Pure; safe to call from many threads.

#include "entente/base/date.hpp"
#include "entente/record/view.hpp"
#include "entente/stats/interval.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::assess {

/// The kinds of sentences.
enum class Says {
  event,     // who did what, to whom, when
  state,     // how things stand on the day
  forecast,  // the chance that something will have happened by a day
  count,     // of so many things so many went one way
  gap,       // what is not told, and why
};

/// "event", as JSON writes it.
std::string_view name(Says says);

/// Somebody or something that acts, as it stands in the middle of a sentence ("the forces of the United States").
struct Noun {
  std::string words{};
  bool plural = false;
};

/// An actor by its name in a sentence; a state is one, whatever its name looks like ("the Philippines has").
Noun actor(const record::View& view, std::string_view code);
/// "the forces of Russia".
Noun forces_of(const record::View& view, std::string_view code);
/// "Russia and Turkey": one or several.
Noun all_of(const std::vector<std::string>& words);

/// One thing done. `verb` is the base form ("sign", "be", "have gone"); `what` holds the object and what belongs to it.
struct Act {
  std::string verb{};
  std::string what{};
  std::optional<Date> on{};
  bool passive = false;  // "were followed by"
  bool still = false;    // without a day: "has hosted" in place of "hosts"
};

/// k of n, and what the n are: "2 of 9 other states that signed with it".
struct Ratio {
  long k = 0;
  long n = 0;
  std::string of{};   // in the plural
  std::string one{};  // in the singular; empty: `of` without its last letter
};

struct Told {
  Says says = Says::event;
  Noun who{};
  std::vector<Act> acts{};  // of a forecast none where `who` is what may happen: "an exit"
  std::optional<Day> by{};  // of a forecast
  std::optional<double> p{};
  std::optional<stats::Interval> interval{};
  std::optional<Ratio> of{};  // of a count
  std::string because{};      // a clause
  std::string besides{};      // a further clause behind a semicolon
};

/// The sentence, with a capital and a full stop. Tense goes by the day: what happened by it is past, what lies after it
/// is to come, what has no day is.
std::string realise(const Told& told, Day as_of);

/// "on 4 December 2023", "in December 2023", "in 2013".
std::string when(const Date& date);

/// "signs", "signed", "signed": the forms of a verb.
std::string third_person(std::string_view verb);
std::string past_of(std::string_view verb);
std::string participle_of(std::string_view verb);

/// "1 of 9 demands", "1 of 1 demand", "none of 9 demands".
std::string words_of(const Ratio& ratio);

/// Words between blanks.
std::size_t count_of_words(std::string_view text);

/// So many words a sentence of page 1 may have.
inline constexpr std::size_t kLongestSentence = 28;

}  // namespace entente::assess

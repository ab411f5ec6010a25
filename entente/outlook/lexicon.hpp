#pragma once
// Which actor, or which base, a run of words means.
//
// Names and codes of the view, the words of data/language/actor-words.csv (adjectives, peoples, other names, capitals),
// and the places of forces: sites and demands of the view. Accents, hyphens and case do not matter; codes and short
// words in capitals ("US", "UN") count in capitals or after "the" only.

#include "entente/record/view.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::outlook {

/// A word of a sentence, or a comma or a question mark; `at` and `end` are its first byte and the one behind it.
struct Word {
  std::string raw;
  std::string folded;  // small ASCII letters, without the dots of abbreviations
  std::size_t at = 0;
  std::size_t end = 0;
};

/// Splits a sentence at blanks and at hyphens between letters; "'s" is a word of its own. Pure; cost linear.
std::vector<Word> words_in(std::string_view text);

/// A base: the state it is in and the powers that have, or had, forces there. With one power there is no doubt.
struct Base {
  std::string host;
  std::set<std::string> senders;
};

/// Built from a view once per question; const after that and safe to share.
class Lexicon {
 public:
  explicit Lexicon(const record::View& view);

  /// The code meant by the words [from, from + count); empty where none.
  std::string actor(const std::vector<Word>& words, std::size_t from, std::size_t count) const;

  /// The longest run of words from `from` on that names an actor: its code and number of words, "the" included.
  std::optional<std::pair<std::string, std::size_t>> longest_actor(const std::vector<Word>& words,
                                                                   std::size_t from) const;

  /// The same for a base.
  std::optional<std::pair<Base, std::size_t>> longest_base(const std::vector<Word>& words, std::size_t from) const;

  /// "\"Niger\" (NER)": the nearest name where words from `from` on are at most two letters off one; else empty.
  std::string nearest(const std::vector<Word>& words, std::size_t from) const;

 private:
  void add_base(std::string_view name, const std::string& host, const std::string& sender);

  const record::View& view_;
  std::map<std::string, std::string, std::less<>> names_;   // folded name -> code
  std::map<std::string, std::string, std::less<>> shorts_;  // "US" -> code
  std::map<std::string, Base, std::less<>> bases_;          // folded name -> where; an empty host: of several
};

}  // namespace entente::outlook

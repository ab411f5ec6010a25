#pragma once
// Reading a sentence from the left, with a memory of how far it was understood and what could have stood there.
//
// For asked.cpp and its parts. A reader belongs to one question and one thread.

#include "entente/outlook/lexicon.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::outlook {

class Reader {
 public:
  Reader(std::string_view text, const record::View& view, const Lexicon& lexicon)
      : text_(text), view_(view), lexicon_(lexicon), words_(words_in(text)) {}

  bool at_end() const { return at_ == words_.size(); }
  std::size_t place() const { return at_; }
  void back_to(std::size_t place) { at_ = place; }
  const std::vector<Word>& words() const { return words_; }
  const Lexicon& lexicon() const { return lexicon_; }
  Day as_of() const { return view_.as_of; }

  /// Takes the words [from, to) out of the sentence; places behind them move.
  void take_out(std::size_t from, std::size_t to);

  /// Takes a phrase of small letters; false, and nothing taken, where it does not stand here. `read` says that it is
  /// missing when the sentence is refused, `have` does not.
  bool read(std::string_view phrase) { return phrase_at(phrase, true); }
  /// Takes "'s".
  bool possessive() {
    if (at_ >= words_.size() || words_[at_].folded != "'s") return false;
    ++at_;
    return true;
  }
  bool have(std::string_view phrase) { return phrase_at(phrase, false); }
  /// The longest of several; where none stands here, `what` is missing (nothing, where it is empty).
  bool one_of(std::initializer_list<std::string_view> phrases, std::string_view what = {});
  /// The same of alternatives with bars between them.
  bool one_of(std::string_view alternatives, std::string_view what = {});

  /// An actor, "the" before it included.
  std::optional<std::string> actor();
  std::optional<Base> base();
  /// Digits with commas, or a number word up to a hundred; "a" is one.
  std::optional<double> number();

  void expect(std::size_t place, std::string what);
  /// As if nothing had been tried yet.
  void forget() {
    farthest_ = 0;
    expected_.clear();
  }
  /// What stands at the farthest place, and what should; throws Error{bad_request} with `remedy`, before which stands
  /// the nearest name where an actor is missing.
  [[noreturn]] void fail(const std::string& remedy) const;

 private:
  bool longest_of(const std::vector<std::string_view>& phrases, std::string_view what);
  bool phrase_at(std::string_view phrase, bool name_missing);

  std::string_view text_;
  const record::View& view_;
  const Lexicon& lexicon_;
  std::vector<Word> words_;
  std::size_t at_ = 0;
  std::size_t farthest_ = 0;
  std::vector<std::string> expected_;
};

}  // namespace entente::outlook

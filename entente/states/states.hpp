#pragma once
// States by day: which there were, what each was called, what a code or a name of a list means, and what took the place
// of one that ended.
//
// A former state has a code of its own (SUN, YUG, SCG, CSK, DDR, YMD ...); a state that changed its name keeps one
// code: Zaire is COD, Upper Volta BFA. The tables are data/states/*.csv; docs/states.md tells what they hold and from
// where.

#include "entente/base/date.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::states {

/// How a text names a state. `in_name`: "Police (Niger)" and "Niger" are of Niger; any other name is of none. `icews`
/// are names as ICEWS means them: "Congo" is Brazzaville there.
enum class List { none, iso3, iso2, iso_number, cameo, fips, gw, cow, name, in_name, icews };
inline constexpr std::size_t kLists = static_cast<std::size_t>(List::icews) + 1;

/// `code` is ISO 3166 alpha-3, or the code of a former state, where exactly one state fits; else empty, and `several`
/// lists those that fit, if any.
struct Answer {
  std::string_view code;
  std::vector<std::string_view> several;
  bool no_state = false;     // the code of a region, an organisation or a people: rightly none
  bool out_of_time = false;  // what the text means had ended or not begun on the day, so that `code` is what stood then

  friend bool operator==(const Answer&, const Answer&) = default;
};

/// From this day on, until that of the next.
struct Span {
  Day from{};
  Answer answer;
};

struct State {
  std::string code;
  bool former = false;
  std::string name;         // "Netherlands"
  std::string in_sentence;  // "the Netherlands"
  Day from = Day::min();
  Day until = Day::max();           // the first day on which it is no more
  std::vector<std::string> became;  // of a former state: what stands on its ground
  std::string goes_on_in;           // of a former state: the one that keeps its seat and its treaties, if one does
  std::string goes_on;              // the former state that it goes on

  bool lives(Day on) const { return on >= from && on < until; }
};

/// A value; what it hands out as a view lives as long as it. Safe to read from many threads.
class States {
 public:
  /// The tables that the program was built with.
  static const States& all();

  /// From texts of the three tables. Throws Error{bad_data} where a row names a state or a list that is not there.
  States(std::string_view states, std::string_view names, std::string_view called);

  const std::map<std::string, State, std::less<>>& by_code() const { return states_; }
  /// nullptr where the code is not known.
  const State* find(std::string_view code) const;

  /// What the text means in that list. With a day, what it means on it: a code or a name of a state that had ended
  /// gives the state that took its place ("YI" is Serbia in 2018), or, where several did, these; one that goes on
  /// another gives that one before its first day ("RUS" is SUN in 1980). Without a day all meanings count alike. Codes
  /// are compared without regard to case, numbers without leading zeros, names as folded_name() brings them to one
  /// form.
  Answer meaning(List how, std::string_view text, std::optional<Day> on = std::nullopt) const;

  /// The same for every day: never empty, the first span from Day::min(), no two neighbours alike.
  std::vector<Span> over_time(List how, std::string_view text) const;

  /// What stands on the day where this state stood or was to stand; the code itself where it lives on the day, where it
  /// had not begun and goes on no other, and where the code is not known.
  Answer on(std::string_view code, Day day) const;

  /// The state that took the place of this one by the day; the code itself where it lives, where several did, and where
  /// it is not known. Never what went before.
  std::string successor_of(std::string_view code, Day day) const;

  /// Who keeps the seat of this state on the day: SUN for RUS and SUN in 1990, RUS for both today. The code itself
  /// where its seat went on in no other.
  std::string holder(std::string_view code, Day day) const;

  /// One name for a seat that states held one after the other: RUS for SUN and RUS, SRB for YUG, SCG and SRB.
  std::string_view seat(std::string_view code) const;
  /// Whether the two are one state, or held one seat.
  bool one_seat(std::string_view a, std::string_view b) const;

  /// What the state was called on the day: "Swaziland", "the Gambia". Of a day before its first this is the name of the
  /// state that it goes on. Empty where the code is not known.
  std::string_view name(std::string_view code, Day day) const;
  std::string_view in_sentence(std::string_view code, Day day) const;
  /// All its names, the newest first.
  std::vector<std::string_view> names(std::string_view code) const;

  /// "ended on 26 December 1991; Russia (RUS) took its place" of a state that does not live on the day, "began on ...";
  /// empty where it lives or is not known.
  std::string why_not(std::string_view code, Day day) const;

 private:
  struct Meaning {
    std::string text;  // folded
    std::string code;  // "-" = rightly no state
    Day from = Day::min();
    Day until = Day::max();
  };
  struct Called {
    std::string name;
    std::string in_sentence;
    Day until{};
  };
  struct Names {
    std::string_view name;
    std::string_view in_sentence;
  };

  void read_states(std::string_view text);
  void read_names(std::string_view text);
  void read_called(std::string_view text);
  void add(List how, std::string_view text, const std::string& code, Day from, Day until);
  std::vector<const Meaning*> meanings(List how, std::string_view text) const;
  Answer of_day(const std::vector<const Meaning*>& found, std::optional<Day> on) const;
  void add_days(std::string_view code, std::vector<Day>& days) const;
  const State* begun(std::string_view code, Day day) const;
  Names names_on(std::string_view code, Day day) const;

  std::map<std::string, State, std::less<>> states_;
  std::array<std::vector<Meaning>, kLists> lists_;                  // each ordered by text, code, from
  std::map<std::string, std::vector<Called>, std::less<>> called_;  // older names, by the day on which they ended
};

}  // namespace entente::states

#pragma once
// Which state a code or a name means: ISO 3166, FIPS, CAMEO, Gleditsch-Ward and Correlates of War numbers, names.
//
// Former states have codes of their own (SUN, YUG, CSK, DDR ...), and dated names lead to the state of today where it
// is the same state (Zaire, Upper Volta). What is not known, and what names several, is said and never guessed.
// The table is data/ontology/states.csv and state-names.csv; docs/ontology.md tells where it comes from.

#include "entente/base/date.hpp"
#include "entente/stream/format.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// `code` is ISO 3166 alpha-3, or the code of a former state, where exactly one state fits; else empty, and `several`
/// lists those that fit, if any.
struct StateAnswer {
  std::string_view code;
  std::vector<std::string_view> several;
  bool no_state = false;  // the code of a region, an organisation or a people: rightly none
};

/// The state that `text` means in that way of coding. With a day, only states and names of that day fit: "RUS" of the
/// day 1980-01-01 is none. Names are compared without regard to case, underscores, a "the" in front and
/// surrounding spaces; "&" is "and". The texts
/// live as long as the program. Cost: one search in a sorted table. Safe to call from many threads.
StateAnswer state_of(StateCode how, std::string_view text, std::optional<Day> on = std::nullopt);

/// "Niger" for "NER"; nothing where the code is not known.
std::optional<std::string_view> state_name(std::string_view code);

}  // namespace entente::stream

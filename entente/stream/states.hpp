#pragma once
// Which state a cell means; what there is to know stands in entente/states.

#include "entente/states/states.hpp"
#include "entente/stream/format.hpp"

#include <optional>
#include <string_view>

namespace entente::stream {

using StateAnswer = states::Answer;

/// Names as ICEWS means them: "Congo" is Brazzaville there.
inline constexpr StateCode kIcewsNames = static_cast<StateCode>(states::List::icews);

/// The list that a way of coding is of; the two are numbered alike.
inline states::List list_of(StateCode how) { return static_cast<states::List>(how); }
static_assert(static_cast<int>(StateCode::iso3) == static_cast<int>(states::List::iso3));
static_assert(static_cast<int>(StateCode::in_name) == static_cast<int>(states::List::in_name));

/// The state that `text` means in that way of coding, of all days or of one.
inline StateAnswer state_of(StateCode how, std::string_view text, std::optional<Day> on = std::nullopt) {
  return states::States::all().meaning(list_of(how), text, on);
}

}  // namespace entente::stream

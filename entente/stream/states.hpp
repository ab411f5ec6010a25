#pragma once
// Which state a cell means; what there is to know stands in entente/states.

#include "entente/states/states.hpp"
#include "entente/stream/format.hpp"

#include <optional>
#include <string_view>

namespace entente::stream {

using StateAnswer = states::Answer;

/// The state that `text` means in that way of coding, of all days or of one.
inline StateAnswer state_of(StateCode how, std::string_view text, std::optional<Day> on = std::nullopt) {
  return states::States::all().meaning(how, text, on);
}

}  // namespace entente::stream

#pragma once
// What stands over all parts: the strip of forecasts, assumptions and method. Only for this room.

#include "entente/assess/part.hpp"

#include <optional>
#include <vector>

namespace entente::assess {

/// The section "forecasts": every judgement with a probability on one axis; nothing where there is none.
std::optional<Section> forecast_strip(const std::vector<Judgement>& judgements);

std::vector<Assumption> assumptions(const Given& given);

/// How the numbers came about, and the call that gives them again.
std::vector<Statement> method(const Given& given);

}  // namespace entente::assess

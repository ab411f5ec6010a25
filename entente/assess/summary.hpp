#pragma once
// What stands over all parts: the bottom line, the strip of forecasts, assumptions and method. Only for this room.

#include "entente/assess/part.hpp"

#include <optional>
#include <vector>

namespace entente::assess {

/// What is at stake, the first judgement's number, the first arrival's, and what was computed of the alternatives; the
/// first judgement's claim where none of these is there. Empty without judgements. Cites what it says in `evidence`.
std::vector<Statement> bottom_line(const Given& given, const std::vector<Judgement>& judgements, Register& evidence);

/// The section "forecasts": every judgement with a probability on one axis; nothing where there is none.
std::optional<Section> forecast_strip(const std::vector<Judgement>& judgements);

std::vector<Assumption> assumptions(const Given& given);

/// How the numbers came about, and the call that gives them again.
std::vector<Statement> method(const Given& given);

}  // namespace entente::assess

#pragma once
// Where the demand of a case stood on the day. Only for this room.

#include "entente/assess/part.hpp"

#include <optional>

namespace entente::assess {

/// The stage of the newest demand on the counterpart; nothing where none was made.
std::optional<DemandOnDay> demand_on_day(const Given& given, Register& evidence);

}  // namespace entente::assess

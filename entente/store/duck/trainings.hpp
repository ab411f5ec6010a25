#pragma once
// Trainings of a record: how they go in, and those of a day come out. Only for this room.

#include "entente/store/duck/connection.hpp"
#include "entente/store/facts.hpp"

namespace entente::store::duck {

void write_trainings(Duck& duck, const Load& load);

/// The reports that were public on `input.as_of`, and what they list. Nothing from a record of before there were any.
void read_trainings(Duck& duck, record::ViewInput& input);

}  // namespace entente::store::duck

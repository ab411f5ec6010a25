#pragma once
// What page 1 says of the presence: what happened, by when it is over, and how that is known. Only for this room.

#include "entente/assess/demand_course.hpp"
#include "entente/assess/part.hpp"

namespace entente::assess {

/// A demand is open.
void tell_demanded(Contribution& out, const Given& given, const Judgement& judgement, const DemandCourse* course);

/// Forces are there and no demand is open.
void tell_unasked(Contribution& out, const Given& given, const Judgement& judgement);

/// The forces have left.
void tell_ended(Contribution& out, const Given& given, const Judgement& judgement);

/// What a demand asked for, as an act of the host: it denounces, refuses, asks.
Act act_of(const record::View& view, const record::Demand& demand);

/// Adds the first of the wordings that fits into a key point.
void point_that_fits(Contribution& out, const Given& given, On place, std::vector<Told> wordings,
                     const std::vector<std::string>& ids, Status status);

}  // namespace entente::assess

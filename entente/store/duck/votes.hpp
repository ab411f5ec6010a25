#pragma once
// Votes of a record: how roll calls and ballots go in, and those of a day come out. Only for this room.

#include "entente/store/duck/connection.hpp"
#include "entente/store/facts.hpp"

namespace entente::store::duck {

/// The votes of a data folder: those of Load::votes_folder, then those of Load::newer_votes that are later. Throws as
/// Facts::replace does.
void write_votes(Duck& duck, const Load& load);

/// What files of votes added outlives the folder's own: kept aside before the tables are made anew, and put back.
void keep_added_votes(Duck& duck);
void put_added_votes_back(Duck& duck);

/// The roll calls, ballots and bridges that were known on `input.as_of`.
void read_votes(Duck& duck, record::ViewInput& input);

}  // namespace entente::store::duck

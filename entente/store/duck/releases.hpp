#pragma once
// Releases of series in a record: their kept figures go in and out, and the figures of a view come from them.

#include "entente/record/view.hpp"
#include "entente/store/duck/connection.hpp"
#include "entente/store/facts.hpp"
#include "entente/store/releases.hpp"

#include <cstdint>

namespace entente::store::duck {

/// In a transaction that is open: puts in the release that the series of a data folder is. Throws Error{bad_data} where
/// its series has no day of release.
void put_folder_release_in(Duck& duck, const Load& load, std::int64_t number);

/// In a transaction that is open: takes out what a load put in; every other release says what it said.
void take_releases_out(Duck& duck, std::int64_t load);

/// The deaths of a view.
void read_deaths(Duck& duck, const record::Figures& figures, record::ViewInput& input);

}  // namespace entente::store::duck

#pragma once
// The same row in several files of one reader: which of them counts, and from when.
//
// Of two, that of the file that was released later. A file without a day of release counts as released after all that
// were loaded before it; where the days are the same, the later load. Each row of the others has the day from which it
// no longer counts in `replaced_on`.

#include "entente/store/duck/connection.hpp"
#include "entente/store/load.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace entente::store::duck {

/// Numbers of the loads of one reader, the one whose rows count last. `loads` are by number.
std::vector<std::int64_t> by_release(std::span<const LoadAccount> loads, const std::string& reader);

/// Rows of the load and of others that tell the same: each that does not count gets its day.
void mark_replaced(Connection& connection, const LoadAccount& load);

/// Removes the rows of a load that is still in the list; what it had replaced counts again, but for what another
/// replaces.
void remove_rows(Connection& connection, const LoadAccount& load);

}  // namespace entente::store::duck

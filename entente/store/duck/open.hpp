#pragma once
// A record in a DuckDB file. The one room that knows SQL; doors, tests and measurements open it, no other room does.

#include "entente/store/store.hpp"

#include <memory>
#include <string>

namespace entente::store::duck {

/// Opens a record for reading. Any number of processes may read one record; no process can write it meanwhile. Throws
/// Error: not_found (no such file), bad_data (no record of ours or another layout), conflict (another process is
/// writing it).
///
/// Keep one object a record and process, and share it among the threads: closing one of two gives up the lock on the
/// file for both.
std::unique_ptr<store::Store> open(const std::string& path);

/// Opens a record for writing, made where there is no file. A record that is only begun cannot be opened for reading
/// until a load is in it, and is gone again where it is closed before. Throws Error: bad_request (an empty name),
/// bad_data as above, conflict (another process has it open), io.
std::unique_ptr<store::Store> open_for_writing(const std::string& path);

/// What the linked library says of its version, "v1.5.6".
std::string library_version();

}  // namespace entente::store::duck

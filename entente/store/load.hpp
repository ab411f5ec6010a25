#pragma once
// Loads: what a record was made of. A load is in the record as a whole or not at all.

#include "entente/base/date.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace entente::store {

/// The reader of the data folder with our own tables.
inline constexpr const char* kTablesReader = "tables";

/// What one load brought. `linked` rows tell what another row, of this load or of one before it, tells too.
struct LoadAccount {
  std::int64_t load = 0;  // its number; a number that was taken back does not come again
  std::string reader;     // kTablesReader, or the format's name
  std::string file;       // as the user named it
  std::string hash;       // SHA-256 of the file
  std::string counts;     // what the count column counts: "mentions", "deaths", or empty
  std::string mapping;    // what the user said on how to read it, as in LoadSource
  std::int64_t rows = 0;
  std::int64_t taken = 0;
  std::int64_t mended = 0;
  std::int64_t rejected = 0;
  std::int64_t linked = 0;
  std::optional<Day> first_day;  // of the rows taken
  std::optional<Day> last_day;
  std::string imported_at;        // UTC; enters nothing but the list of loads
  std::optional<Day> released{};  // the day its file came out, where the user said it
};

/// Where a load comes from. `hash` and `reader` together say whether it is in already. `mapping` is kept as it is
/// given: the text of the mapping file, or whatever else decided how the file was read; empty for a format of a fixed
/// table.
struct LoadSource {
  std::string reader;
  std::string file;
  std::string hash;
  std::string counts;
  std::string imported_at;
  std::string mapping = {};
  std::optional<Day> released = {};
};

}  // namespace entente::store

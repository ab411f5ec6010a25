#pragma once
// Events of streams in the record: loads, what is known of them on a day, counts by month.
//
// A load is one file (or one folder of a knowledge graph) read by one format. It is in the record as a whole or not at
// all. Rows of several loads that tell the same are all kept and share a claim: the day, actor and target (their states
// where those are known), the PLOVER type and the place (rounded to 0.1 degrees, else its country, else its name).

#include "entente/base/date.hpp"
#include "entente/stream/event.hpp"
#include "entente/stream/reader.hpp"
#include "entente/stream/types.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace entente::store {

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
  std::string imported_at;  // UTC; enters nothing but the list of loads
};

/// The reader of the data folder with our own tables.
inline constexpr const char* kTablesReader = "tables";

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
};

/// Reads the source: texts go into the names, batches to the taker, and the account comes back.
using ReadEvents = std::function<stream::ReadReport(stream::Names&, const stream::TakeBatch&)>;

/// Which events are asked for; an empty part asks for all. `actor` and `target` name a state (ISO 3166 alpha-3) or an
/// actor as the source writes it; with `either_way` the two may change places.
struct EventQuery {
  Day known_on = Day::max();  // nothing that became known later
  std::optional<Day> from;    // happened on or after
  std::optional<Day> to;      // happened on or before
  std::vector<std::string> readers;
  std::string actor;
  std::string target;
  bool either_way = false;
};

/// The events of a view. Names are numbered by their first appearance in this view and readers by their names, so that
/// nothing that became known later, and no other load, leaves a trace in it.
struct EventView {
  stream::EventLog log;              // by (day, content); `source` is an index into readers
  std::vector<std::string> readers;  // by name
};

/// What a log holds as actor and target: the source's own text, or the state (0 where there is none).
enum class ActorsAs { written, states };

/// One month of one reader, counted for the actors that were asked for. A month in which the reader has no event at all
/// is not covered and has no row; a covered month without an event of the pair has counts of zero.
struct EventMonth {
  std::string reader;
  int month = 0;              // since January 1970
  int days_covered = 0;       // days with at least one event of the reader, of any actors
  std::int64_t all_rows = 0;  // of the reader in the month, of any actors
  std::array<std::int64_t, stream::kQuads> rows{};
  std::array<std::int64_t, stream::kQuads> claims{};  // rows that tell the same counted once
  std::int64_t told_elsewhere = 0;                    // claims that another reader tells too
};

/// One event as text, for export. Views hold during the call they are given to.
struct EventRow {
  std::string_view reader;
  std::string_view id;
  Day day{};
  Day known_on{};
  std::string_view actor;
  std::string_view actor_state;
  std::string_view actor_sector;
  std::string_view target;
  std::string_view target_state;
  std::string_view target_sector;
  std::string_view type;
  std::string_view mode;
  std::string_view context;
  std::string_view place;
  std::string_view country;
  std::optional<float> latitude_deg;
  std::optional<float> longitude_deg;
  std::optional<std::int32_t> count;
};

/// All events from one actor to another, for networks.
struct Tie {
  std::string actor;
  std::string target;
  std::array<std::int64_t, stream::kQuads> rows{};
  std::array<std::int64_t, stream::kQuads> claims{};
};

}  // namespace entente::store

#pragma once
// Events of machine-coded streams, in columns: who did what to whom on which day, and since when that was known.
//
// A stream is marked as such and is never shown as a single fact in a brief; models count and rank it. Days are numbers
// from 1970-01-01. A name is a number of a Names table; number 0 is "not given".

#include "entente/base/date.hpp"
#include "entente/stream/names.hpp"
#include "entente/stream/precision.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace entente::stream {

/// Where a source counts nothing, or the cell is empty.
inline constexpr std::int32_t kNoCount = -1;

inline std::int32_t day_number(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }
inline Day day_of(std::int32_t number) { return Day{std::chrono::days{number}}; }

/// Rows of one file, in its order. All columns have one length.
struct EventBatch {
  std::string file;

  std::vector<std::int64_t> line;          // the physical line that the row starts on, from 1
  std::vector<std::int32_t> day;           // the day it happened (the first, where it took several)
  std::vector<std::int32_t> last_day;      // of what took several days, or is known by its month alone
  std::vector<std::int32_t> known_on;      // by the format's rule; never before `last_day`
  std::vector<std::uint32_t> actor;        // as the source writes it: a code ("NERGOV") or a name
  std::vector<std::uint32_t> actor_state;  // ISO 3166 alpha-3 (or the code of a former state); 0 = none or not resolved
  std::vector<std::uint32_t> actor_sector;
  std::vector<std::uint32_t> target;
  std::vector<std::uint32_t> target_state;
  std::vector<std::uint32_t> target_sector;
  std::vector<std::uint32_t> type;     // with its list: "cameo:190", "plover:ASSAULT", "acled:Battles"
  std::vector<std::uint32_t> mode;     // PLOVER mode, ACLED sub-event type
  std::vector<std::uint32_t> context;  // PLOVER contexts as the source writes them
  std::vector<std::uint32_t> place;    // name of the place
  std::vector<std::uint32_t> country;  // of the place, like actor_state
  std::vector<std::uint32_t> status;   // what the source says of its checking of the row: UCDP's code_status
  std::vector<float> latitude_deg;     // NaN where not given
  std::vector<float> longitude_deg;
  std::vector<PlacePrecision> place_precision;
  std::vector<DayPrecision> day_precision;
  std::vector<std::int32_t> count;  // mentions or deaths, as the format says; kNoCount

  /// The source's own ids, one behind the other; the id of row i ends at id_end[i].
  std::string ids;
  std::vector<std::uint32_t> id_end;

  std::size_t size() const { return day.size(); }
  /// The source's own id of a row; where it has none, one made of the row's cells. Requires row < size().
  std::string_view id(std::size_t row) const {
    const std::size_t begin = row == 0 ? 0 : id_end[row - 1];
    return std::string_view(ids).substr(begin, id_end[row] - begin);
  }
};

/// The columns of a batch that hold numbers of names.
inline constexpr std::array kNameColumns{&EventBatch::actor,  &EventBatch::actor_state,  &EventBatch::actor_sector,
                                         &EventBatch::target, &EventBatch::target_state, &EventBatch::target_sector,
                                         &EventBatch::type,   &EventBatch::mode,         &EventBatch::context,
                                         &EventBatch::place,  &EventBatch::country,      &EventBatch::status};

/// What models read: 32 bytes an event, in the order in which events were added. `actor` and `target` are numbers of
/// `actors`; `type` of `types` ("cameo:190", "plover:ASSAULT/aerial"); `source` is the caller's number of a load or a
/// format. Not to be changed from two threads at once.
struct EventLog {
  std::vector<std::int32_t> day;
  std::vector<std::int32_t> known_on;
  std::vector<std::uint32_t> actor;
  std::vector<std::uint32_t> target;
  std::vector<std::uint16_t> type;
  std::vector<std::uint16_t> source;
  std::vector<float> latitude_deg;
  std::vector<float> longitude_deg;
  std::vector<std::int32_t> count;
  Names actors;
  Names types;

  static constexpr std::size_t kBytesPerEvent = 2 * sizeof(std::int32_t) + 2 * sizeof(std::uint32_t) +
                                                2 * sizeof(std::uint16_t) + 2 * sizeof(float) + sizeof(std::int32_t);

  struct Row {
    std::int32_t day = 0;
    std::int32_t known_on = 0;
    std::string_view actor;
    std::string_view target;
    std::string_view type;
    std::uint16_t source = 0;
    float latitude_deg = std::numeric_limits<float>::quiet_NaN();
    float longitude_deg = std::numeric_limits<float>::quiet_NaN();
    std::int32_t count = kNoCount;
  };

  std::size_t size() const { return day.size(); }
  /// Makes room for so many events in all, so that adding them moves nothing.
  void reserve(std::size_t events);
  /// Adds one event. Throws Error{bad_data} when there would be more than 65,536 types.
  void add(const Row& row);
  /// Bytes held, names included.
  std::size_t bytes() const;
};
static_assert(EventLog::kBytesPerEvent <= 32);

}  // namespace entente::stream

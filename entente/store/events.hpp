#pragma once
// Events of streams in the record: loads, what is known of them on a day, counts by month.
//
// A load of events is one file (or one folder of a knowledge graph) read by one format. Rows of several loads that tell
// the same are all kept and share a claim: the day, actor and target (their states where those are known), the PLOVER
// type and the place (rounded to 0.1 degrees, else its country, else its name).
//
// Sources give the same row again, revised, in a later file. Of rows of one reader that have one id (and, where a
// mapping reads them, one day) in several loads, that of the file released last counts from the day on which it was
// known: no count, view, export or network holds the others from then on. They stay in the record, and undoing the
// later load makes them count again. A load without a day of release counts as released after all that were loaded
// before it.
//
// An event that lasts several days counts in each month, and within the days of a query, by the share of its days that
// lie there.

#include "entente/base/date.hpp"
#include "entente/store/load.hpp"
#include "entente/stream/event.hpp"
#include "entente/stream/reader.hpp"
#include "entente/stream/types.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente::store {

/// Reads the source: texts go into the names, batches to the taker, and the account comes back.
using ReadEvents = std::function<stream::ReadReport(stream::Names&, const stream::TakeBatch&)>;

/// Which events of several days lie between the days of a query: those that began there, so that each is given by one
/// query alone, or those with any day there. Counts by month and networks take the latter, by their shares.
enum class Lasting { begun, any_day };

/// Which events are asked for; an empty part asks for all. `actor` and `target` name a state (ISO 3166 alpha-3) or an
/// actor as the source writes it; with `either_way` the two may change places.
struct EventQuery {
  Day known_on = Day::max();  // nothing that became known later
  std::optional<Day> from;    // happened on or after; see `lasting`
  std::optional<Day> to;      // happened on or before
  std::vector<std::string> readers;
  std::string actor;
  std::string target;
  bool either_way = false;
  bool checked_only = false;  // no row whose source says that it is still to be checked
  bool precise_only = false;  // no row whose place is known by its region or worse, or its day by its month or worse
  Lasting lasting = Lasting::begun;
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
/// is not covered and has no row; a covered month without an event of the pair has counts of zero. Counts are whole
/// numbers where no event lasts beyond its month.
struct EventMonth {
  std::string reader;
  int month = 0;         // since January 1970
  int days_covered = 0;  // days with at least one event of the reader, of any actors, known more closely than by month
  double all_rows = 0;   // of the reader in the month, of any actors
  std::array<double, stream::kQuads> rows{};
  std::array<double, stream::kQuads> claims{};  // rows that tell the same counted once
  double precise_claims = 0;                    // of all classes, without those that no precise row tells
  double told_elsewhere = 0;                    // claims that another reader tells too
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
  Day last_day{};
  stream::PlacePrecision place_precision = stream::PlacePrecision::not_given;
  stream::DayPrecision day_precision = stream::DayPrecision::not_given;
  std::string_view status;
};

/// All events from one actor to another, for networks. Whole numbers where the query has no days.
struct Tie {
  std::string actor;
  std::string target;
  std::array<double, stream::kQuads> rows{};
  std::array<double, stream::kQuads> claims{};
};

/// The events of a record, and the list of everything that was loaded into it.
///
/// Threads: const members may be called from several threads at once, and from within a callback of each_event. A
/// member that is not const needs the object for itself: no other call may run beside it.
///
/// Errors: every member throws Error{io} where the disk or the connection fails, and one that would change a record
/// that is open for reading throws Error{bad_request}. A change is made as a whole or not at all: after an error or a
/// kill the record holds what it held before.
class Events {
 public:
  virtual ~Events() = default;
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  /// Adds the events of one source. Rows go into the record as they come: memory stays within some hundred MB, and the
  /// names of the record. `read` is called once, on the caller's thread; what it throws passes through. Throws Error:
  /// bad_request (the same file was read by the same reader already), bad_data (a record of another layout), io (the
  /// disk is full). Cost: linear in the rows.
  virtual LoadAccount add_events(const LoadSource& source, const ReadEvents& read) = 0;

  /// Takes a load back, of events, votes or a data folder: the record holds what it would hold without it. Returns its
  /// account. Throws Error{not_found} where there is no such load.
  virtual LoadAccount undo(std::int64_t load) = 0;

  /// All loads by number, those of data folders and votes among them.
  virtual std::vector<LoadAccount> loads() const = 0;

  /// The events that a query asks for, in columns: one pass over the record, 32 bytes an event and the names. Throws
  /// Error{unsupported} where they are of more than 65,535 types.
  virtual EventView events_as_of(const EventQuery& query, ActorsAs actors = ActorsAs::written) const = 0;

  /// Counts by reader and month, in that order. Cost: a pass over the events of the query's days and readers.
  virtual std::vector<EventMonth> event_months(const EventQuery& query) const = 0;

  /// Calls `each` for every event in total order: day, reader, id, content. Memory is bounded; what `each` throws
  /// passes through.
  virtual void each_event(const EventQuery& query, const std::function<void(const EventRow&)>& each) const = 0;

  /// Who did how much to whom, by (actor, target). Events that lack either are left out.
  virtual std::vector<Tie> ties(const EventQuery& query, ActorsAs actors) const = 0;

  /// Writes what each_event gives as a Parquet file, the same bytes for the same events. Throws Error{io}.
  virtual void write_parquet(const EventQuery& query, const std::string& path) const = 0;

 protected:
  Events() = default;
};

}  // namespace entente::store

#pragma once
// From the paths a person names to loads: which files are one load each, how each is read, which are in the record
// already, and the reading of one into the record.
//
// Lines for the person (what decided how a file is read, what is passed over) go to a `LineSink` as they come up.

#include "entente/base/error.hpp"
#include "entente/base/executor.hpp"
#include "entente/store/events.hpp"
#include "entente/store/parquet.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/reader.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace entente::store {

/// A line for the person at the door.
using LineSink = std::function<void(const std::string& line)>;

/// How far the reading of a file is, in bytes; `total` is 0 where its size is not known.
using ByteProgress = std::function<void(const std::string& path, std::uint64_t done, std::uint64_t total)>;

/// What the person says on how files are read. `reader` and `mapping` exclude each other; where both are empty the file
/// itself decides.
struct HowRead {
  std::string reader{};                     // a name of stream::formats(), "graph" or kVotesReader
  std::string mapping{};                    // the path of a mapping file
  std::optional<stream::StepTime> steps{};  // of a knowledge graph
  std::optional<stream::DayForm> dates{};   // how a reader takes dates of several meanings; a mapping says it itself
  std::optional<Day> released{};            // the day the files came out: nothing in them was known before
  bool by_timestamp = false;                // of ACLED: a row was not known before its last change
};

/// One load to be: a file, or the folder of a knowledge graph.
struct PlannedLoad {
  std::string path;
  stream::Format format;
  std::string mapping;  // the text that says how it is read, where a name does not say all
  std::string hash;     // SHA-256; empty until new_loads
};

/// By its name: *.parquet.
bool is_parquet(const std::string& path);

/// Whether the path is a file of votes of the General Assembly, by what the person says or by its columns. Throws as
/// is_un_votes does.
bool holds_votes(const std::string& path, const HowRead& how);

/// SHA-256 of a file; of a folder, over the names and hashes of all files in it. Throws Error{not_found}.
std::string hash_of(const std::string& path, const ByteProgress& progress = {});

/// Told of a file that cannot be read, and why.
using UnreadSink = std::function<void(const std::string& path, const Error& why)>;

/// What importing the paths would load, in their order; of a folder that is not a knowledge graph each file by itself.
/// Where there are several files, those that cannot be read go to `unread`, and those that lie beside events and hold
/// none are passed over with a line. Throws Error: not_found (a path), bad_request (a Parquet file without a mapping, a
/// graph without the day of its first step, an unknown reader), bad_data (no reader knows a file, a broken mapping).
std::vector<PlannedLoad> plan_loads(const std::vector<std::string>& paths, const HowRead& how, const LineSink& say,
                                    const UnreadSink& unread = {});

/// Those that are not in the record yet, with their hashes; `loads` are the record's. A file that is in it but was read
/// in another way is an Error{bad_request}: its rows would stand in the record twice, or the corrected mapping would be
/// passed over.
std::vector<PlannedLoad> new_loads(std::vector<PlannedLoad> planned, const HowRead& how,
                                   const std::vector<LoadAccount>& loads, const LineSink& say,
                                   const ByteProgress& progress = {});

/// What one load of events did.
struct Imported {
  LoadAccount account;
  stream::ReadReport report;
};

/// Reads a planned load into the record; `reject` is told of every row that is not taken. `parquet` is needed for a
/// Parquet file alone. A file of which nothing was taken is an Error{bad_data}, and nothing of it stays in the record.
/// Throws as Events::add_events, stream::read_stream and ParquetFiles do.
Imported import_load(Events& events, const PlannedLoad& load, const ParquetFiles* parquet,
                     const std::string& imported_at, const stream::TakeReject& reject, const Executor& executor,
                     const stream::ReadOptions& options = {});

/// The text of a mapping for a table, proposed from its columns and first rows; `parquet` as above, `countries` is the
/// path of the layer of countries by which positions are looked up, empty where there is none. Throws as
/// stream::propose_mapping and ParquetFiles do.
std::string propose_mapping(const std::string& path, const ParquetFiles* parquet, const std::string& countries = {});

}  // namespace entente::store

#pragma once
// Reading a stream: batches of events and refused rows, in the order of the file, with bounded memory.
//
// A fault costs the row it is in. The file is cut into blocks that are split and checked by several threads where the
// format has no quotes; batches come out in order and are the same with any executor.

#include "entente/base/delimited.hpp"
#include "entente/base/executor.hpp"
#include "entente/stream/event.hpp"
#include "entente/stream/format.hpp"
#include "entente/stream/type_cells.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::stream {

enum class RejectKind {
  open_quote,
  behind_quote,
  cells,
  nul,
  utf8,
  too_long,
  header_repeated,
  empty_cell,
  day,
  day_meaning,  // a day that may be several
  number,
  position,
  name,    // a number without a name in a graph's name files
  object,  // a line that is not a JSON object
};
inline constexpr std::size_t kRejectKinds = static_cast<std::size_t>(RejectKind::object) + 1;

/// "an open quote", "a wrong number of cells": for the account of a load.
std::string_view words_of(RejectKind kind);

/// `fault` says file, line, column (in bytes, from 1), field and reason.
struct Reject {
  RowFault fault;
  RejectKind kind = RejectKind::cells;
  bool of_day = false;  // the day could not be resolved
};

/// Rows with one text as their type that is not simply in the format's list.
struct TypeRows {
  std::string text;
  TypeMatch match = TypeMatch::unknown;
  std::int64_t rows = 0;
  std::string file;
  std::int64_t line = 0;  // the first
};

struct ReadProgress {
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes = 0;  // of all files, as they lie on the disk (packed, where they are)
  std::int64_t rows = 0;
};

/// rows = taken + rejected; a header counts as no row.
struct ReadReport {
  std::string format;
  std::vector<std::string> files;
  std::vector<std::string> left_out;  // texts that are none of events, by name, with what they are where it is known
  std::int64_t rows = 0;
  std::int64_t taken = 0;
  std::int64_t mended = 0;  // taken after stray separators were taken out
  std::int64_t rejected = 0;
  std::array<std::int64_t, kRejectKinds> rejected_by{};  // index: RejectKind
  std::uint64_t bytes = 0;                               // of text, unpacked
  std::int32_t first_day = 0;                            // of the rows taken; 0 where none was
  std::int32_t last_day = 0;
  /// State cells that name no state or several, with the number of rows, most first, ties by text; at most 1,000.
  std::vector<std::pair<std::string, std::int64_t>> unresolved_states;
  /// "YI as SRB": state cells that name one which had ended, or not begun, on the day of their row, and what stood in
  /// its place; likewise.
  std::vector<std::pair<std::string, std::int64_t>> read_as;
  /// Type cells that are not simply in the list of the format, likewise.
  std::vector<TypeRows> types;
  // Rows of which a part could not be resolved: taken, but for those without a day.
  std::int64_t without_type = 0;    // in no list, or one of two codes
  std::int64_t without_actor = 0;   // a state of a side or of the place
  std::int64_t without_day = 0;     // refused for their day
  std::string day_example;          // of the first of these: why it was refused, with its line
  std::vector<std::string> habits;  // what was found of how a file is written, "FILE: its days are read ..."
};

struct ReadOptions {
  std::size_t block_bytes = std::size_t{1} << 22U;  // what one batch is made of
  std::size_t longest_row = std::size_t{1} << 20U;  // bytes; a longer row is refused
  /// Called on the caller's thread after each batch.
  std::function<void(const ReadProgress&)> progress;
};

/// The batch holds during the call.
using TakeBatch = std::function<void(const EventBatch&)>;
using TakeReject = std::function<void(const Reject&)>;

/// Reads a file, a packed file (zip, gzip, xz, zstd, bzip2), or a folder (all its files of the format, by name).
/// Numbers in batches are of `names`, to which new texts are added in order of appearance. `batch` and `reject` are
/// called on the caller's thread, one at a time; what they throw ends the reading and passes through. Throws Error:
/// not_found, io, bad_data (an empty file, a header without a required column, a broken archive), bad_request (a kind
/// that this function does not read: Parquet). Memory: a few blocks and the names.
ReadReport read_stream(const std::string& path, const Format& format, Names& names, const TakeBatch& batch,
                       const TakeReject& reject, const Executor& executor, const ReadOptions& options = {});

/// The next row's cells as texts; false at the end. They hold until the next call.
using NextRow = std::function<bool(std::vector<std::string_view>& cells)>;

/// The same checks over rows that were split elsewhere (a Parquet file by the store). `header` names the cells; a row's
/// `line` is its number from 1.
ReadReport read_rows(const std::string& file, const Format& format, std::span<const std::string> header,
                     const NextRow& next, Names& names, const TakeBatch& batch, const TakeReject& reject,
                     const ReadOptions& options = {});

/// The columns of `header` that the format reads, in the header's order: what to select from a Parquet file.
std::vector<std::string> columns_read(const Format& format, std::span<const std::string> header);

}  // namespace entente::stream

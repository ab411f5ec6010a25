#include "entente/store/duck/duck.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <array>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

namespace entente::store::duck {
namespace {

std::int32_t days_since_epoch(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }

bool holds(std::string_view message, std::string_view words) { return message.find(words) != std::string_view::npos; }

// A file that may not grow is a full disk too: of a quota.
bool disk_is_full(std::string_view message) {
  return holds(message, "No space left") || holds(message, "File too large") || holds(message, "Disk quota");
}

// The file ends before what it says that it holds.
bool is_cut_short(std::string_view message) { return holds(message, "Could not read enough bytes"); }

// DuckDB gives no codes for these, only words.
ErrorCode code_of(std::string_view message) {
  if (is_cut_short(message)) return ErrorCode::bad_data;
  if (holds(message, "Conflicting lock") || holds(message, "Could not set lock")) return ErrorCode::conflict;
  if (disk_is_full(message) || holds(message, "IO Error")) return ErrorCode::io;
  if (holds(message, "Out of Memory")) return ErrorCode::unavailable;
  return ErrorCode::bad_data;
}

// " (PID 123)" where DuckDB knows who holds the lock.
std::string holder(std::string_view message) {
  const std::size_t begin = message.find("(PID ");
  const std::size_t end = begin == std::string_view::npos ? begin : message.find(')', begin);
  return end == std::string_view::npos ? "" : " " + std::string(message.substr(begin, end - begin + 1));
}

Error error_of(const std::string& path, std::string_view message) {
  const ErrorCode code = code_of(message);
  const std::string_view first_line = message.substr(0, message.find('\n'));
  switch (code) {
    case ErrorCode::conflict:
      return Error(code,
                   fmt::format("another process{} has this record open, and one of the two writes", holder(message)),
                   "wait until it is done, then run the command again", {path, 0, ""});
    case ErrorCode::unavailable:
      return Error(code, "memory is exhausted", "close other programs or ask for less; the record is as it was",
                   {path, 0, ""});
    case ErrorCode::io:
      if (disk_is_full(message))
        return Error(code, "the disk is full", "free space or choose another place; the record is as it was",
                     {path, 0, ""});
      return Error(code, std::string(first_line), "check the disk and the rights to the file; the record is as it was",
                   {path, 0, ""});
    default:
      if (is_cut_short(message))
        return Error(code, "this record is cut short: the file ends too early",
                     "restore it, or make another with `entente record import --data data`", {path, 0, ""});
      return Error(code, std::string(first_line), "make it with `entente record import --data data`", {path, 0, ""});
  }
}

// DuckDB opens tables of other kinds, CSV among them, as an empty database in memory: what is written there is lost.
bool is_database(const std::string& path) {
  std::array<char, 12> head{};
  std::ifstream(path, std::ios::binary).read(head.data(), head.size());
  return std::string_view(head.data(), head.size()).ends_with("DUCK");
}

}  // namespace

std::string sql_quoted(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    if (c == mark) out += mark;
    out += c;
  }
  return out + mark;
}

std::string sql_parquet(const std::string& path) {
  // A name is a name: what would be a pattern stands for itself, and "year=2024/" is a folder, not a column.
  std::string plain;
  for (const char c : path) plain += c == '*' || c == '?' || c == '[' ? std::string("[") + c + "]" : std::string(1, c);
  return "read_parquet(" + sql_quoted(plain) + ", hive_partitioning = false)";
}

const void* DuckRow::data(idx_t column) const {
  return duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column));
}

bool DuckRow::is_null(idx_t column) const {
  std::uint64_t* validity = duckdb_vector_get_validity(duckdb_data_chunk_get_vector(chunk_, column));
  return validity != nullptr && !duckdb_validity_row_is_valid(validity, row_);
}

std::string_view DuckRow::text(idx_t column) const {
  if (is_null(column)) return {};
  // The C interface takes what it only reads by a pointer to non-const.
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast)
  auto* strings = const_cast<duckdb_string_t*>(static_cast<const duckdb_string_t*>(data(column)));
  return {duckdb_string_t_data(&strings[row_]), duckdb_string_t_length(strings[row_])};
}

std::int32_t DuckRow::integer(idx_t column) const { return static_cast<const std::int32_t*>(data(column))[row_]; }

std::int64_t DuckRow::big(idx_t column) const { return static_cast<const std::int64_t*>(data(column))[row_]; }

double DuckRow::number(idx_t column) const { return static_cast<const double*>(data(column))[row_]; }

Day DuckRow::day(idx_t column) const {
  return Day{std::chrono::days{static_cast<const duckdb_date*>(data(column))[row_].days}};
}

Duck::Duck(const std::string& path, bool read_only) : path_(path) {
  if (path.empty()) throw Error(ErrorCode::bad_request, "the record has no name", "name its file");
  if (std::filesystem::is_directory(path))
    throw Error(ErrorCode::bad_data, "this is a directory, not a record", "name the record's file", {path, 0, ""});
  // Opening a FIFO waits for whoever writes into it, and a device is no place for a database.
  if (std::filesystem::exists(path) && !std::filesystem::is_regular_file(path))
    throw Error(ErrorCode::bad_request, "this is a device, a FIFO or a socket, not a record", "name the record's file",
                {path, 0, ""});
  if (read_only && !std::filesystem::exists(path))
    throw Error(ErrorCode::not_found, "there is no record here", "make one with `entente record import --data data`",
                {path, 0, ""});
  if (std::filesystem::exists(path) && !is_database(path))
    throw Error(ErrorCode::bad_data, "this file is not a record",
                "name another one; `entente record import --data data` makes it", {path, 0, ""});
  // An absolute path is never the name of something else, such as ":memory:" or "md:".
  open(std::filesystem::absolute(path).string(), read_only);
}

Duck::Duck() { open(":memory:", false); }

void Duck::open(const std::string& database, bool read_only) {
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  if (read_only) {
    duckdb_set_config(config, "access_mode", "READ_ONLY");
    // Facts are few: a second thread costs a fifth of a brief's time in waiting for it. Events ask for all_threads().
    duckdb_set_config(config, "threads", "1");
  }
  // Sorting and counting beyond this goes through files beside the record; bench/RESULTS.md has the peaks.
  duckdb_set_config(config, "memory_limit", "1GB");
  // Nothing is ever fetched: no extensions from outside.
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  char* message = nullptr;
  const auto state = duckdb_open_ext(database.c_str(), &database_, config, &message);
  duckdb_destroy_config(&config);
  if (state != DuckDBSuccess) {
    const std::string why = message != nullptr ? message : "the record cannot be opened";
    duckdb_free(message);
    throw error_of(path_, why);
  }
  try {
    connect(database_);
  } catch (...) {
    duckdb_close(&database_);
    throw;
  }
}

Duck::Duck(std::string path, duckdb_database database) : path_(std::move(path)) { connect(database); }

void Duck::connect(duckdb_database database) {
  if (duckdb_connect(database, &connection_) != DuckDBSuccess)
    throw Error(ErrorCode::io, "the record cannot be opened", "check the file", {path_, 0, ""});
  // An instant is the day it has in UTC, on every machine. A DuckDB without time zones knows no such setting, and
  // nothing else than UTC.
  duckdb_query(connection_, "set TimeZone = 'UTC'", nullptr);
}

Duck::~Duck() {
  duckdb_disconnect(&connection_);
  duckdb_close(&database_);
}

void Duck::run(const std::string& sql) {
  query(sql, {}, [](const DuckRow&) {});
}

void Duck::all_threads() { run("reset threads"); }

Error Duck::error(std::string_view message) const { return error_of(path_, message); }

namespace {

struct Statement {
  duckdb_prepared_statement handle = nullptr;
  Statement() = default;
  ~Statement() { duckdb_destroy_prepare(&handle); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
};

struct Result {
  duckdb_result handle{};
  Result() = default;
  ~Result() { duckdb_destroy_result(&handle); }
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
};

struct Chunk {
  duckdb_data_chunk handle = nullptr;
  explicit Chunk(duckdb_data_chunk chunk) : handle(chunk) {}
  ~Chunk() { duckdb_destroy_data_chunk(&handle); }
  Chunk(const Chunk&) = delete;
  Chunk& operator=(const Chunk&) = delete;
};

void prepare(Duck& duck, const std::string& sql, const std::vector<Value>& parameters, Statement& statement) {
  if (duckdb_prepare(duck.connection(), sql.c_str(), &statement.handle) != DuckDBSuccess)
    throw duck.error(duckdb_prepare_error(statement.handle));
  for (idx_t i = 0; i < parameters.size(); ++i) {
    const Value& value = parameters[i];
    if (const auto* text = std::get_if<std::string>(&value)) {
      duckdb_bind_varchar_length(statement.handle, i + 1, text->data(), text->size());
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      duckdb_bind_int64(statement.handle, i + 1, *integer);
    } else if (const auto* number = std::get_if<double>(&value)) {
      duckdb_bind_double(statement.handle, i + 1, *number);
    } else if (const auto* day = std::get_if<Day>(&value)) {
      duckdb_bind_date(statement.handle, i + 1, duckdb_date{days_since_epoch(*day)});
    } else {
      duckdb_bind_null(statement.handle, i + 1);
    }
  }
}

}  // namespace

void Duck::query(const std::string& sql, const std::vector<Value>& parameters,
                 const std::function<void(const DuckRow&)>& each) {
  Statement statement;
  prepare(*this, sql, parameters, statement);
  Result result;
  if (duckdb_execute_prepared(statement.handle, &result.handle) != DuckDBSuccess)
    throw error(duckdb_result_error(&result.handle));
  for (;;) {
    const Chunk chunk{duckdb_fetch_chunk(result.handle)};
    if (chunk.handle == nullptr) return;
    const idx_t rows = duckdb_data_chunk_get_size(chunk.handle);
    for (idx_t i = 0; i < rows; ++i) each(DuckRow(chunk.handle, i));
  }
}

struct DuckReader::State {
  const Duck* duck = nullptr;
  Statement statement;
  duckdb_pending_result pending = nullptr;
  Result result;
  duckdb_data_chunk chunk = nullptr;
  std::size_t at = 0;
  std::optional<DuckRow> row;

  ~State() {
    duckdb_destroy_data_chunk(&chunk);
    duckdb_destroy_pending(&pending);
  }
};

DuckReader::DuckReader(Duck& duck, const std::string& sql, const std::vector<Value>& parameters)
    : state_(std::make_unique<State>()) {
  state_->duck = &duck;
  prepare(duck, sql, parameters, state_->statement);
  if (duckdb_pending_prepared_streaming(state_->statement.handle, &state_->pending) != DuckDBSuccess)
    throw duck.error(duckdb_pending_error(state_->pending));
  if (duckdb_execute_pending(state_->pending, &state_->result.handle) != DuckDBSuccess)
    throw duck.error(duckdb_result_error(&state_->result.handle));
}

DuckReader::~DuckReader() = default;

std::optional<DuckChunk> DuckReader::next_chunk() {
  duckdb_destroy_data_chunk(&state_->chunk);
  state_->chunk = duckdb_fetch_chunk(state_->result.handle);
  if (state_->chunk != nullptr) return DuckChunk(state_->chunk);
  // A stream that failed on the way ends like one that is done, but says why.
  if (const char* message = duckdb_result_error(&state_->result.handle); message != nullptr && *message != '\0')
    throw state_->duck->error(message);
  return std::nullopt;
}

const DuckRow* DuckReader::next() {
  if (state_->chunk == nullptr || state_->at >= duckdb_data_chunk_get_size(state_->chunk)) {
    if (!next_chunk()) return nullptr;
    state_->at = 0;
  }
  return &state_->row.emplace(state_->chunk, state_->at++);
}

void Duck::scan(const std::string& sql, const std::vector<Value>& parameters,
                const std::function<void(const DuckChunk&)>& each) {
  DuckReader reader(*this, sql, parameters);
  while (const auto chunk = reader.next_chunk()) each(*chunk);
}

void Duck::append(const std::string& table, std::size_t rows, const std::function<void(std::size_t, Append&)>& row) {
  struct Appender {
    duckdb_appender handle = nullptr;
    ~Appender() { duckdb_appender_destroy(&handle); }
  } appender;
  if (duckdb_appender_create(connection_, nullptr, table.c_str(), &appender.handle) != DuckDBSuccess)
    throw error_of(path_, duckdb_appender_error(appender.handle));
  Append values(appender.handle);
  for (std::size_t i = 0; i < rows; ++i) {
    row(i, values);
    if (duckdb_appender_end_row(appender.handle) != DuckDBSuccess)
      throw error_of(path_, duckdb_appender_error(appender.handle));
  }
  if (duckdb_appender_close(appender.handle) != DuckDBSuccess)
    throw error_of(path_, duckdb_appender_error(appender.handle));
}

struct ChunkWriter::State {
  // Chunks under way: enough that neither side waits for the other's hiccups, few enough to be no memory.
  static constexpr std::size_t kChunks = 32;

  const Duck* duck = nullptr;
  duckdb_appender appender = nullptr;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<duckdb_data_chunk> all;
  std::vector<duckdb_data_chunk> free;
  std::deque<duckdb_data_chunk> full;
  bool ended = false;
  std::string failure;
  std::thread thread;

  void write() {
    std::unique_lock lock(mutex);
    for (;;) {
      changed.wait(lock, [&] { return ended || !full.empty(); });
      if (full.empty()) return;
      auto* const chunk = full.front();
      full.pop_front();
      const bool skip = !failure.empty();
      lock.unlock();
      std::string why;
      if (!skip && duckdb_append_data_chunk(appender, chunk) != DuckDBSuccess) {
        const char* message = duckdb_appender_error(appender);
        why = message != nullptr ? message : "the rows could not be stored";
      }
      duckdb_data_chunk_reset(chunk);
      lock.lock();
      if (!why.empty()) failure = why;
      free.push_back(chunk);
      changed.notify_all();
    }
  }

  void stop() {
    if (!thread.joinable()) return;
    {
      const std::lock_guard lock(mutex);
      ended = true;
    }
    changed.notify_all();
    thread.join();
  }
};

ChunkWriter::ChunkWriter(Duck& duck, const std::string& table) : state_(std::make_unique<State>()) {
  state_->duck = &duck;
  if (duckdb_appender_create(duck.connection(), nullptr, table.c_str(), &state_->appender) != DuckDBSuccess) {
    const Error error = duck.error(duckdb_appender_error(state_->appender));
    duckdb_appender_destroy(&state_->appender);
    throw Error(error);
  }
  std::vector<duckdb_logical_type> types(duckdb_appender_column_count(state_->appender));
  for (idx_t i = 0; i < types.size(); ++i) types[i] = duckdb_appender_column_type(state_->appender, i);
  for (std::size_t i = 0; i < State::kChunks; ++i)
    state_->all.push_back(duckdb_create_data_chunk(types.data(), types.size()));
  for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
  state_->free = state_->all;
  state_->thread = std::thread([state = state_.get()] { state->write(); });
}

ChunkWriter::~ChunkWriter() {
  state_->stop();
  for (duckdb_data_chunk& chunk : state_->all) duckdb_destroy_data_chunk(&chunk);
  duckdb_appender_destroy(&state_->appender);
}

duckdb_data_chunk ChunkWriter::take() {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait(lock, [&] { return !state_->free.empty(); });
  if (!state_->failure.empty()) throw state_->duck->error(state_->failure);
  auto* const chunk = state_->free.back();
  state_->free.pop_back();
  return chunk;
}

void ChunkWriter::put(duckdb_data_chunk chunk, std::size_t rows) {
  duckdb_data_chunk_set_size(chunk, rows);
  {
    const std::lock_guard lock(state_->mutex);
    state_->full.push_back(chunk);
  }
  state_->changed.notify_all();
}

void ChunkWriter::finish() {
  state_->stop();
  if (state_->failure.empty() && duckdb_appender_close(state_->appender) != DuckDBSuccess) {
    const char* message = duckdb_appender_error(state_->appender);
    state_->failure = message != nullptr ? message : "the rows could not be stored";
  }
  if (!state_->failure.empty()) throw state_->duck->error(state_->failure);
}

Duck::Append& Duck::Append::text(std::string_view value) {
  duckdb_append_varchar_length(appender_, value.data(), value.size());
  return *this;
}
Duck::Append& Duck::Append::integer(std::int64_t value) {
  duckdb_append_int64(appender_, value);
  return *this;
}
Duck::Append& Duck::Append::number(double value) {
  duckdb_append_double(appender_, value);
  return *this;
}
Duck::Append& Duck::Append::day(Day value) {
  duckdb_append_date(appender_, duckdb_date{days_since_epoch(value)});
  return *this;
}
Duck::Append& Duck::Append::null() {
  duckdb_append_null(appender_);
  return *this;
}

}  // namespace entente::store::duck

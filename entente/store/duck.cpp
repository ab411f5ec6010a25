#include "entente/store/duck.hpp"

#include "entente/base/error.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace entente::store {
namespace {

std::int32_t days_since_epoch(Day day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }

// DuckDB gives no codes for these, only words.
ErrorCode code_of(std::string_view message) {
  if (message.find("not a valid DuckDB") != std::string_view::npos) return ErrorCode::bad_data;
  if (message.find("lock") != std::string_view::npos) return ErrorCode::conflict;
  if (message.find("No space left") != std::string_view::npos || message.find("IO Error") != std::string_view::npos)
    return ErrorCode::io;
  return ErrorCode::bad_data;
}

Error error_of(const std::string& path, std::string_view message) {
  const ErrorCode code = code_of(message);
  const std::string_view first_line = message.substr(0, message.find('\n'));
  switch (code) {
    case ErrorCode::conflict:
      return Error(code, "another process is writing this record", "wait until it is done, then run the command again",
                   {path, 0, ""});
    case ErrorCode::io:
      return Error(code, std::string(first_line), "free space or choose another place; the record is as it was",
                   {path, 0, ""});
    default:
      return Error(code,
                   message.find("not a valid DuckDB") != std::string_view::npos ? "this file is no record"
                                                                                : std::string(first_line),
                   "make it with `entente record import --data data`", {path, 0, ""});
  }
}

}  // namespace

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
  auto* strings = const_cast<duckdb_string_t*>(
      static_cast<const duckdb_string_t*>(data(column)));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return {duckdb_string_t_data(&strings[row_]), duckdb_string_t_length(strings[row_])};
}

std::int32_t DuckRow::integer(idx_t column) const { return static_cast<const std::int32_t*>(data(column))[row_]; }

double DuckRow::number(idx_t column) const { return static_cast<const double*>(data(column))[row_]; }

Day DuckRow::day(idx_t column) const {
  return Day{std::chrono::days{static_cast<const duckdb_date*>(data(column))[row_].days}};
}

Duck::Duck(const std::string& path, bool read_only) : path_(path) {
  if (std::filesystem::is_directory(path))
    throw Error(ErrorCode::bad_data, "this is a directory, not a record", "name the record's file", {path, 0, ""});
  if (read_only && !std::filesystem::exists(path))
    throw Error(ErrorCode::not_found, "there is no record here", "make one with `entente record import --data data`",
                {path, 0, ""});
  duckdb_config config = nullptr;
  duckdb_create_config(&config);
  if (read_only) duckdb_set_config(config, "access_mode", "READ_ONLY");
  // Nothing is ever fetched: no extensions from outside.
  duckdb_set_config(config, "autoinstall_known_extensions", "false");
  char* message = nullptr;
  const auto state = duckdb_open_ext(path.c_str(), &database_, config, &message);
  duckdb_destroy_config(&config);
  if (state != DuckDBSuccess) {
    const std::string why = message != nullptr ? message : "the record cannot be opened";
    duckdb_free(message);
    throw error_of(path, why);
  }
  if (duckdb_connect(database_, &connection_) != DuckDBSuccess) {
    duckdb_close(&database_);
    throw Error(ErrorCode::io, "the record cannot be opened", "check the file", {path, 0, ""});
  }
}

Duck::~Duck() {
  duckdb_disconnect(&connection_);
  duckdb_close(&database_);
}

void Duck::run(const std::string& sql) {
  query(sql, {}, [](const DuckRow&) {});
}

void Duck::query(const std::string& sql, const std::vector<Value>& parameters,
                 const std::function<void(const DuckRow&)>& each) {
  struct Statement {
    duckdb_prepared_statement handle = nullptr;
    ~Statement() { duckdb_destroy_prepare(&handle); }
  } statement;
  if (duckdb_prepare(connection_, sql.c_str(), &statement.handle) != DuckDBSuccess)
    throw error_of(path_, duckdb_prepare_error(statement.handle));
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
  struct Result {
    duckdb_result handle{};
    ~Result() { duckdb_destroy_result(&handle); }
  } result;
  if (duckdb_execute_prepared(statement.handle, &result.handle) != DuckDBSuccess)
    throw error_of(path_, duckdb_result_error(&result.handle));
  struct Chunk {
    duckdb_data_chunk handle = nullptr;
    ~Chunk() { duckdb_destroy_data_chunk(&handle); }
  };
  for (;;) {
    const Chunk chunk{duckdb_fetch_chunk(result.handle)};
    if (chunk.handle == nullptr) return;
    const idx_t rows = duckdb_data_chunk_get_size(chunk.handle);
    for (idx_t i = 0; i < rows; ++i) each(DuckRow(chunk.handle, i));
  }
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

}  // namespace entente::store
